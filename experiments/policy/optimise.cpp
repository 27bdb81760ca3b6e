#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "policy_problem.hpp"

namespace setu {

namespace {

using Clock = std::chrono::steady_clock;
using Points = std::vector<std::vector<double>>;

/// Points are pulled this often half-way to one that is known to have values.
constexpr int kPulls = 8;

const char* name_of(OptimumMethod method) { return method == OptimumMethod::Reduced ? "reduced" : "full"; }

OptimumMethod first_method(PolicyMethod method) { return method == PolicyMethod::Full ? OptimumMethod::Full : OptimumMethod::Reduced; }

/// Where everybody's gain is at least that of the first, which is as large as can be: a Nash product has a value there if it
/// has one anywhere.
std::optional<std::vector<double>> fairest_point(const PolicyProblem& p, const PolicyProgress& progress) {
  const auto& aims = p.file.objectives.front().aims;
  const auto threats = threats_of(p);
  OutcomeWriter writer(p.experiment, costs_of(p));
  writer.add(aims[0].result, aims[0].where);
  add_constraints(p, writer);
  OptimumProblem bounds = bounds_of(p, writer.labels());
  for (std::size_t k = 1; k < aims.size(); ++k) {
    writer.add_gain_gap(aims[0], aims[k], threats[0], threats[k]);
    bounds.outcome_lower.push_back(0);
    bounds.outcome_upper.push_back(kNoBound);
  }
  ControlledSystem system = controlled(p, writer.terms());
  OptimumOptions options;
  options.progress = [&](int k, double) { progress(fmt::format("looking for gains for all: step {}", k)); };
  const Optimum found = find_optimum(system, bounds, starting_points(p)[0], options);
  if (found.controls.empty() || !(found.outcomes[0] > threats[0])) return std::nullopt;
  return found.controls;
}

/// Moves a start towards `anchor` until the system has values there. False where it never has.
bool pull(ControlledSystem& system, const std::vector<double>& anchor, std::vector<double>& start) {
  for (int k = 0; k <= kPulls; ++k) {
    if (system.move(start)) return true;
    for (std::size_t i = 0; i < start.size(); ++i) start[i] = 0.5 * (start[i] + anchor[i]);
  }
  return system.move(anchor);
}

bool better(const PolicyPoint& a, const PolicyPoint& b) {
  if (a.optimum.certified() != b.optimum.certified()) return a.optimum.certified();
  return a.objective > b.objective;
}

double disagreement(const PolicyProblem& p, const Optimum& a, const Optimum& b) {
  double worst = 0;
  for (std::size_t k = 0; k < p.instruments.size(); ++k)
    worst = std::max(worst, std::abs(a.controls[k] - b.controls[k]) / (p.instruments[k].most - p.instruments[k].least));
  return worst;
}

std::string missing_text(const ConstraintLabel& c, double missing, double value) {
  const bool low = c.least && value < *c.least;
  const double reached = std::abs(value) < 1e-6 * missing ? 0 : value;
  return fmt::format("'{}' is to be {} {:.6g}{}{} and can only be brought to {:.6g} (it misses by {:.3g})", c.name,
                     low ? "at least" : "at most", low ? *c.least : *c.most, c.unit.empty() ? "" : " ", c.unit, reached, missing);
}

/// Which demands cannot be met and by how much they are missed at the least.
std::string shortfall_text(const PolicyProblem& p, PolicyModel& model, const std::vector<double>& start) {
  const Shortfall s = least_shortfall(model.system, model.bounds, start);
  if (!s.found) return {};
  std::string text;
  for (std::size_t j = 0; j < p.constraints.size(); ++j) {
    if (s.missing[j] == 0) continue;
    const auto& label = model.labels[j + 1];
    const double value = label.value(s.outcomes[j + 1]);
    const auto& c = p.constraints[j];
    const double missing = std::max(c.least.value_or(value) - value, value - c.most.value_or(value));
    text += (text.empty() ? "" : "; ") + missing_text(c, missing, value);
  }
  return text.empty() ? text
                      : fmt::format("The demands cannot all be met with these instruments. Where they are missed least in sum: {}.", text);
}

std::string failure_text(const PolicyProblem& p, PolicyModel& model, const PolicyRun& run, const std::vector<double>& start) {
  const Optimum& o = run.best.optimum;
  if (o.infeasible || o.kkt.violation > 1e-6 || o.controls.empty())
    if (std::string text = shortfall_text(p, model, start); !text.empty()) return text;
  return fmt::format("No certified optimum was found from {} starts: {} (conditions of an optimum hold to {:.1e}).", run.starts.size(),
                     o.message, o.kkt.residual());
}

PolicyRun search_all(const PolicyProblem& p, const PolicyProgress& progress) {
  PolicyRun run;
  PolicyModel model = optimum_model(p);
  Points starts = starting_points(p);
  if (p.file.objectives.front().nash) {
    const auto fair = fairest_point(p, progress);
    if (!fair) {
      run.failure = "Nothing within these ranges makes all parties better off than without agreement, so there is no bargain.";
      return run;
    }
    starts[0] = *fair;
  }
  OptimumOptions options;
  const auto search = [&](OptimumMethod method, const std::vector<double>& start, const std::string& what) {
    options.method = method;
    options.progress = [&](int k, double) { progress(fmt::format("{} ({}): step {}", what, name_of(method), k)); };
    return read_point(p, model.labels, find_optimum(model.system, model.bounds, start, options));
  };
  for (std::size_t s = 0; s < starts.size(); ++s) {
    if (!pull(model.system, starts[0], starts[s])) continue;
    run.starts.push_back(search(first_method(p.file.method), starts[s], fmt::format("start {} of {}", s + 1, starts.size())));
    if (run.starts.size() == 1 || better(run.starts.back(), run.best)) run.best = run.starts.back();
  }
  if (!run.best.optimum.certified()) run.failure = failure_text(p, model, run, starts[0]);
  else if (p.file.method == PolicyMethod::Both) {
    run.check = search(OptimumMethod::Full, run.best.optimum.controls, "check");
    if (run.check->optimum.certified()) run.disagreement = disagreement(p, run.best.optimum, run.check->optimum);
    else run.failure = fmt::format("The second method did not confirm the optimum: {}.", run.check->optimum.message);
  }
  const auto& objective = p.file.objectives.front();
  if (!objective.nash) {
    OutcomeWriter writer(p.experiment, costs_of(p));
    writer.add_sum(objective);
    run.best.objective_before = writer.labels()[0].value(at_status_quo(p, writer)[0]);
  }
  return run;
}

}  // namespace

PolicyRun optimise(const PolicyProblem& p, const PolicyProgress& progress) {
  const auto begin = Clock::now();
  const NotedProgress noted(p, progress);
  PolicyRun run = search_all(p, noted.say);
  noted.note_stop(run.failure);
  run.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return run;
}

}  // namespace setu
