#include "index_forms.hpp"

/// Divisia (path) indices as GEMPACK defines them: integrals of share-weighted changes along the path of the shock.
/// The system itself holds symmetric indices, which agree through second order. docs/equations.md §17.
namespace setu {

namespace {

class PathForms : IndexForms {
 public:
  using IndexForms::IndexForms;

  void all() {
    world();
    for (const Reg r : f_.reg) region(r);
  }

 private:
  /// Net investment of region r per unit of world net investment: price (or quantity, or given) changes.
  void net_investment(Reg r, const Linear& d_gross, const Linear& d_depreciation) {
    write_.term(f_.REGINV(r) / f_.GLOBINV, v_.pinv(r) + v_.qinv(r), d_gross);
    write_.term(-f_.VDEP(r) / f_.GLOBINV, v_.pinv(r) + v_.kb(r), d_depreciation);
  }
  /// Σ net investment · drore/rore; without a value where some return is not positive.
  void mean_return(DifferentialForm& rate) {
    for (const Reg r : f_.reg) {
      net_investment(r, v_.rore(r), v_.rore(r));
      close(rate, 1, -v_.walras_sup());
      rate.pieces.back().divisor = v_.rore(r).id;
    }
  }
  [[nodiscard]] Linear saving(Reg r) const { return v_.y(r) + v_.uelas(r) + v_.dpsave(r); }

  void world() {
    const Linear world = v_.walras_sup();
    auto price = open("pcgdswld"), quantity = open("globalcgds"), rate = open("rorg");
    adjustment_ = open("psave");
    for (const Reg r : f_.reg) net_investment(r, v_.pinv(r), v_.pinv(r));
    close(price, 1, -world);
    for (const Reg r : f_.reg) net_investment(r, v_.qinv(r), v_.kb(r));
    close(quantity, 1, -world);
    if (f_.RDLT == 0) mean_return(rate);
    for (const Reg r : f_.reg) write_.term(-f_.SAVE(r) / f_.GLOBINV, saving(r), v_.pinv(r));
    close(adjustment_, 1, -world);
    adjustment_.pieces.insert(adjustment_.pieces.end(), price.pieces.begin(), price.pieces.end());
    push(std::move(price));
    push(std::move(quantity));
    if (f_.RDLT == 0) push(std::move(rate));
  }

  /// psave(r) = pinv(r) + the world adjustment + slack.
  [[nodiscard]] DifferentialForm saving_price(Reg r) {
    auto form = open("psave", {sets_.reg[r.i]});
    form.pieces = adjustment_.pieces;
    add_one(form, 1, Linear(), v_.pinv(r) + v_.psaveslack(r));
    return form;
  }

  void region(Reg r) {
    const std::string& name = sets_.reg[r.i];
    std::vector<IndexItem> consumption;
    for (const Com c : f_.com)
      if (v_.qpa.has(c, r)) consumption.push_back({f_.VPP(c, r), v_.ppa(c, r), v_.qpa(c, r)});
    auto ppriv = open("ppriv", {name});
    add_items(ppriv, f_.PRIVEXP(r), v_.yp(r), consumption, false);
    factors(r, ppriv);
    const auto psave = saving_price(r);
    auto qsave = open("qsave", {name});
    add_one(qsave, 1, Linear(), saving(r));
    add_scaled(qsave, -1, Linear(), psave);
    auto p = open("p", {name});
    add_scaled(p, f_.PRIVEXP(r) / f_.INCOME(r), v_.yp(r) - v_.y(r), ppriv);
    add_one(p, f_.GOVEXP(r) / f_.INCOME(r), v_.yg(r) - v_.y(r), v_.pgov(r));
    add_scaled(p, f_.SAVE(r) / f_.INCOME(r), saving(r) - v_.y(r), psave);
    for (auto* form : {&ppriv, &p, &qsave}) push(std::move(*form));
    push(psave);
    auto fisher = open(kFisherSavingPrice, {name});
    add_one(fisher, 1, Linear(), v_.pinv(r) + v_.pcgdswld() - v_.pinvsave() + v_.psaveslack(r));
    push(std::move(fisher));
    auto pgdp = open("pgdp", {name}), qgdp = open("qgdp", {name});
    const auto gdp = gdp_items(x_, r);
    add_items(pgdp, f_.GDP(r), v_.vgdp(r), gdp, false);
    add_items(qgdp, f_.GDP(r), v_.vgdp(r), gdp, true);
    push(std::move(pgdp));
    push(std::move(qgdp));
  }

  /// pfactor, and the real return of each endowment before income tax, from the same segments.
  void factors(Reg r, const DifferentialForm& ppriv) {
    const std::string& name = sets_.reg[r.i];
    auto pfactor = open("pfactor", {name});
    for (const End e : f_.end) {
      for (const Act a : f_.act)
        if (f_.fe(e, a, r)) write_.term(f_.EVFB(e, a, r), Linear(v_.peb(e, a, r)) + v_.qfe(e, a, r), v_.peb(e, a, r));
      const Index segment = write_.segment();
      if (segment == kNone) continue;
      pfactor.pieces.push_back({1 / f_.VENDW(r), write_.shared(-v_.vendwreg(r)), kNone, kNone, segment});
      if (!v_.pebfactreal.has(e, r)) continue;
      auto real = open("pebfactreal", {sets_.endw[e.i], name});
      real.pieces.push_back({1, kNone, kNone, kNone, segment});
      real.pieces.back().per = write_.amount({{{segment}}});
      add_scaled(real, -1, Linear(), ppriv);
      push(std::move(real));
    }
    push(std::move(pfactor));
  }

  DifferentialForm adjustment_;  ///< Σ (NETINV − SAVE)/GLOBINV · dpinv
};

}  // namespace

void append_path_forms(const Context& x, const Sets& sets, DifferentialForms& out) { PathForms(x, sets, out).all(); }

}  // namespace setu
