#include <optional>
#include <span>
#include <utility>

#include "region_forms.hpp"
#include "setu/model/database/ledger.hpp"

/// Allocative efficiency: revenue of each tax times the change of its base (Huff and Hertel 2000). docs/welfare.md. Which taxes
/// there are, their values, prices and quantities, is read from the ledger.
namespace setu {

namespace {

/// Segments of one tax: by commodity, then by origin of the commodity where that is told apart.
struct TaxSegments {
  std::vector<Index> domestic, imported;
};

/// The taxes as welfare tables name them, in their order.
using LevyName = std::pair<Levy, const char*>;
constexpr LevyName kOfActivities[] = {{Levy::Output, "prodtax"}, {Levy::Endowments, "pfacttax"}, {Levy::Income, "inctax"}};
constexpr LevyName kByCommodity[] = {{Levy::Intermediates, "inputtax"}, {Levy::Consumption, "contax"}, {Levy::Investment, "invtax"},
                                     {Levy::Government, "govtax"},      {Levy::Exports, "xtax"},       {Levy::Imports, "mtax"}};

/// A variable of the model read at the cells of a header.
class AtCell {
 public:
  AtCell(const Context& x, const std::string& name, const LedgerRow& row) : block_(x.m.system().find(name)) {
    if (!block_) throw LogicError("ledger: the model has no variable " + name + " for " + row.info.name);
    std::vector<std::string> sets;
    for (const Index set : block_->index_set) {
      sets.push_back(x.m.system().sets[set].name);
      size_.push_back(x.m.system().sets[set].elements.size());
    }
    at_ = row.read_at(sets);
  }
  [[nodiscard]] Var operator()(std::span<const std::size_t> cell) const {
    std::size_t position = 0;
    for (std::size_t k = 0; k < at_.size(); ++k) position = position * size_[k] + cell[at_[k]];
    return Var{block_->slot[position]};
  }

 private:
  const VariableBlock* block_;
  std::vector<std::size_t> size_, at_;
};

/// One tax of the ledger with its values, prices and quantity at hand.
struct TaxCells {
  const LedgerRow* row;
  std::span<const double> gross, net;
  std::vector<std::size_t> dims;
  AtCell p_gross, p_net, quantity;

  TaxCells(const Context& x, const LedgerRow& r)
      : row(&r),
        gross(x.f.database[r.info.name].values()),
        net(x.f.database[r.tax->before].values()),
        dims(x.f.database[r.info.name].dims()),
        p_gross(x, r.price, r),
        p_net(x, ledger_row(r.tax->before).price, ledger_row(r.tax->before)),
        quantity(x, r.quantity, r) {}
};

class AllocativeForms : RegionForms {
 public:
  using RegionForms::RegionForms;

  void all() {
    for (const auto& [levy, name] : kOfActivities) {
      for (const TaxCells& tax : taxes_of(levy)) terms(tax, std::nullopt);
      allocation(name, std::vector{write_.segment()});
    }
    std::vector<TaxSegments> taxes;
    for (const auto& [levy, name] : kByCommodity) taxes.push_back(by_commodity(levy));
    for (std::size_t i = 0; i < taxes.size(); ++i) allocation(kByCommodity[i].second, taxes[i]);
    views(taxes);
  }

 private:
  using RegionForms::hold;
  void hold(DifferentialForm& form, const std::vector<Index>& segments) const {
    for (const Index segment : segments) hold(form, segment, per_capita_);
  }
  void hold(DifferentialForm& form, const TaxSegments& tax) const {
    hold(form, tax.domestic);
    hold(form, tax.imported);
  }

  [[nodiscard]] std::vector<TaxCells> taxes_of(Levy levy) const {
    std::vector<TaxCells> all;
    for (const LedgerRow* row : taxed_rows(levy)) all.emplace_back(x_, *row);
    return all;
  }

  /// Revenue of one tax base times the change of its quantity, for each cell that region r_ taxes; of one commodity, or of all.
  void terms(const TaxCells& tax, std::optional<std::size_t> commodity) {
    std::vector<std::size_t> cell(tax.dims.size(), 0);
    const std::size_t region = levied_by(*tax.row);
    cell[region] = r_.i;
    if (commodity) cell[0] = *commodity;
    for (bool more = true; more;) {
      if (const Var q = tax.quantity(cell)) {
        std::size_t at = 0;
        for (std::size_t d = 0; d < cell.size(); ++d) at = at * tax.dims[d] + cell[d];
        write_.term(tax.gross[at], Linear(tax.p_gross(cell)) + q, q);
        write_.term(-tax.net[at], Linear(tax.p_net(cell)) + q, q);
      }
      more = false;
      for (std::size_t d = cell.size(); d-- > 0 && !more;) {  // on to the next cell, last index first
        if (d == region || (d == 0 && commodity)) continue;
        more = ++cell[d] < tax.dims[d];
        if (!more) cell[d] = 0;
      }
    }
  }

  /// Segments by commodity; imports, and what is taxed on them, apart from domestic goods.
  TaxSegments by_commodity(Levy levy) {
    TaxSegments result;
    const auto taxes = taxes_of(levy);
    const auto imported = [](const LedgerRow& row) {
      return row.tax->levy == Levy::Imports || ledger_row(row.tax->before).entry(AccountKind::Imports, Side::Right);
    };
    for (std::size_t c = 0; c < sets_.comm.size(); ++c) {
      for (const bool abroad : {false, true}) {
        for (const TaxCells& tax : taxes)
          if (imported(*tax.row) == abroad) terms(tax, c);
        (abroad ? result.imported : result.domestic).push_back(write_.segment());
      }
    }
    return result;
  }

  /// GTAP's other name of a tax's total, if it has one.
  static const char* total_name(std::string_view tax) {
    return tax == "prodtax" ? "CNTqor" : tax == "pfacttax" ? "CNTqfer" : tax == "xtax" ? "CNTqxsr" : tax == "mtax" ? "CNTqmsr" : nullptr;
  }

  /// Pushes the contribution of a tax, and the same under GTAP's other name.
  void allocation(const char* tax_name, const auto& segments) {
    auto form = open("CNTalleffr", {region(), tax_name}, "allocative efficiency by tax", true);
    hold(form, segments);
    if (const char* alias = total_name(tax_name)) {
      out_.push_back(open(alias, {region()}, "allocative efficiency by tax", false));
      out_.back().pieces = form.pieces;
    }
    out_.push_back(std::move(form));
  }

  /// The same effects cut differently, under GTAP's names: second views, not further contributions.
  void views(const std::vector<TaxSegments>& taxes) {
    for (const Com c : f_.com) {
      auto form = open("CNTalleffcr", {sets_.comm[c.i], region()}, "allocative efficiency by commodity", false);
      for (const TaxSegments& tax : taxes) hold(form, std::vector{tax.domestic[c.i], tax.imported[c.i]});
      out_.push_back(std::move(form));
    }
    const auto by_origin = [&](const char* name, const TaxSegments& tax) {
      out_.push_back(open(name, {region(), "domestic"}, "allocation by origin", false));
      hold(out_.back(), tax.domestic);
      out_.push_back(open(name, {region(), "imported"}, "allocation by origin", false));
      hold(out_.back(), tax.imported);
    };
    by_origin("CNTqfr", taxes[0]);
    by_origin("CNTqpr", taxes[1]);
    by_origin("CNTqgr", taxes[3]);
    by_origin("CNTqia", taxes[2]);
  }
};

}  // namespace

void append_allocative_forms(const Context& x, const Sets& sets, Reg r, DifferentialForms& out) { AllocativeForms(x, sets, r, out).all(); }

}  // namespace setu
