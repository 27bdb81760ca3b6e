#include "form_writer.hpp"
#include "model/frame/variables.hpp"

/// Divisia (path) indices as GEMPACK defines them: integrals of share-weighted changes along the path of the shock.
/// The system itself holds symmetric (Fisher) indices, which agree through second order. docs/equations.md §17.
namespace setu {

namespace {

class PathForms {
 public:
  PathForms(const Context& x, const Sets& sets, DifferentialForms& out)
      : x_(x), f_(x.f), v_(x.v), sets_(sets), out_(out.all), write_(out) {}

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

  /// Σ value·exp(p+q) d(p or q) / (denominator·exp(total)).
  void add_items(DifferentialForm& form, double denominator, const Linear& total, const std::vector<IndexItem>& items, bool quantities) {
    for (const auto& item : items) write_.term(item.value, Linear(item.price) + item.quantity, quantities ? item.quantity : item.price);
    close(form, 1 / denominator, -total);
  }
  /// Adds factor·exp(weight) times the terms written since the last segment.
  void close(DifferentialForm& form, double factor, const Linear& weight) {
    if (const Index segment = write_.segment(); segment != kNone)
      form.pieces.push_back({factor, write_.shared(weight), kNone, kNone, segment});
  }
  /// Adds factor·exp(weight) times another form's pieces.
  void add_scaled(DifferentialForm& form, double factor, const Linear& weight, const DifferentialForm& other) {
    for (FormPiece piece : other.pieces) {
      piece.factor *= factor;
      if (!weight.parts.empty()) piece.weight = write_.shared_sum(piece.weight, weight);
      form.pieces.push_back(piece);
    }
  }
  /// exp(exponent) d(change), as one piece.
  void add_one(DifferentialForm& form, double factor, const Linear& exponent, const Linear& change) {
    write_.term(factor, exponent, change);
    close(form, 1, Linear());
  }

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
    auto form = open("psave", sets_.reg[r.i]);
    form.pieces = adjustment_.pieces;
    add_one(form, 1, Linear(), v_.pinv(r) + v_.psaveslack(r));
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
    add_one(qsave, 1, Linear(), saving(r));
    add_scaled(qsave, -1, Linear(), psave);
    auto p = open("p", name);
    add_scaled(p, f_.PRIVEXP(r) / f_.INCOME(r), v_.yp(r) - v_.y(r), ppriv);
    add_one(p, f_.GOVEXP(r) / f_.INCOME(r), v_.yg(r) - v_.y(r), v_.pgov(r));
    add_scaled(p, f_.SAVE(r) / f_.INCOME(r), saving(r) - v_.y(r), psave);
    for (auto* form : {&pfactor, &ppriv, &p, &qsave}) push(std::move(*form));
    push(psave);
    gdp_and_trade(r, name);
  }

  void gdp_and_trade(Reg r, const std::string& name) {
    const auto pair = [&](const char* price, const char* quantity, double value, const Linear& total, const std::vector<IndexItem>& items) {
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
    if (const Var value = v_.vxwreg(r)) psw.pieces = pair("pxwreg", "qxwreg", benchmark(value), value, trade_items(x_, r, true)).pieces;
    if (const Var value = v_.vmwreg(r)) pdw.pieces = pair("pmwreg", "qmwreg", benchmark(value), value, trade_items(x_, r, false)).pieces;
    add_scaled(tot, 1, Linear(), psw);
    add_scaled(tot, -1, Linear(), pdw);
    for (auto* form : {&psw, &pdw, &tot}) push(std::move(*form));
  }

  const Context& x_;
  const Flows& f_;
  const Variables& v_;
  const Sets& sets_;
  std::vector<DifferentialForm>& out_;
  FormWriter write_;
  DifferentialForm adjustment_;  ///< Σ (NETINV − SAVE)/GLOBINV · dpinv
};

}  // namespace

void append_path_forms(const Context& x, const Sets& sets, DifferentialForms& out) { PathForms(x, sets, out).all(); }

}  // namespace setu
