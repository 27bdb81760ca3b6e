#include <Eigen/Dense>
#include <algorithm>

#include "contains.hpp"
#include "estimate_parts.hpp"

// docs/data.md, U4 and U8.

namespace setu::recipe {

/// Exports of a region go where its chapters went, as far as the statistics tell; the rest keeps its pattern.
void follow_chapters(const Recipe& recipe, const Customs& customs, TradeSeeds& trade) {
  constexpr double enough = 10.0;  // US$ million: below it a pattern is chance
  const std::size_t regions = recipe.regions.size();
  std::vector<std::size_t> economies(regions, 0);
  for (const auto& e : recipe.economies) ++economies[e.region];
  for (std::size_t s = 0; s < regions; ++s) {
    if (economies[s] > 1 && !contains(recipe.list("customs.follow"), recipe.regions[s])) continue;
    for (const std::size_t c : recipe.goods()) {
      const auto counts = [&](std::size_t d) { return d != s && customs.reported(s, d) != 0; };
      double chapters = 0, flow = 0;
      for (std::size_t d = 0; d < regions; ++d)
        if (counts(d)) chapters += customs.pattern(s, c, d), flow += trade.flow(s, c, d, 0) + trade.flow(s, c, d, 1);
      if (chapters < enough || flow <= 0) continue;
      for (std::size_t d = 0; d < regions; ++d) {
        if (!counts(d)) continue;
        const double now = trade.flow(s, c, d, 0) + trade.flow(s, c, d, 1), wish = flow * customs.pattern(s, c, d) / chapters;
        const double half = now > 0 ? trade.flow(s, c, d, 0) / now : 0.5;
        trade.flow(s, c, d, 0) = wish * half, trade.flow(s, c, d, 1) = wish * (1 - half);
      }
    }
  }
}

namespace {

/// Output that technology, final demand and net trade imply, X = (I − A)⁻¹ (F + E − M), kept within reach of the control totals.
Eigen::VectorXd implied_output(const Recipe& recipe, const UseSeeds& uses, const Array& exports, const Array& imports,
                               const Controls& levels, std::size_t r) {
  const auto n = static_cast<Eigen::Index>(recipe.sectors.size());
  Eigen::MatrixXd a = Eigen::MatrixXd::Zero(n, n);
  Eigen::VectorXd f = Eigen::VectorXd::Zero(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto c = static_cast<std::size_t>(i);
    for (Eigen::Index j = 0; j < n; ++j)
      if (const double x = levels.region(r, static_cast<std::size_t>(j), Output); x > 0)
        a(i, j) = uses.total(c, static_cast<std::size_t>(j), r) / x;
    for (std::size_t u = 0; u < final_users; ++u) f[i] += uses.total(c, static_cast<std::size_t>(n) + u, r);
    f[i] += exports(r, c) - imports(c, r);
  }
  Eigen::VectorXd x = (Eigen::MatrixXd::Identity(n, n) - a).partialPivLu().solve(f);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto c = static_cast<std::size_t>(i);
    const double old = levels.region(r, c, Output), sold = exports(r, c);
    x[i] = std::clamp(x[i], std::max({1.05 * sold, 0.4 * old, 1.0}), std::max({2.5 * old, 4 * sold, 1.0}));
  }
  return x;
}

}  // namespace

std::vector<double> estimate_priors(const Recipe& recipe, const Sources& sources, const Controls& levels, UseSeeds uses,
                                    const TradeSeeds& trade) {
  constexpr double largest_share = 0.95;
  const EstimateCells at(recipe);
  std::vector<double> priors(at.all(), 0.0);
  Array imports = grid(at.n, at.regions);
  for (std::size_t s = 0; s < at.regions; ++s)
    for (std::size_t c = 0; c < at.n; ++c)
      for (std::size_t d = 0; d < at.regions; ++d)
        for (std::size_t k = 0; k < 2; ++k) imports(c, d) += priors[at.flow(s, c, d, k)] = trade.flow(s, c, d, k);
  for (std::size_t r = 0; r < at.regions; ++r) {
    const double wanted[] = {sources.regions[r].household, sources.regions[r].government, sources.regions[r].investment};
    for (std::size_t u = 0; u < final_users; ++u) {
      double sum = 0;
      for (std::size_t c = 0; c < at.n; ++c) sum += uses.total(c, at.n + u, r);
      for (std::size_t c = 0; c < at.n && sum > 0; ++c) uses.total(c, at.n + u, r) *= wanted[u] / sum;
    }
    const Eigen::VectorXd output = implied_output(recipe, uses, sources.exports, imports, levels, r);
    for (std::size_t a = 0; a < at.n; ++a) {
      const double x = output[static_cast<Eigen::Index>(a)], old = levels.region(r, a, Output);
      for (std::size_t c = 0; c < at.n && old > 0; ++c) uses.total(c, a, r) *= x / old;
      priors[at.value_added(a, r)] = old > 0 ? std::max(levels.region(r, a, ValueAdded) / old, 0.02) * x : 0.0;
    }
    for (std::size_t c = 0; c < at.n; ++c) {
      double all = 0;
      for (std::size_t u = 0; u < at.users; ++u) all += uses.total(c, u, r);
      const double mean = all > 0 ? std::min(imports(c, r) / all, largest_share) : 0.0;
      for (std::size_t u = 0; u < at.users; ++u) {
        const double share = std::min(mean * uses.import_bias(c, u, r), largest_share);
        priors[at.use(0, c, u, r)] = (1 - share) * uses.total(c, u, r);
        priors[at.use(1, c, u, r)] = share * uses.total(c, u, r);
      }
    }
  }
  return priors;
}

}  // namespace setu::recipe
