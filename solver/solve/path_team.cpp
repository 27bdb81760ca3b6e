#include "setu/solver/solve/path_team.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "solver/linear/dense_lu.hpp"

namespace setu {

/// A point that one of the solvers works on, and what the others are told about it.
struct PathTeam::Found {
  std::size_t position = 0;
  double t = 0;
  int solver = 0;
  std::string message;
};

PathTeam::PathTeam(const Problem& problem, const SolveOptions& options, std::span<const double> end, std::optional<PathSolver> solver)
    : problem_(problem), options_(options), end_(end.begin(), end.end()) {
  members_[0].solver = std::move(solver);
}

void PathTeam::make_ready(Member& member) {
  if (member.solver) return;
  if (&member == members_) member.solver.emplace(problem_, options_);
  else member.solver.emplace(members_[0].solver->twin());
  member.solver->add_known(1.0, end_);
}

std::string PathTeam::solve_one(Member& member, double t, std::size_t position, std::span<const std::vector<Index>> groups,
                                const Visit& visit) {
  PathSolver& solver = *member.solver;
  if (const auto stop = asked(options_.stop)) return fmt::format("{} at {:.6f} of the path", to_string(*stop), t);
  Solution solution;
  std::span<const double> x = t == 0 ? problem_.start : end_;
  if (t != 0 && t != 1) {
    solution = solver.point(t);
    if (solution.certificate.point != PointStatus::Certified)
      return fmt::format("the path could not be followed to {:.6f}: {}", t, solution.certificate.message);
    x = solution.x;
  }
  if (!solver.tangents(t, x, groups, member.tangents)) return fmt::format("the Jacobian is singular on the path at {:.6f}", t);
  visit(position, {t, x, member.tangents});
  return {};
}

void PathTeam::share(const std::vector<Found>& found) {
  for (const Found& f : found)
    for (int s = 0; s < kSolvers; ++s)
      if (s != f.solver) members_[s].solver->add_known(f.t, members_[f.solver].solver->known(f.t));
}

std::string PathTeam::solve(std::span<const double> points, std::span<const std::vector<Index>> groups, const Visit& visit) {
  std::vector<Found> found;
  for (std::size_t i = 0; i < points.size(); ++i) found.push_back({i, points[i], 0, {}});
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.t > b.t; });
  for (std::size_t i = (found.size() + 1) / 2; i < found.size(); ++i) found[i].solver = 1;
  // Each solver begins at its own end of the path, where its factorisation is.
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::abs(a.t - 0.5) != std::abs(b.t - 0.5) ? std::abs(a.t - 0.5) > std::abs(b.t - 0.5) : a.t > b.t;
  });
  make_ready(members_[0]);
  const SequentialBlas sequential;
  std::exception_ptr failure[kSolvers];
#pragma omp parallel for schedule(static, 1)
  for (int s = 0; s < kSolvers; ++s) {
    try {
      Member& member = members_[s];
      make_ready(member);
      for (Found& f : found) {
        if (f.solver != s) continue;
        f.message = solve_one(member, f.t, f.position, groups, visit);
        if (!f.message.empty()) break;
      }
    } catch (...) { failure[s] = std::current_exception(); }
  }
  for (const auto& e : failure)
    if (e) std::rethrow_exception(e);
  for (const Found& f : found)
    if (!f.message.empty()) return f.message;
  share(found);
  return {};
}

}  // namespace setu
