#include "setu/calibration/reshape/filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/database/flow_cells.hpp"
#include "regroup.hpp"
#include "setu/base/error.hpp"
#include "setu/model/database/accounts.hpp"
#include "setu/calibration/balance/balance.hpp"

namespace setu {
namespace {

using reshape::Book;
using reshape::Entry;
using reshape::FlowKind;
using Role = FlowKind::Role;

/// What the flows of one header lose.
struct Loss {
  std::size_t flows = 0, removed = 0;
  double value = 0, lost = 0, largest = 0;
  std::string where;
};

std::string cell_name(const Database& db, const char* header, std::size_t position) {
  const Array& array = db[header];
  const auto at = reshape::indices(array, position);
  std::string text = header;
  for (std::size_t d = 0; d < array.dims().size(); ++d) text += (d == 0 ? "(" : ",") + db.sets().by_name(array.sets()[d])[at[d]];
  return text + ")";
}

/// Totals of one kind, made when their first cell comes.
class Totals {
 public:
  explicit Totals(std::size_t size) : id_(size, none), value_(size, 0.0) {}
  void add(std::size_t i, double amount) { value_[i] += amount; }
  [[nodiscard]] double value(std::size_t i) const { return value_[i]; }
  template <class Name>
  std::size_t id(BalanceProblem& problem, std::size_t i, const Name& name, double stiffness) {
    if (id_[i] == none) id_[i] = problem.add_total(name(), value_[i], value_[i] > 0 ? stiffness : exact);
    return id_[i];
  }
  void forget() { id_.assign(id_.size(), none); }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> id_;
  std::vector<double> value_;
};

class Filter {
 public:
  Filter(const Database& from, double threshold)
      : from_(from),
        result_{from, {}},
        threshold_(threshold),
        reg_(from.sets().reg.size()),
        elements_(std::max(from.sets().comm.size(), from.sets().acts.size())),
        margins_(reshape::margin_commodities(from.sets())),
        accounts_(3 * elements_ * reg_),
        sides_(3 * elements_ * reg_),
        spending_(3 * reg_),
        exports_(reg_),
        imports_(reg_),
        transport_(from.sets().marg.size()) {}

  Reshaped run() {
    for (const auto& kind : reshape::flow_kinds())
      if (moves(kind)) measure(kind);
    write(balanced());
    if (soft_trade_) balance_saving();
    report();
    return std::move(result_);
  }

 private:
  struct Cell {
    const FlowKind* kind;
    std::size_t position, cell;
  };
  struct Term {
    Totals* totals;
    std::size_t index;
    double coefficient;
    std::string (Filter::*name)(std::size_t) const;
  };

  static bool moves(const FlowKind& kind) { return kind.role != Role::Endowment && kind.role != Role::Make && kind.role != Role::Margin; }
  [[nodiscard]] double over_base(const char* header, const FlowKind& kind, std::size_t i) const {
    return from_[header].values()[i] / from_[kind.base].values()[i];
  }
  [[nodiscard]] std::size_t place(const Entry& e) const {
    return (static_cast<std::size_t>(e.book) * elements_ + e.element) * reg_ + e.region;
  }
  [[nodiscard]] std::vector<Entry> entries(const FlowKind& kind, std::size_t i) const {
    const double ratio = kind.paid == nullptr ? 0 : over_base(kind.paid, kind, i);
    return reshape::entries(kind, reshape::indices(from_[kind.base], i), ratio, margins_);
  }

  [[nodiscard]] std::string account_name(std::size_t i) const {
    return reshape::book_name(from_.sets(), static_cast<Book>(i / (elements_ * reg_)), i / reg_ % elements_, i % reg_);
  }
  [[nodiscard]] std::string spending_name(std::size_t i) const {
    static constexpr const char* users[] = {"private", "government", "investment"};
    return std::string(users[i / reg_]) + " spending of " + from_.sets().reg[i % reg_];
  }
  [[nodiscard]] std::string exports_name(std::size_t r) const { return "exports of " + from_.sets().reg[r]; }
  [[nodiscard]] std::string imports_name(std::size_t r) const { return "imports of " + from_.sets().reg[r]; }
  [[nodiscard]] std::string transport_name(std::size_t m) const { return "world pool of " + from_.sets().marg[m]; }

  /// Every total that a flow enters (D2).
  [[nodiscard]] std::vector<Term> terms(const FlowKind& kind, std::size_t i) {
    std::vector<Term> all;
    for (const Entry& e : entries(kind, i)) all.push_back({&accounts_, place(e), e.coefficient, &Filter::account_name});
    const auto at = reshape::indices(from_[kind.base], i);
    if (kind.role == Role::FinalDomestic || kind.role == Role::FinalImported) {
      const std::size_t user = kind.levy == Levy::Consumption ? 0 : kind.levy == Levy::Government ? 1 : 2;
      all.push_back({&spending_, user * reg_ + at[1], over_base(kind.others[0], kind, i), &Filter::spending_name});
    }
    if (kind.role != Role::Trade) return all;
    all.push_back({&exports_, at[1], over_base("VFOB", kind, i), &Filter::exports_name});
    if (soft_trade_ || at[2] + 1 < reg_)  // the last one follows from the other totals of trade and transport
      all.push_back({&imports_, at[2], over_base("VCIF", kind, i), &Filter::imports_name});
    const std::size_t routes = from_["VXSB"].values().size();
    for (std::size_t m = 0; m < margins_.size(); ++m)
      if (const double cost = from_["VTWR"].values()[m * routes + i]; cost != 0)
        all.push_back({&transport_, m, cost / from_["VXSB"].values()[i], &Filter::transport_name});
    return all;
  }

  void measure(const FlowKind& kind) {
    const auto values = from_[kind.base].values();
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] == 0) continue;
      for (const Term& t : terms(kind, i)) {
        t.totals->add(t.index, t.coefficient * values[i]);
        if (t.totals == &accounts_) sides_.add(t.index, std::abs(t.coefficient * values[i]));
      }
    }
  }

  /// D1: small against each total that it enters; imports count both of their sides, so twice.
  [[nodiscard]] bool tiny(const FlowKind& kind, std::size_t i, double value) {
    for (const Term& t : terms(kind, i)) {
      if (t.totals != &accounts_ && t.totals != &spending_) continue;
      const bool both_sides = t.totals == &accounts_ && t.index / (elements_ * reg_) == static_cast<std::size_t>(Book::Imports);
      const double total = t.totals == &spending_ ? spending_.value(t.index) : sides_.value(t.index) / (both_sides ? 2 : 1);
      if (std::abs(t.coefficient * value) >= threshold_ * std::abs(total)) return false;
    }
    return true;
  }

  void add_cells(const FlowKind& kind) {
    const auto values = from_[kind.base].values();
    Loss& loss = losses_.emplace_back();
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] == 0) continue;
      ++loss.flows;
      loss.value += std::abs(values[i]);
      const auto all = terms(kind, i);
      if (tiny(kind, i, values[i])) {
        remove(loss, kind, i, std::abs(values[i]));
        continue;
      }
      const std::size_t cell = problem_.add_cell(values[i]);
      cells_.push_back({&kind, i, cell});
      for (const Term& t : all)
        problem_.add_term(t.totals->id(
                              problem_, t.index, [&] { return (this->*t.name)(t.index); }, stiffness(t)),
                          cell, t.coefficient);
    }
  }

  [[nodiscard]] double stiffness(const Term& t) const {
    return soft_trade_ && (t.totals == &exports_ || t.totals == &imports_) ? 1000 : exact;
  }

  /// Saving takes what income and spending changed by.
  void balance_saving() {
    const auto old_income = regional_income(from_), old_spent = regional_consumption(from_);
    const auto income = regional_income(result_.database), spent = regional_consumption(result_.database);
    for (std::size_t r = 0; r < reg_; ++r) result_.database["SAVE"](r) += (income[r] - spent[r]) - (old_income[r] - old_spent[r]);
  }

  void remove(Loss& loss, const FlowKind& kind, std::size_t i, double value) {
    ++loss.removed;
    loss.lost += value;
    if (value > loss.largest) loss.largest = value, loss.where = cell_name(from_, kind.base, i);
    set(kind, i, 0);
  }

  /// Multiplies a flow at all its prices.
  void set(const FlowKind& kind, std::size_t i, double factor) {
    const auto scale = [&](const char* header, std::size_t at) {
      if (from_.has(header)) result_.database[header].values()[at] = factor * from_[header].values()[at];
    };
    scale(kind.base, i);
    for (const char* other : kind.others) scale(other, i);
    if (kind.role != Role::Trade) return;
    const std::size_t routes = from_[kind.base].values().size();
    for (std::size_t m = 0; m < margins_.size(); ++m) scale("VTWR", m * routes + i);
  }

  void pose() {
    problem_ = {};
    cells_.clear();
    losses_.clear();
    for (Totals* totals : {&accounts_, &spending_, &exports_, &imports_, &transport_}) totals->forget();
    for (const auto& kind : reshape::flow_kinds())
      if (moves(kind)) add_cells(kind);
  }

  /// In single precision the totals follow from each other only to rounding, which is a contradiction. Then the totals of
  /// trade by region give way a little (D2).
  [[nodiscard]] BalanceResult balanced() {
    pose();
    try {
      return balance(problem_, {.tolerance = 1e-12});
    } catch (const InputError&) {}
    soft_trade_ = true;
    pose();
    try {
      return balance(problem_, {.tolerance = 1e-11});
    } catch (const InputError& error) {
      throw InputError(
          fmt::format("Without the flows below {:g} of their totals the database cannot be balanced; take a "
                      "lower threshold. {}",
                      threshold_, error.what()));
    }
  }

  void write(const BalanceResult& result) {
    for (const Cell& c : cells_) {
      const double before = from_[c.kind->base].values()[c.position], after = result.cells[c.cell];
      set(*c.kind, c.position, after / before);
      if (std::abs(after - before) <= moved_) continue;
      moved_ = std::abs(after - before);
      most_ = fmt::format("{}, from {:.6g} to {:.6g} US$ million", cell_name(from_, c.kind->base, c.position), before, after);
    }
  }

  void report() {
    std::size_t removed = 0, flows = 0, n = 0;
    std::vector<std::string> lines;
    for (const auto& kind : reshape::flow_kinds()) {
      if (!moves(kind)) continue;
      const Loss& loss = losses_[n++];
      removed += loss.removed, flows += loss.flows;
      if (loss.removed > 0)
        lines.push_back(fmt::format("  {}: {} of {} flows, {:.3g} % of their value; largest {} ({:.4g} US$ million)", kind.base,
                                    loss.removed, loss.flows, 100 * loss.lost / loss.value, loss.where, loss.largest));
    }
    auto& notes = result_.notes;
    notes.push_back(fmt::format("{} of {} flows are gone: they were below {:g} of both of their totals.", removed, flows, threshold_));
    notes.insert(notes.end(), lines.begin(), lines.end());
    if (soft_trade_)
      notes.push_back(
          "The totals contradict each other by rounding: exports and imports by region, and with them saving, "
          "are kept only nearly.");
    if (moved_ > 0) notes.push_back(fmt::format("Of the other flows {} moved most.", most_));
  }

  const Database& from_;
  Reshaped result_;
  double threshold_;
  std::size_t reg_, elements_;
  std::vector<std::size_t> margins_;
  Totals accounts_, sides_, spending_, exports_, imports_, transport_;
  BalanceProblem problem_;
  std::vector<Cell> cells_;
  std::vector<Loss> losses_;
  bool soft_trade_ = false;
  double moved_ = 0;
  std::string most_;
};

}  // namespace

Reshaped filter(const Database& database, double threshold) {
  if (!(threshold > 0 && threshold <= 0.1))
    throw InputError(fmt::format("The threshold {:g} is not a share above 0 and at most 0.1.", threshold));
  return Filter(database, threshold).run();
}

}  // namespace setu
