#include "setu/calibration/balance/balance_database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "database_flows.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/model/database/accounts.hpp"
#include "setu/model/database/ledger.hpp"

// docs/balancing.md, E10-E12.

namespace setu {
namespace {

using balancing::DatabaseFlows;

const std::vector<std::string>& flow_headers() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& row : ledger())
      if (!row.flow.empty() || !row.within.empty()) all.push_back(row.info.name);
    return all;
  }();
  return names;
}

/// Positions of a header's values that a part of a total names.
std::vector<std::size_t> positions(const Database& db, const DatabaseTotal& total, const DatabaseTotal::Part& part) {
  const auto fail = [&](const std::string& what) { throw InputError("The total '" + total.name + "': " + what + "."); };
  const auto& headers = flow_headers();
  if (std::find(headers.begin(), headers.end(), part.header) == headers.end()) fail(unknown_name("flow header", part.header, headers));
  const auto& sets = db[part.header].sets();
  if (part.elements.size() != sets.size())
    fail(fmt::format("{} has {} indices ({}), not {}", part.header, sets.size(), fmt::join(sets, "/"), part.elements.size()));
  std::vector<std::size_t> found = {0};
  for (std::size_t d = 0; d < sets.size(); ++d) {
    const auto& set = db.sets().by_name(sets[d]);
    const auto at = std::find(set.begin(), set.end(), part.elements[d]);
    if (at == set.end() && part.elements[d] != "*") fail(unknown_name("element of " + sets[d], part.elements[d], set));
    std::vector<std::size_t> next;
    for (const std::size_t before : found)
      for (std::size_t i = 0; i < set.size(); ++i)
        if (part.elements[d] == "*" || i == static_cast<std::size_t>(at - set.begin())) next.push_back(before * set.size() + i);
    found = std::move(next);
  }
  return found;
}

/// The flow that each value belongs to.
using Owners = std::map<std::string, std::vector<std::size_t>, std::less<>>;
constexpr std::size_t none = static_cast<std::size_t>(-1);

Owners owners_of(const Database& db, const DatabaseFlows& flows) {
  Owners owners;
  for (const auto& name : flow_headers()) owners[name].assign(db[name].values().size(), none);
  for (std::size_t j = 0; j < flows.flows.size(); ++j)
    for (const auto& v : flows.flows[j].values) owners.find(v.header)->second[v.position] = j;
  return owners;
}

void add_totals(const Database& db, const DatabaseFlows& flows, const std::vector<DatabaseTotal>& totals, ConstrainedProblem& p) {
  if (totals.empty()) return;
  const auto owners = owners_of(db, flows);
  for (const auto& total : totals) {
    p.totals.push_back({total.name, total.value, total.error});
    for (const auto& part : total.parts)
      for (const std::size_t at : positions(db, total, part)) {
        const std::size_t j = owners.find(part.header)->second[at];
        if (j != none) p.terms.push_back({p.totals.size() - 1, j, part.coefficient * db[part.header].values()[at] / flows.flows[j].size});
      }
  }
}

ConstrainedProblem problem_of(const Database& db, const DatabaseFlows& flows, const std::vector<DatabaseTotal>& totals) {
  ConstrainedProblem p;
  for (const auto& name : flows.accounts) p.totals.push_back({name + ": left less right side", 0, 0});
  for (std::size_t j = 0; j < flows.flows.size(); ++j) {
    const auto& flow = flows.flows[j];
    p.cells.push_back({.prior = flow.size});
    for (const auto& e : flow.entries) p.terms.push_back({e.account, j, e.part / flow.size});
  }
  for (std::size_t k = 0; k < flows.constants.size(); ++k) {
    const double fixed = flows.constants[k];
    if (fixed == 0) continue;
    p.cells.push_back({.prior = fixed, .lower = fixed, .upper = fixed});
    p.terms.push_back({k, p.cells.size() - 1, 1.0});
  }
  add_totals(db, flows, totals, p);
  return p;
}

struct Worst {
  double gap = 0;
  std::string name;
};

Worst worst_account(const Database& db) {
  Worst worst;
  for (const auto& account : accounts(db))
    if (!(account.imbalance() <= worst.gap)) worst = {account.imbalance(), account.name(db.sets())};
  return worst;
}

/// One solution; true if the flows changed.
void improve(Database& db, const std::vector<DatabaseTotal>& totals) {
  const auto flows = balancing::flows_of(db);
  BalanceOptions options;
  options.tolerance = 2e-14;
  options.good_enough = 1e-11;
  const auto x = balance(problem_of(db, flows, totals), options).cells;
  for (std::size_t j = 0; j < flows.flows.size(); ++j) {
    const auto& flow = flows.flows[j];
    const double factor = x[j] / flow.size;
    if (factor == 1) continue;
    for (const auto& v : flow.values) db[v.header].values()[v.position] *= factor;
  }
}

/// What moved most, by account: the left sides before and after.
std::string report_of(const Database& before, const Database& after, std::size_t lines) {
  struct AccountMove {
    std::string name;
    double before, after;
    [[nodiscard]] double change() const { return std::abs(after - before); }
    [[nodiscard]] double percent() const { return before == 0 ? 0 : 100 * change() / std::abs(before); }
  };
  std::map<std::string, double> old;
  for (const auto& a : accounts(before)) old[a.name(before.sets())] = a.left;
  std::vector<AccountMove> moves;
  for (const auto& a : accounts(after)) {
    const auto name = a.name(after.sets());
    if (a.kind != AccountKind::Route) moves.push_back({name, old[name], a.left});
  }
  std::string text;
  const auto list = [&](const char* title, auto size) {
    std::stable_sort(moves.begin(), moves.end(), [&](const AccountMove& a, const AccountMove& b) { return size(a) > size(b); });
    text += fmt::format("{}\n  {:<44} {:>14} {:>14} {:>12} {:>9}\n", title, "US$ million", "before", "after", "change", "%");
    for (std::size_t i = 0; i < lines && i < moves.size() && size(moves[i]) > 0; ++i)
      text += fmt::format("  {:<44} {:>14.6g} {:>14.6g} {:>12.4g} {:>9.3f}\n", moves[i].name, moves[i].before, moves[i].after,
                          moves[i].after - moves[i].before,
                          moves[i].before == 0 ? 0 : 100 * (moves[i].after - moves[i].before) / std::abs(moves[i].before));
  };
  list("Accounts that moved most, by value", [](const AccountMove& m) { return m.change(); });
  text += "\n";
  list("Accounts that moved most, by per cent", [](const AccountMove& m) { return m.percent(); });
  return text;
}

double share_moved(const Database& before, const Database& after) {
  double moved = 0, all = 0;
  for (const auto& header : flow_headers()) {
    const auto old = before[header].values(), now = after[header].values();
    for (std::size_t i = 0; i < old.size(); ++i) {
      moved += std::abs(now[i] - old[i]);
      all += std::abs(old[i]);
    }
  }
  return all > 0 ? moved / all : 0;
}

}  // namespace

BalancedDatabase balance_database(const Database& database, const std::vector<DatabaseTotal>& totals, std::size_t lines) {
  constexpr double aim = 1e-13;
  constexpr int most_rounds = 6;
  BalancedDatabase result{database, 0, 0, {}, 0, {}};
  const Worst before = worst_account(database);
  balancing::close_routes(result.database);
  Worst after;
  for (int round = 0; round < most_rounds; ++round) {
    improve(result.database, totals);
    after = worst_account(result.database);
    if (after.gap <= aim) break;
  }
  if (after.gap > 1e-9)
    throw InputError(
        fmt::format("The database cannot be balanced: '{}' keeps a gap of {:.2g} of its size, since balancing moves neither transfers nor "
                    "depreciation.",
                    after.name, after.gap));
  result.imbalance_before = before.gap;
  result.worst_before = before.name;
  result.imbalance_after = after.gap;
  result.moved = share_moved(database, result.database);
  result.report = report_of(database, result.database, lines);
  return result;
}

}  // namespace setu
