#include <algorithm>
#include <cmath>
#include <fstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "experiments/tables/text_table.hpp"
#include "experiments/files/csv_formats.hpp"
#include "experiments/files/json_files.hpp"
#include "experiments/tables/csv_file.hpp"
#include "effects_manifest.hpp"
#include "experiments/measure/lever_text.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/elasticities/elasticities.hpp"

namespace setu {

namespace {

constexpr const char* kElasticitiesFile = "elasticities.csv";

/// Changes of percentage changes and shares are percentage points.
std::string effect_unit(const MarginalResult& result) {
  return result.unit == "%" ? "percentage points" : result.unit.empty() ? "units" : result.unit;
}

/// One table per kind of lever.
struct Section {
  const char* title;
  bool (*contains)(const Lever&);
  /// What the table shows for one lever; parameters are moved by one per cent of themselves.
  double (*effect)(const Lever&, double derivative);
};

const std::vector<Section>& sections() {
  static const auto as_is = [](const Lever&, double derivative) { return derivative; };
  static const std::vector<Section> all = {
      {"per percentage point of a tax or share", [](const Lever& l) { return l.measure == Measure::RatePoint; }, as_is},
      {"per US$ million", [](const Lever& l) { return l.measure == Measure::Million; }, as_is},
      {"per 1 % of a quantity, productivity or index", [](const Lever& l) { return l.measure == Measure::Percent; }, as_is},
      {"per 1 % of a parameter", [](const Lever& l) { return l.parameter && l.value != 0; },
       [](const Lever& l, double derivative) { return derivative * l.value / 100; }},
      {"per 0.1 of a parameter that is zero", [](const Lever& l) { return l.parameter && l.value == 0; },
       [](const Lever&, double derivative) { return derivative / 10; }},
      {"per unit of a plain number", [](const Lever& l) { return !l.parameter && l.measure == Measure::Unit; }, as_is},
  };
  return all;
}

std::string section_text(const Section& section, const std::vector<Lever>& levers, const MarginalEffects& effects, std::size_t top) {
  std::vector<std::pair<double, std::size_t>> found;
  for (std::size_t k = 0; k < levers.size(); ++k) {
    if (!section.contains(levers[k])) continue;
    const double effect = section.effect(levers[k], effects.derivative[k]);
    if (effect != 0) found.emplace_back(effect, k);
  }
  const auto listed = static_cast<std::ptrdiff_t>(std::min(top, found.size()));
  std::partial_sort(found.begin(), found.begin() + listed, found.end(), [](const auto& a, const auto& b) {
    return std::abs(a.first) != std::abs(b.first) ? std::abs(a.first) > std::abs(b.first) : a.second < b.second;
  });
  TextTable table(fmt::format("{}: {} {}", effects.result.name, effect_unit(effects.result), section.title), {"", "now", "effect"});
  for (std::ptrdiff_t i = 0; i < listed; ++i) {
    const Lever& lever = levers[found[i].second];
    table.row({fmt::format("{:<26} {}", reference(lever), lever.label), value_text(lever), effect_text(found[i].first)});
  }
  if (found.size() > top) table.note(fmt::format("The largest {} of {}; all stand in elasticities.csv.", top, found.size()));
  return table.text();
}

/// Whole headers of parameters, all their elements moved together.
std::string header_text(const std::vector<Lever>& levers, const MarginalEffects& effects) {
  TextTable table(fmt::format("{}: {} per 1 % of all elements of a parameter together", effects.result.name, effect_unit(effects.result)),
                  {"", "elements", "effect"});
  for (std::size_t k = 0, next = 0; k < levers.size(); k = next) {
    double effect = 0, size = 0;
    for (next = k; next < levers.size() && levers[next].name == levers[k].name; ++next) {
      const double one = effects.derivative[next] * levers[next].value / 100;
      effect += one;
      size += std::abs(one);
    }
    if (levers[k].parameter && std::abs(effect) > 1e-9 * size)  // what cancels to rounding is no effect
      table.row({fmt::format("{:<26} {}", levers[k].name, levers[k].label), std::to_string(next - k), effect_text(effect)});
  }
  return table.text();
}

void write_csv(const Elasticities& all, const std::filesystem::path& path) {
  CsvFile csv(path, csv_format("elasticities", "elasticities.csv").header());
  for (const auto& effects : all.results)
    for (std::size_t k = 0; k < all.levers.size(); ++k) {
      const Lever& lever = all.levers[k];
      csv.add(effects.result.name);
      csv.add(lever.parameter ? "parameter" : "shock");
      csv.add(lever.name);
      for (std::size_t d = 0; d < 4; ++d) d < lever.elements.size() ? csv.add(lever.elements[d]) : csv.add_empty();
      csv.add(lever.value);
      csv.add(effects.derivative[k]);
      const auto elasticity = effects.elasticity(lever, effects.derivative[k]);
      elasticity ? csv.add(*elasticity) : csv.add_empty();
      csv.add(fmt::format("{} per {}", effect_unit(effects.result), step_words(lever)));
      csv.end_row();
    }
  csv.close();
}

}  // namespace

std::string elasticities_text(const Experiment& e, const Elasticities& all, std::size_t top) {
  std::string text = fmt::format("{}: exact first-order effects at the solution, everything else given\n",
                                 e.scenario.title.empty() ? e.scenario.name : e.scenario.title);
  for (const auto& effects : all.results) {
    const auto& r = effects.result;
    text += fmt::format("\n{} ({}): {} {}\n", r.name, r.label, number(r.value, r.unit == "%" ? 4 : 1), r.unit);
    for (const auto& section : sections()) text += section_text(section, all.levers, effects, top);
    text += header_text(all.levers, effects);
  }
  return text;
}

void check_elasticities_folder(const std::filesystem::path& folder) { AtomicDirectory probe(folder, kElasticitiesFile); }

void write_elasticities(const Experiment& e, const Elasticities& all, std::size_t top, const std::filesystem::path& folder) {
  if (!all.failure.empty()) throw LogicError("elasticities that failed are never written");
  AtomicDirectory out(folder, kElasticitiesFile);
  write_csv(all, out.path() / kElasticitiesFile);
  std::ofstream text(out.path() / "elasticities.txt", std::ios::binary);
  text << elasticities_text(e, all, top);
  text.close();
  if (!text) throw InputError(fmt::format("Could not write into '{}': is the disk full?", folder.string()));
  ElasticitiesManifest manifest;
  static_cast<EffectsSource&>(manifest) = effects_source(e);
  for (const auto& effects : all.results) manifest.results.push_back(effects.result.name);
  manifest.formats = formats_in(out.path(), "elasticities");
  write_json_file(manifest, out.path() / "manifest.json");
  write_run_log(effects_log(e, all.seconds), out.path());
  out.commit();
}

}  // namespace setu
