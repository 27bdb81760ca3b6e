#include "setu/solver/path_team.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "dense_lu.hpp"

namespace setu {

/// A point that one of the solvers works on, and what the others are told about it.
struct PathTeam::Found {
  std::size_t position = 0;
  double t = 0;
  int solver = 0;
  std::vector<double> x, slope;
  std::string message;
};

PathTeam::PathTeam(const Problem& problem, const SolveOptions& options, std::span<const double> end,
                   std::optional<PathSolver> solver)
    : problem_(problem), options_(options), end_(end.begin(), end.end()) {
  solvers_[0] = std::move(solver);
}

std::string PathTeam::solve_one(PathSolver& solver, Found& found, std::span<const std::vector<Index>> groups,
                                const std::function<void(std::size_t, const PathNode&)>& visit) {
  if (found.t == 0 || found.t == 1) {
    found.x = found.t == 0 ? problem_.start : end_;
  } else {
    Solution solution = solver.point(found.t);
    if (solution.certificate.point != PointStatus::Certified)
      return fmt::format("the path could not be followed to {:.6f}: {}", found.t, solution.certificate.message);
    found.x = std::move(solution.x);
  }
  const auto tangents = solver.tangents(found.t, found.x, groups);
  if (tangents.size() != groups.size()) return fmt::format("the Jacobian is singular on the path at {:.6f}", found.t);
  found.slope.assign(found.x.size(), 0.0);
  for (const auto& tangent : tangents)
    for (std::size_t i = 0; i < tangent.size(); ++i) found.slope[i] += tangent[i];
  visit(found.position, {found.t, found.x, tangents});
  return {};
}

void PathTeam::share(const std::vector<Found>& found) {
  for (const Found& f : found)
    for (int s = 0; s < kSolvers; ++s)
      if (s != f.solver) {
        solvers_[s]->add_known(f.t, f.x);
        solvers_[s]->add_slope(f.t, f.slope);
      }
}

std::string PathTeam::solve(std::span<const double> points, std::span<const std::vector<Index>> groups,
                            const std::function<void(std::size_t, const PathNode&)>& visit) {
  std::vector<Found> found;
  for (std::size_t i = 0; i < points.size(); ++i) found.push_back({i, points[i], points[i] >= 0.5 ? 0 : 1, {}, {}, {}});
  // Each solver begins at its own end of the path, where its factorisation is.
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::abs(a.t - 0.5) != std::abs(b.t - 0.5) ? std::abs(a.t - 0.5) > std::abs(b.t - 0.5) : a.t > b.t;
  });
  const SequentialBlas sequential;
  std::exception_ptr failure[kSolvers];
#pragma omp parallel for schedule(static, 1)
  for (int s = 0; s < kSolvers; ++s) {
    try {
      if (!solvers_[s]) {
        solvers_[s].emplace(problem_, options_);
        solvers_[s]->add_known(1.0, end_);
      }
      for (Found& f : found)
        if (f.solver == s && (f.message = solve_one(*solvers_[s], f, groups, visit)).size() > 0) break;
    } catch (...) {
      failure[s] = std::current_exception();
    }
  }
  for (const auto& e : failure)
    if (e) std::rethrow_exception(e);
  for (const Found& f : found)
    if (!f.message.empty()) return f.message;
  share(found);
  return {};
}

}  // namespace setu
