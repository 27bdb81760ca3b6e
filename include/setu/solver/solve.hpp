#pragma once
#include <functional>
#include <string>
#include <vector>

#include "setu/system/closure.hpp"
#include "setu/system/complementarity.hpp"

namespace setu {

enum class Method { Newton, Ipopt };

/// How Newton's linear systems are solved (docs/algorithms.md §4).
///   Automatic  Condensed where the core is small enough for a dense matrix, else Klu
///   Condensed  definitions eliminated by substitution, dense LU of the core
///   Klu        sparse LU of the reduced system; Umfpack likewise (GPL, optional)
enum class DirectSolver { Automatic, Condensed, Klu, Umfpack };

/// How the run ended; says nothing about the point.
enum class RunStatus { NotRun, Converged, IterationLimit, LineSearchFailed, SingularJacobian, EvaluationFailed, SolverError };

/// What kind of point it is, judged by our own evaluation of the full system at the returned x.
enum class PointStatus { Unknown, Certified, Approximate, NotASolution };

struct EquationResidual {
  std::string name;       ///< e.g. "E_pds(Food,IND)"
  double scaled = 0;      ///< |F_i| (equations are written in logs or shares: already relative to their account)
};

struct BlockResidual {
  std::string block;
  double max_scaled = 0;
};

/// One inequality of the system at a point (Complementarity, docs/algorithms.md §12).
struct ComplementarityState {
  std::string equation, variable;  ///< names
  Binding binding = Binding::Between;  ///< which part holds: the variable's bounds or F = 0
  double residual = 0;  ///< |mid(v − upper, F, v − lower)|
  double slack = 0;     ///< F: zero where the equation holds
};

/// What a solve promises its caller: read `run` and `point`, never a bare bool.
struct Certificate {
  RunStatus run = RunStatus::NotRun;
  PointStatus point = PointStatus::Unknown;
  std::string route;    ///< which method got there: "newton", "newton, homotopy (4 steps)", "ipopt"
  std::string message;  ///< one sentence; for failures it names the worst equations
  double max_scaled_residual = 0;
  double walras_residual = 0;  ///< |walraslack| recomputed by the caller that knows its name; 0 if not applicable
  double complementarity_residual = 0;   ///< largest of the inequalities'; part of max_scaled_residual
  std::vector<ComplementarityState> complementarities;  ///< every inequality, in the system's order
  std::vector<BlockResidual> blocks;     ///< by equation block, largest first
  std::vector<EquationResidual> worst;   ///< the worst ten equations by name
  int iterations = 0;
  int factorizations = 0;
  double path_reached = 0;  ///< how far along the shock the solve got, 1 when complete
  double seconds = 0;
  Index equations = 0, reduced_equations = 0;
  std::int64_t jacobian_nonzeros = 0, factor_nonzeros = 0;
};

const char* to_string(RunStatus);
const char* to_string(PointStatus);

struct Progress {
  int iteration = 0;
  double residual = 0;
  double path = 0;       ///< share of the shock applied
  std::string_view phase;
};

struct SolveOptions {
  Method method = Method::Newton;
  DirectSolver direct = DirectSolver::Automatic;
  double tolerance = 1e-11;   ///< on max |F_i| of the full system; certified at ≤ 1e-9
  int max_iterations = 60;
  bool homotopy = true;       ///< fall back to following the shock in steps when full steps fail
  bool ipopt_fallback = true; ///< and then to Ipopt
  std::function<void(const Progress&)> progress;  ///< at every step; what it throws ends the solve and reaches the caller
};

struct Solution {
  std::vector<double> x;  ///< full-length point, exogenous values included
  Certificate certificate;
};

/// Solves `problem` at t = 1. Never throws for numerical failure: read the certificate.
/// Throws InputError when the problem is not square or structurally singular, naming equations and variables.
Solution solve(const Problem& problem, const SolveOptions& options);

}  // namespace setu
