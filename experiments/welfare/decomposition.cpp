#include "setu/experiments/welfare/decomposition.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>

#include "form_values.hpp"
#include "quadrature.hpp"
#include "regional_sums.hpp"
#include "saving_price.hpp"
#include "setu/base/error.hpp"
#include "setu/solver/solve/path_team.hpp"
#include "setu/solver/solve/switching.hpp"

namespace setu {

namespace {

constexpr double kStagnation = 0.5;  ///< a refinement that leaves more than this share of the gap has converged

constexpr double kSteepest = 4;  ///< |log ratio of the speeds at the ends| beyond which the path is not bent further

constexpr double kSmall = 0.1;  ///< a return or net income below this share of the benchmark's counts as this much in the speed

constexpr double kBroken = 1e-8;  ///< residual of an inequality above which a node belongs to another active set

/// The integrand of every form at one point of the path, and the rate of change of every variable if it is asked for.
struct Values {
  std::vector<double> forms;  ///< by form, then by group
  std::vector<std::vector<double>> variables;
  double speed = 0;   ///< |dx/dt| in logarithms
  double broken = 0;  ///< largest residual of the inequalities
};

/// Values of the integrands at the points of one rule after the other; no point is solved twice.
class Integrator {
 public:
  Integrator(const Model& model, const Problem& problem, std::span<const double> end, const std::vector<ShockGroup>& groups,
             const SolveOptions& options, bool subtotals, std::optional<PathSolver> solver)
      : model_(model), team_(problem, options, end, std::move(solver)), subtotals_(subtotals) {
    for (const auto& group : groups) positions_.push_back(group.positions);
  }

  /// Evaluates every point of the rule that is not known yet. The ends of the path should come first: their tangents make
  /// good starting points in between. Empty, or what went wrong.
  std::string reach(const std::vector<QuadraturePoint>& rule) {
    std::vector<double> points;
    for (const auto& point : rule)
      if (!values_.contains(point.t)) points.push_back(point.t);
    std::vector<Values> found(points.size());
    const auto message = team_.solve(points, positions_, [&](std::size_t i, const PathNode& node) {
      found[i].forms = form_values(model_.forms, node.x, node.tangents);
      found[i].speed = speed(node);
      found[i].broken = largest_complementarity_residual(model_.system, node.x);
      if (subtotals_) found[i].variables = rates(node);
    });
    if (!message.empty()) return message;
    for (std::size_t i = 0; i < points.size(); ++i)
      if (found[i].broken > kBroken) return "a rule begins or ceases to bind where the path was taken for smooth";
    for (std::size_t i = 0; i < points.size(); ++i) values_.emplace(points[i], std::move(found[i]));
    return {};
  }

  /// How much faster the path moves at its beginning than at its end, as a logarithm (docs/algorithms.md, eq. A8b): a fund
  /// that starts from nothing moves everything at first. For quadrature_rule, after the ends were reached.
  [[nodiscard]] double rate() const {
    const double first = values_.at(0).speed, last = values_.at(1).speed;
    return first > 0 && last > 0 ? std::clamp(std::log(first / last), -kSteepest, kSteepest) : 0;
  }

  /// Adds the rule's sums to the decomposition, whose sums have been set to zero.
  void integrate(const std::vector<QuadraturePoint>& rule, Decomposition& d) const {
    const std::size_t G = positions_.size();
    for (const auto& point : rule) {
      const Values& values = values_.at(point.t);
      for (std::size_t k = 0; k < d.forms.size(); ++k)
        for (std::size_t g = 0; g < G; ++g) d.forms[k].by_group[g] += point.weight * values.forms[k * G + g];
      for (std::size_t g = 0; g < d.subtotals.size(); ++g)
        for (std::size_t i = 0; i < d.subtotals[g].size(); ++i) d.subtotals[g][i] += point.weight * values.variables[g][i];
    }
    d.nodes += static_cast<int>(values_.size());
  }

  /// Gives back what `integrate` needs.
  void forget() { values_.clear(); }
  /// What solved the points.
  [[nodiscard]] PathSolver& solver() { return team_.solver(); }

 private:
  /// Euclidean length of dx/dt over the variables in logarithms.
  [[nodiscard]] double speed(const PathNode& node) const {
    double sum = 0;
    for (const auto& block : model_.system.variables) {
      if (!in_percent(block)) continue;
      for (Index id = block.first; id < block.first + block.count; ++id) {
        double rate = 0;
        for (const auto& tangent : node.tangents) rate += tangent[id];
        if (block.unit == Unit::Level) rate /= std::max(kSmall * model_.system.level0[id], std::abs(node.x[id]));
        sum += rate * rate;
      }
    }
    return std::sqrt(sum);
  }

  /// Rates of change as in `Decomposition::subtotals`.
  [[nodiscard]] std::vector<std::vector<double>> rates(const PathNode& node) const {
    std::vector<std::vector<double>> result(node.tangents.begin(), node.tangents.end());
    for (const auto& block : model_.system.variables) {
      if (!in_percent(block)) continue;
      for (Index id = block.first; id < block.first + block.count; ++id) {
        const double percent = 100 * (block.unit == Unit::Log ? std::exp(node.x[id]) : 1 / model_.system.level0[id]);
        for (auto& rate : result) rate[id] *= percent;
      }
    }
    return result;
  }

  const Model& model_;
  PathTeam team_;
  bool subtotals_;
  std::vector<std::vector<Index>> positions_;
  std::map<double, Values> values_;
};

/// How far the contributions of each region are from its EV.
double decomposition_gap(const Model& model, const Decomposition& d, std::span<const double> end) {
  double gap = 0;
  for (const auto& sum : regional_sums(model, d, end))
    gap = std::max(gap, std::abs(sum.parts - sum.ev) / std::max(std::abs(sum.ev), 1e-8 * sum.income));
  return gap;
}

/// Whether a group has a shock: variables of the path that stand still make no way.
bool moves(const std::vector<ShockGroup>& groups) {
  return std::any_of(groups.begin(), groups.end(), [](const auto& group) { return !group.positions.empty(); });
}

/// The path as one integrator, or as one for each part on which the same inequalities bind.
struct Whole {
  std::vector<PathPart> parts;
  std::vector<std::unique_ptr<Integrator>> integrators;
  std::vector<double> rates;
  std::string message;

  Whole(const Model& model, const Problem& problem, std::span<const double> end, const std::vector<ShockGroup>& groups,
        const SolveOptions& solve_options, bool subtotals, std::optional<PathSolver> solver) {
    if (!moves(groups)) return;  // every integral is zero
    if (problem.system->complementarities.empty()) {
      integrators.push_back(std::make_unique<Integrator>(model, problem, end, groups, solve_options, subtotals, std::move(solver)));
    } else {
      PathParts cut = cut_path(problem, end, solve_options);
      message = std::move(cut.message);
      parts = std::move(cut.parts);
      for (const auto& part : parts)
        integrators.push_back(std::make_unique<Integrator>(model, part.problem, part.end, groups, solve_options, subtotals, std::nullopt));
    }
    for (const auto& integrator : integrators) {
      if (message.empty()) message = integrator->reach({{0, 0}, {1, 0}});
      if (message.empty()) rates.push_back(integrator->rate());
    }
  }

  /// Every part by the rule of this level. Empty, or what went wrong.
  std::string integrate(int level, std::size_t groups, bool subtotals, std::size_t variables, Decomposition& d) {
    std::vector<std::vector<QuadraturePoint>> rules;
    for (std::size_t p = 0; p < integrators.size(); ++p) {
      rules.push_back(quadrature_rule(level, rates[p]));
      if (auto failure = integrators[p]->reach(rules[p]); !failure.empty()) return failure;
    }
    for (auto& form : d.forms) form.by_group.assign(groups, 0.0);
    if (subtotals) d.subtotals.assign(groups, std::vector<double>(variables, 0.0));
    d.nodes = 0;
    for (std::size_t p = 0; p < integrators.size(); ++p) integrators[p]->integrate(rules[p], d);
    for (auto& form : d.forms) sum_groups(form);
    return {};
  }
};

/// An index is left out where it has no value.
void drop_undefined(std::vector<IntegratedForm>& forms) {
  std::erase_if(forms, [](const IntegratedForm& form) { return form.log_index && !std::isfinite(form.value); });
}

/// What is done at the end of the path of `problem`, which `last` is the last smooth part of.
using MoveEnd = std::function<void(const Problem& problem, const ShockPath& last, PathSolver& solver, Decomposition& d)>;

Decomposition decompose_system(const Model& model, const Problem& problem, std::span<const double> end, const MoveEnd& move_end,
                               const std::vector<ShockGroup>& groups, const SolveOptions& solve_options,
                               const DecompositionOptions& options, std::optional<PathSolver> solver) {
  Decomposition result;
  for (const auto& group : groups) result.groups.push_back(group.name);
  for (const auto& form : model.forms.all)
    result.forms.push_back({form.name, form.elements, form.region, form.label, form.contribution, form.log_index, 0, {}});
  Whole whole(model, problem, end, groups, solve_options, options.subtotals, std::move(solver));
  result.message = whole.message;
  for (std::size_t p = 1; p < whole.parts.size(); ++p) result.switches.push_back(whole.parts[p].from);
  const int finest = whole.integrators.empty() ? 0 : options.finest;
  for (int level = 0; level <= finest && result.message.empty(); ++level) {
    result.message = whole.integrate(level, groups.size(), options.subtotals, model.system.terms.variables, result);
    if (!result.message.empty()) break;
    const double before = result.complete ? result.gap : std::numeric_limits<double>::infinity();
    result.gap = decomposition_gap(model, result, end);
    result.complete = true;
    // What a finer rule no longer reduces is not quadrature error but an imbalance of the database: stop and show it.
    if (result.gap <= options.tolerance || result.gap > kStagnation * before) break;
  }
  result.integrated_saving = move_end && whole.integrators.empty();  // without a shock all indices are one
  if (result.complete && move_end && !whole.integrators.empty()) {
    for (const auto& integrator : whole.integrators) integrator->forget();
    move_end(problem, whole.parts.empty() ? problem.path : whole.parts.back().problem.path, whole.integrators.back()->solver(), result);
  }
  if (!result.complete) {
    result.forms.clear();
    result.subtotals.clear();
  }
  drop_undefined(result.forms);
  return result;
}

/// The decomposition from the start of the problem to `end`.
Decomposition decompose_to(const Model& model, const Problem& problem, std::span<const double> end, const MoveEnd& move_end,
                           const std::vector<ShockGroup>& groups, const SolveOptions& solve_options, const DecompositionOptions& options,
                           std::optional<PathSolver> solver) {
  const auto began = std::chrono::steady_clock::now();
  if (model.forms.all.empty()) throw LogicError("the model was built without the forms that decompose integrates");
  Decomposition result;
  const bool bound = floor_binds(*problem.system, end);
  if (!bound) result = decompose_system(model, problem, end, move_end, groups, solve_options, options, std::move(solver));
  if (bound || (!result.complete && !problem.system->floors.empty() && !asked(solve_options.stop))) {
    const EquationSystem system = with_floors(*problem.system);
    Problem floored = problem;
    floored.system = &system;
    result = decompose_system(model, floored, end, move_end, groups, solve_options, options, std::nullopt);
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return result;
}

}  // namespace

Decomposition decompose(const Model& model, const Problem& problem, std::span<const double> end, const std::vector<ShockGroup>& groups,
                        const SolveOptions& solve_options, const DecompositionOptions& options, std::optional<PathSolver> solver) {
  return decompose_to(model, problem, end, {}, groups, solve_options, options, std::move(solver));
}

Decomposition decompose_integrating(const Model& model, const Problem& problem, Solution& solution, const std::vector<ShockGroup>& groups,
                                    const SolveOptions& solve_options, const DecompositionOptions& options,
                                    std::optional<PathSolver> solver) {
  const std::vector<double> end = solution.x;
  const auto move_end = [&](const Problem& solved, const ShockPath& last, PathSolver& at_end, Decomposition& d) {
    integrate_saving_price(model, solved, last, at_end, solution, d);
    d.gap = decomposition_gap(model, d, solution.x);
  };
  return decompose_to(model, problem, end, move_end, groups, solve_options, options, std::move(solver));
}

}  // namespace setu
