#pragma once
#include "setu/solver/certificate.hpp"
#include "setu/solver/options.hpp"
#include "setu/system/closure.hpp"

namespace setu {

/// What Ipopt is given (docs/algorithms.md §8).
///   Automatic   Correction, then Core where that fails and the core is small enough
///   Correction  Newton's correction of the core, by the linear solver of `DirectSolver`: a diagonal Jacobian
///   Core        the core itself with its dense exact derivatives
///   Reduced     the reduced system with its sparse exact derivatives
///   Full        the whole system likewise
enum class IpoptForm { Automatic, Correction, Core, Reduced, Full };

/// The form that a user's view stands for.
IpoptForm form_of(IpoptView view);

struct IpoptResult {
  RunStatus status = RunStatus::NotRun;
  int iterations = 0, factorizations = 0;
  Index unknowns = 0;
  std::int64_t jacobian_nonzeros = 0, hessian_nonzeros = 0;
  std::string message;  ///< Ipopt's own status in words
};

/// Solves the problem at t = 1 as a square system with a zero objective by Ipopt's interior-point method with MUMPS.
/// x (full-length, given variables at t = 1) is the starting point and is replaced by Ipopt's last point. Not safe to
/// call from several threads: Ipopt 3.11.9 with MUMPS has global state.
IpoptResult solve_by_ipopt(const Problem& problem, const SolveOptions& options, std::span<double> x, IpoptForm form = IpoptForm::Automatic);

class SquareFunction;
/// The same for a view of the system, with exact derivatives, that the caller chooses.
IpoptResult solve_by_ipopt(SquareFunction& function, const SolveOptions& options, std::span<double> x);

}  // namespace setu
