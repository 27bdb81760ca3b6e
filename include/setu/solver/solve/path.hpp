#pragma once
#include <memory>
#include <span>
#include <vector>

#include "setu/solver/solve/regularity.hpp"
#include "setu/solver/solve/solve.hpp"

namespace setu {

/// Points and tangents along the shock path of a problem, for integrals ∫ f(x)·dx over the shock (welfare
/// decomposition, Divisia indices). The reduction, its pattern and the symbolic factorisation are kept between calls.
///
/// The problem is copied; its `system` must outlive the PathSolver. Not for concurrent use. Results depend only on the
/// problem and on the sequence of calls.
class PathSolver {
 public:
  /// Throws InputError when the problem is not square or structurally singular, naming equations and variables.
  explicit PathSolver(Problem problem, SolveOptions options = {});
  /// Another solver of the same problem, which knows the start only, shares what can be shared and may be used at the same
  /// time.
  [[nodiscard]] PathSolver twin() const;
  ~PathSolver();
  PathSolver(PathSolver&&) noexcept;
  PathSolver& operator=(PathSolver&&) noexcept;

  /// The solution at t ∈ [0, 1], warm-started from the nearest known point (t = 0 is known). Read its certificate; a
  /// certified point becomes known. Never throws for numerical failure.
  Solution point(double t);

  /// The solution at t = 1 that the path leads to, followed step by step from the start; where it ends before, the last point that
  /// was solved, which `path_reached` of its certificate tells. Nothing becomes known.
  Solution follow();

  /// How far the Jacobian at x (full length) is from a singular one, by the factorisation that is there.
  Regularity regularity(std::span<const double> x, std::span<const double> rounding = {});

  /// Makes a solution found elsewhere known (full-length x with the shock at t applied).
  void add_known(double t, std::span<const double> x);

  /// What another solver of the same problem needs to start from a known point: its unknowns and, if it has been asked
  /// for its tangents, their rates of change.
  struct Known {
    std::vector<double> unknowns, slope;
  };
  [[nodiscard]] const Known& known(double t) const;
  void add_known(double t, const Known& point);

  /// dx/dt at (t, x) for each group of shocks moving alone, full length: given variables of the group hold their own
  /// rate du/dt, all other given variables 0, endogenous variables −J⁻¹ F_u u′ (docs/algorithms.md, eq. A8).
  /// `groups[g]` lists positions in `problem.path.variable`. One factorisation for all groups. When the groups
  /// partition the shocks, the tangents add up to the total tangent. Returns an empty vector when x cannot be evaluated
  /// or the Jacobian is singular there.
  std::vector<std::vector<double>> tangents(double t, std::span<const double> x, std::span<const std::vector<Index>> groups);

  /// The same into `tangents`, whose memory is used again. False where the other returns nothing.
  bool tangents(double t, std::span<const double> x, std::span<const std::vector<Index>> groups,
                std::vector<std::vector<double>>& tangents);

  /// The solution at t = 1 with other final values `to` of the path's variables, in their order, from a point near it; empty
  /// where Newton's method does not reach it. The path and what is known of it stay as they are.
  std::vector<double> displaced(std::span<const double> to, std::span<const double> near);

  /// dx/dt of the whole shock; empty on failure.
  std::vector<double> total_tangent(double t, std::span<const double> x);

 private:
  struct State;
  explicit PathSolver(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace setu
