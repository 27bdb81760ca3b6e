#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "setu/model/database/database.hpp"

namespace setu {

/// The identities of a GTAP-shaped database, one kind per line of the table below (Corong et al. 2017, section 2). Which header
/// enters which side is said by the rows of the ledger.
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

enum class Side { Left, Right };

/// Where a header stands in an account: `at` are the positions of its indices that number the account, in the account's order.
/// A value is subtracted from its side where `sign` is −1.
struct AccountEntry {
  AccountKind account;
  Side side;
  std::vector<std::size_t> at;
  int sign = 1;
  bool capital_only = false;  ///< only elements of ENDC
};

/// What a tax is levied on, in the order in which taxes are listed.
enum class Levy { Output, Intermediates, Consumption, Government, Investment, Endowments, Income, Exports, Imports };

/// The tax between two price layers of a flow: value with tax = value before × power.
struct Tax {
  Levy levy;
  std::string before;                  ///< the header of the layer below
  std::vector<std::string> variables;  ///< GTAP's names of its power
  std::string name;                    ///< "import tariff"
};

/// One header and all that is known of it: the one place that says which accounts it enters, which tax leads to it, and which
/// price and quantity carry it to the year after a shock.
struct LedgerRow {
  explicit LedgerRow(HeaderInfo header) : info(std::move(header)) {}

  HeaderInfo info;
  std::string flow;                    ///< the first header of the flow that this is a price layer of; empty: no flow
  std::string below;                   ///< the price layer under it: what its tax is levied on, or what margins are added to
  std::vector<AccountEntry> accounts;  ///< every side of every account that it enters
  std::optional<Tax> tax;              ///< that leads from the layer below to this one
  std::string along;                   ///< the flow whose cells it moves with, by a set of its own, as margins move with their route
  bool any_sign = false;               ///< its values may be negative
  std::string within;                  ///< the price layer that it is a part of, as rents are of a value; empty: of none
  std::string price, quantity;         ///< value after a shock = value × exp(price + quantity); empty: see update.cpp
  std::string power;                   ///< the variable of its own power: 1 + rate, or the layer over what is left of it

  [[nodiscard]] const AccountEntry* entry(AccountKind account, Side side) const;
  [[nodiscard]] bool over(std::string_view set) const;  ///< one of its indices runs over `set`
  /// The positions of its indices at which a variable over `sets` is read: each set is the next one of that name, so that a price
  /// by region is that of the source; a margin stands for its commodity. Throws LogicError where it has no such index.
  [[nodiscard]] std::vector<std::size_t> read_at(const std::vector<std::string>& sets) const;
};

/// Every header, in the order of the files.
const std::vector<LedgerRow>& ledger();
/// The row of a header. Throws InputError for a name that is none.
const LedgerRow& ledger_row(std::string_view header);

/// Rows with a tax, ordered by what it is levied on.
const std::vector<const LedgerRow*>& taxed_rows();
/// Those of one levy.
std::vector<const LedgerRow*> taxed_rows(Levy levy);
/// Rows that are a part of `header`.
std::vector<const LedgerRow*> parts_of(std::string_view header);
/// The position of the header's index that names the region whose tax it is: of exports the source, else the last.
std::size_t levied_by(const LedgerRow& row);

/// A flow of goods, services or factors, which a database holds at several prices in headers of one shape.
struct FlowLayers {
  std::vector<const LedgerRow*> layers;  ///< in the order of the files; the first names the flow
  std::vector<const LedgerRow*> parts;   ///< of one of the layers
  std::vector<const LedgerRow*> along;   ///< what moves with each of its cells

  /// The layers from the lowest price up.
  [[nodiscard]] std::vector<const LedgerRow*> from_the_lowest() const;

  /// The signed headers that the flow adds to the account of a kind, left less right, with what cancels left out: income is paid
  /// and taxed at once. Each with the positions of its indices that number the account.
  struct Term {
    const LedgerRow* row;
    int sign;
    std::vector<std::size_t> at;
    bool capital_only;
  };
  [[nodiscard]] std::vector<Term> terms_in(AccountKind account) const;
};
/// All flows, in the order of the files.
const std::vector<FlowLayers>& flow_layers();

/// Rows that enter one side of an account, in the order of the files.
std::vector<const LedgerRow*> rows_of(AccountKind account, Side side);

}  // namespace setu
