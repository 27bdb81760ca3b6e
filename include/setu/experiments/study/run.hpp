#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "setu/experiments/study/study.hpp"
#include "setu/experiments/welfare/decomposition.hpp"
#include "setu/solver/solve/solve.hpp"

namespace setu {

/// Thresholds of a certified run: |walraslack| (or what the database's own imbalances can add up to, Model::account_gaps, if that
/// is larger), |x_newton − x_ipopt| and the gap of the decomposition relative to EV.
inline constexpr double kWalrasLimit = 1e-9;
inline constexpr double kAgreementLimit = 1e-8;
inline constexpr double kGapLimit = 1e-6;

/// An experiment and its solution.
struct RunResult {
  Solution solution;                       ///< Newton's where both ran
  std::optional<Certificate> second;       ///< Ipopt's certificate where both ran
  std::optional<double> solver_agreement;  ///< max |x_newton − x_ipopt| over the endogenous variables
  IpoptView ipopt_view = IpoptView::Core;  ///< what Ipopt was given, if it was asked
  double walras_residual = 0;
  double seconds_solve = 0;
  std::vector<std::string> warnings;  ///< what a reader must know although the run is certified, in full sentences
  double reached = 0;                 ///< of a run that is not solved: the largest part of the shock, from 0 to 1, that was
  std::string failure;                ///< why the run is not certified, in full sentences; empty for a certified run
  Decomposition decomposition;
  Database updated;

  [[nodiscard]] bool certified() const { return failure.empty(); }
};

/// Everything that a reader must know although the run is certified: of the plan, of the solution and of the decomposition.
std::vector<std::string> all_warnings(const Experiment& experiment, const RunResult& result);

/// |walraslack| at x; 0 for a system without it.
double walras_residual(const EquationSystem& system, std::span<const double> x);
/// Fills the certificate's Walras residual, and where that is larger than the data's rounding the limit that this rounding accounts for: Σ
/// |dwalraslack/dF_i| times what was absorbed in equation i, to first order at the solution (docs/algorithms.md §6).
void measure_walras(const Model& model, const Problem& problem, Solution& solution);
/// Full sentences for what a certificate, its Walras residual filled in, breaks of a run's promises; empty where it keeps them.
std::string broken_promises(const Certificate& certificate, const Model& model);

/// Solves and certifies only: neither decomposition nor updated database.
RunResult solve_model(const Experiment& experiment, const RunOptions& options);

/// The solution that solve_experiment finds, certified as there, where the price of saving is the equations' own: equal to the bit, but
/// without decomposition and updated database.
RunResult solve_equilibrium(const Experiment& experiment, const RunOptions& options);

/// Solves, certifies, decomposes. Numerical failure is told in `failure`, not thrown; then only solution and
/// certificates are filled. Throws InputError where the closure has no unique answer at the benchmark.
RunResult solve_experiment(const Experiment& experiment, const RunOptions& options);

}  // namespace setu
