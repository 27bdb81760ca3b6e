#include "cases.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "experiments/scenario/scenario_over.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/study/run.hpp"

namespace setu {

namespace {

const char* word(Overlap overlap) { return overlap == Overlap::First ? "first" : overlap == Overlap::Last ? "last" : "error"; }

/// Whether a scenario has tables of a kind.
bool has(const Scenario& s, const std::string& kind) {
  if (kind == "shocks") return !s.shocks.empty();
  if (kind == "preferences") return !s.preferences.empty();
  if (kind == "ntm") return !s.ntm.empty();
  if (kind == "rule") return !s.rules.empty();
  if (kind == "fund") return s.fund.has_value();
  if (kind == "parameters") return !s.parameters.empty();
  if (kind == "closure") return !s.swaps.empty();
  return true;
}

void add_aliases(toml::table& root, const toml::table& aliases) {
  if (!root.contains("aliases")) root.insert("aliases", toml::table{});
  auto& own = *root["aliases"].as_table();
  for (const auto& [set, names] : aliases) {
    if (!own.contains(set.str())) own.insert(set.str(), toml::table{});
    auto& into = *own[set.str()].as_table();
    for (const auto& [name, elements] : *names.as_table())
      if (!into.contains(name.str())) into.insert(name.str(), elements);
  }
}

RunOptions lean() {
  RunOptions options;
  options.decompose = false;
  return options;
}

/// The mistake with the place of the variant, which its tables, changed on the way, do not know.
InputError placed(const Variant* variant, const InputError& error) {
  std::string text = error.what();
  if (!variant) return InputError(text);
  if (text.starts_with("scenario: ")) text.erase(0, 10);
  return InputError(fmt::format("{}: variant '{}': {}", variant->where, variant->name, text));
}

}  // namespace

Cases::Cases(std::string scenario, std::vector<std::string> overrides, StudyDatabase database, Battery battery)
    : name_(std::move(scenario)), overrides_(std::move(overrides)), database_(std::move(database)), battery_(std::move(battery)) {
  asked_ = read_scenario(name_, overrides_);
  for (const auto& variant : battery_.variants)
    if (left_out(variant).empty()) (void)this->scenario(&variant);
}

std::string Cases::file() const { return std::filesystem::weakly_canonical(std::filesystem::absolute(asked_.file)).string(); }

void Cases::choose(const std::vector<std::string>& regions) {
  standard_ = prepared(scenario(nullptr));
  subject_ = subject_of(standard_, regions);
}

toml::table Cases::tables(const Variant* variant, const std::string& include, const std::vector<std::string>& set) const {
  toml::table root = variant ? variant->tables : toml::table{};
  toml::array overrides;
  for (const auto* list : {&overrides_, variant ? &variant->set : nullptr, &set})
    if (list)
      for (const auto& text : *list) overrides.push_back(text);
  toml::table included{{"scenario", include}};
  if (!overrides.empty()) included.insert("set", std::move(overrides));
  root.insert_or_assign("include", toml::array{std::move(included)});
  root.insert_or_assign("name", fmt::format("{}_{}", asked_.name, variant ? variant->name : "standard"));
  root.insert_or_assign("title", fmt::format("{}: {}", asked_.title, variant ? variant->title : "the standard case"));
  root.insert_or_assign("database", database_reference(database_.folder));
  root.insert_or_assign("overlap", word(asked_.overlap));
  if (!root.contains("options")) root.insert("options", toml::table{});
  root["options"].as_table()->insert_or_assign("saving_price", "fisher");
  add_aliases(root, subject_.aliases);
  return root;
}

Scenario Cases::scenario(const toml::table& tables) const { return read_scenario_tables(tables, asked_.file); }

Scenario Cases::scenario(const Variant* variant) const {
  try {
    return scenario(tables(variant, file()));
  } catch (const InputError& error) { throw placed(variant, error); }
}

std::string Cases::left_out(const Variant& variant) const {
  for (const auto& kind : variant.only_with)
    if (!has(asked_, kind)) return fmt::format("The scenario has no [[{}]].", kind);
  return {};
}

Experiment Cases::prepared(const Scenario& scenario) const { return prepare(scenario, database_, lean()); }

bool Cases::is_standard(const Variant& variant, const Scenario& scenario) const {
  if (!variant.set.empty()) return false;
  for (const auto& [key, node] : variant.tables)
    if (key.str() != "parameters" && key.str() != "aliases") return false;
  Database database = database_.data;
  apply_parameters(scenario, scenario_aliases(scenario, database_.folder, database.sets()), database);
  for (const auto& header : header_catalogue()) {
    if (!header.parameter) continue;
    const auto there = database[header.name].values();
    const auto here = standard_.base[header.name].values();
    if (!std::equal(there.begin(), there.end(), here.begin(), here.end())) return false;
  }
  return true;
}

const Experiment& Cases::on_equations(const Scenario& scenario) {
  const auto key = [&](const Scenario& s) {
    const Sets& sets = database_.data.sets();
    return study_key(s, model_options(s, scenario_aliases(s, database_.folder, sets), sets).fund);
  };
  if (key(scenario) != key(standard_.scenario)) return latest_ = prepared(scenario);
  if (!shared_) shared_ = standard_;
  ask(*shared_, scenario);
  return *shared_;
}

PointOutcome Cases::solve(const Variant* variant, double seconds) {
  const auto begin = std::chrono::steady_clock::now();
  PointOutcome outcome;
  try {
    const Scenario changed = scenario(variant);
    if (variant && is_standard(*variant, changed)) return outcome;
    RunOptions options = lean();
    options.stop = time_limit(seconds);
    const Experiment& experiment = on_equations(changed);
    const RunResult result = solve_equilibrium(experiment, options);
    outcome.failure = result.failure;
    outcome.residual = result.solution.certificate.max_scaled_residual;
    outcome.iterations = result.solution.certificate.iterations;
    if (outcome.certified()) outcome.results = watched_values(experiment, subject_.results, result.solution.x);
  } catch (const InputError& error) {
    const std::string text = error.what();
    const bool known = variant && text.starts_with(variant->where);
    outcome.failure = with_period(known ? text : placed(variant, error).what());
  }
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return outcome;
}

}  // namespace setu
