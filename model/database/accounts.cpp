#include "setu/model/database/accounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ledger_sums.hpp"

namespace setu {
namespace {

using detail::rows_by_commodity;
using detail::sum_at;
using detail::sum_signed;
using detail::Sums;

/// The sets whose elements number the accounts of a kind.
std::vector<const char*> sets_of(AccountKind kind) {
  switch (kind) {
    case AccountKind::Activity:
    case AccountKind::CapitalOwners: return {"ACTS", "REG"};
    case AccountKind::Commodity:
    case AccountKind::Imports: return {"COMM", "REG"};
    case AccountKind::Route: return {"COMM", "REG", "REG"};
    case AccountKind::Transport: return {"MARG"};
    case AccountKind::Income:
    case AccountKind::Depreciation: return {"REG"};
    case AccountKind::WorldSaving:
    case AccountKind::Transfers: return {};
  }
  return {};
}

/// What one header adds to one side of the accounts of a kind: its cells with the account's indices, in the order of memory.
class Term {
 public:
  Term(const Sums& s, const LedgerRow& row, const AccountEntry& entry, const std::vector<const char*>& account)
      : values_(s.db[row.info.name].values()) {
    const auto& dims = s.db[row.info.name].dims();
    std::vector<std::size_t> stride(dims.size(), 1);
    for (std::size_t d = dims.size(); d-- > 1;) stride[d - 1] = stride[d] * dims[d];
    std::vector<bool> numbers(dims.size(), false);
    for (std::size_t k = 0; k < entry.at.size(); ++k) {
      numbers[entry.at[k]] = true;
      stride_.push_back(stride[entry.at[k]]);
      const auto& set = row.info.sets[entry.at[k]];
      element_.emplace_back();
      if (set == "MARG" && account[k] == std::string_view("COMM")) element_.back() = s.margin_of();
    }
    for (std::size_t d = 0; d < dims.size(); ++d) {
      if (numbers[d]) continue;
      std::vector<std::size_t> longer;
      for (const std::size_t before : offsets_)
        for (std::size_t i = 0; i < dims[d]; ++i)
          if (!entry.capital_only || row.info.sets[d] != "ENDW" || s.is_capital(i)) longer.push_back(before + i * stride[d]);
      offsets_ = std::move(longer);
    }
  }

  [[nodiscard]] double at(std::span<const std::size_t> index) const {
    std::size_t first = 0;
    for (std::size_t k = 0; k < index.size(); ++k) {
      const std::size_t i = element_[k].empty() ? index[k] : element_[k][index[k]];
      if (i == Sums::kNoMargin) return 0;
      first += i * stride_[k];
    }
    double sum = 0;
    for (const std::size_t offset : offsets_) sum += values_[first + offset];
    return sum;
  }

 private:
  std::span<const double> values_;
  std::vector<std::size_t> stride_;                ///< per index of the account
  std::vector<std::vector<std::size_t>> element_;  ///< per index of the account: the header's element, where it is another set's
  std::vector<std::size_t> offsets_ = {0};         ///< of the cells that are summed
};

class SideOfAccounts {
 public:
  SideOfAccounts(const Sums& s, AccountKind kind, Side side) {
    for (const LedgerRow* row : rows_of(kind, side)) terms_.emplace_back(s, *row, *row->entry(kind, side), sets_of(kind));
  }
  [[nodiscard]] double at(std::span<const std::size_t> index) const {
    double sum = 0;
    for (const Term& term : terms_) sum += term.at(index);
    return sum;
  }

 private:
  std::vector<Term> terms_;
};

/// The accounts of one kind that every element has.
void accounts_of(const Sums& s, AccountKind kind, std::vector<Account>& out) {
  const SideOfAccounts left(s, kind, Side::Left), right(s, kind, Side::Right);
  const auto names = sets_of(kind);
  std::vector<std::size_t> dims, index(names.size(), 0);
  std::size_t count = 1;
  for (const char* name : names) count *= dims.emplace_back(s.sets.by_name(name).size());
  for (std::size_t n = 0; n < count; ++n) {
    Account account{kind, {}, left.at(index), right.at(index)};
    std::copy(index.begin(), index.end(), account.index.begin());
    const bool empty_route = kind == AccountKind::Route && account.left == 0 && account.right == 0;
    if (!empty_route) out.push_back(account);
    for (std::size_t d = dims.size(); d-- > 0;) {  // on to the next account, last index first
      if (++index[d] < dims[d]) break;
      index[d] = 0;
    }
  }
}

void incomes(const Sums& s, std::vector<Account>& out) {
  const auto income = regional_income(s.db), consumed = regional_consumption(s.db);
  const auto rest = rows_by_commodity(AccountKind::Income, Side::Right, false);
  for (std::size_t r = 0; r < s.reg; ++r)
    out.push_back({AccountKind::Income, {r}, income[r], consumed[r] + sum_signed(s, rest, AccountKind::Income, Side::Right, r)});
}

void world_saving(const Sums& s, std::vector<Account>& out) {
  using enum AccountKind;
  const auto saved = rows_of(WorldSaving, Side::Left), bought = rows_by_commodity(WorldSaving, Side::Right, true),
             used_up = rows_by_commodity(WorldSaving, Side::Right, false);
  double saving = 0, investment = 0;
  for (std::size_t r = 0; r < s.reg; ++r) {
    saving += sum_signed(s, saved, WorldSaving, Side::Left, r);
    investment += sum_signed(s, used_up, WorldSaving, Side::Right, r);
    for (std::size_t c = 0; c < s.comm; ++c) investment += sum_at(s, bought, c, r);
  }
  out.push_back({WorldSaving, {}, saving, investment});
}

void transfers(const Sums& s, std::vector<Account>& out) {
  if (!s.db.has("TRNS")) return;
  Account world{AccountKind::Transfers, {}, 0, 0};
  for (const double net : s.db["TRNS"].values()) (net > 0 ? world.left : world.right) += std::abs(net);
  out.push_back(world);
}

}  // namespace

const char* title(AccountKind kind) {
  switch (kind) {
    case AccountKind::Activity: return "activity: cost = make";
    case AccountKind::Commodity: return "commodity: supply = demand";
    case AccountKind::Imports: return "imports: arrivals = uses";
    case AccountKind::Route: return "route: CIF = FOB + margins";
    case AccountKind::Transport: return "transport: supply = use";
    case AccountKind::Income: return "region: income = spending";
    case AccountKind::WorldSaving: return "world: saving = net investment";
    case AccountKind::CapitalOwners: return "capital: owners = income";
    case AccountKind::Depreciation: return "depreciation: owners = total";
    case AccountKind::Transfers: return "transfers: received = paid";
  }
  return "unknown";
}

std::string Account::name(const Sets& sets) const {
  const auto at = [&](const std::vector<std::string>& set, std::size_t d) { return set[index[d]]; };
  switch (kind) {
    case AccountKind::Activity: return "activity " + at(sets.acts, 0) + " in " + at(sets.reg, 1);
    case AccountKind::Commodity: return "commodity " + at(sets.comm, 0) + " of " + at(sets.reg, 1);
    case AccountKind::Imports: return "imports of " + at(sets.comm, 0) + " into " + at(sets.reg, 1);
    case AccountKind::Route: return "route of " + at(sets.comm, 0) + " from " + at(sets.reg, 1) + " to " + at(sets.reg, 2);
    case AccountKind::Transport: return "world pool of " + at(sets.marg, 0);
    case AccountKind::Income: return "income of " + at(sets.reg, 0);
    case AccountKind::WorldSaving: return "world saving";
    case AccountKind::CapitalOwners: return "capital owners of " + at(sets.acts, 0) + " in " + at(sets.reg, 1);
    case AccountKind::Depreciation: return "depreciation in " + at(sets.reg, 0);
    case AccountKind::Transfers: return "world transfers";
  }
  return "unknown";
}

std::string Account::gap() const {
  return fmt::format("{}: {:.9g} against {:.9g} US$ million, a gap of {:.3g} ({:.1e} of it)", title(kind), left, right, left - right,
                     imbalance());
}

double Account::imbalance() const {
  const double size = std::max(std::abs(left), std::abs(right));
  return size == 0 ? 0 : std::abs(left - right) / size;
}

std::vector<Account> accounts(const Database& database) {
  using enum AccountKind;
  const Sums sums(database);
  std::vector<Account> all;
  for (const AccountKind kind : {Activity, Commodity, Imports, Route, Transport}) accounts_of(sums, kind, all);
  incomes(sums, all);
  world_saving(sums, all);
  if (database.has("VKOS")) accounts_of(sums, CapitalOwners, all);
  if (database.has("VDKO")) accounts_of(sums, Depreciation, all);
  transfers(sums, all);
  return all;
}

}  // namespace setu
