#include "estimate.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "estimate_parts.hpp"

// docs/data.md, section on the estimate: U1-U9.

namespace setu::recipe {
namespace {

Array trade_of(const EstimateCells& at, const std::vector<double>& cells) {
  Array trade = grid(at.regions, at.n, at.regions);
  for (std::size_t s = 0; s < at.regions; ++s)
    for (std::size_t c = 0; c < at.n; ++c)
      for (std::size_t d = 0; d < at.regions; ++d) trade(s, c, d) = cells[at.flow(s, c, d, 0)] + cells[at.flow(s, c, d, 1)];
  return trade;
}

/// Solves round after round, each with the duties and taxes that the last round's purchases give.
class Rounds {
 public:
  Rounds(const Recipe& recipe, const RawFolder& raw, const Sources& sources, std::vector<double> priors)
      : recipe_(recipe),
        sources_(sources),
        at_(recipe),
        priors_(std::move(priors)),
        applied_(lay_tariffs(recipe, raw)),
        collected_(read_collected(recipe, raw)),
        weights_(tax_weights(recipe)),
        cells_(priors_) {}

  void solve(const std::vector<Evidence>& evidence, Report& report) {
    set_rates(report);
    const EstimationProblem p(recipe_, priors_, rates_, evidence);
    BalanceOptions options;
    options.good_enough = 1e-9;
    options.by_residual = true;
    auto result = balance(p.problem, options);
    report.note(fmt::format("{} cells, {} totals, {} Newton steps; largest relative residual {:.1e}.", p.problem.cells.size(),
                            p.problem.totals.size(), result.iterations, result.max_residual));
    reached_.clear();
    for (const std::size_t k : p.total_of) reached_.push_back(result.reached[k]);
    cells_ = std::move(result.cells);
  }

  /// Removes cells too small to matter from the priors.
  std::pair<std::size_t, double> drop_small(double smallest) {
    std::size_t count = 0;
    double sum = 0;
    for (std::size_t j = 0; j < at_.count(); ++j)
      if (priors_[j] != 0 && cells_[j] < smallest) priors_[j] = 0, ++count, sum += cells_[j];
    return {count, sum};
  }

  [[nodiscard]] const std::vector<double>& cells() const { return cells_; }
  [[nodiscard]] const std::vector<double>& priors() const { return priors_; }
  [[nodiscard]] const std::vector<double>& reached() const { return reached_; }
  [[nodiscard]] const Rates& rates() const { return rates_; }
  [[nodiscard]] const Tariffs& duties() const { return duties_; }

 private:
  void set_rates(Report& report) {
    const Array trade = trade_of(at_, cells_);
    duties_ = collected_rates(recipe_, applied_, collected_, trade, report);
    Array revenue = grid(at_.n, at_.regions);
    rates_.duty = grid(at_.n, at_.regions);
    for (std::size_t c = 0; c < at_.n; ++c)
      for (std::size_t d = 0; d < at_.regions; ++d) {
        double base = 0;
        for (std::size_t s = 0; s < at_.regions; ++s) revenue(c, d) += duties_.rate(s, c, d) * trade(s, c, d), base += trade(s, c, d);
        rates_.duty(c, d) = base > 0 ? revenue(c, d) / base : 0.0;
      }
    rates_.product = product_tax_rates(recipe_, sources_, weights_, cells_, revenue, rates_.duty);
  }

  const Recipe& recipe_;
  const Sources& sources_;
  EstimateCells at_;
  std::vector<double> priors_;
  Tariffs applied_, duties_;
  CollectedDuties collected_;
  Array weights_;
  std::vector<double> cells_, reached_;
  Rates rates_;
};

/// Output, value added and exports of the flows; a region's economies keep their proportions.
Controls estimated_controls(const Recipe& recipe, const EstimateCells& at, const std::vector<double>& cells, const Controls& levels) {
  Controls controls = levels;
  for (std::size_t r = 0; r < at.regions; ++r)
    for (std::size_t a = 0; a < at.n; ++a) {
      double home = 0, sold = 0;
      for (std::size_t u = 0; u < at.users; ++u) home += cells[at.use(0, a, u, r)];
      for (std::size_t d = 0; d < at.regions; ++d) sold += cells[at.flow(r, a, d, 0)] + cells[at.flow(r, a, d, 1)];
      const std::pair<Measure, double> found[] = {{Output, home + sold}, {ValueAdded, cells[at.value_added(a, r)]}, {Exports, sold}};
      for (const auto& [measure, value] : found) {
        const double old = controls.region(r, a, measure);
        for (std::size_t e = 0; e < recipe.economies.size() && old > 0; ++e)
          if (recipe.economies[e].region == r) controls.economy(e, a, measure) *= value / old;
        controls.region(r, a, measure) = value;
      }
    }
  return controls;
}

void report_estimate(const Recipe& recipe, const Controls& levels, const Controls& now, Report& report) {
  report.begin("Output, control totals on the level of GDP and estimated");
  for (std::size_t r = 0; r < recipe.regions.size(); ++r)
    for (std::size_t c = 0; c < recipe.sectors.size(); ++c)
      report.move(recipe.regions[r] + " " + recipe.sectors[c].name, levels.region(r, c, Output), now.region(r, c, Output));
}

}  // namespace

Estimate estimate_world(const Recipe& recipe, const RawFolder& raw, Report& report) {
  const EstimateCells at(recipe);
  Estimate e;
  e.levels = level_controls(recipe, raw, read_controls(recipe, raw), e.sources);
  const auto wiod = read_wiod_uses(recipe, raw);
  const auto uses = seed_uses(recipe, raw, e.levels, wiod);
  e.trade = seed_trade(recipe, raw, e.levels);
  follow_chapters(recipe, e.sources.customs, e.trade);
  e.evidence = collect_evidence(recipe, raw, e.sources, e.trade);
  Rounds rounds(recipe, raw, e.sources, estimate_priors(recipe, e.sources, e.levels, uses, e.trade));
  Report passing;
  for (int k = 0; k < static_cast<int>(recipe.number("estimation.rounds")); ++k) {
    passing.begin("round");
    rounds.solve(e.evidence, passing);
  }
  const auto [count, sum] = rounds.drop_small(recipe.number("flows.smallest"));
  report.begin("The estimate");
  report.note(fmt::format("{} cells below US$ {:g} million, US$ {:.3f} million in all, were removed.", count,
                          recipe.number("flows.smallest"), sum));
  rounds.solve(e.evidence, report);
  for (std::size_t k = 0; k < e.evidence.size(); ++k) e.evidence[k].reached = rounds.reached()[k];
  e.duties = rounds.duties();
  e.flows = rounded_flows(recipe, rounds.cells());
  e.flows.tax = rounds.rates().product;
  e.controls = estimated_controls(recipe, at, rounds.cells(), e.levels);
  report_estimate(recipe, e.levels, e.controls, report);
  return e;
}

}  // namespace setu::recipe
