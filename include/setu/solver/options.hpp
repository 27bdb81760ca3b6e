#pragma once
#include <functional>

#include "setu/solver/status.hpp"

namespace setu {

enum class Method { Newton, Ipopt };

/// How Newton's linear systems are solved (docs/algorithms.md §4).
///   Automatic  Condensed where the core is small enough for a dense matrix, else Klu
///   Condensed  definitions eliminated by substitution, dense LU of the core
///   Klu        sparse LU of the reduced system; Umfpack likewise (GPL, optional)
enum class DirectSolver { Automatic, Condensed, Klu, Umfpack };

/// What Ipopt is given (docs/algorithms.md §8).
///   Core     Newton's correction of the core, through this library's own factorisation
///   Reduced  the sparse system after elimination, with exact derivatives, factorised by MUMPS
///   Full     the whole sparse system likewise
enum class IpoptView { Core, Reduced, Full };

struct SolveOptions {
  Method method = Method::Newton;
  IpoptView ipopt_view = IpoptView::Core;
  DirectSolver direct = DirectSolver::Automatic;
  double tolerance = 1e-11;  ///< on max |F_i| of the full system; certified at ≤ 1e-9
  int max_iterations = 60;
  bool floors = false;                            ///< take the system's floors as complementarities at once; else where it must be
  bool homotopy = true;                           ///< fall back to following the shock in steps when full steps fail
  bool ipopt_fallback = true;                     ///< and then to Ipopt
  std::function<void(const Progress&)> progress;  ///< at every step; what it throws ends the solve and reaches the caller
  StopCheck stop;                                 ///< asked at every step; the run then ends with the status that it answers
};

}  // namespace setu
