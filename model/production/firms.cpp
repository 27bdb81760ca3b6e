#include "model/frame/variables.hpp"

/// §1 Firms. An activity combines value added and intermediates (CES, ESBT); value added is a CES of endowments (ESBV),
/// intermediates a CES of commodities (ESBC), each commodity a CES of domestic and imported (ESBD) chosen by the firm.
/// Corong et al. (2017), §3.1; docs/equations.md §1.
namespace setu {

namespace {

void declare_technology(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto active = [&](Act a, Reg r) { return f.active(a, r); };
  const auto one = [](auto...) { return 1.0; };
  x.declare_all_exogenous(v.aosec, {"aosec", "output-augmenting technical change in activity a, worldwide"});
  x.declare_all_exogenous(v.aoreg, {"aoreg", "output-augmenting technical change in region r"});
  x.declare_exogenous(v.aoall, {"aoall", "output-augmenting technical change in activity a of r"}, active, one);
  x.declare(v.ao, {"ao", "output-augmenting technical change, total"}, active, one);
  x.declare_all_exogenous(v.avasec, {"avasec", "value-added-augmenting technical change in activity a, worldwide"});
  x.declare_all_exogenous(v.avareg, {"avareg", "value-added-augmenting technical change in region r"});
  const auto va = [&](Act a, Reg r) { return f.VVA(a, r) > 0; };
  x.declare_exogenous(v.avaall, {"avaall", "value-added-augmenting technical change in activity a of r"}, va, one);
  x.declare(v.ava, {"ava", "value-added-augmenting technical change, total"}, va, one);
  const auto in = [&](Act a, Reg r) { return f.TINT(a, r) > 0; };
  x.declare_all_exogenous(v.aintsec, {"aintsec", "intermediate-composite-augmenting change in activity a, worldwide"});
  x.declare_all_exogenous(v.aintreg, {"aintreg", "intermediate-composite-augmenting change in region r"});
  x.declare_exogenous(v.aintall, {"aintall", "intermediate-composite-augmenting change in activity a of r"}, in, one);
  x.declare(v.aint, {"aint", "intermediate-composite-augmenting change, total"}, in, one);
  const auto fa = [&](Com c, Act a, Reg r) { return f.fa(c, a, r); };
  x.declare_all_exogenous(v.afcom, {"afcom", "input-augmenting change of intermediate c, worldwide"});
  x.declare_all_exogenous(v.afsec, {"afsec", "intermediate-input-augmenting change in activity a, worldwide"});
  x.declare_all_exogenous(v.afreg, {"afreg", "intermediate-input-augmenting change in region r"});
  x.declare_exogenous(v.afall, {"afall", "augmenting change of intermediate c in activity a of r"}, fa, one);
  x.declare(v.afa, {"afa", "augmenting change of intermediate c, total"}, fa, one);
  const auto fe = [&](End e, Act a, Reg r) { return f.fe(e, a, r); };
  x.declare_all_exogenous(v.afecom, {"afecom", "augmenting change of endowment e, worldwide"});
  x.declare_all_exogenous(v.afesec, {"afesec", "endowment-augmenting change in activity a, worldwide"});
  x.declare_all_exogenous(v.afereg, {"afereg", "endowment-augmenting change in region r"});
  x.declare_exogenous(v.afeall, {"afeall", "augmenting change of endowment e in activity a of r"}, fe, one);
  x.declare(v.afe, {"afe", "augmenting change of endowment e, total"}, fe, one);
}

void write_technology(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto ao = x.m.equations({"E_ao", "1.11", "output-augmenting technical change"}, v.ao.block(), Role::Definition);
  for (const Act a : f.act)
    for (const Reg r : f.reg)
      if (v.ao.has(a, r)) ao.define(v.ao(a, r), v.aosec(a) + v.aoreg(r) + v.aoall(a, r));
  auto afa = x.m.equations({"E_afa", "1.12", "intermediate-augmenting change"}, v.afa.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Act a : f.act)
      for (const Reg r : f.reg)
        if (v.afa.has(c, a, r)) afa.define(v.afa(c, a, r), v.afcom(c) + v.afsec(a) + v.afreg(r) + v.afall(c, a, r));
  auto ava = x.m.equations({"E_ava", "1.13", "value-added-augmenting change"}, v.ava.block(), Role::Definition);
  for (const Act a : f.act)
    for (const Reg r : f.reg)
      if (v.ava.has(a, r)) ava.define(v.ava(a, r), v.avasec(a) + v.avareg(r) + v.avaall(a, r));
  auto afe = x.m.equations({"E_afe", "1.14", "endowment-augmenting change"}, v.afe.block(), Role::Definition);
  for (const End e : f.end)
    for (const Act a : f.act)
      for (const Reg r : f.reg)
        if (v.afe.has(e, a, r)) afe.define(v.afe(e, a, r), v.afecom(e) + v.afesec(a) + v.afereg(r) + v.afeall(e, a, r));
  auto aint = x.m.equations({"E_aint", "1.15", "intermediate-composite change"}, v.aint.block(), Role::Definition);
  for (const Act a : f.act)
    for (const Reg r : f.reg)
      if (v.aint.has(a, r)) aint.define(v.aint(a, r), v.aintsec(a) + v.aintreg(r) + v.aintall(a, r));
}

/// Cost of activity a per unit: CES of the value-added and intermediate composites in effective units.
Expression unit_cost(const Context& x, Act a, Reg r) {
  const Variables& v = x.v;
  Sum cost;
  if (v.pva.has(a, r)) cost.add(x.f.VVA(a, r), v.pva(a, r) - v.ava(a, r));
  if (v.pint.has(a, r)) cost.add(x.f.TINT(a, r), v.pint(a, r) - v.aint(a, r));
  return ces_price(x.f.ESBT(a, r), cost);
}

void write_top_nest(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto demand = [&](Var a_input, Var p_input, Act a, Reg r) {
    const Linear unit = v.po(a, r) + v.ao(a, r);
    return v.qo(a, r) - v.ao(a, r) - a_input - f.ESBT(a, r) * (p_input - a_input - unit);
  };
  auto qint = x.m.equations({"E_qint", "1.1", "demand for the intermediate composite"}, v.qint.block(), Role::Definition);
  for (const Act a : f.act)
    for (const Reg r : f.reg)
      if (v.qint.has(a, r)) qint.define(v.qint(a, r), demand(v.aint(a, r), v.pint(a, r), a, r));
  auto qva = x.m.equations({"E_qva", "1.2", "demand for value added"}, v.qva.block(), Role::Definition);
  for (const Act a : f.act)
    for (const Reg r : f.reg)
      if (v.qva.has(a, r)) qva.define(v.qva(a, r), demand(v.ava(a, r), v.pva(a, r), a, r));
  auto qo = x.m.equations({"E_qo", "1.3", "zero pure profits; determines output"}, v.qo.block(), Role::Implicit);
  for (const Act a : f.act)
    for (const Reg r : f.reg)
      if (v.qo.has(a, r)) qo.implicit(v.qo(a, r), Expression(v.po(a, r) + v.ao(a, r) - v.profitslack(a, r)) - unit_cost(x, a, r));
}

void write_intermediates(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto qfa = x.m.equations({"E_qfa", "1.4", "demand for intermediate c"}, v.qfa.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Act a : f.act)
      for (const Reg r : f.reg)
        if (v.qfa.has(c, a, r))
          qfa.define(v.qfa(c, a, r), v.qint(a, r) - v.afa(c, a, r) - f.ESBC(a, r) * (v.pfa(c, a, r) - v.afa(c, a, r) - v.pint(a, r)));
  auto pint = x.m.equations({"E_pint", "1.5", "price of the intermediate composite"}, v.pint.block(), Role::Definition);
  for (const Act a : f.act)
    for (const Reg r : f.reg) {
      if (!v.pint.has(a, r)) continue;
      Sum cost;
      for (const Com c : f.com)
        if (v.pfa.has(c, a, r)) cost.add(f.VFP(c, a, r), v.pfa(c, a, r) - v.afa(c, a, r));
      pint.define(v.pint(a, r), ces_price(f.ESBC(a, r), cost));
    }
}

void write_value_added(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto qfe = x.m.equations({"E_qfe", "1.6", "demand for endowment e"}, v.qfe.block(), Role::Definition);
  for (const End e : f.end)
    for (const Act a : f.act)
      for (const Reg r : f.reg)
        if (v.qfe.has(e, a, r))
          qfe.define(v.qfe(e, a, r), v.qva(a, r) - v.afe(e, a, r) - f.ESBV(a, r) * (v.pfe(e, a, r) - v.afe(e, a, r) - v.pva(a, r)));
  auto pva = x.m.equations({"E_pva", "1.7", "price of value added"}, v.pva.block(), Role::Definition);
  for (const Act a : f.act)
    for (const Reg r : f.reg) {
      if (!v.pva.has(a, r)) continue;
      Sum cost;
      for (const End e : f.end)
        if (v.pfe.has(e, a, r)) cost.add(f.EVFP(e, a, r), v.pfe(e, a, r) - v.afe(e, a, r));
      pva.define(v.pva(a, r), ces_price(f.ESBV(a, r), cost));
    }
}

void write_sourcing(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto each = [&](const auto& visit) {
    for (const Com c : f.com)
      for (const Act a : f.act)
        for (const Reg r : f.reg) visit(c, a, r);
  };
  auto qfd = x.m.equations({"E_qfd", "1.8", "firms' demand for domestic c"}, v.qfd.block(), Role::Definition);
  each([&](Com c, Act a, Reg r) {
    if (v.qfd.has(c, a, r)) qfd.define(v.qfd(c, a, r), v.qfa(c, a, r) - f.ESBD(c, r) * (v.pfd(c, a, r) - v.pfa(c, a, r)));
  });
  auto qfm = x.m.equations({"E_qfm", "1.9", "firms' demand for imported c"}, v.qfm.block(), Role::Definition);
  each([&](Com c, Act a, Reg r) {
    if (v.qfm.has(c, a, r)) qfm.define(v.qfm(c, a, r), v.qfa(c, a, r) - f.ESBD(c, r) * (v.pfm(c, a, r) - v.pfa(c, a, r)));
  });
  auto pfa = x.m.equations({"E_pfa", "1.10", "firms' price of composite c"}, v.pfa.block(), Role::Definition);
  each([&](Com c, Act a, Reg r) {
    if (!v.pfa.has(c, a, r)) return;
    Sum cost;
    if (v.pfd.has(c, a, r)) cost.add(f.VDFP(c, a, r), v.pfd(c, a, r));
    if (v.pfm.has(c, a, r)) cost.add(f.VMFP(c, a, r), v.pfm(c, a, r));
    pfa.define(v.pfa(c, a, r), ces_price(f.ESBD(c, r), cost));
  });
  auto pfd = x.m.equations({"E_pfd", "1.16", "price of domestic c to firms"}, v.pfd.block(), Role::Definition);
  each([&](Com c, Act a, Reg r) {
    if (v.pfd.has(c, a, r)) pfd.define(v.pfd(c, a, r), v.pds(c, r) + v.tfd(c, a, r));
  });
  auto pfm = x.m.equations({"E_pfm", "1.17", "price of imported c to firms"}, v.pfm.block(), Role::Definition);
  each([&](Com c, Act a, Reg r) {
    if (v.pfm.has(c, a, r)) pfm.define(v.pfm(c, a, r), v.pms(c, r) + v.tfm(c, a, r));
  });
}

void declare_inputs(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto fa = [&](Com c, Act a, Reg r) { return f.fa(c, a, r); };
  const auto fd = [&](Com c, Act a, Reg r) { return f.fd(c, a, r); };
  const auto fm = [&](Com c, Act a, Reg r) { return f.fm(c, a, r); };
  const auto fe = [&](End e, Act a, Reg r) { return f.fe(e, a, r); };
  x.declare(v.qfa, {"qfa", "demand for composite c by activity a"}, fa, [&](Com c, Act a, Reg r) { return f.VFP(c, a, r); });
  x.declare(v.pfa, {"pfa", "firms' price of composite c", 1}, fa, one);
  x.declare(v.qfd, {"qfd", "demand for domestic c by activity a"}, fd, [&](Com c, Act a, Reg r) { return f.VDFB(c, a, r); });
  x.declare(v.pfd, {"pfd", "firms' price of domestic c", 1}, fd, one);
  x.declare_exogenous(v.tfd, {"tfd", "power of the tax on domestic c used by activity a"}, fd,
                      [&](Com c, Act a, Reg r) { return f.VDFP(c, a, r) / f.VDFB(c, a, r); });
  x.declare(v.qfm, {"qfm", "demand for imported c by activity a"}, fm, [&](Com c, Act a, Reg r) { return f.VMFB(c, a, r); });
  x.declare(v.pfm, {"pfm", "firms' price of imported c", 1}, fm, one);
  x.declare_exogenous(v.tfm, {"tfm", "power of the tax on imported c used by activity a"}, fm,
                      [&](Com c, Act a, Reg r) { return f.VMFP(c, a, r) / f.VMFB(c, a, r); });
  x.declare(v.qfe, {"qfe", "demand for endowment e by activity a"}, fe, [&](End e, Act a, Reg r) { return f.EVFB(e, a, r); });
  x.declare(v.pfe, {"pfe", "firms' price of endowment e", 1}, fe, one);
}

}  // namespace

void declare_firms(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto active = [&](Act a, Reg r) { return f.active(a, r); };
  const auto va = [&](Act a, Reg r) { return f.VVA(a, r) > 0; };
  const auto in = [&](Act a, Reg r) { return f.TINT(a, r) > 0; };
  x.declare(v.qo, {"qo", "output of activity a"}, active, [&](Act a, Reg r) { return f.VOS(a, r); });
  x.declare(v.po, {"po", "unit revenue of activity a, supplier price", 1}, active, one);
  x.declare_exogenous(v.profitslack, {"profitslack", "slack in the zero-profit condition"}, active, one);
  x.declare(v.qva, {"qva", "value added of activity a"}, va, [&](Act a, Reg r) { return f.VVA(a, r); });
  x.declare(v.pva, {"pva", "price of value added", 1}, va, one);
  x.declare(v.qint, {"qint", "intermediate composite of activity a"}, in, [&](Act a, Reg r) { return f.TINT(a, r); });
  x.declare(v.pint, {"pint", "price of the intermediate composite", 1}, in, one);
  declare_inputs(x);
  declare_technology(x);
}

void write_firms(Context& x) {
  write_top_nest(x);
  write_intermediates(x);
  write_value_added(x);
  write_sourcing(x);
  write_technology(x);
}

}  // namespace setu
