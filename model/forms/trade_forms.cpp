#include <algorithm>

#include "index_forms.hpp"

/// Divisia indices of trade and of world supply (docs/welfare.md §5). Those of regions, of commodities and of the world
/// hold the same segments: the items of one commodity and one region.
namespace setu {

namespace {

/// Prices and quantities of one commodity that one region sells or buys.
struct Cell {
  Com c;
  Reg r;
  double value;
  Index prices, quantities;
};

/// Names of the indices of one direction of trade.
struct Names {
  const char *price, *quantity, *region_price, *region_quantity, *region, *world_price, *world_quantity;
};
constexpr Names kExports{"pxw", "qxw", "pxwreg", "qxwreg", "psw", "pxwcom", "qxwcom"};
constexpr Names kImports{"pmw", "qmw", "pmwreg", "qmwreg", "pdw", "pmwcom", "qmwcom"};

class TradeForms : IndexForms {
 public:
  using IndexForms::IndexForms;

  void all() {
    const auto sold = cells(true), bought = cells(false);
    world(sold);
    cell_forms(sold, kExports, v_.vxwfob);
    cell_forms(bought, kImports, v_.vmwcif);
    region_forms(sold, bought);
    commodity_forms(sold, kExports, v_.vxwcom);
    commodity_forms(bought, kImports, v_.vmwcom);
    for (const Com c : f_.com) supply(c, sold);
  }

 private:
  std::vector<Cell> cells(bool exports) {
    std::vector<Cell> all;
    for (const Com c : f_.com)
      for (const Reg r : f_.reg) {
        const auto items = exports ? export_items(x_, c, r) : import_items(x_, c, r);
        if (items.empty()) continue;
        Cell cell{c, r, total_value(items), kNone, kNone};
        for (const auto& item : items) write_.term(item.value, Linear(item.price) + item.quantity, item.price);
        cell.prices = write_.segment();
        for (const auto& item : items) write_.term(item.value, Linear(item.price) + item.quantity, item.quantity);
        cell.quantities = write_.segment();
        all.push_back(cell);
      }
    return all;
  }

  /// A mean over those cells for which `member` holds, weighted by value; `total` is the index of their value.
  void mean(const char* price, const char* quantity, const std::vector<std::string>& elements, const std::vector<Cell>& all,
            const auto& member, const Linear& total) {
    double value = 0;
    for (const Cell& cell : all)
      if (member(cell)) value += cell.value;
    const Index weight = write_.shared(-total);
    auto p = open(price, elements), q = open(quantity, elements);
    for (const Cell& cell : all) {
      if (!member(cell)) continue;
      p.pieces.push_back({1 / value, weight, kNone, kNone, cell.prices});
      q.pieces.push_back({1 / value, weight, kNone, kNone, cell.quantities});
    }
    push(std::move(p));
    push(std::move(q));
  }

  /// The first form of all: welfare forms are at these prices.
  void world(const std::vector<Cell>& sold) {
    mean(
        "pxwwld", "qxwwld", {}, sold, [](const Cell&) { return true; }, v_.vxwwld());
  }

  void cell_forms(const std::vector<Cell>& all, const Names& names, const F<ComTag, RegTag>& value) {
    for (const Cell& cell : all)
      mean(
          names.price, names.quantity, {sets_.comm[cell.c.i], sets_.reg[cell.r.i]}, {cell}, [](const Cell&) { return true; },
          value(cell.c, cell.r));
  }

  void commodity_forms(const std::vector<Cell>& all, const Names& names, const F<ComTag>& value) {
    for (const Com c : f_.com)
      if (value.has(c))
        mean(
            names.world_price, names.world_quantity, {sets_.comm[c.i]}, all, [&](const Cell& cell) { return cell.c.i == c.i; }, value(c));
  }

  void region_forms(const std::vector<Cell>& sold, const std::vector<Cell>& bought) {
    for (const Reg r : f_.reg) {
      const std::string& name = sets_.reg[r.i];
      const auto here = [&](const Cell& cell) { return cell.r.i == r.i; };
      auto tot = open("tot", {name});
      const auto side = [&](const std::vector<Cell>& all, const Names& names, Var value, double sign) {
        auto same = open(names.region, {name});
        if (value) {
          mean(names.region_price, names.region_quantity, {name}, all, here, value);
          same.pieces = out_[out_.size() - 2].pieces;
        }
        add_scaled(tot, sign, Linear(), same);
        push(std::move(same));
      };
      side(sold, kExports, v_.vxwreg(r), 1);
      side(bought, kImports, v_.vmwreg(r), -1);
      push(std::move(tot));
    }
  }

  /// One term without a differential of its own value: what amounts are made of.
  Index plain(double value, const Linear& exponent) {
    write_.term(value, exponent, Linear());
    return write_.segment();
  }

  /// World supply of c: domestic sales at the current ratio of exports FOB to basic, exports, services to the pool. Its price is that of
  /// exports, or of domestic sales where there are none.
  void supply(Com c, const std::vector<Cell>& sold) {
    struct Supplier {
      Reg r;
      const Cell* exports;
      Index amount;
    };
    std::vector<Supplier> suppliers;
    FormAmount world;
    for (const Reg r : f_.reg) {
      if (!v_.qc.has(c, r)) continue;
      const auto at = std::find_if(sold.begin(), sold.end(), [&](const Cell& cell) { return cell.c.i == c.i && cell.r.i == r.i; });
      const Cell* exports = at == sold.end() ? nullptr : &*at;
      FormAmount own = supplied(c, r, exports);
      world.parts.insert(world.parts.end(), own.parts.begin(), own.parts.end());
      suppliers.push_back({r, exports, write_.amount(std::move(own))});
    }
    if (suppliers.empty()) return;
    auto price = open("pw", {sets_.comm[c.i]}), quantity = open("qow", {sets_.comm[c.i]}), value = open("valuew", {sets_.comm[c.i]});
    const Index per = write_.amount(std::move(world));
    const auto weigh = [&](DifferentialForm& form, const Supplier& s) {
      form.pieces.back().amount = s.amount;
      form.pieces.back().per = per;
    };
    for (const Supplier& s : suppliers) {
      add_one(quantity, 1, Linear(), v_.qc(c, s.r));
      weigh(quantity, s);
      if (s.exports) price.pieces.push_back({1 / s.exports->value, write_.shared(-v_.vxwfob(c, s.r)), kNone, kNone, s.exports->prices});
      else add_one(price, 1, Linear(), v_.pds(c, s.r));
      weigh(price, s);
    }
    add_scaled(value, 1, Linear(), price);
    add_scaled(value, 1, Linear(), quantity);
    for (auto* form : {&price, &quantity, &value}) push(std::move(*form));
  }

  FormAmount supplied(Com c, Reg r, const Cell* exports) {
    FormAmount amount;
    const Mrg m{f_.com_margin[c.i]};
    const bool pools = m.i != kNone && v_.qst.has(m, r);
    Index fob = exports ? exports->prices : kNone;
    if (pools) {  // the pool is not exported to anybody
      for (const Reg d : f_.reg)
        if (v_.qxs.has(c, r, d)) write_.term(f_.VFOB(c, r, d), v_.pfob(c, r, d) + v_.qxs(c, r, d), Linear());
      fob = write_.segment();
    }
    for (const Reg d : f_.reg)
      if (v_.qxs.has(c, r, d)) write_.term(f_.VXSB(c, r, d), v_.pds(c, r) + v_.qxs(c, r, d), Linear());
    const Index basic = write_.segment();
    if (v_.qds.has(c, r))
      if (const Index home = plain(f_.VDB(c, r), v_.pds(c, r) + v_.qds(c, r)); home != kNone)
        amount.parts.push_back({home, basic == kNone ? kNone : fob, basic});
    if (fob != kNone) amount.parts.push_back({fob});
    if (pools) amount.parts.push_back({plain(f_.VST(m, r), v_.pds(c, r) + v_.qst(m, r))});
    return amount;
  }
};

}  // namespace

void append_trade_forms(const Context& x, const Sets& sets, DifferentialForms& out) { TradeForms(x, sets, out).all(); }

}  // namespace setu
