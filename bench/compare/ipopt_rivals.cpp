#include <fmt/format.h>

#include "solver/ipopt/ipopt_solver.hpp"
#include "rivals.hpp"
#include "solver/ipopt/square_function.hpp"

namespace setu::bench {
namespace {

/// `solve_by_ipopt` asks Ipopt for a hundredth of the tolerance that it is given.
constexpr double asked_for = 1e-7;

Outcome translate(const IpoptResult& result, std::vector<double> x) {
  return {std::move(x), result.iterations, result.unknowns,
          result.message.empty() ? std::string(to_string(result.status)) : result.message};
}

/// The full system as a user of Ipopt states it: all variables, all equations, exact sparse derivatives, objective zero.
Outcome full(const Economy& economy) {
  std::vector<double> x = economy.problem.start;
  economy.problem.path.apply(1.0, x);
  std::vector<std::uint8_t> moves(x.size(), 0);
  for (const Index v : economy.problem.path.variable) moves[v] = 1;
  ReductionOptions nothing;
  nothing.drop_sinks = nothing.substitute = false;
  const Reduction whole(economy.system, economy.problem.closure, moves, x, nothing);
  const auto function = make_reduced_function(whole, x);
  SolveOptions options;
  options.tolerance = asked_for;
  const IpoptResult result = solve_by_ipopt(*function, options, x);
  return translate(result, std::move(x));
}

/// What `--solver ipopt` does.
Outcome core(const Economy& economy) {
  SolveOptions options;
  options.tolerance = asked_for;
  std::vector<double> x = economy.problem.start;
  economy.problem.path.apply(1.0, x);
  const IpoptResult result = solve_by_ipopt(economy.problem, options, x);
  return translate(result, std::move(x));
}

}  // namespace

std::vector<Rival> ipopt_rivals() {
  return {{"ipopt_full",
           "full system, objective 0, exact Hessian, MUMPS: METIS ordering, permutation and scaling 7, no NLP scaling",
           full,
           {},
           {}},
          {"setu_ipopt", "as --solver ipopt: Setu's own view of the core, otherwise as ipopt_full", core, {}, {}}};
}

}  // namespace setu::bench
