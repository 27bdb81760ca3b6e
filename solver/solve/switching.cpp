#include "setu/solver/solve/switching.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <limits>

#include "setu/solver/solve/path.hpp"
#include "setu/system/derive/evaluator.hpp"

namespace setu {

namespace {

constexpr double kJustAfter = 1e-5;                     ///< share of what is left of the path at which the next active set is read
constexpr double kSlack = 1e-10;                        ///< an inequality that is broken by less holds
constexpr double kLooks[] = {0.2, 0.4, 0.6, 0.8, 1.0};  ///< where a part is looked at for a change
constexpr double kBeyond = 1;                           ///< in place of a breach, where there is no point
constexpr std::size_t kMostParts = 200;
constexpr int kMostHalvings = 24;

/// By how much x breaks what the active set takes for granted: F ≥ 0 at a lower bound, the bounds where F = 0, F ≤ 0
/// at an upper one. Negative where everything holds with room.
double breach(const EquationSystem& system, std::span<const Binding> active, std::span<const double> x) {
  double worst = -std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < active.size(); ++k) {
    const Complementarity& c = system.complementarities[k];
    const double f = active[k] == Binding::Between ? 0 : equation_value(system.terms, c.equation, x);
    if (active[k] == Binding::Lower) worst = std::max(worst, -f);
    if (active[k] == Binding::Upper) worst = std::max(worst, f);
    if (active[k] != Binding::Between) continue;
    if (c.bounded_below()) worst = std::max(worst, c.lower_bound(x) - x[c.variable]);
    if (c.upper != kNone) worst = std::max(worst, x[c.variable] - x[c.upper]);
  }
  return worst;
}

/// The given variables between two points of the path: a path of the same kind, for log and level variables alike.
ShockPath part_of(const ShockPath& path, std::size_t variables, double from, double to) {
  ShockPath part = path;
  std::vector<double> at(variables, 0.0);
  path.apply(from, at);
  for (std::size_t k = 0; k < path.variable.size(); ++k) part.from[k] = at[path.variable[k]];
  path.apply(to, at);
  for (std::size_t k = 0; k < path.variable.size(); ++k) part.to[k] = at[path.variable[k]];
  return part;
}

/// Near a floor the equations without it bend ever more sharply and then end: where Newton's method does not get at once, steps
/// along the path would only find the wall.
SolveOptions for_cutting(const EquationSystem& system, SolveOptions options) {
  const auto& all = system.complementarities;
  if (std::any_of(all.begin(), all.end(), [](const Complementarity& c) { return std::isfinite(c.floor); })) options.homotopy = false;
  return options;
}

class Cutter {
 public:
  Cutter(const Problem& problem, std::span<const double> end, const SolveOptions& options)
      : problem_(problem), options_(for_cutting(*problem.system, options)), end_(end.begin(), end.end()), whole_(problem, options_) {
    whole_.add_known(1.0, end);
  }

  PathParts run() {
    PathParts result;
    std::vector<double> x = problem_.start;
    for (double t = 0; t < 1 && result.message.empty();) {
      if (result.parts.size() == kMostParts) {
        result.message = fmt::format("the rules that bind change more than {} times along the path", kMostParts);
        break;
      }
      PathPart part;
      result.message = next(t, x, part);
      if (!result.message.empty()) break;
      t = part.to;
      x = part.end;
      result.parts.push_back(std::move(part));
    }
    return result;
  }

 private:
  /// The part that begins at (t, x).
  std::string next(double t, const std::vector<double>& x, PathPart& part) {
    part.from = t;
    const Solution after = whole_.point(t + kJustAfter * (1 - t));
    if (after.certificate.point != PointStatus::Certified) return after.certificate.message;
    part.active = active_set(*problem_.system, after.x);
    part.system = std::make_unique<EquationSystem>(at_active_set(*problem_.system, part.active));
    part.problem = {part.system.get(), problem_.closure, part_of(problem_.path, x.size(), t, 1), x};
    PathSolver rest(part.problem, options_);
    double good = 0, bad = 1;
    if (holds_to_the_end(rest, part, good, bad)) {
      part.to = 1;
      part.end = end_;
      return {};
    }
    return cut(rest, part, t, good, bad);
  }

  /// Looks along the rest of the path; `good` and `bad` enclose the first change where there is one.
  bool holds_to_the_end(PathSolver& rest, const PathPart& part, double& good, double& bad) {
    for (const double s : kLooks) {
      const Solution at = rest.point(s);
      if (at.certificate.point != PointStatus::Certified || breach(*problem_.system, part.active, at.x) > kSlack) {
        bad = s;
        return false;
      }
      good = s;
    }
    return true;
  }

  /// Moves `good` and `bad` towards the change until the equations of the part can be solved at `bad` too: without the floor that
  /// begins to bind, there may be nothing a little beyond it.
  void narrow(PathSolver& rest, const PathPart& part, double& good, double& bad) {
    bool solved = rest.point(bad).certificate.point == PointStatus::Certified;
    for (int n = 0; n < kMostHalvings && !solved; ++n) {
      const double middle = 0.5 * (good + bad);
      const Solution at = rest.point(middle);
      const bool there = at.certificate.point == PointStatus::Certified;
      solved = there && breach(*problem_.system, part.active, at.x) > kSlack;
      (there && !solved ? good : bad) = middle;
    }
  }

  /// Ends the part at the root of the breach between `good` and `bad`.
  std::string cut(PathSolver& rest, PathPart& part, double t, double good, double bad) {
    // Where the equations of the part cannot be solved, the change lies before.
    const auto breach_at = [&](double s) {
      const Solution at = rest.point(s);
      return at.certificate.point == PointStatus::Certified ? breach(*problem_.system, part.active, at.x) : kBeyond;
    };
    if (good == 0) good = kJustAfter;
    narrow(rest, part, good, bad);
    double low = breach_at(good), high = breach_at(bad);
    if (!(low <= 0) || !(high > 0) || high == kBeyond)
      return fmt::format("the rules that bind after {:.6f} of the path could not be told apart", t);
    double root = good;
    if (low < 0) {
      std::uintmax_t most = 60;
      const auto found =
          boost::math::tools::toms748_solve(breach_at, good, bad, low, high, boost::math::tools::eps_tolerance<double>(50), most);
      root = found.first;
    }
    const Solution at = rest.point(root);
    if (at.certificate.point != PointStatus::Certified)
      return fmt::format("the point of the path at which another limit begins to bind, after {:.6f} of it, could not be found", t);
    part.to = t + root * (1 - t);
    part.end = at.x;
    part.problem.path = part_of(part.problem.path, at.x.size(), 0, root);
    // The end carries the path's own values to the last bit.
    part.problem.path.apply(1, part.end);
    return {};
  }

  const Problem& problem_;
  SolveOptions options_;
  std::vector<double> end_;
  PathSolver whole_;
};

}  // namespace

PathParts cut_path(const Problem& problem, std::span<const double> end, const SolveOptions& options) {
  return Cutter(problem, end, options).run();
}

double largest_complementarity_residual(const EquationSystem& system, std::span<const double> x) {
  double worst = 0;
  const auto see = [&](const Complementarity& c) {
    worst = std::max(worst, std::abs(complementarity_residual(c, equation_value(system.terms, c.equation, x), x)));
  };
  for (const auto& c : system.complementarities) see(c);
  for (const auto& c : complementarities_of(system.floors)) see(c);
  return worst;
}

}  // namespace setu
