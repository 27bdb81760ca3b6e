#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "setu/solver/solve/path.hpp"

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
  PathTeam(const Problem& problem, const SolveOptions& options, std::span<const double> end, std::optional<PathSolver> solver = {});

  /// Solves the path at every t (0 and 1 included, if asked for) and hands each node to `visit(i, node)`, i its position
  /// in `points`; calls for different nodes may come at the same time. Empty if all went well, else what did not.
  using Visit = std::function<void(std::size_t, const PathNode&)>;
  std::string solve(std::span<const double> points, std::span<const std::vector<Index>> groups, const Visit& visit);

  /// The first of the two, once they have solved.
  [[nodiscard]] PathSolver& solver() { return *members_[0].solver; }

 private:
  struct Found;
  struct Member {
    std::optional<PathSolver> solver;
    std::vector<std::vector<double>> tangents;
  };
  void make_ready(Member& member);
  std::string solve_one(Member& member, double t, std::size_t position, std::span<const std::vector<Index>> groups, const Visit& visit);
  void share(const std::vector<Found>& found);

  static constexpr int kSolvers = 2;
  Problem problem_;
  SolveOptions options_;
  std::vector<double> end_;
  Member members_[kSolvers];
};

}  // namespace setu
