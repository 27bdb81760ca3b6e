#include "flows.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "grid.hpp"
#include "flow_problem.hpp"
#include "setu/base/error.hpp"

namespace setu::recipe {
namespace {

/// Sets the prior of cells that are too small to matter to zero: below `smallest`, and below a thousandth of every
/// exact total that needs them. Returns how many and what they sum to.
std::pair<std::size_t, double> drop_small(BalanceProblem& problem, const BalanceResult& balanced, double smallest) {
  std::vector<char> keep(balanced.cells.size(), 0);
  for (const auto& t : problem.terms()) {
    const auto& total = problem.totals()[t.total];
    if (total.stiffness == exact && total.value > 0 && balanced.cells[t.cell] > 1e-3 * total.value) keep[t.cell] = 1;
  }
  std::size_t count = 0;
  double sum = 0;
  for (std::size_t j = 0; j < keep.size(); ++j) {
    const double x = balanced.cells[j];
    if (x == 0 || x >= smallest || keep[j]) continue;
    problem.set_prior(j, 0);
    ++count;
    sum += x;
  }
  return {count, sum};
}

void report_moves(const Recipe& recipe, const FlowProblem& p, const BalanceResult& result, Report& report) {
  const std::size_t n = recipe.sectors.size(), users = n + final_users, regions = recipe.regions.size();
  const char* final[] = {"households", "government", "investment"};
  for (std::size_t c = 0; c < n; ++c)
    for (std::size_t r = 0; r < regions; ++r)
      for (std::size_t u = 0; u < users; ++u)
        for (std::size_t o = 0; o < 2; ++o)
          report.move(fmt::format("{} {}: {} bought by {}", recipe.regions[r], o == 0 ? "home" : "import", recipe.sectors[c].name,
                                  u < n ? recipe.sectors[u].name.c_str() : final[u - n]),
                      p.priors()[p.use(o, c, u, r)], result.cells[p.use(o, c, u, r)]);
}

void report_totals(const FlowProblem& p, const BalanceResult& result, Report& report) {
  for (std::size_t k = 0; k < p.problem.totals().size(); ++k) {
    const auto& total = p.problem.totals()[k];
    if (total.stiffness != exact) report.move(total.name, total.value, result.reached[k]);
  }
}

void report_trade(const Recipe& recipe, const FlowProblem& p, const BalanceResult& result, Report& report) {
  for (std::size_t s = 0; s < recipe.regions.size(); ++s)
    for (std::size_t c = 0; c < recipe.sectors.size(); ++c)
      for (std::size_t d = 0; d < recipe.regions.size(); ++d)
        report.move(fmt::format("{} {} to {}", recipe.regions[s], recipe.sectors[c].name, recipe.regions[d]),
                    p.priors()[p.flow(s, c, d, 0)] + p.priors()[p.flow(s, c, d, 1)],
                    result.cells[p.flow(s, c, d, 0)] + result.cells[p.flow(s, c, d, 1)]);
}

}  // namespace

Flows rounded_flows(const Recipe& recipe, const std::vector<double>& cells) {
  const FlowCells p(recipe);
  const std::size_t n = recipe.sectors.size(), users = n + final_users, regions = recipe.regions.size();
  Flows flows{grid(n, users, regions), grid(n, users, regions), grid(regions, n, regions), {}, {}};
  for (std::size_t c = 0; c < n; ++c)
    for (std::size_t r = 0; r < regions; ++r) {
      double gap = 0;
      std::size_t largest = 0;
      for (std::size_t s = 0; s < regions; ++s)
        gap += flows.trade(s, c, r) = on_grid(cells[p.flow(s, c, r, 0)] + cells[p.flow(s, c, r, 1)]);
      for (std::size_t u = 0; u < users; ++u) {
        flows.domestic(c, u, r) = on_grid(cells[p.use(0, c, u, r)]);
        gap -= flows.imported(c, u, r) = on_grid(cells[p.use(1, c, u, r)]);
        if (flows.imported(c, u, r) > flows.imported(c, largest, r)) largest = u;
      }
      if (std::abs(gap) > 1e-3) throw LogicError("rounded_flows: rounding moved more than US$ 1000.");
      flows.imported(c, largest, r) = on_grid(flows.imported(c, largest, r) + gap);
    }
  return flows;
}

Flows balance_flows(const Recipe& recipe, const Controls& controls, const UseSeeds& uses, const TradeSeeds& trade, const Tariffs& tariffs,
                    Report& report) {
  FlowProblem p(recipe, controls, uses, trade, tariffs);
  auto result = balance(p.problem);
  const auto [count, sum] = drop_small(p.problem, result, recipe.number("flows.smallest"));
  const int first = result.iterations;
  result = balance(p.problem);

  report.begin("Step 5a: soft totals, asked and reached");
  report.note(fmt::format("{} cells, {} totals; Newton steps {} and {}; largest relative residual {:.1e}.", p.problem.cells().size(),
                          p.problem.totals().size(), first, result.iterations, result.max_residual));
  report.note(fmt::format("{} cells below US$ {:g} million, US$ {:.3f} million in all, were removed.", count,
                          recipe.number("flows.smallest"), sum));
  for (const auto& goal : p.tariff_goals())
    if (!goal.imposed)
      report.note(
          fmt::format("{} to {}: the mean duty of the source, {:.2f} %, is not asked for, since its rates give "
                      "{:.2f} % on the prior.",
                      recipe.regions[goal.source], recipe.regions[goal.destination], 100 * goal.mean, 100 * goal.prior));
  report_totals(p, result, report);
  report.begin("Step 5b: purchases, prior and balanced");
  report_moves(recipe, p, result, report);
  report.begin("Step 5c: trade, prior and balanced");
  report_trade(recipe, p, result, report);
  Flows flows = rounded_flows(recipe, result.cells);
  flows.tariff_goals = p.tariff_goals();
  return flows;
}

}  // namespace setu::recipe
