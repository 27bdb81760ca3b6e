#include "setu/experiments/study/study.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace fs = std::filesystem;

SolverChoice parse_solver(const std::string& text) {
  if (text == "newton") return SolverChoice::Newton;
  if (text == "ipopt") return SolverChoice::Ipopt;
  if (text == "both") return SolverChoice::Both;
  throw InputError("--solver: " + unknown_name("solver", text, {"newton", "ipopt", "both"}) + ".");
}

const char* to_string(SolverChoice choice) {
  switch (choice) {
    case SolverChoice::Newton: return "newton";
    case SolverChoice::Ipopt: return "ipopt";
    case SolverChoice::Both: return "both";
  }
  return "unknown";
}

IpoptView parse_ipopt_view(const std::string& text) {
  for (const auto view : {IpoptView::Core, IpoptView::Reduced, IpoptView::Full})
    if (text == to_string(view)) return view;
  throw InputError("--ipopt-view: " + unknown_name("view", text, {"core", "reduced", "full"}) + ".");
}

const char* to_string(IpoptView view) {
  switch (view) {
    case IpoptView::Core: return "core";
    case IpoptView::Reduced: return "reduced";
    case IpoptView::Full: return "full";
  }
  return "unknown";
}

namespace {

/// The slacks in the price of saving become part of the path, on which they stand still: the decomposition moves them afterwards.
void add_saving_slacks(Problem& problem) {
  ShockPath& path = problem.path;
  const VariableBlock* slacks = problem.system->find("psaveslack");
  if (!slacks) return;
  for (Index id = slacks->first; id < slacks->first + slacks->count; ++id) {
    if (!problem.closure.exogenous[id] || std::find(path.variable.begin(), path.variable.end(), id) != path.variable.end()) continue;
    path.variable.push_back(id);
    path.level.push_back(0);
    path.from.push_back(problem.start[id]);
    path.to.push_back(problem.start[id]);
  }
}

fs::path database_folder(const Scenario& scenario, const std::string& named) {
  if (!named.empty()) return find_database(named);
  if (scenario.database.empty())
    throw InputError(fmt::format("{}: the scenario names no database; add database = \"…\" or use --database.", scenario.file.string()));
  const fs::path beside = scenario.file.parent_path() / scenario.database;
  return fs::is_regular_file(beside / "sets.csv") ? beside : find_database(scenario.database);
}

void check_square(const Model& model, const Closure& closure, const fs::path& file) {
  const auto unknowns = closure.endogenous_count();
  const auto equations = model.system.terms.equations();
  if (unknowns == equations) return;
  throw InputError(
      fmt::format("{}: the closure is not square: {} endogenous variables for {} equations. Every swap must "
                  "free one variable for each that it fixes.",
                  file.string(), unknowns, equations));
}

Closure swapped(const Model& model, const ShockPlan& plan) {
  try {
    return make_closure(model, plan.swaps);
  } catch (const InputError&) {
    for (std::size_t n = 1;; ++n) try {
        (void)make_closure(model, {plan.swaps.begin(), plan.swaps.begin() + static_cast<std::ptrdiff_t>(n)});
      } catch (const InputError& error) { throw InputError(fmt::format("{}: {}", plan.swap_where[n - 1], with_period(error.what()))); }
  }
}

}  // namespace

bool Experiment::integrates_saving() const { return !model.forms.all.empty() && scenario.options.integrated_saving_price.value_or(true); }

Problem Experiment::problem() const {
  Problem problem{&model.system, closure, plan.path(), model.system.benchmark()};
  if (integrates_saving() && !problem.path.variable.empty()) add_saving_slacks(problem);
  return problem;
}

Closure closure_of(const Model& model, const ShockPlan& plan, const fs::path& file) {
  Closure closure = swapped(model, plan);
  check_exogenous(plan, model.system, closure);
  check_square(model, closure, file);
  return closure;
}

StudyDatabase study_database(const Scenario& scenario, const std::string& named) {
  StudyDatabase database;
  database.folder = database_folder(scenario, named);
  database.data = read_database(database.folder);
  database.hash = database_hash(database.data);
  return database;
}

Experiment build_study(const Scenario& scenario, const StudyDatabase& database, Aliases aliases, const RunOptions& options,
                       const Preparation& preparation) {
  Experiment e;
  e.scenario = scenario;
  e.database_folder = database.folder;
  e.database_hash = database.hash;
  e.base = database.data;
  e.aliases = std::move(aliases);
  apply_parameters(scenario, e.aliases, e.base);
  if (preparation.base) preparation.base(e.base);
  ModelOptions model = model_options(scenario, e.aliases, e.base.sets());
  model.forms = options.decompose;
  model.record_parameters = options.record_parameters;
  e.fund = model.fund;
  e.model = build_model(e.base, model);
  return e;
}

namespace {

/// What is asked takes the place of what was asked before; nothing has changed where something does not fit.
void place(Experiment& e, const Scenario& scenario, Aliases aliases, ReportRegions report, const std::vector<Swap>& swaps) {
  ShockPlan plan = plan_shocks(scenario, aliases, e.base, e.model);
  for (const Swap& swap : swaps) {
    plan.swaps.push_back(swap);
    plan.swap_where.push_back(scenario.file.string());
  }
  Closure closure = closure_of(e.model, plan, scenario.file);
  e.scenario = scenario;
  e.aliases = std::move(aliases);
  e.report = std::move(report);
  e.plan = std::move(plan);
  e.closure = std::move(closure);
  e.closure_signature = closure_signature(e.model.system, e.closure);
}

}  // namespace

void ask(Experiment& e, const Scenario& scenario, const std::vector<Swap>& swaps) {
  const Sets& sets = e.base.sets();
  Aliases aliases = scenario_aliases(scenario, e.database_folder, sets);
  ReportRegions report = report_regions(scenario, e.database_folder, aliases, sets);
  auto fund = model_options(scenario, aliases, sets).fund;
  place(e, scenario, std::move(aliases), std::move(report), swaps);
  e.fund = std::move(fund);
}

Experiment prepare(const Scenario& scenario, const StudyDatabase& database, const RunOptions& options, const Preparation& preparation) {
  const Aliases aliases = scenario_aliases(scenario, database.folder, database.data.sets());
  ReportRegions report = report_regions(scenario, database.folder, aliases, database.data.sets());
  Experiment e = build_study(scenario, database, aliases, options, preparation);
  place(e, scenario, aliases, std::move(report), preparation.swaps ? preparation.swaps(e.base) : std::vector<Swap>{});
  return e;
}

Experiment prepare(const Scenario& scenario, const RunOptions& options, const Preparation& preparation) {
  return prepare(scenario, study_database(scenario, options.database), options, preparation);
}

}  // namespace setu
