#include <fmt/format.h>

#include <cmath>
#include <map>

#include "setu/base/error.hpp"
#include "setu/calibration/gtap/har.hpp"
#include "experiments/results/welfare_parts.hpp"
#include "writers.hpp"

namespace setu {
namespace {

constexpr std::size_t kLongestLabel = 12, kLongestName = 70;

HarAxis axis_of(const IndexSet& set) { return {set.name.substr(0, kLongestLabel), set.elements, false}; }

/// Percentage changes of a block of log variables, changes of others; zero where there is no such variable.
HarHeader variable_header(const ResultView& view, const VariableBlock& block, const std::string& name) {
  const EquationSystem& system = view.experiment().model.system;
  const auto& x = view.result().solution.x;
  std::vector<HarAxis> axes;
  for (const Index set : block.index_set) axes.push_back(axis_of(system.sets[set]));
  std::vector<double> values(block.slot.size());
  for (std::size_t cell = 0; cell < values.size(); ++cell)
    if (const Index id = block.slot[cell]; id != kNone)
      values[cell] = in_percent(block) ? percent_change(system, id, x) : system.value(id, x) - system.level0[id];
  const std::string meaning = (in_percent(block) ? "% change: " : "change: ") + block.label;
  return real_header(name, meaning.substr(0, kLongestName), block.name.substr(0, kLongestLabel), std::move(axes), values);
}

/// EV by region and heading of the decomposition.
HarHeader welfare_header(const ResultView& view) {
  const auto& regions = view.sets().reg;
  std::vector<std::string> headings;
  std::map<std::string, std::map<std::string, double>> sums;
  for (const auto& part : welfare_parts(view)) {
    const std::string heading = part.title.substr(0, kLongestLabel);
    if (!sums.contains(heading)) headings.push_back(heading);
    for (const auto& [region, value] : part.by_region) sums[heading][region] += value;
  }
  std::vector<double> values;
  for (const auto& region : regions)
    for (const auto& heading : headings) values.push_back(sums[heading][region]);
  return real_header("WELF", "EV by heading of Huff and Hertel's decomposition, US$ million", "WELF",
                     {{"REG", regions, false}, {"HEADING", headings, false}}, values);
}

}  // namespace

void check_har_labels(const EquationSystem& system) {
  for (const auto& set : system.sets)
    for (const auto& element : set.elements)
      if (element.size() > kLongestLabel)
        throw InputError(
            fmt::format("Element '{}' of set {} has {} characters; a header array file holds at most {}. Rename it "
                        "in the database, or run without --har.",
                        element, set.name, element.size(), kLongestLabel));
}

void write_har_results(const ResultView& view, const std::filesystem::path& path) {
  const Experiment& e = view.experiment();
  std::vector<HarHeader> headers{text_header("XXCR", "CREATION INFORMATION", {"Written by Setu"}, kLongestName)};
  headers.push_back(text_header("SCEN", "Scenario and database", {e.scenario.name, e.database_hash}));
  std::vector<std::string> names;
  std::vector<HarHeader> arrays;
  for (const auto& block : e.model.system.variables) {
    const std::string name = fmt::format("{:04}", arrays.size() + 1);
    arrays.push_back(variable_header(view, block, name));
    names.push_back(fmt::format("{} {}: {}", name, block.name, arrays.back().long_name));
  }
  headers.push_back(text_header("VARS", "Headers, variables and what they are", names));
  headers.push_back(welfare_header(view));
  headers.insert(headers.end(), std::make_move_iterator(arrays.begin()), std::make_move_iterator(arrays.end()));
  write_har(path, headers);
}

}  // namespace setu
