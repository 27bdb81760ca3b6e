#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "setu/solver/solve/solve.hpp"

namespace setu {

/// How outcomes of a system respond to some of its given variables, the controls: values, exact gradients by the adjoint
/// and exact second derivatives by tangents, everything endogenous adjusting (docs/policy.md, eqs. P1–P3). One reduction
/// and one pattern serve all points; a point starts from the last one moved along its tangents, where these are known.
///
/// Not for concurrent use; the problem's `system` must outlive it. Results depend only on the sequence of calls.
class ControlledSystem {
 public:
  /// `controls` are exogenous variables; other shocked variables of `problem` stay at their shocked values, and controls
  /// begin at theirs (shocked or not). `outcomes` has one equation per outcome over the system's variables. Throws
  /// InputError when the problem is not square or structurally singular.
  ControlledSystem(const Problem& problem, std::vector<Index> controls, Terms outcomes, const SolveOptions& options = {});
  ~ControlledSystem();
  ControlledSystem(ControlledSystem&&) noexcept;
  ControlledSystem& operator=(ControlledSystem&&) noexcept;

  [[nodiscard]] const std::vector<Index>& controls() const;
  [[nodiscard]] Index outcome_count() const;
  /// Where the controls begin.
  [[nodiscard]] const std::vector<double>& status_quo() const;
  /// The problem with controls at u, for other solvers of the same point.
  [[nodiscard]] Problem problem_at(std::span<const double> u) const;
  [[nodiscard]] const Terms& outcome_terms() const;
  /// Of the options: searches over the controls ask it as well.
  [[nodiscard]] const StopCheck& stop() const;

  /// Solves with the controls at u (in the model's own units: logs of levels, or levels). False where there is no certified
  /// solution or an outcome cannot be evaluated; then the last point stays.
  [[nodiscard]] bool move(std::span<const double> u);
  [[nodiscard]] const std::vector<double>& at() const;        ///< controls of the last solved point
  [[nodiscard]] const Solution& solution() const;             ///< there
  [[nodiscard]] const std::vector<double>& outcomes() const;  ///< there
  [[nodiscard]] const std::string& failure() const;           ///< why `move` said no, a sentence
  [[nodiscard]] int solves() const;

  /// d outcome / d control at the last solved point, row-major: outcomes × controls. Null where the Jacobian is singular.
  [[nodiscard]] const std::vector<double>* gradients();
  /// d² (Σ weight · outcome) / d control² there, row-major; false where the Jacobian is singular.
  [[nodiscard]] bool hessian(std::span<const double> weights, std::span<double> out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace setu
