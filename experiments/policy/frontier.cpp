#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "policy_problem.hpp"

namespace setu {

namespace {

using Clock = std::chrono::steady_clock;

/// The objective (row 0), the file's constraints, then `against`, without bounds yet.
struct FrontierModel {
  ControlledSystem system;
  OptimumProblem bounds;
  double sign = 1;  ///< −1: the less of `against`, the better
  std::vector<OutcomeLabel> labels;
  std::vector<double> before;  ///< rows at the status quo
};

FrontierModel frontier_model(const PolicyProblem& p) {
  OutcomeWriter writer(p.experiment, costs_of(p));
  writer.add_sum(p.file.objectives.front());
  add_constraints(p, writer);
  writer.add(p.file.against->result, p.file.against->where);
  OptimumProblem bounds = bounds_of(p, writer.labels());
  bounds.outcome_lower.push_back(-kNoBound);
  bounds.outcome_upper.push_back(kNoBound);
  return {controlled(p, writer.terms()), std::move(bounds), p.file.against->weight < 0 ? -1.0 : 1.0, writer.labels(),
          at_status_quo(p, writer)};
}

/// Where `against` is best, whatever becomes of the objective.
Optimum far_end(const PolicyProblem& p, const FrontierModel& m, std::span<const double> start, const OptimumOptions& options) {
  OutcomeWriter writer(p.experiment, costs_of(p));
  ObjectiveChoice aim;
  aim.aims = {*p.file.against};
  aim.aims.front().weight = m.sign;
  writer.add_sum(aim);
  add_constraints(p, writer);
  ControlledSystem system = controlled(p, writer.terms());
  return find_optimum(system, bounds_of(p, writer.labels()), start, options);
}

/// Demands at least (or at most) this much of `against`.
void demand(FrontierModel& m, double row) { (m.sign > 0 ? m.bounds.outcome_lower : m.bounds.outcome_upper).back() = row; }

class Tracer {
 public:
  Tracer(const PolicyProblem& p, const PolicyProgress& progress) : p_(p), progress_(progress), model_(frontier_model(p)) {}

  Frontier trace() {
    say(0);
    result_.against_name = model_.labels.back().name;
    result_.against_unit = model_.labels.back().unit;
    result_.against_before = model_.labels.back().value(model_.before.back());
    result_.less_is_better = model_.sign < 0;
    const Optimum first = find_optimum(model_.system, model_.bounds, starting_points(p_)[0], options_);
    if (!first.certified()) return fail(fmt::format("The best of {} was not found: {}.", model_.labels[0].name, first.message));
    add(first);
    const Optimum last = far_end(p_, model_, first.controls, options_);
    if (!last.certified()) return fail(fmt::format("The best of {} was not found: {}.", p_.file.against->result, last.message));
    between(first, last);
    return std::move(result_);
  }

 private:
  [[nodiscard]] double against_row(const Optimum& o) const { return o.outcomes.back(); }

  void between(const Optimum& first, const Optimum& last) {
    const OutcomeLabel& label = model_.labels.back();
    if (!model_.system.move(last.controls)) return;
    const double from = label.value(against_row(first)), to = label.value(model_.system.outcomes().back());
    if (!((to - from) * model_.sign > 1e-9 * (1 + std::abs(from)))) return;  // one point is best for both
    const std::size_t n = p_.file.points;
    Optimum previous = first;
    for (std::size_t k = 1; k < n; ++k) {
      say(k);
      // The last point stands a hair before the end, where nothing but the end would be left.
      const double share = k + 1 < n ? static_cast<double>(k) / static_cast<double>(n - 1) : 1 - 1e-6;
      const double target = from + share * (to - from);
      demand(model_, label.row(target));
      Optimum o = follow_optimum(model_.system, model_.bounds, previous, options_);
      if (!o.certified()) o = find_optimum(model_.system, model_.bounds, last.controls, options_);
      if (!o.certified()) {
        result_.failures.push_back(
            fmt::format("{} {} {:.6g}: {}", label.name, model_.sign > 0 ? "at least" : "at most", target, o.message));
        continue;
      }
      add(o);
      previous = std::move(o);
    }
  }

  void add(const Optimum& o) {
    result_.points.push_back(read_point(p_, model_.labels, o));
    result_.points.back().objective_before = model_.labels[0].value(model_.before[0]);
    result_.against.push_back(model_.labels.back().value(against_row(o)));
  }

  void say(std::size_t k) const { progress_(fmt::format("point {} of {}", k + 1, p_.file.points)); }

  Frontier fail(std::string message) {
    result_.failure = std::move(message);
    return std::move(result_);
  }

  const PolicyProblem& p_;
  const PolicyProgress& progress_;
  FrontierModel model_;
  OptimumOptions options_;
  Frontier result_;
};

}  // namespace

Frontier frontier(const PolicyProblem& p, const PolicyProgress& progress) {
  const auto begin = Clock::now();
  const NotedProgress noted(p, progress);
  Frontier result = Tracer(p, noted.say).trace();
  noted.note_stop(result.failure);
  result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return result;
}

}  // namespace setu
