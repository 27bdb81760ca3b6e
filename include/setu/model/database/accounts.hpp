#pragma once
#include <array>
#include <string>
#include <vector>

#include "setu/model/database/database.hpp"

namespace setu {

/// The identities of a GTAP-shaped database, one kind per line of the table below (Corong et al. 2017, section 2).
///
///   Activity        Σ_c (VDFP + VMFP) + Σ_e EVFP                = Σ_c MAKS                       (a, r)
///   Commodity       Σ_a MAKB                                    = Σ_a VDFB + VDPB + VDGB + VDIB + Σ_d VXSB + VST   (c, r)
///   Imports         Σ_s VMSB                                    = Σ_a VMFB + VMPB + VMGB + VMIB  (c, r)
///   Route           VCIF                                        = VFOB + Σ_m VTWR                (c, s, d)
///   Transport       Σ_r VST                                     = Σ_c,s,d VTWR                   (m)
///   Income          Σ EVFP − VDEP + taxes + net foreign income + TRNS = Σ_c (VDPP + VMPP + VDGP + VMGP) + SAVE     (r)
///   WorldSaving     Σ_r SAVE                                    = Σ_r (Σ_c (VDIP + VMIP) − VDEP)
///   CapitalOwners   Σ_o VKOS                                    = Σ_{e ∈ ENDC} EVOS              (a, r), where VKOS is given
///   Depreciation    Σ_o VDKO                                    = VDEP                           (r), where VDKO is given
///   Transfers       Σ TRNS received                             = Σ TRNS paid                    where TRNS is given
///
/// Taxes are every wedge that the region levies: MAKB − MAKS, the purchasers' less basic values of intermediate, private,
/// government and investment purchases, VFOB − VXSB on its exports, VMSB − VCIF on its imports (non-tariff rents included).
enum class AccountKind { Activity, Commodity, Imports, Route, Transport, Income, WorldSaving, CapitalOwners, Depreciation, Transfers };

/// One account: both sides in US$ million and the positions of its indices in their sets, in the order named above.
struct Account {
  AccountKind kind{};
  std::array<std::size_t, 3> index{};
  double left = 0, right = 0;

  /// "activity Food in USA", "route of Food from USA to EU_28", …
  [[nodiscard]] std::string name(const Sets& sets) const;
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
