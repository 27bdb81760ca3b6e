#include "saving_price.hpp"

#include <algorithm>
#include <cmath>

#include "form_values.hpp"

/// The second pass of docs/welfare.md, eq. 17.18: in the equations the price of saving is a symmetric index, which differs from the
/// integrated one at third order; psaveslack takes up the difference.
namespace setu {

namespace {

constexpr double kStill = 1e-12;  ///< the slack, in logarithms, moves no more
constexpr int kMostPasses = 10;   ///< one where nothing but utility depends on the price of saving

/// The price of saving of one region: its two indices among the forms, its slack in the path.
struct Price {
  std::string region;
  Index slack = kNone;
  std::size_t position = 0, divisia = 0, fisher = 0;
  double before = 0, moved = 0;
  std::vector<double> shares;  ///< of the groups in the difference
};

class SecondPass {
 public:
  SecondPass(const Model& model, const Problem& problem, const ShockPath& last, PathSolver& solver, Decomposition& d)
      : model_(model), problem_(problem), last_(last), solver_(solver), d_(d) {
    for (const auto& region : model.sets.reg) add(region);
  }

  [[nodiscard]] bool empty() const { return prices_.empty(); }

  /// Repeats the pass until the slack stands still. False where it does not, or where a point cannot be solved.
  bool run(std::vector<double>& x) {
    for (int pass = 0; pass <= kMostPasses; ++pass) {
      double farthest = 0;
      for (const Price& p : prices_) {
        const double way = std::abs(difference(p) - p.moved);
        if (!std::isfinite(way)) return false;
        farthest = std::max(farthest, way);
      }
      if (farthest <= kStill) return true;
      if (pass == 0) share_out();
      for (Price& p : prices_) {
        p.moved = difference(p);
        problem_.path.to[p.position] = last_.to[p.position] = p.before + p.moved;
      }
      auto next = solver_.displaced(last_.to, x);
      if (next.empty()) return false;
      integrate(x, next);
      x = std::move(next);
    }
    return false;
  }

  /// The problem with the slack where it ends.
  [[nodiscard]] const Problem& problem() const { return problem_; }

 private:
  void add(const std::string& region) {
    const std::vector<std::string> element{region};
    Price p;
    p.region = region;
    p.slack = model_.system.id("psaveslack", element);
    const auto& variables = problem_.path.variable;
    const auto at = std::find(variables.begin(), variables.end(), p.slack);
    p.divisia = form("psave", element);
    p.fisher = form(kFisherSavingPrice, element);
    if (at == variables.end() || std::max(p.divisia, p.fisher) == d_.forms.size()) return;
    p.position = static_cast<std::size_t>(at - variables.begin());
    p.before = problem_.path.to[p.position];
    prices_.push_back(std::move(p));
  }

  [[nodiscard]] std::size_t form(const char* name, const std::vector<std::string>& element) const {
    const auto at = std::find_if(d_.forms.begin(), d_.forms.end(), [&](const auto& f) { return f.name == name && f.elements == element; });
    return static_cast<std::size_t>(at - d_.forms.begin());
  }

  /// ∫ Divisia − ∫ of the equations' own index, by the same quadrature, whose errors so cancel.
  [[nodiscard]] double difference(const Price& p) const {
    double sum = 0;
    for (std::size_t g = 0; g < d_.groups.size(); ++g) sum += d_.forms[p.divisia].by_group[g] - d_.forms[p.fisher].by_group[g];
    return sum;
  }

  void share_out() {
    const std::size_t groups = d_.groups.size();
    for (Price& p : prices_) {
      const double whole = difference(p);
      p.shares.assign(groups, 1.0 / static_cast<double>(groups));
      if (std::abs(whole) <= kStill) continue;
      for (std::size_t g = 0; g < groups; ++g) p.shares[g] = (d_.forms[p.divisia].by_group[g] - d_.forms[p.fisher].by_group[g]) / whole;
    }
  }

  /// The shares of the groups in what the pass adds to a form: those of its region's price.
  [[nodiscard]] const std::vector<double>& shares(const IntegratedForm& f) const {
    for (const Price& p : prices_)
      if (f.region == p.region || (f.region.empty() && !f.elements.empty() && f.elements.back() == p.region)) return p.shares;
    return prices_.front().shares;
  }

  /// Adds the forms' integrals over the way from x to `next`, which is so short that its midpoint stands for it. The slack itself is no
  /// part of the indices that it follows from.
  void integrate(const std::vector<double>& x, const std::vector<double>& next) {
    std::vector<double> middle(x);
    std::vector<std::vector<double>> way(1, next);
    for (std::size_t i = 0; i < x.size(); ++i) {
      middle[i] = 0.5 * (x[i] + next[i]);
      way[0][i] -= x[i];
    }
    for (const Price& p : prices_) way[0][p.slack] = 0;
    const auto values = form_values(model_.forms, middle, way);
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (values[k] == 0) continue;
      const auto& share = shares(d_.forms[k]);
      for (std::size_t g = 0; g < share.size(); ++g) d_.forms[k].by_group[g] += share[g] * values[k];
      sum_groups(d_.forms[k]);
    }
    add_subtotals(x, next);
  }

  void add_subtotals(const std::vector<double>& x, const std::vector<double>& next) {
    for (std::size_t g = 0; g < d_.subtotals.size(); ++g)
      for (const auto& block : model_.system.variables)
        for (Index id = block.first; id < block.first + block.count; ++id) {
          const double change = block.unit == Unit::Log ? 100 * (std::exp(next[id]) - std::exp(x[id])) : next[id] - x[id];
          if (change != 0) d_.subtotals[g][id] += prices_.front().shares[g] * change;
        }
  }

  const Model& model_;
  Problem problem_;
  ShockPath last_;
  PathSolver& solver_;
  Decomposition& d_;
  std::vector<Price> prices_;
};

}  // namespace

void sum_groups(IntegratedForm& form) {
  double sum = 0;
  for (const double part : form.by_group) sum += part;
  form.value = form.log_index ? 100 * std::expm1(sum) : sum;
}

void integrate_saving_price(const Model& model, const Problem& problem, const ShockPath& last, PathSolver& solver, Solution& solution,
                            Decomposition& d) {
  SecondPass pass(model, problem, last, solver, d);
  if (pass.empty()) return;
  const Solution before = solution;
  std::vector<std::vector<double>> forms;
  for (const auto& form : d.forms) forms.push_back(form.by_group);
  const auto subtotals = d.subtotals;
  d.integrated_saving = pass.run(solution.x);
  if (d.integrated_saving && solution.x != before.x) {
    certify_again(pass.problem(), solution);
    d.integrated_saving = solution.certificate.point == PointStatus::Certified;
  }
  if (d.integrated_saving) return;
  solution = before;
  d.subtotals = subtotals;
  for (std::size_t k = 0; k < forms.size(); ++k) {
    d.forms[k].by_group = std::move(forms[k]);
    sum_groups(d.forms[k]);
  }
}

}  // namespace setu
