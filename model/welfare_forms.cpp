#include "variables.hpp"

/// The differential forms of welfare decomposition (Huff and Hertel 2000; Corong et al. 2017, §3.11), extended by
/// capital owned abroad, transfers and the fund. Integrated along the path of the shock they add up to EV exactly.
/// docs/equations.md §17.
namespace setu {

namespace {

/// Collects the forms of one region. Every term carries the factor uelasev/uelas · yev/y that turns a change in real
/// income into a change in EV (EVSCALFACT).
class RegionForms {
 public:
  RegionForms(const Context& x, const Sets& sets, Reg r, std::vector<DifferentialForm>& out)
      : x_(x), f_(x.f), v_(x.v), sets_(sets), r_(r), out_(out) {}

  void all() {
    allocative();
    views();
    endowments();
    technology();
    terms_of_trade();
    abroad();
    preferences();
  }

 private:
  DifferentialForm open(const char* name, std::vector<std::string> more, const char* label, bool contribution) const {
    DifferentialForm form{name, {}, sets_.reg[r_.i], contribution, false, label, {}};
    form.elements = std::move(more);
    return form;
  }
  [[nodiscard]] std::string region() const { return sets_.reg[r_.i]; }
  [[nodiscard]] Linear scale() const { return v_.uelasev(r_) - v_.uelas(r_) + v_.yev(r_) - v_.y(r_); }

  void add(DifferentialForm& form, double coef, const Linear& exponent, const Linear& differential,
           Index level = kNone) const {
    if (coef == 0) return;
    form.terms.push_back({coef, level, (exponent + scale()).parts, differential.parts});
  }
  /// Revenue of one tax base times the change of its per capita quantity.
  void tax(DifferentialForm& form, double gross, const Linear& p_gross, double net, const Linear& p_net,
           const Linear& q) const {
    add(form, gross, p_gross + q, q - v_.pop(r_));
    add(form, -net, p_net + q, q - v_.pop(r_));
  }

  // One tax base each; `origin` is 'd' for domestic, 'm' for imported, '*' for both.
  void intermediate_tax(Com c, DifferentialForm& form, char origin = '*') const {
    for (const Act a : f_.act) {
      if (origin != 'm' && f_.fd(c, a, r_))
        tax(form, f_.VDFP(c, a, r_), v_.pfd(c, a, r_), f_.VDFB(c, a, r_), v_.pds(c, r_), v_.qfd(c, a, r_));
      if (origin != 'd' && f_.fm(c, a, r_))
        tax(form, f_.VMFP(c, a, r_), v_.pfm(c, a, r_), f_.VMFB(c, a, r_), v_.pms(c, r_), v_.qfm(c, a, r_));
    }
  }
  void private_tax(Com c, DifferentialForm& form, char origin = '*') const {
    if (origin != 'm' && f_.pd(c, r_))
      tax(form, f_.VDPP(c, r_), v_.ppd(c, r_), f_.VDPB(c, r_), v_.pds(c, r_), v_.qpd(c, r_));
    if (origin != 'd' && f_.pm(c, r_))
      tax(form, f_.VMPP(c, r_), v_.ppm(c, r_), f_.VMPB(c, r_), v_.pms(c, r_), v_.qpm(c, r_));
  }
  void government_tax(Com c, DifferentialForm& form, char origin = '*') const {
    if (origin != 'm' && f_.gd(c, r_))
      tax(form, f_.VDGP(c, r_), v_.pgd(c, r_), f_.VDGB(c, r_), v_.pds(c, r_), v_.qgd(c, r_));
    if (origin != 'd' && f_.gm(c, r_))
      tax(form, f_.VMGP(c, r_), v_.pgm(c, r_), f_.VMGB(c, r_), v_.pms(c, r_), v_.qgm(c, r_));
  }
  void investment_tax(Com c, DifferentialForm& form, char origin = '*') const {
    if (origin != 'm' && f_.id(c, r_))
      tax(form, f_.VDIP(c, r_), v_.pid(c, r_), f_.VDIB(c, r_), v_.pds(c, r_), v_.qid(c, r_));
    if (origin != 'd' && f_.im(c, r_))
      tax(form, f_.VMIP(c, r_), v_.pim(c, r_), f_.VMIB(c, r_), v_.pms(c, r_), v_.qim(c, r_));
  }
  void export_tax(Com c, DifferentialForm& form, char = '*') const {
    for (const Reg d : f_.reg)
      if (f_.xs(c, r_, d))
        tax(form, f_.VFOB(c, r_, d), v_.pfob(c, r_, d), f_.VXSB(c, r_, d), v_.pds(c, r_), v_.qxs(c, r_, d));
  }
  void import_tax(Com c, DifferentialForm& form, char = '*') const {
    for (const Reg s : f_.reg)
      if (f_.xs(c, s, r_))
        tax(form, f_.VMSB(c, s, r_), v_.pmds(c, s, r_), f_.VCIF(c, s, r_), v_.pcif(c, s, r_), v_.qxs(c, s, r_));
  }

  /// GTAP's other name of a tax's total, if it has one.
  static const char* total_name(std::string_view tax) {
    return tax == "prodtax" ? "CNTqor" : tax == "pfacttax" ? "CNTqfer" : tax == "xtax" ? "CNTqxsr" : tax == "mtax" ? "CNTqmsr" : nullptr;
  }

  void allocative() {
    const auto form = [&](const char* tax_name, const auto& fill) {
      auto f = open("CNTalleffr", {region(), tax_name}, "allocative efficiency by tax", true);
      fill(f);
      if (const char* alias = total_name(tax_name)) {
        auto view = open(alias, {region()}, "allocative efficiency by tax", false);
        view.terms = f.terms;
        out_.push_back(std::move(view));
      }
      out_.push_back(std::move(f));
    };
    const auto per_commodity = [&](const char* name, auto member) {
      form(name, [&](DifferentialForm& f) {
        for (const Com c : f_.com) (this->*member)(c, f, '*');
      });
    };
    form("prodtax", [&](DifferentialForm& f) {
      for (const Com c : f_.com)
        for (const Act a : f_.act)
          if (f_.make(c, a, r_))
            tax(f, f_.MAKB(c, a, r_), v_.pca(c, a, r_), f_.MAKS(c, a, r_), v_.ps(c, a, r_), v_.qca(c, a, r_));
    });
    const auto endowment_tax = [&](const char* name, const auto& gross, const auto& p_gross, const auto& net,
                                   const auto& p_net) {
      form(name, [&](DifferentialForm& f) {
        for (const End e : f_.end)
          for (const Act a : f_.act)
            if (f_.fe(e, a, r_)) tax(f, gross(e, a, r_), p_gross(e, a, r_), net(e, a, r_), p_net(e, a, r_), v_.qfe(e, a, r_));
      });
    };
    endowment_tax("pfacttax", f_.EVFP, v_.pfe, f_.EVFB, v_.peb);
    endowment_tax("inctax", f_.EVFB, v_.peb, f_.EVOS, v_.pes);
    per_commodity("inputtax", &RegionForms::intermediate_tax);
    per_commodity("contax", &RegionForms::private_tax);
    per_commodity("invtax", &RegionForms::investment_tax);
    per_commodity("govtax", &RegionForms::government_tax);
    per_commodity("xtax", &RegionForms::export_tax);
    per_commodity("mtax", &RegionForms::import_tax);
  }

  /// The same effects cut differently, under GTAP's names: second views, not further contributions.
  void views() {
    for (const Com c : f_.com) {
      auto form = open("CNTalleffcr", {sets_.comm[c.i], region()}, "allocative efficiency by commodity", false);
      intermediate_tax(c, form);
      private_tax(c, form);
      government_tax(c, form);
      investment_tax(c, form);
      export_tax(c, form);
      import_tax(c, form);
      out_.push_back(std::move(form));
    }
    const auto by_origin = [&](const char* name, auto member) {
      for (const char origin : {'d', 'm'}) {
        out_.push_back(open(name, {region(), origin == 'd' ? "domestic" : "imported"}, "allocation by origin", false));
        for (const Com c : f_.com) (this->*member)(c, out_.back(), origin);
      }
    };
    by_origin("CNTqfr", &RegionForms::intermediate_tax);
    by_origin("CNTqpr", &RegionForms::private_tax);
    by_origin("CNTqgr", &RegionForms::government_tax);
    by_origin("CNTqia", &RegionForms::investment_tax);
  }

  void endowments() {
    auto form = open("CNTendwr", {region()}, "endowments located in the region", true);
    for (const End e : f_.end)
      for (const Act a : f_.act)
        if (f_.fe(e, a, r_))
          add(form, f_.EVOS(e, a, r_), v_.pes(e, a, r_) + v_.qes(e, a, r_), v_.qes(e, a, r_) - v_.pop(r_));
    add(form, -f_.VDEP(r_), v_.pinv(r_) + v_.kb(r_), v_.kb(r_) - v_.pop(r_));
    out_.push_back(std::move(form));
    out_.push_back(open("CNTpop", {region()}, "population", true));
    out_.back().terms.push_back({f_.INCOME(r_), kNone, Linear(v_.yev(r_)).parts, Linear(v_.pop(r_)).parts});
  }

  void technology() {
    const auto form = [&](const char* kind, const auto& fill) {
      auto f = open("CNTtechr", {kind, region()}, "technology by kind", true);
      fill(f);
      out_.push_back(std::move(f));
    };
    form("output", [&](DifferentialForm& f) {
      for (const Act a : f_.act)
        if (v_.qo.has(a, r_)) add(f, f_.VOS(a, r_), v_.po(a, r_) + v_.qo(a, r_), v_.ao(a, r_));
    });
    form("primfac", [&](DifferentialForm& f) {
      for (const End e : f_.end)
        for (const Act a : f_.act)
          if (v_.qfe.has(e, a, r_)) add(f, f_.EVFP(e, a, r_), v_.pfe(e, a, r_) + v_.qfe(e, a, r_), v_.afe(e, a, r_));
    });
    form("v_added", [&](DifferentialForm& f) {
      for (const Act a : f_.act)
        if (v_.qva.has(a, r_)) add(f, f_.VVA(a, r_), v_.pva(a, r_) + v_.qva(a, r_), v_.ava(a, r_));
    });
    form("ininput", [&](DifferentialForm& f) {
      for (const Com c : f_.com)
        for (const Act a : f_.act)
          if (v_.qfa.has(c, a, r_))
            add(f, f_.VFP(c, a, r_), v_.pfa(c, a, r_) + v_.qfa(c, a, r_), v_.afa(c, a, r_) + v_.aint(a, r_));
    });
    form("transp", [&](DifferentialForm& f) {
      for (const Mrg m : f_.mrg)
        for (const Com c : f_.com)
          for (const Reg s : f_.reg)
            if (v_.qtmfsd.has(m, c, s, r_))
              add(f, f_.VTWR(m, c, s, r_), v_.pt(m) + v_.qtmfsd(m, c, s, r_), v_.atmfsd(m, c, s, r_));
    });
    form("import", [&](DifferentialForm& f) {
      for (const Com c : f_.com)
        for (const Reg s : f_.reg)
          if (v_.qxs.has(c, s, r_))
            add(f, f_.VMSB(c, s, r_), v_.pmds(c, s, r_) + v_.qxs(c, s, r_),
                v_.acu.has(c, s, r_) ? v_.ams(c, s, r_) + v_.acu(c, s, r_) : Linear(v_.ams(c, s, r_)));
    });
  }

  void terms_of_trade() {
    const Linear world = v_.pxwwld();
    auto tot = open("CNTtotr", {region()}, "terms of trade", true);
    for (const Com c : f_.com)
      for (const Reg o : f_.reg) {
        if (f_.xs(c, r_, o))
          add(tot, f_.VFOB(c, r_, o), v_.pfob(c, r_, o) + v_.qxs(c, r_, o), v_.pfob(c, r_, o) - world);
        if (f_.xs(c, o, r_))
          add(tot, -f_.VFOB(c, o, r_), v_.pfob(c, o, r_) + v_.qxs(c, o, r_), v_.pfob(c, o, r_) - world);
        for (const Mrg m : f_.mrg)
          if (f_.tw(m, c, o, r_))
            add(tot, -f_.VTWR(m, c, o, r_), v_.pt(m) + v_.qtmfsd(m, c, o, r_), v_.pt(m) - world);
      }
    for (const Mrg m : f_.mrg)
      if (const Com c = f_.commodity(m); v_.qst.has(m, r_))
        add(tot, f_.VST(m, r_), v_.pds(c, r_) + v_.qst(m, r_), v_.pds(c, r_) - world);
    out_.push_back(std::move(tot));
    auto inv = open("CNTpinv", {region()}, "price of investment against price of saving", true);
    add(inv, f_.REGINV(r_), v_.pinv(r_) + v_.qinv(r_), v_.pinv(r_) - world);
    add(inv, -f_.VDEP(r_), v_.pinv(r_) + v_.kb(r_), v_.pinv(r_) - world);
    if (v_.qsave.has(r_)) add(inv, -f_.SAVE(r_), v_.psave(r_) + v_.qsave(r_), v_.psave(r_) - world);
    out_.push_back(std::move(inv));
  }

  /// Change of a flow of income across borders, at world prices and per capita.
  void flow(DifferentialForm& form, double coef, const Linear& value) const {
    add(form, coef, value, value - v_.pop(r_) - Linear(v_.pxwwld()));
  }

  void abroad() {
    auto nfi = open("CNTnfi", {region()}, "net income from capital across borders, transfers", true);
    const auto claim = [&](double sign, Reg o, Reg h) {
      flow(nfi, sign * f_.KOWN(o, h), v_.pko(o, h) + v_.qko(o, h));
      flow(nfi, -sign * f_.depreciation(o, h), v_.pinv(h) + v_.qko(o, h));
    };
    for (const Reg other : f_.reg) {
      if (f_.foreign(other, r_)) claim(-1, other, r_);
      if (f_.foreign(r_, other)) claim(+1, r_, other);
    }
    flow(nfi, f_.TRNS(r_), v_.pfactwld());
    out_.push_back(std::move(nfi));
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
      add(form, sign, unit, v_.fundbud(w));
      add(form, sign, unit, unit - v_.pop(r_) - Linear(v_.pxwwld()), v_.fundbud(w).id);
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
      const Linear exponent = v_.uelasev(r_) + v_.yev(r_) + dp;
      form.terms.push_back({-value, level_ev.id, exponent.parts, Linear(dp).parts});
      form.terms.push_back({value, level.id, exponent.parts, Linear(dp).parts});
    };
    part(priv * uelaspriv, v_.dppriv(r_), v_.lupev(r_), v_.lup(r_));
    part(gov, v_.dpgov(r_), v_.lugev(r_), v_.lug(r_));
    part(save, v_.dpsave(r_), v_.lusev(r_), v_.lus(r_));
    out_.push_back(std::move(form));
  }

  const Context& x_;
  const Flows& f_;
  const Variables& v_;
  const Sets& sets_;
  Reg r_;
  std::vector<DifferentialForm>& out_;
};

}  // namespace

void append_welfare_forms(const Context& x, const Sets& sets, std::vector<DifferentialForm>& out) {
  for (const Reg r : x.f.reg) RegionForms(x, sets, r, out).all();
}

}  // namespace setu
