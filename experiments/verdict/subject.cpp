#include "subject.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "experiments/measure/named_result.hpp"
#include "experiments/results/flow_sums.hpp"
#include "setu/base/error.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

namespace {

using Names = std::vector<std::string>;

constexpr double kTouched = 0.2;  ///< share of what a scenario moves that makes a region one of those it is about
constexpr std::size_t kMostRegions = 3;

bool holds(const Names& names, const std::string& name) { return std::find(names.begin(), names.end(), name) != names.end(); }

/// Each region once that stands among the elements of a variable.
void count_regions(const Experiment& e, Index variable, std::map<std::string, double>& touched) {
  Names seen;
  for (const auto& element : e.model.system.variable_elements(variable))
    if (holds(e.model.sets.reg, element) && !holds(seen, element)) seen.push_back(element);
  for (const auto& region : seen) touched[region] += 1;
}

/// The regions that at least a fifth of all that the scenario moves stands for, the most touched first.
Names touched_regions(const Experiment& e) {
  std::map<std::string, double> touched;
  double moved = 0;
  for (const auto& shock : e.plan.shocks)
    if (shock.from != shock.to) count_regions(e, shock.variable, touched), ++moved;
  for (const auto& rule : e.model.rules)
    for (const auto& instrument : rule.instruments) count_regions(e, instrument.variable, touched), ++moved;
  Names regions;
  for (const auto& [region, count] : touched)
    if (count >= kTouched * moved) regions.push_back(region);
  std::stable_sort(regions.begin(), regions.end(), [&](const auto& a, const auto& b) { return touched[a] > touched[b]; });
  if (e.fund)
    for (const auto& region : {e.fund->host, e.fund->owner})
      if (!holds(regions, region)) regions.push_back(region);
  if (regions.size() > kMostRegions) regions.resize(kMostRegions);
  return regions;
}

Names chosen_regions(const Experiment& e, const Names& asked) {
  Names regions;
  for (const auto& name : asked)
    for (const auto& region : e.aliases.expand({{name}, {}, fmt::format("--region {}", name)}, "REG", e.model.sets.reg))
      if (!holds(regions, region)) regions.push_back(region);
  if (regions.empty()) regions = touched_regions(e);
  if (regions.empty()) regions = e.report.pair;
  if (regions.empty()) regions = {e.model.sets.reg.front()};
  return regions;
}

/// Full names from the database's names.csv, "set,element,name", where it has one.
std::map<std::string, std::string> full_names(const std::filesystem::path& folder) {
  std::map<std::string, std::string> names;
  const auto file = folder / "names.csv";
  std::error_code none;
  if (!std::filesystem::is_regular_file(file, none)) return names;
  CsvReader csv(file);
  while (csv.next())
    if (csv.fields().size() >= 3 && csv.fields()[0] == "REG") names.emplace(csv.fields()[1], csv.fields()[2]);
  return names;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Kinds of labour that are unskilled by their names: "UnSkLab", "ag_othlowsk".
Names unskilled(const Sets& sets) {
  Names found;
  for (const auto& labour : sets.endl)
    if (const std::string name = lower(labour); name.starts_with("un") || name.find("low") != std::string::npos) found.push_back(labour);
  return found;
}

/// All activities but the one that uses most capital in `region`.
Names most_activities(const Experiment& e, const std::string& region) {
  const Sets& sets = e.model.sets;
  const std::size_t r = position(sets.reg, region);
  std::size_t largest = 0;
  double most = -1;
  for (std::size_t a = 0; a < sets.acts.size(); ++a) {
    double use = 0;
    for (const auto& capital : sets.endc) use += e.base["EVFB"](position(sets.endw, capital), a, r);
    if (use > most) most = use, largest = a;
  }
  Names names = sets.acts;
  names.erase(names.begin() + static_cast<std::ptrdiff_t>(largest));
  return names;
}

void add_alias(toml::table& aliases, const Experiment& e, const char* set, const char* name, const Names& elements) {
  const auto known = e.aliases.by_set().find(set);
  if (elements.empty() || holds(e.model.sets.by_name(set), name)) return;
  if (known != e.aliases.by_set().end() && known->second.contains(name)) return;  // the database or the scenario says what it means
  if (!aliases.contains(set)) aliases.insert(set, toml::table{});
  toml::array list;
  for (const auto& element : elements) list.push_back(element);
  aliases[set].as_table()->insert(name, std::move(list));
}

toml::table aliases_of(const Experiment& e, const Names& regions) {
  const Names& all = e.model.sets.reg;
  const auto last = std::find_if(all.rbegin(), all.rend(), [&](const auto& r) { return !holds(regions, r); });
  const std::string balancing = last == all.rend() ? all.back() : *last;
  Names others;
  std::copy_if(all.begin(), all.end(), std::back_inserter(others), [&](const auto& r) { return r != balancing; });
  toml::table aliases;
  add_alias(aliases, e, "REG", "concerned", regions);
  add_alias(aliases, e, "REG", "foremost", {regions.front()});
  add_alias(aliases, e, "REG", "balancing", {balancing});
  add_alias(aliases, e, "REG", "others", others);
  add_alias(aliases, e, "ENDW", "unskilled", unskilled(e.model.sets));
  if (!e.model.sets.endc.empty()) add_alias(aliases, e, "ENDW", "capital", {e.model.sets.endc.front()});
  if (e.model.sets.acts.size() > 1) add_alias(aliases, e, "ACTS", "most_activities", most_activities(e, regions.front()));
  return aliases;
}

bool is_sum(const std::string& name) { return name.starts_with("qxs("); }

/// A result that the standard case has; left out where it has none (no trade between two regions).
void watch(Subject& subject, const Experiment& e, WatchedResult result) {
  const auto x = e.model.system.benchmark();
  if (std::isnan(watched_values(e, {result}, x).front())) return;
  subject.results.push_back(std::move(result));
}

void watch_region(Subject& subject, const Experiment& e, const VerdictRegion& r) {
  watch(subject, e, {fmt::format("EV({})", r.region), r.region, "welfare (EV)", "US$ million", kNegligibleShare / 100 * r.income});
  watch(subject, e, {fmt::format("qgdp({})", r.region), r.region, "real GDP", "%", kNegligiblePercent});
  for (const auto& labour : e.model.sets.endl)
    watch(subject, e, {fmt::format("pefactreal({},{})", labour, r.region), r.region, "real wage " + labour, "%", kNegligiblePercent});
  watch(subject, e, {fmt::format("qxwreg({})", r.region), r.region, "volume of exports", "%", kNegligiblePercent});
  watch(subject, e, {fmt::format("qmwreg({})", r.region), r.region, "volume of imports", "%", kNegligiblePercent});
  for (const auto& other : subject.regions)
    if (other.region != r.region)
      watch(subject, e,
            {fmt::format("qxs(all,{},{})", r.region, other.region), r.region, "volume of exports to " + other.region, "%",
             kNegligiblePercent});
}

}  // namespace

Subject subject_of(const Experiment& e, const Names& asked) {
  Subject subject;
  const Names regions = chosen_regions(e, asked);
  const auto names = full_names(e.database_folder);
  for (const auto& region : regions) {
    const auto known = names.find(region);
    const Index income = e.model.system.id("y", Names{region});
    subject.regions.push_back({region, known == names.end() ? region : known->second, e.model.system.level0[income]});
  }
  subject.aliases = aliases_of(e, regions);
  for (const auto& region : subject.regions) watch_region(subject, e, region);
  return subject;
}

std::vector<double> watched_values(const Experiment& e, const std::vector<WatchedResult>& results, std::span<const double> x) {
  const EquationSystem& system = e.model.system;
  std::vector<double> values;
  for (const auto& result : results) try {
      const VariableReference reference = parse_reference(result.name);
      const Index id = is_sum(result.name) ? kNone : system.id(reference.name, reference.elements);
      if (is_sum(result.name)) values.push_back(value_of(read_result(result.name, "verdict", e.aliases, system), system, x));
      else if (id == kNone) values.push_back(std::numeric_limits<double>::quiet_NaN());
      else values.push_back(in_percent(system.variable_block_of(id)) ? percent_change(system, id, x) : x[id] - system.level0[id]);
    } catch (const InputError&) { values.push_back(std::numeric_limits<double>::quiet_NaN()); }
  return values;
}

}  // namespace setu
