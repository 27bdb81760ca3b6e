#include <algorithm>
#include <cmath>

#include "context.hpp"
#include "setu/base/error.hpp"
#include "setu/model/database/faults.hpp"

namespace setu {

namespace {

Index position(const std::vector<std::string>& set, const std::string& name) {
  const auto it = std::find(set.begin(), set.end(), name);
  return it == set.end() ? kNone : static_cast<Index>(it - set.begin());
}

bool contains(const std::vector<std::string>& set, const std::string& name) { return position(set, name) != kNone; }

EndowmentKind kind_of(const Sets& sets, const std::string& name) {
  const int found = contains(sets.endm, name) + contains(sets.ends, name) + contains(sets.endf, name);
  if (found != 1)
    throw InputError("endowment '" + name +
                     "' must be in exactly one of the sets ENDM (mobile), ENDS (sluggish) and "
                     "ENDF (fixed by activity), but it is in " +
                     std::to_string(found));
  if (contains(sets.endm, name)) return EndowmentKind::Mobile;
  return contains(sets.ends, name) ? EndowmentKind::Sluggish : EndowmentKind::Fixed;
}

}  // namespace

Flows::Flows(const Database& db, ModelParameters* recorded)
    : database(db),
      VDFB(db["VDFB"]),
      VDFP(db["VDFP"]),
      VMFB(db["VMFB"]),
      VMFP(db["VMFP"]),
      MAKS(db["MAKS"]),
      MAKB(db["MAKB"]),
      VDPB(db["VDPB"]),
      VDPP(db["VDPP"]),
      VMPB(db["VMPB"]),
      VMPP(db["VMPP"]),
      VDGB(db["VDGB"]),
      VDGP(db["VDGP"]),
      VMGB(db["VMGB"]),
      VMGP(db["VMGP"]),
      VDIB(db["VDIB"]),
      VDIP(db["VDIP"]),
      VMIB(db["VMIB"]),
      VMIP(db["VMIP"]),
      EVFB(db["EVFB"]),
      EVFP(db["EVFP"]),
      EVOS(db["EVOS"]),
      VXSB(db["VXSB"]),
      VFOB(db["VFOB"]),
      VCIF(db["VCIF"]),
      VMSB(db["VMSB"]),
      VST(db["VST"]),
      VTWR(db["VTWR"]),
      SAVE(db["SAVE"]),
      VDEP(db["VDEP"]),
      VKB(db["VKB"]),
      POP(db["POP"]),
      DPSM(db["DPSM"]),
      TRNS(db["TRNS"]),
      PRFU(db["PRFU"]),
      PRFR(db["PRFR"]),
      MFNR(db["MFNR"]),
      PRFC(db["PRFC"]),
      NTMM(db["NTMM"]),
      NTMX(db["NTMX"]),
      VKOS(db["VKOS"]),
      ESBT(db, "ESBT", recorded),
      ESBC(db, "ESBC", recorded),
      ESBV(db, "ESBV", recorded),
      ETRQ(db, "ETRQ", recorded),
      ESBD(db, "ESBD", recorded),
      ESBM(db, "ESBM", recorded),
      ESBQ(db, "ESBQ", recorded),
      INCP(db, "INCP", recorded),
      SUBP(db, "SUBP", recorded),
      ESBG(db, "ESBG", recorded),
      ESBI(db, "ESBI", recorded),
      RFLX(db, "RFLX", recorded),
      ESBS(db, "ESBS", recorded),
      ETRE(db, "ETRE", recorded),
      ESKO(db, "ESKO", recorded, kDefaultOwnerSubstitution),
      ETKO(db, "ETKO", recorded, kDefaultOwnerTransformation),
      vdko_(db["VDKO"]),
      has_vdko(db.has("VDKO")) {
  read_sets(db.sets());
  RDLT = db["RDLT"]();
  compute_totals(db);
  compute_income();
}

void Flows::read_sets(const Sets& s) {
  com.n = static_cast<Index>(s.comm.size());
  act.n = static_cast<Index>(s.acts.size());
  reg.n = static_cast<Index>(s.reg.size());
  end.n = static_cast<Index>(s.endw.size());
  mrg.n = static_cast<Index>(s.marg.size());
  com_margin.assign(s.comm.size(), kNone);
  for (const auto& name : s.marg) {
    margin_com.push_back(position(s.comm, name));
    if (margin_com.back() == kNone) throw InputError("margin '" + name + "' of MARG is not a commodity of COMM");
    com_margin[margin_com.back()] = static_cast<Index>(margin_com.size()) - 1;
  }
  for (const auto& name : s.endw) {
    type.push_back(kind_of(s, name));
    capital.push_back(contains(s.endc, name));
  }
  if (std::count(capital.begin(), capital.end(), true) == 1)
    capital_end = static_cast<Index>(std::find(capital.begin(), capital.end(), true) - capital.begin());
  if (capital_end != kNone && type[capital_end] != EndowmentKind::Mobile) capital_end = kNone;
}

Array& Flows::total(std::vector<std::size_t> dims) {
  totals_.push_back(std::make_unique<Array>(std::vector<std::string>(dims.size()), std::move(dims)));
  return *totals_.back();
}

bool Flows::prefers(Com c, Reg s, Reg d) const { return xs(c, s, d) && (PRFU(c, s, d) > 0 || MFNR(c, s, d) > PRFR(c, s, d)); }

double Flows::kos(Reg o, Act a, Reg h) const {
  if (o.i != h.i) return VKOS(o, a, h);
  double rest = EVOS({capital_end}, a, h);
  for (const Reg f : reg)
    if (f.i != h.i) rest -= VKOS(f, a, h);
  return std::max(0.0, rest);
}

bool Flows::shared(Act a, Reg h) const {
  for (const Reg o : reg)
    if (o.i != h.i && VKOS(o, a, h) > 0) return true;
  return false;
}

void Flows::compute_totals(const Database& db) {
  const std::size_t C = com.n, A = act.n, R = reg.n, E = end.n;
  Array &vos = total({A, R}), &vva = total({A, R}), &tint = total({A, R}), &vcb = total({C, R}), &vdb = total({C, R}), &vmb = total({C, R}),
        &ves = total({E, R}), &kown = total({R, R});
  for (const End e : end)  // regions innermost, as the arrays lie
    for (const Act a : act)
      for (const Reg r : reg) {
        vva(a.i, r.i) += EVFP(e, a, r);
        ves(e.i, r.i) += EVOS(e, a, r);
      }
  for (const Com c : com)
    for (const Act a : act)
      for (const Reg r : reg) {
        tint(a.i, r.i) += VFP(c, a, r);
        vdb(c.i, r.i) += VDFB(c, a, r);
        vmb(c.i, r.i) += VMFB(c, a, r);
        vcb(c.i, r.i) += MAKB(c, a, r);
      }
  for (const Act a : act)
    for (const Reg r : reg) vos(a.i, r.i) = vva(a.i, r.i) + tint(a.i, r.i);
  for (const Com c : com)
    for (const Reg r : reg) {
      vdb(c.i, r.i) += VDPB(c, r) + VDGB(c, r) + VDIB(c, r);
      vmb(c.i, r.i) += VMPB(c, r) + VMGB(c, r) + VMIB(c, r);
    }
  VOS = Flow<ActTag, RegTag>(vos);
  VVA = Flow<ActTag, RegTag>(vva);
  TINT = Flow<ActTag, RegTag>(tint);
  VCB = Flow<ComTag, RegTag>(vcb);
  VDB = Flow<ComTag, RegTag>(vdb);
  VMB = Flow<ComTag, RegTag>(vmb);
  VES = Flow<EndTag, RegTag>(ves);
  KOWN = Flow<RegTag, RegTag>(kown);
  if (const auto fault = capital_fault(db); !fault.empty()) throw InputError("the database has " + fault);
  if (capital_end == kNone) return;
  for (const Reg h : reg)
    for (const Reg o : reg)
      for (const Act a : act)
        if (o.i == h.i || VKOS(o, a, h) > 0) kown(o.i, h.i) += kos(o, a, h);
}

void Flows::compute_income() {
  const std::size_t R = reg.n;
  Array &priv = total({R}), &gov = total({R}), &inv = total({R}), &income = total({R}), &fy = total({R}), &tax = total({R}),
        &cap = total({R}), &gdp = total({R}), &endw = total({R});
  GROSSCAP = Flow<RegTag>(cap);
  REGINV = Flow<RegTag>(inv);
  for (const Com c : com)
    for (const Reg r : reg) {
      priv(r.i) += VPP(c, r);
      gov(r.i) += VGP(c, r);
      inv(r.i) += VIP(c, r);
      tax(r.i) += VPP(c, r) - VDPB(c, r) - VMPB(c, r) + VGP(c, r) - VDGB(c, r) - VMGB(c, r) + VIP(c, r) - VDIB(c, r) - VMIB(c, r);
      for (const Act a : act) tax(r.i) += VFP(c, a, r) - VDFB(c, a, r) - VMFB(c, a, r) + MAKB(c, a, r) - MAKS(c, a, r);
      for (const Reg s : reg) {
        tax(r.i) += VMSB(c, s, r) - VCIF(c, s, r) + VFOB(c, r, s) - VXSB(c, r, s);
        gdp(r.i) += VFOB(c, r, s) - VCIF(c, s, r);
      }
    }
  for (const Reg r : reg) {
    for (const Mrg m : mrg) gdp(r.i) += VST(m, r);
    for (const End e : end)
      for (const Act a : act) {
        endw(r.i) += EVFB(e, a, r);
        tax(r.i) += EVFP(e, a, r) - EVFB(e, a, r);
        if (capital[e.i]) cap(r.i) += EVOS(e, a, r);
      }
    gdp(r.i) += priv(r.i) + gov(r.i) + inv(r.i);
    income(r.i) = priv(r.i) + gov(r.i) + SAVE(r);
    GLOBINV += inv(r.i) - VDEP(r);
  }
  for (const Reg r : reg) {
    fy(r.i) = endw(r.i) - VDEP(r) + TRNS(r);
    for (const Reg f : reg) {
      if (foreign(f, r)) fy(r.i) -= KOWN(f, r) - depreciation(f, r);
      if (foreign(r, f)) fy(r.i) += KOWN(r, f) - depreciation(r, f);
    }
  }
  PRIVEXP = Flow<RegTag>(priv);
  GOVEXP = Flow<RegTag>(gov);
  INCOME = Flow<RegTag>(income);
  FY = Flow<RegTag>(fy);
  INDTAX = Flow<RegTag>(tax);
  GDP = Flow<RegTag>(gdp);
  VENDW = Flow<RegTag>(endw);
}

}  // namespace setu
