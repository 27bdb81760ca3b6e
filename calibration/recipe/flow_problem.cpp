#include "flow_problem.hpp"

#include <algorithm>
#include <cmath>

namespace setu::recipe {
namespace {

constexpr std::size_t no_total = static_cast<std::size_t>(-1);

}  // namespace

FlowProblem::FlowProblem(const Recipe& recipe, const Controls& controls, const UseSeeds& uses, const TradeSeeds& trade,
                         const Tariffs& tariffs)
    : recipe_(recipe),
      controls_(controls),
      at_(recipe),
      n_(recipe.sectors.size()),
      users_(n_ + final_users),
      regions_(recipe.regions.size()) {
  add_cells(uses, trade);
  add_sales();
  add_purchases();
  add_imports();
  add_pairs(trade);
  add_tariff_means(trade, tariffs);
  add_final(uses);
}

std::string FlowProblem::label(std::size_t r, std::size_t c) const { return recipe_.regions[r] + " " + recipe_.sectors[c].name; }

/// docs/data.md, equation F1: a commodity's imports are spread over its users by their purchases and import bias.
void FlowProblem::add_cells(const UseSeeds& uses, const TradeSeeds& trade) {
  constexpr double largest_share = 0.95;
  Array imports = grid(n_, regions_);
  for (std::size_t s = 0; s < regions_; ++s)
    for (std::size_t c = 0; c < n_; ++c)
      for (std::size_t d = 0; d < regions_; ++d) imports(c, d) += trade.flow(s, c, d, 0) + trade.flow(s, c, d, 1);
  priors_.assign(flow(regions_ - 1, n_ - 1, regions_ - 1, 1) + 1, 0.0);
  for (std::size_t c = 0; c < n_; ++c)
    for (std::size_t r = 0; r < regions_; ++r) {
      double all = 0;
      for (std::size_t u = 0; u < users_; ++u) all += uses.total(c, u, r);
      const double mean = all > 0 ? std::min(imports(c, r) / all, largest_share) : 0.0;
      for (std::size_t u = 0; u < users_; ++u) {
        const double share = std::min(mean * uses.import_bias(c, u, r), largest_share);
        priors_[use(0, c, u, r)] = (1 - share) * uses.total(c, u, r);
        priors_[use(1, c, u, r)] = share * uses.total(c, u, r);
      }
    }
  for (std::size_t s = 0; s < regions_; ++s)
    for (std::size_t c = 0; c < n_; ++c)
      for (std::size_t d = 0; d < regions_; ++d)
        for (std::size_t k = 0; k < 2; ++k) priors_[flow(s, c, d, k)] = trade.flow(s, c, d, k);
  std::vector<double> weight(priors_.size(), 1.0);
  for (std::size_t s = 0; s < regions_; ++s)
    for (std::size_t d = 0; d < regions_; ++d) {
      if (trade.stiffness(s, d) != exact) continue;
      for (std::size_t c = 0; c < n_; ++c)  // the commodities of a fixed pair keep their proportions
        for (std::size_t k = 0; k < 2; ++k) weight[flow(s, c, d, k)] = recipe_.number("stiffness.fixed_pair_cells");
    }
  for (std::size_t j = 0; j < priors_.size(); ++j) problem.add_cell(priors_[j], weight[j]);
}

/// Output, exports and intermediate sales of every region and commodity.
void FlowProblem::add_sales() {
  const double stiff = recipe_.number("stiffness.intermediate_sales");
  for (std::size_t r = 0; r < regions_; ++r)
    for (std::size_t c = 0; c < n_; ++c) {
      const double sold = controls_.region(r, c, IntermediateSales);
      const auto home = problem.add_total("home sales of " + label(r, c), controls_.region(r, c, Output) - controls_.region(r, c, Exports));
      const auto exports = problem.add_total("exports of " + label(r, c), controls_.region(r, c, Exports));
      const auto inter = sold > 0 ? problem.add_total("intermediate sales of " + label(r, c), sold, stiff) : no_total;
      for (std::size_t u = 0; u < users_; ++u) {
        problem.add_term(home, use(0, c, u, r));
        if (u < n_ && inter != no_total) problem.add_term(inter, use(0, c, u, r));
      }
      for (std::size_t d = 0; d < regions_; ++d) {
        problem.add_term(exports, flow(r, c, d, 0));
        problem.add_term(exports, flow(r, c, d, 1));
        if (inter != no_total) problem.add_term(inter, flow(r, c, d, 0));
      }
    }
}

/// Intermediate use of every activity; output less this is value added.
void FlowProblem::add_purchases() {
  for (std::size_t r = 0; r < regions_; ++r)
    for (std::size_t a = 0; a < n_; ++a) {
      const auto total = problem.add_total("intermediate use of " + label(r, a), controls_.region(r, a, IntermediateUse));
      for (std::size_t c = 0; c < n_; ++c) {
        problem.add_term(total, use(0, c, a, r));
        problem.add_term(total, use(1, c, a, r));
      }
    }
}

/// What users import is what arrives, for intermediate and for final use.
void FlowProblem::add_imports() {
  for (std::size_t d = 0; d < regions_; ++d)
    for (std::size_t c = 0; c < n_; ++c)
      for (std::size_t k = 0; k < 2; ++k) {
        const auto total = problem.add_total((k == 0 ? "intermediate imports of " : "final imports of ") + label(d, c), 0.0);
        for (std::size_t u = k == 0 ? 0 : n_; u < (k == 0 ? n_ : users_); ++u) problem.add_term(total, use(1, c, u, d));
        for (std::size_t s = 0; s < regions_; ++s) problem.add_term(total, flow(s, c, d, k), -1.0);
      }
}

void FlowProblem::add_pairs(const TradeSeeds& trade) {
  for (std::size_t s = 0; s < regions_; ++s)
    for (std::size_t d = 0; d < regions_; ++d) {
      if (trade.pair(s, d) <= 0) continue;
      const auto total =
          problem.add_total("goods trade " + recipe_.regions[s] + " to " + recipe_.regions[d], trade.pair(s, d), trade.stiffness(s, d));
      for (const std::size_t c : recipe_.goods()) {
        problem.add_term(total, flow(s, c, d, 0));
        problem.add_term(total, flow(s, c, d, 1));
      }
    }
}

/// docs/data.md, equation F2: Σ_c (t − mean) T = 0, so that sector rates as published give the published mean.
void FlowProblem::add_tariff_mean(TariffGoal& goal, const Tariffs& tariffs) {
  const std::size_t s = goal.source, d = goal.destination;
  std::vector<std::size_t> counted;
  double duty = 0, base = 0, above = 0, below = 0;
  for (const std::size_t c : recipe_.goods()) {
    if (!goal.all_goods && recipe_.sectors[c].bilateral.empty()) continue;
    counted.push_back(c);
    const double value = priors_[flow(s, c, d, 0)] + priors_[flow(s, c, d, 1)];
    duty += tariffs.rate(s, c, d) * value;
    base += value;
    const double push = (tariffs.rate(s, c, d) - goal.mean) * value;
    (push > 0 ? above : below) += std::abs(push);
  }
  goal.prior = base > 0 ? duty / base : 0.0;
  const double factor = goal.prior > 0 ? std::max(goal.prior / goal.mean, goal.mean / goal.prior) : exact;
  goal.imposed = factor <= recipe_.number("tariffs.furthest_mean");
  const double nothing = 1e-6 * goal.mean * base;  // every rate is the mean: it is met whatever the flows are
  if (above <= nothing && below <= nothing) return;
  goal.imposed = goal.imposed && above > nothing && below > nothing;
  if (!goal.imposed) return;
  const auto total = problem.add_total("mean tariff on goods " + recipe_.regions[s] + " to " + recipe_.regions[d], 0.0);
  for (const std::size_t c : counted)
    for (std::size_t k = 0; k < 2; ++k) problem.add_term(total, flow(s, c, d, k), tariffs.rate(s, c, d) - goal.mean);
}

/// The source leaves fuels out, so its mean is asked of the goods without mining and petroleum; of all goods only for
/// the pairs that the recipe lists.
void FlowProblem::add_tariff_means(const TradeSeeds& trade, const Tariffs& tariffs) {
  const auto& headline = recipe_.list("tariffs.all_goods_pairs");
  for (std::size_t s = 0; s < regions_; ++s)
    for (std::size_t d = 0; d < regions_; ++d) {
      const bool all = std::find(headline.begin(), headline.end(), recipe_.regions[s] + " " + recipe_.regions[d]) != headline.end();
      const double mean = all ? tariffs.source_mean(s, d) : tariffs.source_mean_without_mining(s, d);
      if (mean <= 0 || trade.pair(s, d) <= 0) continue;
      goals_.push_back({s, d, mean, 0.0, all, false});
      add_tariff_mean(goals_.back(), tariffs);
    }
}

void FlowProblem::add_final(const UseSeeds& uses) {
  const char* names[] = {"household", "government", "investment"};
  for (std::size_t r = 0; r < regions_; ++r)
    for (std::size_t u = 0; u < final_users; ++u) {
      const auto total =
          problem.add_total(names[u] + (" spending of " + recipe_.regions[r]), uses.final_target(r, u), recipe_.number("stiffness.final"));
      for (std::size_t c = 0; c < n_; ++c) {
        problem.add_term(total, use(0, c, n_ + u, r));
        problem.add_term(total, use(1, c, n_ + u, r));
      }
    }
}

}  // namespace setu::recipe
