#include <fmt/format.h>

#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "setu/base/error.hpp"
#include "setu/calibration/gtap/har.hpp"
#include "experiments/results/welfare_parts.hpp"
#include "writers.hpp"

namespace setu {
namespace {

constexpr std::size_t kLongestLabel = 12, kLongestName = 70;

std::string lower_case(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// The first `most` bytes of a label, no letter cut in two.
std::string cut(const std::string& label, std::size_t most) {
  if (label.size() <= most) return label;
  while (most > 0 && (static_cast<unsigned char>(label[most]) & 0xC0U) == 0x80U) --most;
  return label.substr(0, most);
}

/// Elements as a header array file can hold them: a longer name is its first twelve letters or, where another element is called so, its
/// first nine, "~" and two digits.
std::vector<std::string> short_names(const std::vector<std::string>& elements) {
  std::set<std::string> taken;
  for (const auto& element : elements)
    if (element.size() <= kLongestLabel) taken.insert(lower_case(element));
  std::vector<std::string> names;
  for (const auto& element : elements) {
    std::string name = cut(element, kLongestLabel);
    for (int n = 1; element.size() > kLongestLabel && !taken.insert(lower_case(name)).second; ++n)
      name = fmt::format("{}~{:02}", cut(element, kLongestLabel - (n < 100 ? 3 : 4)), n);
    names.push_back(std::move(name));
  }
  return names;
}

HarAxis axis_of(const IndexSet& set) { return {cut(set.name, kLongestLabel), short_names(set.elements), false}; }

/// "RULE electronics~01 = electronics(ele,CHN,IND)" for every name that the file shortens.
std::vector<std::string> shortened(const EquationSystem& system) {
  std::vector<std::string> lines;
  for (const auto& set : system.sets) {
    const auto names = short_names(set.elements);
    for (std::size_t k = 0; k < names.size(); ++k)
      if (names[k] != set.elements[k]) lines.push_back(fmt::format("{} {} = {}", set.name, names[k], set.elements[k]));
  }
  return lines;
}

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
                     {{"REG", short_names(regions), false}, {"HEADING", headings, false}}, values);
}

}  // namespace

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
  if (auto lines = shortened(e.model.system); !lines.empty())
    headers.push_back(text_header("NAME", "Names above twelve letters: set, name in this file = name", lines));
  headers.push_back(text_header("VARS", "Headers, variables and what they are", names));
  headers.push_back(welfare_header(view));
  headers.insert(headers.end(), std::make_move_iterator(arrays.begin()), std::make_move_iterator(arrays.end()));
  write_har(path, headers);
}

}  // namespace setu
