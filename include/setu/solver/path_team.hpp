#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "setu/solver/path.hpp"

namespace setu {

/// One solved point of a path with the tangents of groups of shocks.
struct PathNode {
  double t = 0;
  std::span<const double> x;
  std::span<const std::vector<double>> tangents;  ///< per group, full length
};

/// Points and tangents of a path between two known ends, by two path solvers that share the points among them. Which
/// solver takes a point, and what it knows before, depends on the points alone, so that one thread and two give the
/// same bits.
class PathTeam {
 public:
  /// `end` solves the problem at t = 1. `solver`, if given, is of the same problem and serves as the first of the two.
  PathTeam(const Problem& problem, const SolveOptions& options, std::span<const double> end,
           std::optional<PathSolver> solver = {});

  /// Solves the path at every t (0 and 1 included, if asked for) and hands each node to `visit(i, node)`, i its position
  /// in `points`; calls for different nodes may come at the same time. Empty if all went well, else what did not.
  std::string solve(std::span<const double> points, std::span<const std::vector<Index>> groups,
                    const std::function<void(std::size_t, const PathNode&)>& visit);

 private:
  struct Found;
  std::string solve_one(PathSolver& solver, Found& found, std::span<const std::vector<Index>> groups,
                        const std::function<void(std::size_t, const PathNode&)>& visit);
  void share(const std::vector<Found>& found);

  static constexpr int kSolvers = 2;
  Problem problem_;
  SolveOptions options_;
  std::vector<double> end_;
  std::optional<PathSolver> solvers_[kSolvers];
};

}  // namespace setu
