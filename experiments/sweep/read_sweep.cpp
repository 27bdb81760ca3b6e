#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "experiments/scenario/scenario_parts.hpp"
#include "axis.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "experiments/measure/named_result.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

struct NamedKind {
  const char* name;
  DesignKind kind;
  bool draws;
};
constexpr NamedKind kKinds[] = {{"grid", DesignKind::Grid, false},    {"list", DesignKind::List, false},
                                {"random", DesignKind::Random, true}, {"stroud", DesignKind::Stroud, false},
                                {"liu", DesignKind::Liu, false},      {"latin_hypercube", DesignKind::LatinHypercube, true},
                                {"sobol", DesignKind::Sobol, true}};
constexpr std::uint64_t kMostDraws = 10000000;

const NamedKind& named(DesignKind kind) {
  return *std::find_if(std::begin(kKinds), std::end(kKinds), [&](const auto& k) { return k.kind == kind; });
}

DesignChoice read_design(const toml::table* table, const SweepReading& reading, const std::string& where) {
  DesignChoice design;
  design.kind = reading.kinds.front();
  design.where = where;
  const bool needs_draws = named(design.kind).draws;
  if (!table) {
    if (needs_draws) throw InputError(fmt::format("{}: needs [design] with 'draws'.", where));
    return design;
  }
  Section section(*table, "[design]");
  design.where = section.where();
  const std::string kind = section.text("kind").value_or(to_string(design.kind));
  std::vector<std::string> known;
  for (const DesignKind k : reading.kinds) {
    known.emplace_back(to_string(k));
    if (kind == known.back()) design.kind = k;
  }
  if (kind != to_string(design.kind)) section.fail(unknown_name("design", kind, known) + ".", "kind");
  if (named(design.kind).draws) {
    if (!section.has("draws")) section.fail(fmt::format("a {} design needs 'draws'.", kind));
    design.draws = section.whole_number("draws", 1, kMostDraws).value_or(0);
    design.seed = section.whole_number("seed", 0, 4294967295U).value_or(1);
  } else {
    for (const char* key : {"draws", "seed"})
      if (section.has(key)) section.fail(fmt::format("a {} design has no '{}'.", kind, key), key);
  }
  section.finish();
  return design;
}

std::vector<VariableChoice> read_keep(const toml::table* table, const std::string& where) {
  std::vector<VariableChoice> keep;
  if (!table) return {{"EV", {}, where}, {"qgdp", {}, where}};
  Section section(*table, "[results]");
  const auto texts = section.texts("keep");
  if (!texts) section.fail("needs 'keep', a list of model variables.");
  for (const auto& text : *texts)
    if (is_formula(text)) keep.push_back({text, {}, section.where("keep")});
    else keep.push_back(choice_from_text(section, "keep", text, section.where("keep")));
  section.finish();
  return keep;
}

Correlation read_correlation(const toml::table& table) {
  Section section(table, "[[correlate]]");
  Correlation c;
  c.where = section.where();
  c.names = section.texts("names").value_or(std::vector<std::string>{});
  if (c.names.size() < 2) section.fail("needs 'names' with at least two of the names of [[vary]].");
  const auto matrix = section.matrix("matrix"), covariance = section.matrix("covariance");
  section.finish();
  if (matrix.has_value() == covariance.has_value()) section.fail("needs either 'matrix' (correlations) or 'covariance'.");
  c.covariance = covariance.has_value();
  c.matrix = covariance ? *covariance : *matrix;
  if (c.matrix.size() != c.names.size())
    section.fail(fmt::format("has {} names but a matrix of {} rows.", c.names.size(), c.matrix.size()),
                 c.covariance ? "covariance" : "matrix");
  return c;
}

/// Values where points are listed, distributions where they are drawn; each name once.
void check_axes(const SweepFile& sweep, const Section& root) {
  if (sweep.axes.empty()) root.fail("nothing varies: add a [[vary]] table.");
  std::set<std::string> names;
  const bool listed = sweep.design.kind == DesignKind::Grid || sweep.design.kind == DesignKind::List;
  for (const auto& axis : sweep.axes) {
    if (!names.insert(axis.name).second)
      throw InputError(fmt::format("{}: [[vary]]: two tables are called '{}'; give one another 'name'.", axis.where, axis.name));
    if (listed && axis.distribution)
      throw InputError(
          fmt::format("{}: '{}' has a distribution, but a {} design needs 'values' or 'range'; say kind = \"random\" "
                      "in [design] to draw.",
                      axis.distribution->where, axis.name, to_string(sweep.design.kind)));
    if (!listed && !axis.distribution)
      throw InputError(fmt::format("{}: '{}' has no distribution, but a {} design needs one for each [[vary]].", axis.where, axis.name,
                                   to_string(sweep.design.kind)));
  }
}

}  // namespace

const char* to_string(DesignKind kind) { return named(kind).name; }

SweepFile read_sweep_file(const fs::path& file, const SweepReading& reading) {
  const toml::table table = parse_toml_file(file);
  Section root(table, "sweep");
  SweepFile sweep;
  sweep.file = file;
  sweep.name = root.folder_name(file);
  sweep.scenario = scenario_beside(file, root.required_text("scenario"));
  sweep.database = database_beside(file, root.text("database").value_or(""));
  if (const auto* list = table.get_as<toml::array>("set"); !list || !list->empty())
    sweep.set = root.texts("set").value_or(std::vector<std::string>{});
  root.allow("set");
  for (const auto* t : root.tables("vary")) sweep.axes.push_back(read_axis(*t));
  sweep.design = read_design(root.table("design"), reading, root.where());
  sweep.keep = read_keep(root.table("results"), root.where());
  if (reading.correlations)
    for (const auto* t : root.tables("correlate")) sweep.correlations.push_back(read_correlation(*t));
  if (reading.more) reading.more(root);
  root.finish();
  check_axes(sweep, root);
  return sweep;
}

}  // namespace setu
