#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "experiments/tables/text_table.hpp"
#include "setu/experiments/sensitivity/sensitivity.hpp"

namespace setu {

namespace {

/// Results of one model variable: "EV(IND)", "EV(JPN)", ….
struct Block {
  std::string variable;
  std::vector<const ResultStatistics*> rows;
};

std::string variable_of(const std::string& name) { return name.substr(0, name.find('(')); }
std::string element_of(const std::string& name) {
  const auto open = name.find('(');
  return open == std::string::npos ? name : name.substr(open + 1, name.size() - open - 2);
}

std::vector<Block> blocks(const SensitivityResults& results) {
  std::vector<Block> list;
  for (const auto& r : results.results) {
    const std::string variable = variable_of(r.name);
    if (list.empty() || list.back().variable != variable) list.push_back({variable, {}});
    list.back().rows.push_back(&r);
  }
  return list;
}

int decimals(const Block& block) {
  double largest = 0;
  for (const auto* r : block.rows) largest = std::max({largest, std::abs(r->summary.mean), r->summary.sd});
  return largest >= 100 ? 1 : largest >= 1 ? 3 : 5;
}

std::string whole(std::size_t n) { return number(static_cast<double>(n), 0); }

std::size_t positive_draws(const Summary& s) { return static_cast<std::size_t>(std::lround(s.positive * static_cast<double>(s.count))); }

/// Who gains in all draws, who in none, and how often the others do.
void say_gains(const Block& block, TextTable& table) {
  std::string always, never;
  for (const auto* r : block.rows) {
    const std::size_t gains = positive_draws(r->summary);
    std::string& list = gains == r->summary.count ? always : never;
    if (gains == r->summary.count || gains == 0) list += (list.empty() ? "" : ", ") + element_of(r->name);
  }
  if (!always.empty()) table.note(fmt::format("In all draws gain {}.", always));
  if (!never.empty()) table.note(fmt::format("In no draw gain {}.", never));
  for (const auto* r : block.rows) {
    const std::size_t gains = positive_draws(r->summary);
    if (gains > 0 && gains < r->summary.count)
      table.note(fmt::format("{} gains in {} of {} draws.", element_of(r->name), whole(gains), whole(r->summary.count)));
  }
}

std::string draws_table(const Block& block) {
  const bool welfare = block.variable == "EV";
  const int d = decimals(block);
  TextTable table(welfare ? "Welfare (EV), US$ million: what the draws say" : fmt::format("{}: what the draws say", block.variable),
                  {"", "Central", "Mean", "Std. error", "Std. dev.", "2.5 %", "Median", "97.5 %", welfare ? "Gains in" : "Above 0 in"});
  for (const auto* r : block.rows) {
    const Summary& s = r->summary;
    table.row({element_of(r->name), number(r->central, d), number(s.mean, d), number(s.mean_error, d), number(s.sd, d),
               number(s.quantiles[0], d), number(s.quantiles[3], d), number(s.quantiles[6], d),
               fmt::format("{} %", number(100 * s.positive, 1))});
  }
  table.note("Central: with every number at its centre. 95 of 100 draws lie between the 2.5 and the 97.5 per cent quantile.");
  if (welfare) say_gains(block, table);
  return table.text();
}

std::string quadrature_table(const Block& block) {
  const int d = decimals(block);
  TextTable table(block.variable == "EV" ? "Welfare (EV), US$ million: mean and standard deviation"
                                         : fmt::format("{}: mean and standard deviation", block.variable),
                  {"", "Central", "Mean", "Std. dev.", "Mean - 4.5 s.d.", "Mean + 4.5 s.d."});
  for (const auto* r : block.rows) {
    const Summary& s = r->summary;
    table.row({element_of(r->name), number(r->central, d), number(s.mean, d), number(s.sd, d), number(s.mean - std::sqrt(20.0) * s.sd, d),
               number(s.mean + std::sqrt(20.0) * s.sd, d)});
  }
  table.note(
      "At least 95 per cent of any distribution lie within 4.5 standard deviations of its mean (Chebyshev's inequality), of a normal one "
      "within 2.");
  table.note("A quadrature tells means and standard deviations only: no quantiles, no probabilities, no variance shares.");
  return table.text();
}

/// "ESBM 62, fund 21": the sources of a per cent and more, largest first.
std::string sources(const SensitivityStudy& study, const std::vector<double>& share) {
  std::vector<std::size_t> order;
  for (std::size_t g = 0; g < share.size(); ++g)
    if (share[g] >= 0.005) order.push_back(g);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return share[a] > share[b]; });
  std::string text;
  for (const std::size_t g : order) text += fmt::format("{}{} {:.0f}", text.empty() ? "" : ", ", group_name(study, g), 100 * share[g]);
  return text.empty() ? "–" : text;
}

std::string shares_table(const SensitivityStudy& study, const Block& block) {
  TextTable table(fmt::format("{}: where the variance comes from, per cent", block.variable),
                  {"", "Own", "Std. error", "With interactions", "Std. error"});
  for (const auto* r : block.rows) {
    std::vector<double> first, total;
    double first_error = 0, total_error = 0;
    for (const auto& s : r->shares) {
      first.push_back(s.first);
      total.push_back(s.total);
      first_error = std::max(first_error, s.first_error);
      total_error = std::max(total_error, s.total_error);
    }
    table.row(
        {element_of(r->name), sources(study, first), number(100 * first_error, 1), sources(study, total), number(100 * total_error, 1)});
  }
  table.note(
      "Own: what knowing this number would take away from the variance. With interactions: what would be left if all the others were "
      "known.");
  table.note("The standard errors are the largest of the row's.");
  return table.text();
}

std::string linear_table(const SensitivityStudy& study, const Block& block) {
  TextTable table(fmt::format("{}: where the variance comes from, per cent", block.variable),
                  {"", "Sources", "Std. error", "Linear in all"});
  for (const auto* r : block.rows) {
    double error = 0;
    for (const double e : r->linear.error) error = std::max(error, e);
    table.row({element_of(r->name), sources(study, r->linear.share), number(100 * error, 1), number(100 * r->linear.explained, 1)});
  }
  table.note(
      "By a linear approximation, which explains the last column's share of the variance; variance_shares = true measures the rest as "
      "well.");
  return table.text();
}

std::string numbers_table(const SensitivityStudy& study) {
  TextTable table("Uncertain numbers", {"", "Distribution", "Central", "Mean", "Std. dev.", "Moves with"});
  for (std::size_t i = 0; i < study.numbers.size(); ++i) {
    std::string with;
    for (std::size_t j = 0; j < study.numbers.size(); ++j)
      if (const double rho = study.dependence.correlation(i, j); j != i && rho != 0)
        with += fmt::format("{}{} ({:.2g})", with.empty() ? "" : ", ", study.numbers[j].name, rho);
    const Distribution& d = study.numbers[i].distribution;
    table.row({study.numbers[i].name, d.text(), fmt::format("{:.6g}", d.central()), fmt::format("{:.6g}", d.expectation()),
               fmt::format("{:.4g}", d.deviation()), with.empty() ? "–" : with});
  }
  return table.text();
}

/// What the loss of the failed runs does to the statistics.
std::string bias_text(const Failures& failures) {
  const double share = 100.0 * static_cast<double>(failures.failed) / static_cast<double>(failures.runs);
  if (std::abs(failures.distance) < 0.5)
    return fmt::format(
        "  In no number do they lie half a standard deviation off the rest. Shares of draws may be off by up to {:.2g} percentage "
        "points.\n",
        share);
  return fmt::format(
      "  They are no random loss: '{}' is {:.2g} of its standard deviations {} in them than in all, so that means lean the other way. "
      "Shares "
      "of draws may be off by up to {:.2g} percentage points.\n",
      failures.furthest, std::abs(failures.distance), failures.distance < 0 ? "lower" : "higher", share);
}

}  // namespace

std::string failure_text(const Failures& failures) {
  if (failures.failed == 0) return {};
  std::string text = fmt::format("{} of {} runs failed and are left out:\n", whole(failures.failed), whole(failures.runs));
  constexpr std::size_t kShown = 3;
  for (std::size_t i = 0; i < failures.reasons.size() && i < kShown; ++i)
    text += fmt::format("  {} like this: {}\n", whole(failures.reasons[i].second), failures.reasons[i].first);
  if (failures.reasons.size() > kShown)
    text += fmt::format("  … and {} other kinds (draws.csv)\n", whole(failures.reasons.size() - kShown));
  return text + bias_text(failures);
}

std::string sensitivity_tables(const SensitivityStudy& study, const SensitivityResults& results) {
  const bool quadrature = is_quadrature(study.plan.method);
  std::string text = numbers_table(study);
  if (const std::string failed = failure_text(results.failures); !failed.empty()) text += "\n" + failed;
  for (const auto& block : blocks(results)) {
    text += quadrature ? quadrature_table(block) : draws_table(block);
    if (quadrature || study.numbers.size() < 2) continue;
    text += study.sample.base > 0 ? shares_table(study, block) : linear_table(study, block);
  }
  return text;
}

}  // namespace setu
