#pragma once
#include <memory>
#include <span>
#include <vector>

#include "setu/solver/solve/solve.hpp"

namespace setu {

/// Solves many problems on one system that differ in the values of given variables. Reduction, sparsity pattern and the
/// factorisation at one reference solution are made once and shared by all (docs/algorithms.md, eq. A17).
///
/// A point starts from the reference solution, moved along its tangent to the point's given values. Where Newton's method
/// fails from there, the way from the reference to the point is followed in steps; where that fails too, `solve` is asked
/// to do it from the benchmark. The solution of a point does not depend on which points were solved before it.
///
/// The problem is copied; its `system` must outlive the session. Not for concurrent use.
class SolverSession {
 public:
  /// `reference.path` lists every given variable that may move between points (also those that stand still in the
  /// reference); its `to` are the values of the reference point. Throws InputError when the problem is not square or
  /// structurally singular, naming equations and variables.
  explicit SolverSession(Problem reference, SolveOptions options = {});
  ~SolverSession();
  SolverSession(SolverSession&&) noexcept;
  SolverSession& operator=(SolverSession&&) noexcept;

  /// What the next solves ask at every step, instead of the options' own.
  void set_stop(StopCheck stop);
  /// The solution of the reference point; solved when it is first needed.
  const Solution& reference();
  /// The given variables that may move, in the order of the values below.
  [[nodiscard]] const std::vector<Index>& moving() const;

  /// A guess at the solution with these values of the moving variables, full length: the reference solution moved along
  /// its tangent. Empty where the reference has no certified solution.
  std::vector<double> predict(std::span<const double> to);

  /// The certified solution with these values of the moving variables. Never throws for numerical failure: read the
  /// certificate.
  Solution solve(std::span<const double> to);
  /// Shares the factorisation of a session on a system that differs in its numbers only, instead of solving a reference of
  /// its own: for a session that only serves `solve_from`. Further calls change nothing.
  void follow(SolverSession& other);
  /// Takes changed numbers of the system, whose structure must be as it was (Reduction::update). False where the session
  /// must be made anew.
  [[nodiscard]] bool update();
  /// As `solve`, from a guess found elsewhere: by a session on a system that differs in its numbers only.
  Solution solve_from(std::span<const double> guess, std::span<const double> to);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace setu
