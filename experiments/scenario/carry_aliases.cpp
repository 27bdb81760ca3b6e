#include "setu/experiments/scenario/carry_aliases.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "scenario_parts.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/scenario/aliases.hpp"
#include "toml_section.hpp"

namespace setu {

namespace {

using Names = std::vector<std::string>;

/// What each old element is now, and which old elements each new one holds.
struct Change {
  std::map<std::string, Names> becomes, holds;
  Change(const Mapping& m, bool split) {
    for (std::size_t i = 0; i < m.from.size(); ++i) {
      const std::string &old = split ? m.to[m.index[i]] : m.from[i], &now = split ? m.from[i] : m.to[m.index[i]];
      becomes[old].push_back(now);
      holds[now].push_back(old);
    }
  }
  /// The new elements that stand for `elements`, or none if one of them holds more.
  [[nodiscard]] Names translate(const Names& elements) const {
    Names result;
    for (const auto& old : elements)
      for (const auto& now : becomes.at(old)) {
        const Names& whole = holds.at(now);
        if (!std::all_of(whole.begin(), whole.end(),
                         [&](const auto& e) { return std::find(elements.begin(), elements.end(), e) != elements.end(); }))
          return {};
        if (std::find(result.begin(), result.end(), now) == result.end()) result.push_back(now);
      }
    return result;
  }
};

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

std::string line(const std::string& name, const Names& elements) {
  std::string text = quoted(name) + " = [";
  for (std::size_t i = 0; i < elements.size(); ++i) text += (i ? ", " : "") + quoted(elements[i]);
  return text + "]\n";
}

const Mapping* mapping_of(const SetMappings& m, const std::string& set) {
  if (set == "REG") return &m.reg;
  if (set == "COMM") return &m.comm;
  if (set == "ACTS") return &m.acts;
  if (set == "ENDW") return &m.endw;
  return nullptr;
}

/// The aliases of one set in TOML, and the names that are lost.
std::string section(const std::string& set, const Aliases& aliases, const Names& old, const Mapping& mapping, bool split,
                    std::set<std::string>& written, Names& lost) {
  const Change change(mapping, split);
  std::string text;
  const auto known = aliases.by_set().find(set);
  const auto add = [&](const std::string& name, const Names& elements) {
    if (change.holds.contains(name) || written.contains(name)) return;
    if (elements.empty()) return lost.push_back(set + " " + name);
    written.insert(name);
    text += line(name, elements);
  };
  if (known != aliases.by_set().end())
    for (const auto& [name, selector] : known->second) add(name, change.translate(aliases.expand(selector, set, old)));
  for (const auto& element : old)
    if (const Names now = change.translate({element}); !now.empty()) add(element, now);
  return text.empty() ? text : "[" + set + "]\n" + text + "\n";
}

/// [report], as far as it still makes sense.
std::string report(const std::filesystem::path& file, const Aliases& aliases, const Sets& old, const Change& regions,
                   const std::set<std::string>& commodities) {
  const toml::table root = parse_toml_file(file);
  const auto* table = root.get_as<toml::table>("report");
  if (!table) return {};
  const ReportChoice choice = read_report(*table);
  std::string text;
  const auto translated = [&](const std::optional<Selector>& chosen) {
    return chosen ? regions.translate(aliases.expand(*chosen, "REG", old.reg)) : Names{};
  };
  if (const Names names = translated(choice.highlight); !names.empty()) text += line("highlight", names);
  if (const Names names = translated(choice.pair); names.size() == 2) text += line("pair", names);
  if (const Names names = translated(choice.supplier); names.size() == 1) text += line("supplier", names);
  Names subtotals;
  for (const auto& name : choice.subtotals)
    if (commodities.contains(name)) subtotals.push_back(name);
  if (!subtotals.empty()) text += line("subtotals", subtotals);
  if (choice.top > 0) text += "top = " + std::to_string(choice.top) + "\n";
  return "[report]\n" + text;
}

}  // namespace

Names carry_aliases(const std::filesystem::path& from, const std::filesystem::path& to, const Sets& old, const SetMappings& mappings,
                    bool split) {
  const auto file = from / "aliases.toml", target = to / "aliases.toml";
  if (std::filesystem::exists(target)) return {};
  const Aliases aliases = std::filesystem::is_regular_file(file) ? Aliases::read(file, old) : Aliases{};
  Names lost;
  std::string text;
  std::set<std::string> commodities;
  for (const char* set : {"REG", "COMM", "ACTS", "ENDW"}) {
    std::set<std::string> written;
    text += section(set, aliases, old.by_name(set), *mapping_of(mappings, set), split, written, lost);
    if (std::string(set) == "COMM") commodities = written;
  }
  for (const auto& [set, names] : aliases.by_set())
    if (mapping_of(mappings, set) == nullptr)
      for (const auto& [name, selector] : names) lost.push_back(set + " " + name);
  if (std::filesystem::is_regular_file(file)) text += report(file, aliases, old, Change(mappings.reg, split), commodities);
  if (text.empty()) return lost;
  std::ofstream out(target, std::ios::binary);
  out << "# Names of the database that this one was made from, for the elements that they mean now.\n\n" << text;
  out.close();
  if (!out) throw InputError("Cannot write '" + target.string() + "' (is the disk full?).");
  return lost;
}

}  // namespace setu
