#pragma once
#include <array>
#include <string>
#include <vector>

#include "setu/model/database/database.hpp"
#include "setu/model/database/ledger.hpp"

namespace setu {

/// One account: both sides in US$ million and the positions of its indices in their sets, in the order of the table in ledger.hpp.
struct Account {
  AccountKind kind{};
  std::array<std::size_t, 3> index{};
  double left = 0, right = 0;

  /// "activity Food in USA", "route of Food from USA to EU_28", …
  [[nodiscard]] std::string name(const Sets& sets) const;
  /// "activity: cost = make: 120 against 121 US$ million, a gap of -1 (8.3e-03 of it)"
  [[nodiscard]] std::string gap() const;
  /// |left − right| / max(|left|, |right|); 0 for an empty account.
  [[nodiscard]] double imbalance() const;
};

/// "activity: cost = make", … for tables.
const char* title(AccountKind kind);

/// Every account of the database, kind by kind; routes without any flow are left out.
std::vector<Account> accounts(const Database& database);

/// Left side of the Income accounts: each region's net income with all taxes, US$ million.
std::vector<double> regional_income(const Database& database);

/// Private and government purchases of each region at purchasers' prices, US$ million.
std::vector<double> regional_consumption(const Database& database);

/// Net capital income from abroad of each region, US$ million: what its residents own elsewhere less what foreigners
/// own there, at supplier prices (after income tax), each stake net of its depreciation: VDKO where it is given, else
/// VDEP(host) in proportion to capital income. Zeros without VKOS.
std::vector<double> net_foreign_capital_income(const Database& database);

}  // namespace setu
