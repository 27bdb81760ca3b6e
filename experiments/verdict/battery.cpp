#include "battery.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "experiments/scenario/toml_keys.hpp"
#include "experiments/sweep/axis.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace {

constexpr const char* kOwnKeys[] = {"name", "title", "when", "only_with", "set"};

/// The kinds of tables that a scenario may have: those that a variant may add.
std::vector<std::string> kinds_of_tables() {
  std::vector<std::string> kinds;
  for (const auto& key : toml_table("[[variant]]")->keys)
    if (std::find(std::begin(kOwnKeys), std::end(kOwnKeys), std::string(key.key)) == std::end(kOwnKeys)) kinds.emplace_back(key.key);
  return kinds;
}

Variant read_variant(const toml::table& table) {
  Section section(table, "[[variant]]");
  Variant variant;
  variant.where = section.where();
  if (!section.has("name")) section.fail("needs 'name'.");
  variant.name = section.folder_name("variant.toml");  // of its file in variants/
  variant.title = section.required_text("title");
  variant.when = section.required_text("when");
  variant.only_with = section.texts("only_with").value_or(std::vector<std::string>{});
  variant.set = section.texts("set").value_or(std::vector<std::string>{});
  const auto kinds = kinds_of_tables();
  for (const auto& kind : kinds) section.allow(kind);
  section.finish();
  for (const auto& kind : variant.only_with)
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
      section.fail(unknown_name("kind of table", kind, kinds) + ".", "only_with");
  variant.tables = table;
  for (const char* key : kOwnKeys) variant.tables.erase(key);
  if (variant.tables.empty() && variant.set.empty()) section.fail("changes nothing: add 'set' or tables of a scenario.");
  return variant;
}

std::pair<double, double> read_ends(Section& section, const char* key) {
  const auto ends = section.numbers(key);
  if (!ends || ends->size() != 2 || !((*ends)[0] < (*ends)[1]))
    section.fail(fmt::format("'{}' needs two numbers, the smaller first.", key), key);
  return {(*ends)[0], (*ends)[1]};
}

BreakEven read_break_even(const toml::table& table) {
  Section section(table, "[[break_even]]");
  BreakEven b;
  b.where = section.where();
  b.name = section.required_text("name");
  b.title = section.required_text("title");
  b.unit = section.required_text("unit");
  b.source = section.required_text("source");
  b.central = section.required_number("central");
  std::tie(b.least, b.most) = read_ends(section, "range");
  std::tie(b.plausible_least, b.plausible_most) = read_ends(section, "plausible");
  b.variant = section.text("variant").value_or("");
  for (const auto* vary : section.tables("vary")) {
    Section moved(*vary, "[[break_even.vary]]");
    Axis axis;
    axis.where = moved.where();
    read_axis_target(moved, axis);
    b.axes.push_back(std::move(axis));
  }
  section.finish();
  if (b.axes.empty()) section.fail("nothing is moved: add a [[break_even.vary]] table.");
  if (!(b.least < b.central && b.central < b.most)) section.fail("'central' must lie inside 'range'.", "central");
  return b;
}

void check_names(const Battery& battery) {
  std::set<std::string> names = {"standard"};
  for (const auto& variant : battery.variants)
    if (!names.insert(variant.name).second)
      throw InputError(fmt::format("{}: [[variant]]: the name '{}' is taken.", variant.where, variant.name));
  std::vector<std::string> known;
  for (const auto& variant : battery.variants) known.push_back(variant.name);
  for (const auto& b : battery.break_evens)
    if (!b.variant.empty() && !battery.find(b.variant))
      throw InputError(fmt::format("{}: [[break_even]]: {}.", b.where, unknown_name("variant", b.variant, known)));
}

}  // namespace

const Variant* Battery::find(const std::string& variant) const {
  const auto it = std::find_if(variants.begin(), variants.end(), [&](const Variant& v) { return v.name == variant; });
  return it == variants.end() ? nullptr : &*it;
}

Battery read_battery(const std::string& name_or_file) {
  Battery battery;
  battery.file = find_battery(name_or_file);
  const toml::table root = parse_toml_file(battery.file);
  Section section(root, "battery");
  battery.name = section.folder_name(battery.file);
  battery.title = section.text("title").value_or(battery.name);
  for (const auto* table : section.tables("variant")) battery.variants.push_back(read_variant(*table));
  for (const auto* table : section.tables("break_even")) battery.break_evens.push_back(read_break_even(*table));
  section.finish();
  if (battery.variants.empty()) section.fail("has no variants: add a [[variant]] table.");
  check_names(battery);
  return battery;
}

}  // namespace setu
