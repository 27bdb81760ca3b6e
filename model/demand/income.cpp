#include <cmath>

#include "model/frame/variables.hpp"

/// §3 Regional income and §4 its disposition. The regional household receives factor income net of depreciation, all
/// indirect taxes and net income from capital owned abroad, and spends it Cobb-Douglas on private consumption, public
/// consumption and saving, with McDougall's (2003) elasticity of private expenditure to utility.
/// Corong et al. (2017), §3.3–3.4; docs/equations.md §3–4.
namespace setu {

namespace {

/// Net receipts of region r from capital abroad, less what foreign owners earn in r, both net of depreciation, and
/// less/plus the fund's transfers (docs/equations.md, eq. 3.1).
void add_foreign_capital(const Context& x, Reg r, double unit, const Linear& per, Sum& income) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto add = [&](double sign, Reg o, Reg h) {
    income.add(unit * sign * f.KOWN(o, h), v.pko(o, h) + v.qko(o, h) - per);
    income.add(-unit * sign * f.depreciation(o, h), v.pinv(h) + v.qko(o, h) - per);
  };
  for (const Reg other : f.reg) {
    if (f.foreign(other, r)) add(-1, other, r);
    if (f.foreign(r, other)) add(+1, r, other);
  }
}

void add_fund_transfer(const Context& x, Reg r, double unit, const Linear& per, Sum& income) {
  if (!x.options.fund) return;
  const auto& fund = *x.options.fund;
  const auto& names = x.m.system().sets[x.set_reg].elements;
  double sign = 0;
  if (names[r.i] == fund.host) sign += 1 - fund.host_copay;
  if (names[r.i] == fund.owner) sign -= 1 - fund.host_copay;
  for (const Win w : x.win) income.add(unit * sign, x.v.pfactwld() - per, x.v.fundbud(w));
}

/// What public stocks cost, less what they bring (docs/equations.md, eq. 20.4).
void add_stocks(const Context& x, Reg r, double unit, const Linear& per, Sum& income) {
  const Variables& v = x.v;
  for (const Com c : x.f.com)
    if (v.qbuy.has(c, r)) {
      const double supply = unit * x.f.VCB(c, r);
      income.add(-supply, v.pds(c, r) + v.qbuy(c, r) - per).add(supply, v.pds(c, r) + v.qsell(c, r) - per);
    }
}

/// Factor income net of depreciation and foreign claims, times `unit` and over exp(per).
Sum factor_income(const Context& x, Reg r, double unit, const Linear& per) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  Sum income;
  for (const End e : f.end)
    for (const Act a : f.act)
      if (v.qfe.has(e, a, r)) income.add(unit * f.EVFB(e, a, r), v.peb(e, a, r) + v.qfe(e, a, r) - per);
  income.add(-unit * f.VDEP(r), v.pinv(r) + v.kb(r) - per);
  income.add(unit * f.TRNS(r), v.pfactwld() - per);
  add_foreign_capital(x, r, unit, per, income);
  add_fund_transfer(x, r, unit, per, income);
  add_stocks(x, r, unit, per, income);
  return income;
}

/// In units of a power of two, so that the benchmark comes out to the last bit.
void write_factor_income(Context& x) {
  x.define(x.v.fincome, {"E_fincome", "3.1", "factor income net of depreciation and foreign claims"}, [&](Reg r) {
    return InUnitsOf{std::exp2(std::ceil(std::log2(x.f.FY(r)))), plain(factor_income(x, r, 1, Linear()))};
  });
}

/// Written with what net factor income is made of: as a plain number that may be negative, it would be a bad unknown.
void write_regional_income(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.determine(v.y, {"E_y", "3.2", "regional income"}, [&](Reg r) {
    Sum share = factor_income(x, r, 1 / f.INCOME(r), v.y(r));  // (factor income + indirect taxes) / income
    share.add(f.INDTAX(r) / f.INCOME(r), Linear());
    share.add(1, Linear(), v.del_indtaxr(r));
    return Expression(v.incomeslack(r)) + log_ratio(share, 1);
  });
}

void write_disposition(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.define(v.qsave, {"E_qsave", "4.1", "saving"}, [&](Reg r) { return v.y(r) + v.uelas(r) + v.dpsave(r) - v.psave(r); });
  x.define(v.yg, {"E_yg", "4.2", "government expenditure"}, [&](Reg r) { return v.y(r) + v.uelas(r) + v.dpgov(r); });
  x.determine(v.yp, {"E_yp", "4.3", "private expenditure"},
              [&](Reg r) { return v.yp(r) - v.y(r) - v.uelas(r) + v.uepriv(r) - v.dppriv(r); });
  x.define(v.uelas, {"E_uelas", "4.4", "elasticity of cost to utility"}, [&](Reg r) {
    Sum shares;
    shares.add(f.PRIVEXP(r), v.dppriv(r) - v.uepriv(r));
    shares.add(f.GOVEXP(r), v.dpgov(r));
    shares.add(f.SAVE(r), v.dpsave(r));
    return -1.0 * log_mean(shares);
  });
}

}  // namespace

void declare_income(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto all = [](auto...) { return true; };
  x.declare(v.fincome, {"fincome", "factor income net of depreciation and foreign claims", kNetValue}, all, [&](Reg r) { return f.FY(r); });
  x.declare(v.y, {"y", "regional income", kValue}, all, [&](Reg r) { return f.INCOME(r); });
  x.declare_all_exogenous(v.incomeslack, {"incomeslack", "slack in regional income", kSlack});
  x.declare_all(v.uelas, {"uelas", "elasticity of cost of utility to utility", kIndex});
  x.declare(v.yp, {"yp", "private consumption expenditure", kValue}, all, [&](Reg r) { return f.PRIVEXP(r); });
  x.declare(v.yg, {"yg", "government consumption expenditure", kValue}, all, [&](Reg r) { return f.GOVEXP(r); });
  x.declare(
      v.qsave, {"qsave", "net saving, quantity", kVolume}, [&](Reg r) { return f.SAVE(r) != 0; }, [&](Reg r) { return f.SAVE(r); });
  x.declare_all_exogenous(v.dppriv, {"dppriv", "private consumption distribution parameter", kIndex});
  x.declare_all_exogenous(v.dpgov, {"dpgov", "government consumption distribution parameter", kIndex});
  x.declare_all_exogenous(v.dpsave, {"dpsave", "saving distribution parameter", kIndex});
}

void write_income(Context& x) {
  write_factor_income(x);
  write_regional_income(x);
  write_disposition(x);
}

}  // namespace setu
