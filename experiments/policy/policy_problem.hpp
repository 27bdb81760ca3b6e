#pragma once
#include "experiments/measure/outcome.hpp"
#include "setu/experiments/policy/policy.hpp"

namespace setu {

/// Rows of outcomes (the objective first) with bounds, and the system that they are taken of.
struct PolicyModel {
  ControlledSystem system;
  OptimumProblem bounds;
  std::vector<OutcomeLabel> labels;
};

/// Costs of the instruments.
std::vector<ControlCost> costs_of(const PolicyProblem& problem);

/// What an amount means for a result whose value before is known.
double amount_of(const Level& level, double before);

/// The results, by row, at the status quo.
std::vector<double> at_status_quo(const PolicyProblem& problem, const OutcomeWriter& writer);

/// What there is without agreement, by aim of a Nash product.
std::vector<double> threats_of(const PolicyProblem& problem);

/// Writes the file's constraints as rows.
void add_constraints(const PolicyProblem& problem, OutcomeWriter& writer);

/// The ranges of the instruments and the bounds of the constraints, which are rows 1, 2, … of the labels.
OptimumProblem bounds_of(const PolicyProblem& problem, const std::vector<OutcomeLabel>& labels);

/// The objective of the file and its constraints. Throws InputError.
PolicyModel optimum_model(const PolicyProblem& problem);

/// A system with these rows over the instruments of the problem.
ControlledSystem controlled(const PolicyProblem& problem, const Terms& rows);

/// Options for a system that ends when the problem's `stop` says so.
SolveOptions stopping(const PolicyProblem& problem);

/// Passes progress on and remembers the last, so that a search that was ended can say what it had reached.
class NotedProgress {
 public:
  NotedProgress(const PolicyProblem& problem, const PolicyProgress& progress);
  NotedProgress(const NotedProgress&) = delete;
  NotedProgress& operator=(const NotedProgress&) = delete;

  PolicyProgress say;
  /// Replaces `failure` where the search was ended from outside.
  void note_stop(std::string& failure) const;

 private:
  const StopCheck& stop_;
  std::string last_;
};

/// Reads one point for people.
PolicyPoint read_point(const PolicyProblem& problem, const std::vector<OutcomeLabel>& labels, Optimum optimum);

/// Starts: the status quo, both ends of every range, then points drawn evenly.
std::vector<std::vector<double>> starting_points(const PolicyProblem& problem);

/// EV by region, costs not deducted.
std::vector<double> ev_at(const Experiment& experiment, std::span<const double> x);

}  // namespace setu
