#include "setu/experiments/decomposition.hpp"

#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

#include "form_values.hpp"
#include "setu/base/error.hpp"
#include "setu/solver/path.hpp"

namespace setu {

namespace {

constexpr int kCoarsest = 6;  ///< intervals of the first rule
constexpr double kStagnation = 0.5;  ///< a refinement that leaves more than this share of the gap has converged

/// What the integrals need from one point of the path.
struct Node {
  std::vector<std::vector<double>> forms;      ///< per form, per group: integrand
  std::vector<std::vector<double>> variables;  ///< per group: rate of change of every variable, as in `subtotals`
};

/// Clenshaw–Curtis weights on [0,1] for the n+1 points t_j = (1 − cos(jπ/n))/2, n even (docs/algorithms.md, eq. A10).
std::vector<double> clenshaw_curtis(int n) {
  std::vector<double> weights(n + 1);
  for (int j = 0; j <= n; ++j) {
    double sum = 0;
    for (int k = 1; k <= n / 2; ++k) {
      const double b = 2 * k == n ? 1 : 2;
      sum += b / (4.0 * k * k - 1) * std::cos(2 * std::numbers::pi * j * k / n);
    }
    weights[j] = (j == 0 || j == n ? 0.5 : 1.0) / n * (1 - sum);
  }
  return weights;
}

class Integrator {
 public:
  Integrator(const Model& model, const Problem& problem, std::span<const double> end,
             const std::vector<ShockGroup>& groups, const SolveOptions& options)
      : model_(model), path_(problem, options), start_(problem.start), end_(end.begin(), end.end()) {
    for (const auto& group : groups) positions_.push_back(group.positions);
    path_.add_known(1.0, end);
  }

  /// Evaluates every node of the n-interval rule that is not known yet. False when a point could not be certified.
  bool reach(int n, std::string& message) {
    for (int i = -1; i < n; ++i) {  // the ends first: their tangents make good starting points in between
      const int j = i < 0 ? n : i;
      const double t = (1 - std::cos(std::numbers::pi * j / n)) / 2;
      const int key = j * (kFinest / n);
      if (nodes_.contains(key)) continue;
      std::vector<double> x = j == 0 ? start_ : j == n ? end_ : std::vector<double>();
      if (x.empty()) {
        Solution solution = path_.point(t);
        if (solution.certificate.point != PointStatus::Certified) {
          message = "the path could not be followed to " + std::to_string(t) + ": " + solution.certificate.message;
          return false;
        }
        x = std::move(solution.x);
      }
      const auto tangents = path_.tangents(t, x, positions_);
      if (tangents.size() != positions_.size()) {
        message = "the Jacobian is singular on the path at " + std::to_string(t);
        return false;
      }
      nodes_.emplace(key, evaluate(x, tangents));
    }
    return true;
  }

  /// Sums the rule with n intervals into the decomposition.
  void integrate(int n, Decomposition& d) const {
    const auto weights = clenshaw_curtis(n);
    const std::size_t G = positions_.size();
    d.subtotals.assign(G, std::vector<double>(model_.system.terms.variables, 0.0));
    for (std::size_t k = 0; k < d.forms.size(); ++k) d.forms[k].by_group.assign(G, 0.0);
    for (int j = 0; j <= n; ++j) {
      const Node& node = nodes_.at(j * (kFinest / n));
      for (std::size_t k = 0; k < d.forms.size(); ++k)
        for (std::size_t g = 0; g < G; ++g) d.forms[k].by_group[g] += weights[j] * node.forms[k][g];
      for (std::size_t g = 0; g < G; ++g)
        for (std::size_t i = 0; i < node.variables[g].size(); ++i)
          d.subtotals[g][i] += weights[j] * node.variables[g][i];
    }
    for (auto& form : d.forms) {
      double sum = 0;
      for (const double part : form.by_group) sum += part;
      form.value = form.log_index ? 100 * std::expm1(sum) : sum;
    }
    d.nodes = static_cast<int>(nodes_.size());
  }

  static constexpr int kFinest = 6 * 64;

 private:
  Node evaluate(std::span<const double> x, const std::vector<std::vector<double>>& tangents) const {
    Node node;
    node.forms = form_values(model_.forms, x, tangents);
    node.variables = tangents;
    for (const auto& block : model_.system.variables) {
      if (block.unit != Unit::Log) continue;
      for (Index id = block.first; id < block.first + block.count; ++id) {
        const double percent = 100 * std::exp(x[id]);
        for (auto& rates : node.variables) rates[id] *= percent;
      }
    }
    return node;
  }

  const Model& model_;
  PathSolver path_;
  std::vector<double> start_, end_;
  std::vector<std::vector<Index>> positions_;
  std::map<int, Node> nodes_;
};

/// How far the contributions of each region are from its EV.
double decomposition_gap(const Model& model, const Decomposition& d, std::span<const double> end) {
  const auto& system = model.system;
  std::map<std::string, double> sum;
  for (const auto& form : d.forms)
    if (form.contribution) sum[form.region] += form.value;
  double gap = 0;
  for (const auto& region : model.sets.reg) {
    const std::vector<std::string> element{region};
    const double ev = end[system.id("EV", element)], income = system.level0[system.id("y", element)];
    gap = std::max(gap, std::abs(sum[region] - ev) / std::max(std::abs(ev), 1e-8 * income));
  }
  return gap;
}

}  // namespace

Decomposition decompose(const Model& model, const Problem& problem, std::span<const double> end,
                        const std::vector<ShockGroup>& groups, const SolveOptions& solve_options,
                        const DecompositionOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  if (model.forms.all.empty()) throw LogicError("the model was built without the forms that decompose integrates");
  Decomposition result;
  for (const auto& group : groups) result.groups.push_back(group.name);
  for (const auto& form : model.forms.all)
    result.forms.push_back({form.name, form.elements, form.region, form.label, form.contribution, form.log_index, 0, {}});
  Integrator integrator(model, problem, end, groups, solve_options);
  for (int n = kCoarsest; n <= options.max_intervals; n *= 2) {
    if (!integrator.reach(n, result.message)) break;
    integrator.integrate(n, result);
    const double before = result.complete ? result.gap : std::numeric_limits<double>::infinity();
    result.gap = decomposition_gap(model, result, end);
    result.complete = true;
    // What a finer rule no longer reduces is not quadrature error but an imbalance of the database: stop and show it.
    if (result.gap <= options.tolerance || result.gap > kStagnation * before) break;
  }
  if (!result.complete) {
    result.forms.clear();
    result.subtotals.clear();
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return result;
}

}  // namespace setu
