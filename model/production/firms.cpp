#include "model/frame/nest.hpp"

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
  x.declare_all_exogenous(v.aosec, {"aosec", "output-augmenting technical change in activity a, worldwide", kIndex});
  x.declare_all_exogenous(v.aoreg, {"aoreg", "output-augmenting technical change in region r", kIndex});
  x.declare_exogenous(v.aoall, {"aoall", "output-augmenting technical change in activity a of r", kIndex}, active, one);
  x.declare(v.ao, {"ao", "output-augmenting technical change, total", kIndex}, active, one);
  x.declare_all_exogenous(v.avasec, {"avasec", "value-added-augmenting technical change in activity a, worldwide", kIndex});
  x.declare_all_exogenous(v.avareg, {"avareg", "value-added-augmenting technical change in region r", kIndex});
  const auto va = [&](Act a, Reg r) { return f.VVA(a, r) > 0; };
  x.declare_exogenous(v.avaall, {"avaall", "value-added-augmenting technical change in activity a of r", kIndex}, va, one);
  x.declare(v.ava, {"ava", "value-added-augmenting technical change, total", kIndex}, va, one);
  const auto in = [&](Act a, Reg r) { return f.TINT(a, r) > 0; };
  x.declare_all_exogenous(v.aintsec, {"aintsec", "intermediate-composite-augmenting change in activity a, worldwide", kIndex});
  x.declare_all_exogenous(v.aintreg, {"aintreg", "intermediate-composite-augmenting change in region r", kIndex});
  x.declare_exogenous(v.aintall, {"aintall", "intermediate-composite-augmenting change in activity a of r", kIndex}, in, one);
  x.declare(v.aint, {"aint", "intermediate-composite-augmenting change, total", kIndex}, in, one);
  const auto fa = [&](Com c, Act a, Reg r) { return f.fa(c, a, r); };
  x.declare_all_exogenous(v.afcom, {"afcom", "input-augmenting change of intermediate c, worldwide", kIndex});
  x.declare_all_exogenous(v.afsec, {"afsec", "intermediate-input-augmenting change in activity a, worldwide", kIndex});
  x.declare_all_exogenous(v.afreg, {"afreg", "intermediate-input-augmenting change in region r", kIndex});
  x.declare_exogenous(v.afall, {"afall", "augmenting change of intermediate c in activity a of r", kIndex}, fa, one);
  x.declare(v.afa, {"afa", "augmenting change of intermediate c, total", kIndex}, fa, one);
  const auto fe = [&](End e, Act a, Reg r) { return f.fe(e, a, r); };
  x.declare_all_exogenous(v.afecom, {"afecom", "augmenting change of endowment e, worldwide", kIndex});
  x.declare_all_exogenous(v.afesec, {"afesec", "endowment-augmenting change in activity a, worldwide", kIndex});
  x.declare_all_exogenous(v.afereg, {"afereg", "endowment-augmenting change in region r", kIndex});
  x.declare_exogenous(v.afeall, {"afeall", "augmenting change of endowment e in activity a of r", kIndex}, fe, one);
  x.declare(v.afe, {"afe", "augmenting change of endowment e, total", kIndex}, fe, one);
}

void write_technology(Context& x) {
  const Variables& v = x.v;
  x.define(v.ao, {"E_ao", "1.11", "output-augmenting technical change"},
           [&](Act a, Reg r) { return v.aosec(a) + v.aoreg(r) + v.aoall(a, r); });
  x.define(v.afa, {"E_afa", "1.12", "intermediate-augmenting change"},
           [&](Com c, Act a, Reg r) { return v.afcom(c) + v.afsec(a) + v.afreg(r) + v.afall(c, a, r); });
  x.define(v.ava, {"E_ava", "1.13", "value-added-augmenting change"},
           [&](Act a, Reg r) { return v.avasec(a) + v.avareg(r) + v.avaall(a, r); });
  x.define(v.afe, {"E_afe", "1.14", "endowment-augmenting change"},
           [&](End e, Act a, Reg r) { return v.afecom(e) + v.afesec(a) + v.afereg(r) + v.afeall(e, a, r); });
  x.define(v.aint, {"E_aint", "1.15", "intermediate-composite change"},
           [&](Act a, Reg r) { return v.aintsec(a) + v.aintreg(r) + v.aintall(a, r); });
}

/// Output from value added and intermediates, in effective units.
void write_top_nest(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto value_of = [&x](const F<ActTag, RegTag>& q) { return [&x, &q](Act a, Reg r) { return x.benchmark(q(a, r)); }; };
  const Nest top{.quantity = [&](Act a, Reg r) { return v.qo(a, r) - v.ao(a, r); },
                 .price = [&](Act a, Reg r) { return v.po(a, r) + v.ao(a, r); },
                 .elasticity = f.ESBT,
                 .children = {{{"E_qva", "1.2", "demand for value added"}, v.qva, v.pva, value_of(v.qva), v.ava},
                              {{"E_qint", "1.1", "demand for the intermediate composite"}, v.qint, v.pint, value_of(v.qint), v.aint}}};
  write_demand(x, top, top.children[1]);
  write_demand(x, top, top.children[0]);
  x.determine(v.qo, {"E_qo", "1.3", "zero pure profits; determines output"},
              [&](Act a, Reg r) { return Expression(v.po(a, r) + v.ao(a, r) - v.profitslack(a, r)) - price_index(top, positions(a, r)); });
}

void write_intermediates(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  write(
      x,
      Nest{.index = {"E_pint", "1.5", "price of the intermediate composite"},
           .quantity = v.qint,
           .price = v.pint,
           .elasticity = f.ESBC,
           .children = {
               {{"E_qfa", "1.4", "demand for intermediate c"}, v.qfa, v.pfa, [&](Com c, Act a, Reg r) { return f.VFP(c, a, r); }, v.afa}}});
}

void write_value_added(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  write(x, Nest{.index = {"E_pva", "1.7", "price of value added"},
                .quantity = v.qva,
                .price = v.pva,
                .elasticity = f.ESBV,
                .children = {{{"E_qfe", "1.6", "demand for endowment e"}, v.qfe, v.pfe, f.EVFP, v.afe}}});
}

void write_sourcing(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  write(x, Nest{.index = {"E_pfa", "1.10", "firms' price of composite c"},
                .quantity = v.qfa,
                .price = v.pfa,
                .elasticity = [&](Com c, Act, Reg r) { return f.ESBD(c, r); },
                .children = {{{"E_qfd", "1.8", "firms' demand for domestic c"}, v.qfd, v.pfd, f.VDFP},
                             {{"E_qfm", "1.9", "firms' demand for imported c"}, v.qfm, v.pfm, f.VMFP}}});
  x.define(v.pfd, {"E_pfd", "1.16", "price of domestic c to firms"}, [&](Com c, Act a, Reg r) { return v.pds(c, r) + v.tfd(c, a, r); });
  x.define(v.pfm, {"E_pfm", "1.17", "price of imported c to firms"}, [&](Com c, Act a, Reg r) { return v.pms(c, r) + v.tfm(c, a, r); });
}

void declare_inputs(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto fa = [&](Com c, Act a, Reg r) { return f.fa(c, a, r); };
  const auto fd = [&](Com c, Act a, Reg r) { return f.fd(c, a, r); };
  const auto fm = [&](Com c, Act a, Reg r) { return f.fm(c, a, r); };
  const auto fe = [&](End e, Act a, Reg r) { return f.fe(e, a, r); };
  x.declare(v.qfa, {"qfa", "demand for composite c by activity a", kVolume}, fa, [&](Com c, Act a, Reg r) { return f.VFP(c, a, r); });
  x.declare(v.pfa, {"pfa", "firms' price of composite c", kPrice}, fa, one);
  x.declare(v.qfd, {"qfd", "demand for domestic c by activity a", kVolume}, fd, [&](Com c, Act a, Reg r) { return f.VDFB(c, a, r); });
  x.declare(v.pfd, {"pfd", "firms' price of domestic c", kPrice}, fd, one);
  x.declare_exogenous(v.tfd, {"tfd", "power of the tax on domestic c used by activity a", kPower}, fd,
                      [&](Com c, Act a, Reg r) { return f.VDFP(c, a, r) / f.VDFB(c, a, r); });
  x.declare(v.qfm, {"qfm", "demand for imported c by activity a", kVolume}, fm, [&](Com c, Act a, Reg r) { return f.VMFB(c, a, r); });
  x.declare(v.pfm, {"pfm", "firms' price of imported c", kPrice}, fm, one);
  x.declare_exogenous(v.tfm, {"tfm", "power of the tax on imported c used by activity a", kPower}, fm,
                      [&](Com c, Act a, Reg r) { return f.VMFP(c, a, r) / f.VMFB(c, a, r); });
  x.declare(v.qfe, {"qfe", "demand for endowment e by activity a", kVolume}, fe, [&](End e, Act a, Reg r) { return f.EVFB(e, a, r); });
  x.declare(v.pfe, {"pfe", "firms' price of endowment e", kPrice}, fe, one);
}

}  // namespace

void declare_firms(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto active = [&](Act a, Reg r) { return f.active(a, r); };
  const auto va = [&](Act a, Reg r) { return f.VVA(a, r) > 0; };
  const auto in = [&](Act a, Reg r) { return f.TINT(a, r) > 0; };
  x.declare(v.qo, {"qo", "output of activity a", kVolume}, active, [&](Act a, Reg r) { return f.VOS(a, r); });
  x.declare(v.po, {"po", "unit revenue of activity a, supplier price", kPrice}, active, one);
  x.declare_exogenous(v.profitslack, {"profitslack", "slack in the zero-profit condition", kSlack}, active, one);
  x.declare(v.qva, {"qva", "value added of activity a", kVolume}, va, [&](Act a, Reg r) { return f.VVA(a, r); });
  x.declare(v.pva, {"pva", "price of value added", kPrice}, va, one);
  x.declare(v.qint, {"qint", "intermediate composite of activity a", kVolume}, in, [&](Act a, Reg r) { return f.TINT(a, r); });
  x.declare(v.pint, {"pint", "price of the intermediate composite", kPrice}, in, one);
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
