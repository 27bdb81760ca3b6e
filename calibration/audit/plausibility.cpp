#include "plausibility.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace setu::detail {
namespace {

std::string in_unit(double value, const std::string& unit) {
  if (unit == "share" || unit == "rate") return percent(value);
  return unit.starts_with("US$") ? short_number(value) + " " + unit : short_number(value);
}

}  // namespace

const PlausibleRange* Plausibility::range(std::string_view quantity, std::string_view sector) const {
  const auto it = std::find_if(ranges_.begin(), ranges_.end(), [&](const auto& r) { return r.quantity == quantity && r.sector == sector; });
  return it == ranges_.end() ? nullptr : &*it;
}

void Plausibility::report(const PlausibleRange& range, double value, double weight, const std::string& where) {
  const bool possible = value >= range.lowest && value <= range.highest;
  std::string check = "implausible " + range.quantity;
  std::replace(check.begin(), check.end(), '_', ' ');
  findings_.add(possible ? Severity::Note : Severity::Warning, check, where,
                fmt::format("{} is {}; usual is {} to {}", range.meaning, in_unit(value, range.unit), in_unit(range.low, range.unit),
                            in_unit(range.high, range.unit)),
                weight);
}

void judge_regions(const Sums& s, const Portrait& portrait, Plausibility& p) {
  for (std::size_t r = 0; r < s.reg; ++r) {
    const RegionPortrait& x = portrait.regions[r];
    const double gdp = x.gdp();
    const auto where = [&] { return s.sets.reg[r]; };
    const auto share = [&](const char* quantity, double part, double whole) {
      if (whole > 0) p.judge(quantity, part / whole, gdp, where);
    };
    share("gdp_per_head", gdp, x.population);
    if (!s.sets.endl.empty()) share("labour_share", x.labour, x.factor_income);
    share("private_share", x.private_spending, gdp);
    share("government_share", x.government, gdp);
    share("investment_share", x.investment, gdp);
    share("saving_rate", x.saving, x.net_income);
    share("trade_balance", x.exports - x.imports, gdp);
    share("openness", x.exports + x.imports, gdp);
    share("tax_revenue", x.taxes, gdp);
    share("average_tariff", x.tariffs, x.imports);
    share("average_margin", x.margins, x.imports_fob);
    share("depreciation_rate", x.depreciation, x.capital);
    share("capital_output", x.capital, gdp);
    share("rate_of_return", x.capital_income - x.depreciation, x.capital);
    share("foreign_share", x.foreign_capital, x.capital_income);
  }
  p.judge("world_gdp", portrait.world.gdp(), 0, [] { return std::string("world"); });
}

}  // namespace setu::detail
