#include "setu/experiments/elasticities/marginal_values.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "experiments/measure/lever_text.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace {

/// GTAP's names of what a negotiation moves, and the extensions' (docs/equations.md §14, §15).
constexpr const char* kInstruments[] = {"tms", "tpref", "tmfn", "ams", "tnm", "fundbud"};

constexpr Measure kMeasures[] = {Measure::RatePoint, Measure::Million, Measure::Percent, Measure::Unit};

std::set<Index> ids_of(const Experiment& e, const std::string& text) {
  const VariableChoice choice = choice_of(text, "--instrument");
  std::set<Index> ids, given;
  for (const auto& elements : expand_choice(choice, e.aliases, e.model.system))
    if (const Index id = e.model.system.id(choice.variable, elements); id != kNone) ids.insert(id);
  if (ids.empty()) throw InputError(fmt::format("{}: all that it selects are zero flows in the database.", choice.where));
  for (const Index id : ids)
    if (e.closure.exogenous[id]) given.insert(id);
  if (given.empty())
    throw InputError(
        fmt::format("{}: what it selects is endogenous in this closure, and only what is given can be an instrument.", choice.where));
  return given;
}

std::set<Index> default_ids(const Experiment& e) {
  std::set<Index> ids;
  for (const char* name : kInstruments)
    if (const VariableBlock* block = e.model.system.find(name))
      for (Index id = block->first; id < block->first + block->count; ++id)
        if (e.closure.exogenous[id]) ids.insert(id);
  return ids;
}

/// Curvature per step²: in the level of a logged variable, d²/dv² = (d²/dx² − d/dx) / v², and step = Δv / v.
double per_step(const Experiment& e, const Lever& lever, double first, double second) {
  const double in_level = e.model.system.unit(lever.index) == Unit::Log ? second - first : second;
  return 0.5 * in_level * lever.step * lever.step;
}

/// Levers whose curvature is asked for.
std::set<std::size_t> wanted(const Experiment& e, const MarginalValues& values, const ValueOptions& options) {
  std::set<std::size_t> levers;
  for (std::size_t k = 0; options.all_curvatures && k < values.levers.size(); ++k) levers.insert(k);
  for (const auto& region : shown_regions(e, options)) {
    const auto r = static_cast<std::size_t>(std::find(values.regions.begin(), values.regions.end(), region) - values.regions.begin());
    for (const Measure measure : kMeasures)
      for (const std::size_t k : most_valuable(values, measure, r, options.top)) levers.insert(k);
  }
  return levers;
}

/// The experiment's problem with every lever on the path, where those that the scenario does not shock stay put: a solver
/// may move along a path only.
Problem problem_with(const Experiment& e, const std::vector<Lever>& levers) {
  Problem problem = e.problem();
  const std::set<Index> shocked(problem.path.variable.begin(), problem.path.variable.end());
  for (const Lever& lever : levers) {
    if (shocked.contains(lever.index)) continue;
    problem.path.variable.push_back(lever.index);
    problem.path.level.push_back(e.model.system.unit(lever.index) == Unit::Level ? 1 : 0);
    problem.path.from.push_back(problem.start[lever.index]);
    problem.path.to.push_back(problem.start[lever.index]);
  }
  return problem;
}

/// Fills the curvature of the levers that are asked for: one tangent each serves all regions. False if singular.
bool add_curvatures(const Experiment& e, AdjointSolver& solver, const std::vector<Adjoint>& adjoints, const ValueOptions& options,
                    MarginalValues& values) {
  std::vector<double> tangent, bend(e.model.system.terms.equations());
  values.curvature.resize(values.levers.size());
  for (const std::size_t k : wanted(e, values, options)) {
    const Lever& lever = values.levers[k];
    if (!solver.tangent(lever.index, tangent)) return false;
    solver.second(tangent, bend);
    for (const Adjoint& a : adjoints) {
      double second = 0;
      for (std::size_t i = 0; i < bend.size(); ++i) second -= a.multipliers[i] * bend[i];
      values.curvature[k].push_back(per_step(e, lever, a.derivative[lever.index], second));
    }
  }
  return true;
}

}  // namespace

std::optional<double> MarginalValues::reach(std::size_t lever, std::size_t region) const {
  if (curvature[lever].empty() || curvature[lever][region] == 0) return std::nullopt;
  return 0.1 * std::abs(first[lever][region] / curvature[lever][region]);
}

std::vector<Lever> chosen_instruments(const Experiment& e, std::span<const double> x, const ValueOptions& options) {
  std::set<Index> ids;
  for (const auto& text : options.instruments) ids.merge(ids_of(e, text));
  if (options.instruments.empty()) ids = default_ids(e);
  std::vector<Lever> chosen;
  for (auto& lever : levers(e, x))
    if (!lever.parameter && ids.contains(lever.index)) chosen.push_back(std::move(lever));
  return chosen;
}

std::vector<std::string> shown_regions(const Experiment& e, const ValueOptions& options) {
  std::vector<std::string> regions;
  const auto add = [&](const std::string& region) {
    if (std::find(regions.begin(), regions.end(), region) == regions.end()) regions.push_back(region);
  };
  for (const auto& text : options.regions)
    for (const auto& elements :
         expand_choice({"EV", {{{text}, {}, "--region"}}, fmt::format("--region '{}'", text)}, e.aliases, e.model.system))
      add(elements.front());
  if (!options.regions.empty()) return regions;
  for (const auto* names : {&e.report.highlight, &e.report.pair})
    for (const auto& region : *names) add(region);
  return regions.empty() ? e.model.sets.reg : regions;
}

std::vector<std::size_t> most_valuable(const MarginalValues& values, Measure measure, std::size_t region, std::size_t top) {
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k < values.levers.size(); ++k)
    if (values.levers[k].measure == measure && values.first[k][region] != 0) found.push_back(k);
  std::stable_sort(found.begin(), found.end(),
                   [&](std::size_t a, std::size_t b) { return std::abs(values.first[a][region]) > std::abs(values.first[b][region]); });
  if (found.size() > top) found.resize(top);
  return found;
}

MarginalValues marginal_values(const Experiment& e, std::span<const double> x, const ValueOptions& options, const StopCheck& stop) {
  const auto begin = std::chrono::steady_clock::now();
  MarginalValues values;
  values.regions = e.model.sets.reg;
  values.levers = chosen_instruments(e, x, options);
  values.first.resize(values.levers.size());
  AdjointSolver solver(problem_with(e, values.levers), x);
  if (!solver.regular()) {
    values.failure = "The Jacobian is singular at the solution, so nothing has a marginal value there.";
    return values;
  }
  std::vector<Adjoint> adjoints;
  for (const auto& region : values.regions) {
    if (const auto status = asked(stop)) {
      values.failure = fmt::format("The work was ended at the values for {}: {}.", region, to_string(*status));
      return values;
    }
    adjoints.push_back(solver.solve({{e.model.system.id("EV", std::vector<std::string>{region}), 1.0}}));
    if (!(adjoints.back().residual <= kAdjointLimit))
      values.failure = fmt::format("The adjoint equation of EV({}) is solved to {:.1e} only (limit {:.0e}).", region,
                                   adjoints.back().residual, kAdjointLimit);
    for (std::size_t k = 0; k < values.levers.size(); ++k)
      values.first[k].push_back(values.levers[k].step * adjoints.back().derivative[values.levers[k].index]);
  }
  if (!add_curvatures(e, solver, adjoints, options, values)) values.failure = "The Jacobian is singular at the solution.";
  values.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return values;
}

}  // namespace setu
