#include "split_flows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "setu/base/error.hpp"
#include "setu/calibration/balance/balance.hpp"

namespace setu::reshape {
namespace {

constexpr double stated_weight = 10;

struct Cell {
  const FlowKind* kind;
  std::size_t position, whole;  // in the new and in the old header
  double value;                 // of the whole
  double prior;                 // share
  bool stated;
};

/// An account of a new part: its terms by cell, and what it may be off by because the whole is.
struct Account {
  std::vector<std::pair<std::size_t, double>> terms;
  double constant = 0, gross = 0;
};
using Key = std::array<std::size_t, 3>;  // book, element, region

class Problem {
 public:
  Problem(const Database& from, const Database& to, const SetMappings& fine, const Priors& priors, const std::vector<double>& margin)
      : from_(from),
        to_(to),
        fine_(fine),
        priors_(priors),
        margin_(margin),
        groups_(to.sets(), fine),
        old_margins_(margin_commodities(from.sets())),
        new_margins_(margin_commodities(to.sets())) {}

  FlowShares solve() {
    for (const auto& kind : flow_kinds()) add_kind(kind);
    add_accounts();
    const BalanceResult result = balanced();
    for (std::size_t j = 0; j < cells_.size(); ++j)
      shares_.of[cells_[j].kind->base][cells_[j].position] = result.cells[j] / cells_[j].value;
    for (const auto& kind : flow_kinds()) normalise(kind);
    report(result);
    return std::move(shares_);
  }

 private:
  [[nodiscard]] bool fixed(const FlowKind& kind) const { return kind.role == FlowKind::Role::Margin && fine_.reg.one_to_one(); }
  [[nodiscard]] double ratio(const FlowKind& kind, std::size_t whole) const {
    return kind.paid == nullptr ? 0 : from_[kind.paid].values()[whole] / from_[kind.base].values()[whole];
  }
  [[nodiscard]] Key old_key(const Key& key) const {
    const Mapping& elements = key[0] == static_cast<std::size_t>(Book::Activity) ? fine_.acts : fine_.comm;
    return {key[0], elements.index[key[1]], fine_.reg.index[key[2]]};
  }

  void add_kind(const FlowKind& kind) {
    const Array &whole = from_[kind.base], &part = to_[kind.base];
    const auto parts = Regroup::parts(groups_.cells(part), whole.values().size());
    auto& share = shares_.of[kind.base];
    share.assign(part.values().size(), 0.0);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const double value = whole.values()[i];
      if (value == 0) continue;
      for (const Entry& e : entries(kind, indices(whole, i), ratio(kind, i), old_margins_))
        imbalance_[{static_cast<std::size_t>(e.book), e.element, e.region}] += e.coefficient * value;
      if (parts[i].size() == 1) share[parts[i][0]] = 1;
      if (fixed(kind)) add_fixed(kind, parts[i], i, value);
      else add_cells(kind, parts[i], i, value);
    }
  }

  void add_fixed(const FlowKind& kind, const std::vector<std::size_t>& parts, std::size_t whole, double value) {
    for (const std::size_t p : parts) {
      const auto at = indices(to_[kind.base], p);
      const double share = shares_.of[kind.base][p] = margin_[at[0]];
      for (const Entry& e : entries(kind, at, ratio(kind, whole), new_margins_))
        accounts_[{static_cast<std::size_t>(e.book), e.element, e.region}].constant += e.coefficient * share * value;
    }
  }

  void add_cells(const FlowKind& kind, const std::vector<std::size_t>& parts, std::size_t whole, double value) {
    if (parts.size() == 1) return;
    const Array& array = to_[kind.base];
    std::vector<Prior> prior;
    double total = 0;
    for (const std::size_t p : parts) total += prior.emplace_back(priors_.of(kind, indices(array, p))).share;
    if (!(total > 0)) throw InputError(fmt::format("No part has a share of {}.", cell_name(from_, kind, whole)));
    const std::size_t sum = problem_.add_total(cell_name(from_, kind, whole), value);
    for (std::size_t k = 0; k < parts.size(); ++k) {
      const double share = prior[k].share / total;
      if (share == 0) continue;
      const std::size_t cell = problem_.add_cell(share * value, prior[k].stated ? stated_weight : 1);
      problem_.add_term(sum, cell);
      cells_.push_back({&kind, parts[k], whole, value, share, prior[k].stated});
      for (const Entry& e : entries(kind, indices(array, parts[k]), ratio(kind, whole), new_margins_)) {
        Account& account = accounts_[{static_cast<std::size_t>(e.book), e.element, e.region}];
        account.terms.emplace_back(cell, e.coefficient);
        account.gross += std::abs(e.coefficient * share * value);
      }
    }
  }

  static std::string cell_name(const Database& db, const FlowKind& kind, std::size_t position) {
    const Array& array = db[kind.base];
    const auto at = indices(array, position);
    std::string text = kind.base;
    for (std::size_t d = 0; d < array.dims().size(); ++d) text += (d == 0 ? "(" : ",") + db.sets().by_name(array.sets()[d])[at[d]];
    return text + ")";
  }

  /// One account of each whole follows from the others; the largest part's is left out.
  void add_accounts() {
    std::map<Key, std::pair<double, Key>> largest;
    std::map<Key, double> gross;
    for (const auto& [key, account] : accounts_) {
      if (!of_a_part(key)) continue;
      auto& [size, which] = largest[old_key(key)];
      if (account.gross > size) size = account.gross, which = key;
      gross[old_key(key)] += account.gross;
    }
    for (const auto& [key, account] : accounts_) {
      const Key whole = old_key(key);
      if (!of_a_part(key) || account.terms.empty() || largest[whole].second == key) continue;
      const double off = imbalance_[whole] * account.gross / gross[whole];
      const std::size_t total =
          problem_.add_total(book_name(to_.sets(), static_cast<Book>(key[0]), key[1], key[2]), off - account.constant);
      for (const auto& [cell, coefficient] : account.terms) problem_.add_term(total, cell, coefficient);
    }
  }

  [[nodiscard]] bool of_a_part(const Key& key) const {
    const Key whole = old_key(key);
    const Mapping& elements = key[0] == static_cast<std::size_t>(Book::Activity) ? fine_.acts : fine_.comm;
    const auto many = [](const Mapping& m, std::size_t old) { return std::count(m.index.begin(), m.index.end(), old) > 1; };
    return many(elements, whole[1]) || many(fine_.reg, whole[2]);
  }

  /// Rounding may stop the last digits of large problems.
  BalanceResult balanced() const {
    try {
      return balance(problem_, {.tolerance = 1e-13});
    } catch (const InputError&) {}
    try {
      return balance(problem_, {.tolerance = 1e-11});
    } catch (const InputError& error) { throw InputError(std::string("The split cannot be balanced with these shares. ") + error.what()); }
  }

  /// The parts add up to the whole to the last bit but one, whatever the balancing left.
  void normalise(const FlowKind& kind) {
    auto& share = shares_.of[kind.base];
    for (const auto& parts : Regroup::parts(groups_.cells(to_[kind.base]), from_[kind.base].values().size())) {
      double total = 0;
      for (const std::size_t p : parts) total += share[p];
      if (total > 0)
        for (const std::size_t p : parts) share[p] /= total;
    }
  }

  void report(const BalanceResult& result) {
    const Cell* worst[2] = {nullptr, nullptr};
    double moved[2] = {0, 0};
    for (std::size_t j = 0; j < cells_.size(); ++j) {
      const int which = cells_[j].stated ? 1 : 0;
      const double by = std::abs(result.cells[j] - cells_[j].prior * cells_[j].value);
      if (by > moved[which]) moved[which] = by, worst[which] = &cells_[j];
    }
    shares_.notes.push_back(
        fmt::format("{} cells and {} totals balanced in {} steps.", problem_.cells().size(), problem_.totals().size(), result.iterations));
    for (const int which : {1, 0})
      if (const Cell* cell = worst[which]; cell != nullptr)
        shares_.notes.push_back(fmt::format("Largest change of a share that was {}: {}, from {:.4g} to {:.4g} % (US$ {:.6g} million).",
                                            which == 1 ? "stated" : "not stated", cell_name(to_, *cell->kind, cell->position),
                                            100 * cell->prior, 100 * shares_.of[cell->kind->base][cell->position], moved[which]));
  }

  const Database &from_, &to_;
  const SetMappings& fine_;
  const Priors& priors_;
  const std::vector<double>& margin_;
  Regroup groups_;
  std::vector<std::size_t> old_margins_, new_margins_;
  BalanceProblem problem_;
  std::vector<Cell> cells_;
  std::map<Key, Account> accounts_;
  std::map<Key, double> imbalance_;
  FlowShares shares_;
};

}  // namespace

FlowShares split_flows(const Database& from, const Database& to, const SetMappings& fine, const Priors& priors,
                       const std::vector<double>& margin) {
  return Problem(from, to, fine, priors, margin).solve();
}

}  // namespace setu::reshape
