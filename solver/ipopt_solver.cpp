#include "ipopt_solver.hpp"

namespace setu {
IpoptResult solve_by_ipopt(const Problem&, const SolveOptions&, std::span<double>) {
  IpoptResult r;
  r.status = RunStatus::SolverError;
  return r;
}
}  // namespace setu
