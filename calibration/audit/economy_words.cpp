#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "findings.hpp"
#include "setu/model/database/faults.hpp"
#include "words.hpp"

namespace setu::detail {
namespace {

template <class Value>
std::vector<double> by_region(const Portrait& p, const Value& value) {
  std::vector<double> out;
  for (const auto& region : p.regions) out.push_back(value(region));
  return out;
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// The cell of VMSB with the highest tariff, and that tariff.
std::pair<std::size_t, double> highest_tariff(const Sums& s) {
  const auto paid = s.db["VMSB"].values(), cif = s.db["VCIF"].values();
  std::pair<std::size_t, double> best{0, 0};
  for (std::size_t cell = 0; cell < cif.size(); ++cell)
    if (cif[cell] > 0 && paid[cell] / cif[cell] - 1 > best.second) best = {cell, paid[cell] / cif[cell] - 1};
  return best;
}

}  // namespace

std::string economy_in_words(const Sums& s, const Portrait& p) {
  const auto gdp = by_region(p, [](const auto& r) { return r.gdp(); });
  const RegionPortrait& w = p.world;
  std::string text = fmt::format("GDP is {} in all", money(w.gdp()));
  if (w.population > 0) text += fmt::format(" and {} per head", money(1e-6 * w.gdp() / w.population));
  text += fmt::format(". The largest regions are {}. By factor income the largest activities are {}.", largest(s.sets.reg, gdp, 4),
                      largest(s.sets.acts, p.factor_income, 4));
  text += fmt::format(" Households buy {} of GDP, governments {}, investors {}.", per_cent(ratio(w.private_spending, w.gdp())),
                      per_cent(ratio(w.government, w.gdp())), per_cent(ratio(w.investment, w.gdp())));
  if (!s.sets.endl.empty()) text += fmt::format(" Labour earns {} of factor income.", per_cent(ratio(w.labour, w.factor_income)));
  const auto returns = by_region(p, [](const auto& r) { return r.capital > 0 ? r.rate_of_return() : 0; });
  const auto [low, high] = std::minmax_element(returns.begin(), returns.end());
  return text + fmt::format(" Capital is worth {:.2g} times GDP; its net return lies between {} in {} and {} in {}.",
                            ratio(w.capital, w.gdp()), per_cent(*low), s.sets.reg[low - returns.begin()], per_cent(*high),
                            s.sets.reg[high - returns.begin()]);
}

std::string trade_in_words(const Sums& s, const Portrait& p) {
  const RegionPortrait& w = p.world;
  if (w.imports <= 0) return "There is no trade.";
  const auto exports = by_region(p, [](const auto& r) { return r.exports; });
  const auto openness = by_region(p, [](const auto& r) { return ratio(r.exports + r.imports, r.gdp()); });
  const auto surplus = by_region(p, [](const auto& r) { return ratio(r.exports - r.imports, r.gdp()); });
  const std::size_t open = position_of_largest(openness), lender = position_of_largest(surplus);
  const auto borrower = static_cast<std::size_t>(std::min_element(surplus.begin(), surplus.end()) - surplus.begin());
  std::string text =
      fmt::format("Exports are worth {} ({} of GDP). The largest exporters are {}, the largest exported goods {}.", money(w.exports),
                  per_cent(ratio(w.exports, w.gdp())), largest(s.sets.reg, exports, 3), largest(s.sets.comm, p.exports, 3));
  text += fmt::format(" The most open region is {} (exports and imports are {} of its GDP).", s.sets.reg[open], per_cent(openness[open]));
  text += fmt::format(" The trade balance lies between {} of GDP in {} and {} in {}.", per_cent(surplus[borrower]), s.sets.reg[borrower],
                      per_cent(surplus[lender]), s.sets.reg[lender]);
  return text + fmt::format(" Transport adds {} to the value of trade.", per_cent(ratio(w.margins, w.imports_fob)));
}

std::string taxes_in_words(const Sums& s, const Portrait& p) {
  const RegionPortrait& w = p.world;
  std::string text = fmt::format("Taxes raise {} of GDP.", per_cent(ratio(w.taxes, w.gdp())));
  if (w.tariffs == 0) return text + " There are no tariffs.";
  const auto average = by_region(p, [](const auto& r) { return ratio(r.tariffs, r.imports); });
  const std::size_t most = position_of_largest(average);
  const auto [cell, rate] = highest_tariff(s);
  text += fmt::format(" Tariffs are {} of imports on average and highest in {} ({}).", per_cent(ratio(w.tariffs, w.imports)),
                      s.sets.reg[most], per_cent(average[most]));
  if (rate > 0) text += fmt::format(" The highest single rate is {} on {}.", per_cent(rate), cell_name(s.db, "VMSB", cell));
  return text;
}

std::string accounts_in_words(const AuditReport& report) {
  std::size_t accounts = 0;
  const BalanceSummary* worst = nullptr;
  for (const auto& row : report.balance) {
    accounts += row.accounts;
    if (!worst || !(row.worst <= worst->worst)) worst = &row;
  }
  if (!worst || worst->worst == 0) return fmt::format("All {} accounts balance exactly.", accounts);
  const char* verdict = worst->worst <= 1e-9               ? "All {} accounts balance to the precision of the numbers"
                        : worst->worst <= kSinglePrecision ? "All {} accounts balance to single precision"
                        : worst->worst <= kLargestRounding ? "Not all of the {} accounts balance, but a model can absorb it"
                                                           : "Not all of the {} accounts balance";
  std::string text = fmt::format(fmt::runtime(verdict), accounts) +
                     fmt::format("; the largest gap is {:.1e} of {} ({}).", worst->worst, worst->where, title(worst->kind));
  if (!report.absorbed.empty()) text += fmt::format(" Absorbed into the equations' constants: {}.", report.absorbed);
  if (!(worst->worst <= kLargestRounding))
    text += " No model is built on it; `setu balance` brings accounts to balance with all tax rates kept.";
  return text;
}

std::string zeros_in_words(const std::vector<Density>& densities, const AuditReportOptions& options) {
  std::vector<std::string> parts;
  std::size_t lost = 0;
  double lost_value = 0;
  for (const auto& d : densities) {
    lost += d.lost, lost_value += d.lost_value;
    if (d.possible == 0) continue;
    std::string part = fmt::format("{} {}", d.header, per_cent(static_cast<double>(d.present) / static_cast<double>(d.possible)));
    if (options.against) part += fmt::format(" (was {})", per_cent(d.against_share));
    parts.push_back(std::move(part));
  }
  std::string text = "Of the flows that could be there, given what is made, imported and used where, these are: " + listed(parts) + ".";
  if (lost > 0) text += fmt::format(" {} flows of {} are zero here, worth {}.", lost, options.against_name, money(lost_value));
  return text;
}

}  // namespace setu::detail
