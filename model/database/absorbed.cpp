#include "absorbed.hpp"

#include <fmt/format.h>

#include <cmath>

namespace setu {
namespace {

/// What accounts of a kind are called, one and several, and what their imbalance is measured against.
struct Words {
  const char *one, *several, *of;
};

Words words_of(AccountKind kind) {
  switch (kind) {
    case AccountKind::Activity: return {"activity", "activities", "cost"};
    case AccountKind::Commodity: return {"commodity", "commodities", "supply"};
    case AccountKind::Imports: return {"import market", "import markets", "imports"};
    case AccountKind::Route: return {"route", "routes", "CIF"};
    case AccountKind::Transport: return {"transport pool", "transport pools", "supply"};
    case AccountKind::Income: return {"region's income", "regions' incomes", "income"};
    case AccountKind::WorldSaving: return {"account of world saving", "accounts of world saving", "saving"};
    case AccountKind::CapitalOwners: return {"account of capital owners", "accounts of capital owners", "capital income"};
    case AccountKind::Depreciation: return {"account of depreciation", "accounts of depreciation", "depreciation"};
    case AccountKind::Transfers: return {"account of transfers", "accounts of transfers", "transfers"};
  }
  return {"account", "accounts", "it"};
}

}  // namespace

std::vector<Absorbed> absorbed_accounts(const Database& database, std::span<const Account> accounts) {
  std::vector<Absorbed> absorbed;
  for (const Account& account : accounts) {
    const double imbalance = account.imbalance();
    if (!(imbalance > kSinglePrecision && imbalance <= kLargestRounding) || detail::leaves_rest_to_home(database, account)) continue;
    if (absorbed.empty() || absorbed.back().kind != account.kind) absorbed.push_back({account.kind, 0, 0, {}});
    Absorbed& row = absorbed.back();
    ++row.accounts;
    if (imbalance > row.worst) row.worst = imbalance, row.where = account.name(database.sets());
  }
  return absorbed;
}

std::string absorbed_in_words(const std::vector<Absorbed>& absorbed) {
  std::string text;
  for (const Absorbed& row : absorbed) {
    const Words words = words_of(row.kind);
    text += fmt::format("{}{} {}, {}{:.1e} of {} ({})", text.empty() ? "" : "; ", row.accounts,
                        row.accounts == 1 ? words.one : words.several, row.accounts == 1 ? "" : "worst ", row.worst, words.of, row.where);
  }
  return text;
}

std::vector<std::string> assumed(const Database& database) {
  if (database.has("POP")) return {};
  return {
      "The database gives no population (POP): every region is taken to have 1 million people. Amounts per head mean nothing; no "
      "other result depends on it."};
}

namespace detail {

bool leaves_rest_to_home(const Database& database, const Account& account) {
  if (account.kind != AccountKind::CapitalOwners || account.left > account.right) return false;
  const std::size_t a = account.index[0], host = account.index[1];
  return database["VKOS"](host, a, host) == 0;
}

Allowance allowance(const Database& database, std::span<const Account> accounts) {
  Allowance allowed;
  double net_investment = 0;
  for (const Account& account : accounts) {
    if (account.kind == AccountKind::WorldSaving) net_investment = account.right;
    if (account.imbalance() > kSinglePrecision && !leaves_rest_to_home(database, account))
      allowed.gaps += std::abs(account.left - account.right);
  }
  allowed.gaps = net_investment > 0 ? allowed.gaps / net_investment : 0;
  if (const auto text = absorbed_in_words(absorbed_accounts(database, accounts)); !text.empty())
    allowed.notes.push_back("Imbalances of the database were absorbed into the equations' constants: " + text + ".");
  for (auto& note : assumed(database)) allowed.notes.push_back(std::move(note));
  return allowed;
}

}  // namespace detail
}  // namespace setu
