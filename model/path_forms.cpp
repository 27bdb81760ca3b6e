#include "variables.hpp"

/// Divisia (path) indices as GEMPACK defines them: integrals of share-weighted changes along the path of the shock.
/// The system itself holds symmetric (Fisher) indices, which agree through second order. docs/equations.md §17.
namespace setu {

namespace {

/// Σ value·exp(p+q) d(what) / (denominator·exp(total)).
void add_items(DifferentialForm& form, double denominator, const Linear& total, const std::vector<IndexItem>& items,
               bool quantities) {
  for (const auto& item : items)
    if (item.value != 0)
      form.terms.push_back({item.value / denominator, kNone, (item.price + item.quantity - total).parts,
                            (quantities ? item.quantity : item.price).parts});
}

/// Adds factor·exp(weight) times another form's terms.
void add_scaled(DifferentialForm& form, double factor, const Linear& weight, const DifferentialForm& other) {
  for (FormTerm term : other.terms) {
    term.coef *= factor;
    term.exponent.insert(term.exponent.end(), weight.parts.begin(), weight.parts.end());
    form.terms.push_back(std::move(term));
  }
}

class PathForms {
 public:
  PathForms(const Context& x, const Sets& sets, std::vector<DifferentialForm>& out)
      : x_(x), f_(x.f), v_(x.v), sets_(sets), out_(out) {}

  void all() {
    world();
    for (const Reg r : f_.reg) region(r);
  }

 private:
  DifferentialForm open(const char* name, std::string element = {}) const {
    DifferentialForm form{name, {}, "", false, true, "path index", {}};
    if (!element.empty()) form.elements.push_back(std::move(element));
    return form;
  }
  void push(DifferentialForm form) { out_.push_back(std::move(form)); }

  /// Net investment of region r per unit of world net investment: price (or quantity, or given) changes.
  void add_net_investment(DifferentialForm& form, Reg r, const Linear& d_gross, const Linear& d_depreciation) const {
    const Linear world = v_.walras_sup();
    form.terms.push_back({f_.REGINV(r) / f_.GLOBINV, kNone, (v_.pinv(r) + v_.qinv(r) - world).parts, d_gross.parts});
    form.terms.push_back({-f_.VDEP(r) / f_.GLOBINV, kNone, (v_.pinv(r) + v_.kb(r) - world).parts, d_depreciation.parts});
  }
  [[nodiscard]] Linear saving(Reg r) const { return v_.y(r) + v_.uelas(r) + v_.dpsave(r); }

  void world() {
    auto price = open("pcgdswld"), quantity = open("globalcgds"), rate = open("rorg");
    adjustment_ = open("psave");
    for (const Reg r : f_.reg) {
      add_net_investment(price, r, v_.pinv(r), v_.pinv(r));
      add_net_investment(quantity, r, v_.qinv(r), v_.kb(r));
      add_net_investment(rate, r, v_.rore(r), v_.rore(r));
      adjustment_.terms.push_back({-f_.SAVE(r) / f_.GLOBINV, kNone, (saving(r) - Linear(v_.walras_sup())).parts,
                                   Linear(v_.pinv(r)).parts});
    }
    adjustment_.terms.insert(adjustment_.terms.end(), price.terms.begin(), price.terms.end());
    push(std::move(price));
    push(std::move(quantity));
    if (f_.RDLT == 0) push(std::move(rate));
  }

  /// psave(r) = pinv(r) + the world adjustment + slack.
  [[nodiscard]] DifferentialForm saving_price(Reg r) const {
    auto form = open("psave", sets_.reg[r.i]);
    form.terms = adjustment_.terms;
    form.terms.push_back({1, kNone, {}, (v_.pinv(r) + v_.psaveslack(r)).parts});
    return form;
  }

  void region(Reg r) {
    const std::string& name = sets_.reg[r.i];
    std::vector<IndexItem> factors, consumption;
    for (const End e : f_.end)
      for (const Act a : f_.act)
        if (f_.fe(e, a, r)) factors.push_back({f_.EVFB(e, a, r), v_.peb(e, a, r), v_.qfe(e, a, r)});
    for (const Com c : f_.com)
      if (v_.qpa.has(c, r)) consumption.push_back({f_.VPP(c, r), v_.ppa(c, r), v_.qpa(c, r)});
    auto pfactor = open("pfactor", name), ppriv = open("ppriv", name);
    add_items(pfactor, f_.VENDW(r), v_.vendwreg(r), factors, false);
    add_items(ppriv, f_.PRIVEXP(r), v_.yp(r), consumption, false);
    const auto psave = saving_price(r);
    auto qsave = open("qsave", name);
    qsave.terms.push_back({1, kNone, {}, saving(r).parts});
    add_scaled(qsave, -1, Linear(), psave);
    auto p = open("p", name);
    add_scaled(p, f_.PRIVEXP(r) / f_.INCOME(r), v_.yp(r) - v_.y(r), ppriv);
    p.terms.push_back({f_.GOVEXP(r) / f_.INCOME(r), kNone, (v_.yg(r) - v_.y(r)).parts, Linear(v_.pgov(r)).parts});
    add_scaled(p, f_.SAVE(r) / f_.INCOME(r), saving(r) - v_.y(r), psave);
    for (auto* form : {&pfactor, &ppriv, &p, &qsave}) push(std::move(*form));
    push(psave);
    gdp_and_trade(r, name);
  }

  void gdp_and_trade(Reg r, const std::string& name) {
    const auto pair = [&](const char* price, const char* quantity, double value, const Linear& total,
                          const std::vector<IndexItem>& items) {
      auto p = open(price, name), q = open(quantity, name);
      add_items(p, value, total, items, false);
      add_items(q, value, total, items, true);
      DifferentialForm copy = p;
      push(std::move(p));
      push(std::move(q));
      return copy;
    };
    pair("pgdp", "qgdp", f_.GDP(r), v_.vgdp(r), gdp_items(x_, r));
    auto tot = open("tot", name), psw = open("psw", name), pdw = open("pdw", name);
    const auto benchmark = [&](Var value) { return x_.m.system().level0[value.id]; };
    if (const Var value = v_.vxwreg(r))
      psw.terms = pair("pxwreg", "qxwreg", benchmark(value), value, trade_items(x_, r, true)).terms;
    if (const Var value = v_.vmwreg(r))
      pdw.terms = pair("pmwreg", "qmwreg", benchmark(value), value, trade_items(x_, r, false)).terms;
    add_scaled(tot, 1, Linear(), psw);
    add_scaled(tot, -1, Linear(), pdw);
    for (auto* form : {&psw, &pdw, &tot}) push(std::move(*form));
  }

  const Context& x_;
  const Flows& f_;
  const Variables& v_;
  const Sets& sets_;
  std::vector<DifferentialForm>& out_;
  DifferentialForm adjustment_;  ///< Σ (NETINV − SAVE)/GLOBINV · dpinv
};

}  // namespace

void append_path_forms(const Context& x, const Sets& sets, std::vector<DifferentialForm>& out) {
  PathForms(x, sets, out).all();
}

}  // namespace setu
