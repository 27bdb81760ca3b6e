#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "experiments/tables/text_table.hpp"
#include "experiments/files/csv_formats.hpp"
#include "experiments/files/json_files.hpp"
#include "experiments/tables/csv_file.hpp"
#include "effects_manifest.hpp"
#include "experiments/measure/lever_text.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/elasticities/marginal_values.hpp"

namespace setu {

namespace {

constexpr const char* kValuesFile = "values.csv";

struct Kind {
  Measure measure;
  const char* title;
};
constexpr Kind kKinds[] = {{Measure::RatePoint, "one percentage point more of a rate"},
                           {Measure::Million, "one US$ million more"},
                           {Measure::Percent, "one per cent more"},
                           {Measure::Unit, "one more"}};

std::string kind_text(const Kind& kind, const MarginalValues& values, std::size_t region, std::size_t top) {
  TextTable table(fmt::format("What {} is worth to {}: change of EV, US$ million", kind.title, values.regions[region]),
                  {"", "now", "n steps: n ×", "+ n² ×", "within 10 % to n ="});
  for (const std::size_t k : most_valuable(values, kind.measure, region, top)) {
    const Lever& lever = values.levers[k];
    const auto reach = values.reach(k, region);
    table.row({fmt::format("{:<26} {}", reference(lever), lever.label), value_text(lever), effect_text(values.first[k][region]),
               effect_text(values.curvature[k][region]), reach ? effect_text(*reach) : "–"});
  }
  return table.text();
}

void write_csv(const MarginalValues& values, const std::filesystem::path& path) {
  CsvFile csv(path, csv_format("values", "values.csv").header());
  for (std::size_t r = 0; r < values.regions.size(); ++r)
    for (std::size_t k = 0; k < values.levers.size(); ++k) {
      const Lever& lever = values.levers[k];
      csv.add(values.regions[r]);
      csv.add(lever.name);
      for (std::size_t d = 0; d < 4; ++d) d < lever.elements.size() ? csv.add(lever.elements[d]) : csv.add_empty();
      csv.add(lever.value);
      csv.add(step_words(lever));
      csv.add(values.first[k][r]);
      values.curvature[k].empty() ? csv.add_empty() : csv.add(values.curvature[k][r]);
      const auto reach = values.reach(k, r);
      reach ? csv.add(*reach) : csv.add_empty();
      csv.end_row();
    }
  csv.close();
}

}  // namespace

std::string values_text(const Experiment& e, const MarginalValues& values, const ValueOptions& options) {
  std::string text = fmt::format("{}: what one step on each instrument is worth, everything else given\n",
                                 e.scenario.title.empty() ? e.scenario.name : e.scenario.title);
  for (const auto& region : shown_regions(e, options)) {
    const auto r = static_cast<std::size_t>(std::find(values.regions.begin(), values.regions.end(), region) - values.regions.begin());
    for (const auto& kind : kKinds) text += kind_text(kind, values, r, options.top);
  }
  return text +
         "\n  EV changes by about first · n + curvature · n² with n steps; beyond the last column the second term is more than a tenth of "
         "the first.\n";
}

void check_values_folder(const std::filesystem::path& folder) { AtomicDirectory probe(folder, kValuesFile); }

void write_values(const Experiment& e, const MarginalValues& values, const ValueOptions& options, const std::filesystem::path& folder) {
  if (!values.failure.empty()) throw LogicError("marginal values that failed are never written");
  AtomicDirectory out(folder, kValuesFile);
  write_csv(values, out.path() / kValuesFile);
  std::ofstream text(out.path() / "values.txt", std::ios::binary);
  text << values_text(e, values, options);
  text.close();
  if (!text) throw InputError(fmt::format("Could not write into '{}': is the disk full?", folder.string()));
  ValuesManifest manifest;
  static_cast<EffectsSource&>(manifest) = effects_source(e);
  manifest.results = values.regions;
  manifest.formats = formats_in(out.path(), "values");
  write_json_file(manifest, out.path() / "manifest.json");
  write_run_log(effects_log(e, values.seconds), out.path());
  out.commit();
}

}  // namespace setu
