#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "layout.hpp"
#include "setu/base/error.hpp"
#include "setu/model/database/accounts.hpp"
#include "setu/model/database/ledger.hpp"
#include "setu/calibration/sam/database_sam.hpp"

namespace setu {

namespace sam {
namespace {

constexpr std::size_t kMostAccounts = 20000;

struct Cell {
  std::size_t row, column;
  double value;
};

/// Puts every flow into its cell (docs/data.md, D1–D9).
class Writer {
 public:
  explicit Writer(const Database& database) : db_(database), s_(database.sets()), layout_(s_), traded_(traded()) {
    for (std::size_t r = 0; r < s_.reg.size(); ++r) {
      for (std::size_t a = 0; a < s_.acts.size(); ++a) activity(a, r);
      users(r);
      for (std::size_t c = 0; c < s_.comm.size(); ++c) imports(c, r);
      income(r);
    }
    transport();
    foreign();
  }

  [[nodiscard]] Sam matrix() const {
    constexpr std::size_t unused = static_cast<std::size_t>(-1);
    std::vector<std::size_t> number(layout_.size(), unused);
    for (const auto& cell : cells_) number[cell.row] = number[cell.column] = 0;
    Sam sam;
    sam.file = "sam.csv";
    for (std::size_t i = 0; i < number.size(); ++i) {
      if (number[i] == unused) continue;
      number[i] = sam.accounts.size();
      sam.accounts.push_back(layout_.label(i));
    }
    if (sam.size() > kMostAccounts)
      throw InputError(
          fmt::format("The database would be a matrix of {} accounts, but one of more than {} is not read again; aggregate it first.",
                      sam.size(), kMostAccounts));
    sam.values.assign(sam.size() * sam.size(), 0.0);
    for (const auto& cell : cells_) sam.values[number[cell.row] * sam.size() + number[cell.column]] += cell.value;
    return sam;
  }

 private:
  void put(std::size_t row, std::size_t column, double value) {
    if (value != 0) cells_.push_back({row, column, value});
  }

  /// A flow of the ledger as the matrix has it: which kind of account sells it, and which buys.
  struct Traded {
    const FlowLayers* flow;
    Kind seller, buyer;
  };
  static std::vector<Traded> traded() {
    std::vector<Traded> all;
    for (const FlowLayers& flow : flow_layers()) {
      const LedgerRow& base = *flow.layers[0];
      if (base.over("MARG")) continue;  // the world's pool has accounts of its own
      const auto enters = [&](AccountKind account) { return base.entry(account, Side::Right) != nullptr; };
      if (base.over("ENDW")) all.push_back({&flow, Kind::Factor, Kind::Activity});
      else if (enters(AccountKind::Activity)) all.push_back({&flow, Kind::Activity, Kind::Domestic});
      else if (!flow.along.empty()) all.push_back({&flow, Kind::Domestic, Kind::Imported});
      else if (enters(AccountKind::Commodity) || enters(AccountKind::Imports))
        all.push_back({&flow, enters(AccountKind::Commodity) ? Kind::Domestic : Kind::Imported, buyer_of(flow)});
    }
    return all;
  }
  static Kind buyer_of(const FlowLayers& flow) {
    for (const LedgerRow* layer : flow.layers) {
      if (!layer->tax) continue;
      switch (layer->tax->levy) {
        case Levy::Consumption: return Kind::Household;
        case Levy::Government: return Kind::Government;
        case Levy::Investment: return Kind::Investment;
        default: return Kind::Activity;
      }
    }
    throw LogicError("ledger: " + flow.layers[0]->info.name + " has no tax that tells its buyer");
  }
  /// The account that a tax is paid into.
  [[nodiscard]] std::size_t tax_account(const LedgerRow& row, Kind seller, const std::vector<std::size_t>& at) const {
    const std::size_t r = at[levied_by(row)];
    switch (row.tax->levy) {
      case Levy::Output: return layout_.at(Kind::OutputTax, at[1], r);
      case Levy::Endowments: return layout_.at(Kind::FactorTax, at[0], r);
      case Levy::Income: return layout_.at(Kind::IncomeTax, at[0], r);
      case Levy::Exports: return layout_.at(Kind::ExportTax, 0, r);
      case Levy::Imports: return layout_.at(Kind::Tariff, at[1], r);
      default: return layout_.at(seller == Kind::Imported ? Kind::ImportSalesTax : Kind::SalesTax, at[0], r);
    }
  }

  /// One cell of a flow: what the seller gets, and each tax and margin on the way to the buyer, from the lowest price up.
  void put_cell(const Traded& t, std::size_t seller, std::size_t buyer, const std::vector<std::size_t>& at) {
    const Array& shape = db_[t.flow->layers[0]->info.name];
    std::size_t cell = 0;
    for (std::size_t d = 0; d < at.size(); ++d) cell = cell * shape.dims()[d] + at[d];
    const auto value = [&](const std::string& header) { return db_[header].values()[cell]; };
    for (const LedgerRow* layer : t.flow->from_the_lowest()) {
      if (layer->below.empty()) put(seller, buyer, value(layer->info.name));
      else if (layer->tax) put(tax_account(*layer, t.seller, at), buyer, value(layer->info.name) - value(layer->below));
      else put_margins(*t.flow, buyer, at[1], cell);
    }
  }
  void put_margins(const FlowLayers& flow, std::size_t buyer, std::size_t source, std::size_t cell) {
    for (const LedgerRow* margins : flow.along) {
      const auto values = db_[margins->info.name].values();
      for (std::size_t m = 0; m < s_.marg.size(); ++m)
        put(layout_.at(Kind::Margin, m, source), buyer, values[m * (values.size() / s_.marg.size()) + cell]);
    }
  }

  void activity(std::size_t a, std::size_t r) {
    const std::size_t self = layout_.at(Kind::Activity, a, r);
    for (std::size_t c = 0; c < s_.comm.size(); ++c)
      for (const Traded& t : traded_) {
        if (!t.flow->layers[0]->over("ACTS") || !t.flow->layers[0]->over("COMM")) continue;
        const bool made = t.seller == Kind::Activity;
        put_cell(t, made ? self : layout_.at(t.seller, c, r), made ? layout_.at(t.buyer, c, r) : self, {c, a, r});
      }
    for (std::size_t e = 0; e < s_.endw.size(); ++e)
      for (const Traded& t : traded_)
        if (t.seller == Kind::Factor) put_cell(t, layout_.at(Kind::Factor, e, r), self, {e, a, r});
  }

  void users(std::size_t r) {
    for (const Kind user : {Kind::Household, Kind::Government, Kind::Investment})
      for (std::size_t c = 0; c < s_.comm.size(); ++c)
        for (const Traded& t : traded_)
          if (t.buyer == user) put_cell(t, layout_.at(t.seller, c, r), layout_.at(user, 0, r), {c, r});
  }

  void imports(std::size_t c, std::size_t d) {
    for (std::size_t s = 0; s < s_.reg.size(); ++s)
      for (const Traded& t : traded_)
        if (t.buyer == Kind::Imported) put_cell(t, layout_.at(t.seller, c, s), layout_.at(Kind::Imported, c, d), {c, s, d});
  }

  /// Factors and taxes pay the region, which pays the household, the government, saving and depreciation.
  void income(std::size_t r) {
    const std::size_t region = layout_.at(Kind::Region, 0, r), investment = layout_.at(Kind::Investment, 0, r),
                      depreciation = layout_.at(Kind::Depreciation, 0, r);
    double household = 0, government = 0;
    for (std::size_t c = 0; c < s_.comm.size(); ++c) {
      household += db_["VDPP"](c, r) + db_["VMPP"](c, r);
      government += db_["VDGP"](c, r) + db_["VMGP"](c, r);
    }
    put(layout_.at(Kind::Household, 0, r), region, household);
    put(layout_.at(Kind::Government, 0, r), region, government);
    put(investment, region, db_["SAVE"](r));
    put(depreciation, region, db_["VDEP"](r));
    put(investment, depreciation, db_["VDEP"](r));
  }

  void transport() {
    for (std::size_t m = 0; m < s_.marg.size(); ++m)
      for (std::size_t c = 0; c < s_.comm.size(); ++c)
        if (s_.comm[c] == s_.marg[m])
          for (std::size_t r = 0; r < s_.reg.size(); ++r)
            put(layout_.at(Kind::Domestic, c, r), layout_.at(Kind::Transport, m), db_["VST"](m, r));
  }

  /// What is collected by factors, taxes and margins goes on; foreign saving and transfers meet in the world's accounts.
  void foreign() {
    std::vector<double> collected(layout_.size(), 0.0);
    for (const auto& cell : cells_) collected[cell.row] += cell.value;
    for (std::size_t i = 0; i < collected.size(); ++i) {
      const Place p = layout_.place(i);
      if (p.kind == Kind::Margin) put(layout_.at(Kind::Transport, p.i), i, collected[i]);
      else if (p.kind >= Kind::Factor && p.kind <= Kind::Tariff) put(layout_.at(Kind::Region, 0, p.r), i, collected[i]);
    }
    const auto capital = net_foreign_capital_income(db_);
    for (std::size_t r = 0; r < s_.reg.size(); ++r) {
      double inflow = -db_["SAVE"](r) - db_["VDEP"](r);
      for (std::size_t c = 0; c < s_.comm.size(); ++c) inflow += db_["VDIP"](c, r) + db_["VMIP"](c, r);
      either_way(layout_.at(Kind::Investment, 0, r), layout_.at(Kind::WorldSaving, 0), inflow);
      either_way(layout_.at(Kind::Region, 0, r), layout_.at(Kind::WorldTransfers, 0), db_["TRNS"](r) + capital[r]);
    }
  }

  void either_way(std::size_t home, std::size_t world, double received) {
    if (received > 0) put(home, world, received);
    else put(world, home, -received);
  }

  const Database& db_;
  const Sets& s_;
  Layout layout_;
  std::vector<Traded> traded_;
  std::vector<Cell> cells_;
};

/// The account that is furthest from balance, where that is more than rounding.
void note_imbalance(const Sam& sam, std::vector<std::string>& notes) {
  std::vector<double> in(sam.size(), 0.0), out(sam.size(), 0.0);
  for (std::size_t i = 0; i < sam.size(); ++i)
    for (std::size_t j = 0; j < sam.size(); ++j) {
      in[i] += sam(i, j);
      out[j] += sam(i, j);
    }
  double worst = 1e-9;
  std::size_t where = sam.size();
  for (std::size_t i = 0; i < sam.size(); ++i)
    if (const double gap = std::abs(in[i] - out[i]) / std::max(std::abs(in[i]), std::abs(out[i])); gap > worst) {
      worst = gap;
      where = i;
    }
  if (where < sam.size())
    notes.push_back(
        fmt::format("The accounts are as far from balance as the database's: '{}' receives {:.9g} and pays {:.9g} ({:.1e} of it).",
                    sam.accounts[where], in[where], out[where], worst));
}

void add_notes(const Database& database, std::vector<std::string>& notes) {
  notes.emplace_back("A matrix holds no elasticities, no population (POP) and no capital stock (VKB).");
  if (database.has("VKOS"))
    notes.emplace_back("Capital income from abroad (VKOS, VDKO) stands in the world's transfers as each region's net sum.");
  std::vector<std::string> parts;
  bool any = false;
  for (const auto& row : ledger())
    if (!row.within.empty()) parts.push_back(row.info.name), any = any || database.has(row.info.name);
  if (any) notes.push_back(fmt::format("Non-tariff rents ({}) stand within tariffs and export taxes.", fmt::join(parts, ", ")));
  if (database.has("MFNR") || database.has("PRFR") || database.has("PRFU") || database.has("PRFC"))
    notes.emplace_back("Tariff preferences (MFNR, PRFR, PRFU, PRFC) are not in the matrix.");
}

}  // namespace
}  // namespace sam

DatabaseSam sam_of_database(const Database& database) {
  DatabaseSam result{sam::Writer(database).matrix(), {}};
  sam::note_imbalance(result.sam, result.notes);
  sam::add_notes(database, result.notes);
  return result;
}

}  // namespace setu
