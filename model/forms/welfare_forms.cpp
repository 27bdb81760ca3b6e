#include "region_forms.hpp"

/// The differential forms of welfare decomposition (Huff and Hertel 2000; Corong et al. 2017, §3.11), extended by
/// capital owned abroad, transfers and the fund. Integrated along the path of the shock they add up to EV exactly.
/// docs/equations.md §17.
namespace setu {

namespace {

/// All but the allocative effects of one region.
class IncomeForms : RegionForms {
 public:
  using RegionForms::RegionForms;

  void all() {
    endowments();
    technology();
    terms_of_trade();
    abroad();
    preferences();
  }

 private:
  void endowments() {
    for (const End e : f_.end)
      for (const Act a : f_.act)
        if (f_.fe(e, a, r_)) write_.term(f_.EVOS(e, a, r_), v_.pes(e, a, r_) + v_.qes(e, a, r_), v_.qes(e, a, r_));
    write_.term(-f_.VDEP(r_), v_.pinv(r_) + v_.kb(r_), v_.kb(r_));
    single(open("CNTendwr", {region()}, "endowments located in the region", true), per_capita_);
    if (x_.options.stocks) stocks();
    write_.term(f_.INCOME(r_), v_.yev(r_), v_.pop(r_));
    out_.push_back(open("CNTpop", {region()}, "population", true));
    out_.back().pieces.push_back({1, kNone, kNone, kNone, write_.segment()});
  }

  /// Goods that public stocks take away, or give back.
  void stocks() {
    for (const Com c : f_.com)
      if (v_.qbuy.has(c, r_)) {
        write_.term(-f_.VCB(c, r_), v_.pds(c, r_) + v_.qbuy(c, r_), v_.qbuy(c, r_));
        write_.term(f_.VCB(c, r_), v_.pds(c, r_) + v_.qsell(c, r_), v_.qsell(c, r_));
      }
    single(open("CNTstockr", {region()}, "goods put into public stocks", true), per_capita_);
  }

  void technology() {
    const auto close = [&](const char* kind) { single(open("CNTtechr", {kind, region()}, "technology by kind", true), kNone); };
    for (const Act a : f_.act)
      if (v_.qo.has(a, r_)) write_.term(f_.VOS(a, r_), v_.po(a, r_) + v_.qo(a, r_), v_.ao(a, r_));
    close("output");
    for (const End e : f_.end)
      for (const Act a : f_.act)
        if (v_.qfe.has(e, a, r_)) write_.term(f_.EVFP(e, a, r_), v_.pfe(e, a, r_) + v_.qfe(e, a, r_), v_.afe(e, a, r_));
    close("primfac");
    for (const Act a : f_.act)
      if (const Var q = v_.qva(a, r_)) write_.term(x_.benchmark(q), v_.pva(a, r_) + q, v_.ava(a, r_));
    close("v_added");
    for (const Com c : f_.com)
      for (const Act a : f_.act)
        if (v_.qfa.has(c, a, r_)) write_.term(f_.VFP(c, a, r_), v_.pfa(c, a, r_) + v_.qfa(c, a, r_), v_.afa(c, a, r_) + v_.aint(a, r_));
    close("ininput");
    for (const Mrg m : f_.mrg)
      for (const Com c : f_.com)
        for (const Reg s : f_.reg)
          if (v_.qtmfsd.has(m, c, s, r_)) write_.term(f_.VTWR(m, c, s, r_), v_.pt(m) + v_.qtmfsd(m, c, s, r_), v_.atmfsd(m, c, s, r_));
    close("transp");
    for (const Com c : f_.com)
      for (const Reg s : f_.reg)
        if (v_.qxs.has(c, s, r_))
          write_.term(f_.VMSB(c, s, r_), v_.pmds(c, s, r_) + v_.qxs(c, s, r_),
                      v_.acu.has(c, s, r_) ? v_.ams(c, s, r_) + v_.acu(c, s, r_) : Linear(v_.ams(c, s, r_)));
    close("import");
  }

  void terms_of_trade() {
    for (const Com c : f_.com)
      for (const Reg o : f_.reg) {
        if (f_.xs(c, r_, o)) write_.term(f_.VFOB(c, r_, o), v_.pfob(c, r_, o) + v_.qxs(c, r_, o), v_.pfob(c, r_, o));
        if (f_.xs(c, o, r_)) write_.term(-f_.VFOB(c, o, r_), v_.pfob(c, o, r_) + v_.qxs(c, o, r_), v_.pfob(c, o, r_));
        for (const Mrg m : f_.mrg)
          if (f_.tw(m, c, o, r_)) write_.term(-f_.VTWR(m, c, o, r_), v_.pt(m) + v_.qtmfsd(m, c, o, r_), v_.pt(m));
      }
    for (const Mrg m : f_.mrg)
      if (const Com c = f_.commodity(m); v_.qst.has(m, r_)) write_.term(f_.VST(m, r_), v_.pds(c, r_) + v_.qst(m, r_), v_.pds(c, r_));
    single(open("CNTtotr", {region()}, "terms of trade", true), kNone, kWorldTradePrice);
    write_.term(f_.REGINV(r_), v_.pinv(r_) + v_.qinv(r_), v_.pinv(r_));
    write_.term(-f_.VDEP(r_), v_.pinv(r_) + v_.kb(r_), v_.pinv(r_));
    if (v_.qsave.has(r_)) write_.term(-f_.SAVE(r_), v_.psave(r_) + v_.qsave(r_), v_.psave(r_));
    single(open("CNTpinv", {region()}, "price of investment against price of saving", true), kNone, kWorldTradePrice);
  }

  /// Flows of income across borders, at world prices and per capita.
  void abroad() {
    const auto flow = [&](double coef, const Linear& value) { write_.term(coef, value, value); };
    const auto claim = [&](double sign, Reg o, Reg h) {
      flow(sign * f_.KOWN(o, h), v_.pko(o, h) + v_.qko(o, h));
      flow(-sign * f_.depreciation(o, h), v_.pinv(h) + v_.qko(o, h));
    };
    for (const Reg other : f_.reg) {
      if (f_.foreign(other, r_)) claim(-1, other, r_);
      if (f_.foreign(r_, other)) claim(+1, r_, other);
    }
    flow(f_.TRNS(r_), v_.pfactwld());
    single(open("CNTnfi", {region()}, "net income from capital across borders, transfers", true), per_capita_, kWorldTradePrice);
    fund();
  }

  /// The fund: outlay paid or received (with its Level differential), see income.cpp.
  void fund() {
    if (!x_.options.fund) return;
    const auto& spec = *x_.options.fund;
    double sign = 0;
    if (region() == spec.host) sign += 1 - spec.host_copay;
    if (region() == spec.owner) sign -= 1 - spec.host_copay;
    if (sign == 0) return;
    auto form = open("CNTfund", {region()}, "the fund's outlay, paid or received", true);
    const Linear unit = v_.pfactwld();
    for (const Win w : x_.win) {
      write_.term(sign, unit, v_.fundbud(w));
      hold(form, write_.segment(), kNone);
      write_.term(sign, unit, unit);
      form.pieces.push_back({1, scale_, per_capita_, v_.fundbud(w).id, write_.segment()});
      form.pieces.back().deflator = kWorldTradePrice;
    }
    out_.push_back(std::move(form));
  }

  void preferences() {
    auto form = open("CNTdpar", {region()}, "distribution parameters", true);
    const double priv = f_.PRIVEXP(r_), gov = f_.GOVEXP(r_), save = f_.SAVE(r_);
    // DPARᵢ·UTILELAS·INCOME at the benchmark, moved by dpᵢ, uelasev and yev (no EVSCALFACT here).
    double uelaspriv = 0;
    for (const Com c : f_.com) uelaspriv += f_.VPP(c, r_) / priv * f_.INCP(c, r_).value;
    const auto part = [&](double value, Var dp, Var level_ev, Var level) {
      write_.term(value, v_.uelasev(r_) + v_.yev(r_) + dp, dp);
      const Index segment = write_.segment();
      if (segment == kNone) return;
      form.pieces.push_back({-1, kNone, kNone, level_ev.id, segment});
      form.pieces.push_back({1, kNone, kNone, level.id, segment});
    };
    part(priv * uelaspriv, v_.dppriv(r_), v_.lupev(r_), v_.lup(r_));
    part(gov, v_.dpgov(r_), v_.lugev(r_), v_.lug(r_));
    part(save, v_.dpsave(r_), v_.lusev(r_), v_.lus(r_));
    out_.push_back(std::move(form));
  }
};

}  // namespace

void append_welfare_forms(const Context& x, const Sets& sets, DifferentialForms& out) {
  for (const Reg r : x.f.reg) {
    append_allocative_forms(x, sets, r, out);
    IncomeForms(x, sets, r, out).all();
  }
}

}  // namespace setu
