#include "ledger_sums.hpp"
#include "setu/model/database/accounts.hpp"

namespace setu {
namespace {

using detail::rows_by_commodity;
using detail::sum_at;
using detail::sum_signed;
using detail::Sums;

/// Sum of a header over commodities (by activity), destinations (exports) or sources (imports) of a region.
double sum_of(const Sums& s, const std::string& header, Levy levy, std::size_t i, std::size_t r) {
  return levy == Levy::Exports   ? s.over_destinations(header, i, r)
         : levy == Levy::Imports ? s.over_sources(header, i, r)
                                 : s.over_comm(header, i, r);
}

/// What makes up a region's income: payments to endowments, taxes besides those on them, depreciation and transfers.
struct IncomeRows {
  std::vector<const LedgerRow*> endowments, regional;          ///< that enter the account as they are
  std::vector<const LedgerRow*> activities, purchases, trade;  ///< taxes
  IncomeRows() {
    for (const LedgerRow* row : rows_of(AccountKind::Income, Side::Left)) (row->over("ACTS") ? endowments : regional).push_back(row);
    for (const LedgerRow* row : taxed_rows()) {
      const Levy levy = row->tax->levy;
      if (levy == Levy::Endowments || levy == Levy::Income) continue;  // within what users pay for endowments
      (row->over("ACTS") ? activities : levy == Levy::Exports || levy == Levy::Imports ? trade : purchases).push_back(row);
    }
  }
};

/// What region r levies on final purchases and trade of commodity c.
double commodity_taxes(const Sums& s, const IncomeRows& rows, std::size_t c, std::size_t r) {
  double paid = 0, basic = 0;
  for (const LedgerRow* row : rows.purchases) {
    paid += s.at(row->info.name, c, r);
    basic += s.at(row->tax->before, c, r);
  }
  double sum = paid - basic;
  for (const LedgerRow* row : rows.trade)
    sum += sum_of(s, row->info.name, row->tax->levy, c, r) - sum_of(s, row->tax->before, row->tax->levy, c, r);
  return sum;
}

/// What activity a pays in region r to endowments and in taxes on output and intermediates.
double activity_income(const Sums& s, const IncomeRows& rows, std::size_t a, std::size_t r) {
  double sum = 0;
  for (const LedgerRow* row : rows.endowments) sum += s.over_endw(row->info.name, a, r);
  for (const LedgerRow* row : rows.activities)
    sum += sum_of(s, row->info.name, row->tax->levy, a, r) - sum_of(s, row->tax->before, row->tax->levy, a, r);
  return sum;
}

}  // namespace

std::vector<double> regional_income(const Database& database) {
  const Sums s(database);
  const IncomeRows rows;
  auto income = net_foreign_capital_income(database);
  for (std::size_t r = 0; r < s.reg; ++r) {
    income[r] += sum_signed(s, rows.regional, AccountKind::Income, Side::Left, r);
    for (std::size_t a = 0; a < s.acts; ++a) income[r] += activity_income(s, rows, a, r);
    for (std::size_t c = 0; c < s.comm; ++c) income[r] += commodity_taxes(s, rows, c, r);
  }
  return income;
}

std::vector<double> regional_consumption(const Database& database) {
  const Sums s(database);
  const auto consumed = rows_by_commodity(AccountKind::Income, Side::Right, true);
  std::vector<double> total(s.reg, 0.0);
  for (std::size_t c = 0; c < s.comm; ++c)
    for (std::size_t r = 0; r < s.reg; ++r) total[r] += sum_at(s, consumed, c, r);
  return total;
}

namespace {

/// Part of one unit of capital income in `host` that is left after depreciation.
double net_of_depreciation(const Sums& s, std::size_t host) {
  double capital_income = 0;
  for (std::size_t a = 0; a < s.acts; ++a) capital_income += s.capital_income(a, host);
  return capital_income > 0 ? 1 - s.db["VDEP"](host) / capital_income : 0;
}

}  // namespace

std::vector<double> net_foreign_capital_income(const Database& database) {
  const Sums s(database);
  std::vector<double> net(s.reg, 0.0);
  if (!database.has("VKOS")) return net;
  const bool by_owner = database.has("VDKO");
  for (std::size_t host = 0; host < s.reg; ++host) {
    const double kept = by_owner ? 1 : net_of_depreciation(s, host);
    for (std::size_t owner = 0; owner < s.reg; ++owner) {
      if (owner == host) continue;
      double stake = 0;
      for (std::size_t a = 0; a < s.acts; ++a) stake += database["VKOS"](owner, a, host);
      const double income = kept * stake - (by_owner ? database["VDKO"](owner, host) : 0);
      net[owner] += income;
      net[host] -= income;
    }
  }
  return net;
}

}  // namespace setu
