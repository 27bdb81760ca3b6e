#include "model/frame/variables.hpp"

/// §12 (continued) Equivalent and compensating variation. A shadow household with the same preferences reaches a given
/// utility at given prices: EV uses the new utility at benchmark prices, CV the old utility at new prices.
/// Corong et al. (2017), §3.11; McDougall (2003); docs/equations.md §12.
namespace setu {

namespace {

/// The shadow household: its variables, the utility it reaches and the prices it faces (zero at benchmark prices).
struct Shadow {
  const F<RegTag>&y, &yp, &up, &uepriv, &uelas, &yg, &ysave, &zshr, &lup, &lug, &lus;
  std::array<EquationText, 11> text;
  bool new_prices;
};

class Writer {
 public:
  Writer(Context& x, const Shadow& h) : x_(x), f_(x.f), v_(x.v), h_(h) {}

  void write(const auto& utility) {
    write_spending();
    write_private();
    write_utility(utility);
  }

 private:
  [[nodiscard]] Linear price(Com c, Reg r) const { return h_.new_prices ? Linear(v_.ppa(c, r)) : Linear(); }
  [[nodiscard]] Linear cde(Com c, Reg r) const {
    const Coefficient b = f_.SUBP(c, r);
    return b * f_.INCP(c, r) * h_.up(r) + b * (price(c, r) - h_.yp(r) + v_.pop(r));
  }
  void each(std::size_t text, const F<RegTag>& family, Role role, const auto& visit) {
    auto block = x_.m.equations(h_.text[text], family.block(), role);
    for (const Reg r : f_.reg)
      if (family.has(r)) visit(block, r);
  }

  void write_spending() {
    each(0, h_.uelas, Role::Definition, [&](auto& e, Reg r) {
      Sum shares;
      shares.add(f_.PRIVEXP(r), v_.dppriv(r) - h_.uepriv(r)).add(f_.GOVEXP(r), v_.dpgov(r)).add(f_.SAVE(r), v_.dpsave(r));
      e.define(h_.uelas(r), -1.0 * log_mean(shares));
    });
    each(1, h_.yp, Role::Implicit,
         [&](auto& e, Reg r) { e.implicit(h_.yp(r), h_.yp(r) - h_.y(r) - h_.uelas(r) + h_.uepriv(r) - v_.dppriv(r)); });
    each(2, h_.yg, Role::Definition, [&](auto& e, Reg r) { e.define(h_.yg(r), h_.y(r) + h_.uelas(r) + v_.dpgov(r)); });
    each(3, h_.ysave, Role::Definition, [&](auto& e, Reg r) { e.define(h_.ysave(r), h_.y(r) + h_.uelas(r) + v_.dpsave(r)); });
  }

  void write_private() {
    each(4, h_.up, Role::Implicit, [&](auto& e, Reg r) {
      Sum sum;
      for (const Com c : f_.com)
        if (v_.qpa.has(c, r)) sum.add(f_.VPP(c, r) / f_.SUBP(c, r), cde(c, r));
      e.implicit(h_.up(r), log_mean(sum));
    });
    each(5, h_.zshr, Role::Definition, [&](auto& e, Reg r) {
      Sum sum;
      for (const Com c : f_.com)
        if (v_.qpa.has(c, r)) sum.add(f_.VPP(c, r), cde(c, r));
      e.define(h_.zshr(r), log_mean(sum));
    });
    each(6, h_.uepriv, Role::Definition, [&](auto& e, Reg r) {
      Sum sum;  // Σ share·INCP: the shares are exp(cde − zshr)
      for (const Com c : f_.com)
        if (v_.qpa.has(c, r)) sum.add(f_.VPP(c, r) * f_.INCP(c, r), cde(c, r) - h_.zshr(r));
      e.define(h_.uepriv(r), log_mean(sum));
    });
  }

  void write_utility(const auto& utility) {
    const auto pgov = [&](Reg r) { return h_.new_prices ? Linear(v_.pgov(r)) : Linear(); };
    const auto psave = [&](Reg r) { return h_.new_prices ? Linear(v_.psave(r)) : Linear(); };
    each(7, h_.lup, Role::Definition, [&](auto& e, Reg r) { e.define(h_.lup(r), Linear(h_.up(r))); });
    each(8, h_.lug, Role::Definition, [&](auto& e, Reg r) { e.define(h_.lug(r), h_.yg(r) - pgov(r) - v_.pop(r)); });
    each(9, h_.lus, Role::Definition, [&](auto& e, Reg r) { e.define(h_.lus(r), h_.ysave(r) - psave(r) - v_.pop(r)); });
    each(10, h_.y, Role::Implicit,
         [&](auto& e, Reg r) { e.implicit(h_.y(r), utility(r) - distribution_weighted(x_, r, h_.lup(r), h_.lug(r), h_.lus(r))); });
  }

  Context& x_;
  const Flows& f_;
  const Variables& v_;
  const Shadow& h_;
};

void declare_shadow(Context& x, const char* const (&names)[11], const char* what, double degree, F<RegTag>* (&&out)[11]) {
  static const char* const labels[11] = {"regional income",
                                         "private expenditure",
                                         "private utility",
                                         "elasticity of private expenditure to utility",
                                         "elasticity of cost to utility",
                                         "government expenditure",
                                         "saving",
                                         "denominator of CDE shares",
                                         "log private utility",
                                         "log public utility",
                                         "log utility of saving"};
  const std::array<double, 11> nominal{degree, degree, 0, 0, 0, degree, degree, 0, 0, 0, 0};
  for (std::size_t i = 0; i < 11; ++i) {
    const std::string label = std::string(labels[i]) + ", for " + what;
    if (i < 8) x.declare_all(*out[i], {names[i], label.c_str(), nominal[i]});
    else x.declare_all(*out[i], {names[i], label.c_str(), 0, Unit::Level}, 0);
  }
}

std::array<EquationText, 11> texts(const char* const (&names)[11], const char* number) {
  static const char* const labels[11] = {"elasticity of cost to utility",
                                         "private expenditure",
                                         "government expenditure",
                                         "saving",
                                         "CDE expenditure function",
                                         "denominator of CDE shares",
                                         "elasticity of private expenditure",
                                         "log private utility",
                                         "log public utility",
                                         "log utility of saving",
                                         "income that reaches the utility"};
  std::array<EquationText, 11> result{};
  for (std::size_t i = 0; i < 11; ++i) result[i] = {names[i], number, labels[i]};
  return result;
}

}  // namespace

void declare_welfare(Context& x) {
  Variables& v = x.v;
  declare_shadow(x, {"yev", "ypev", "upev", "ueprivev", "uelasev", "ygev", "ysaveev", "zshrev", "lupev", "lugev", "lusev"}, "EV", 0,
                 {&v.yev, &v.ypev, &v.upev, &v.ueprivev, &v.uelasev, &v.ygev, &v.ysaveev, &v.zshrev, &v.lupev, &v.lugev, &v.lusev});
  declare_shadow(x, {"ycv", "ypcv", "upcv", "ueprivcv", "uelascv", "ygcv", "ysavecv", "zshrcv", "lupcv", "lugcv", "luscv"}, "CV", 1,
                 {&v.ycv, &v.ypcv, &v.upcv, &v.ueprivcv, &v.uelascv, &v.ygcv, &v.ysavecv, &v.zshrcv, &v.lupcv, &v.lugcv, &v.luscv});
  x.declare_all(v.EV, {"EV", "equivalent variation, US$ million at benchmark prices", 0, Unit::Level}, 0);
  x.declare_all(v.CV, {"CV", "compensating variation, US$ million at new prices", 1, Unit::Level}, 0);
  x.declare_all(v.WEV, {"WEV", "world equivalent variation, US$ million", 0, Unit::Level}, 0);
}

void write_welfare(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const Shadow ev{
      v.yev,
      v.ypev,
      v.upev,
      v.ueprivev,
      v.uelasev,
      v.ygev,
      v.ysaveev,
      v.zshrev,
      v.lupev,
      v.lugev,
      v.lusev,
      texts({"E_uelasev", "E_ypev", "E_ygev", "E_ysaveev", "E_upev", "E_zshrev", "E_ueprivev", "E_lupev", "E_lugev", "E_lusev", "E_yev"},
            "12.21"),
      false};
  Writer(x, ev).write([&](Reg r) { return Expression(v.u(r) - v.au(r)); });
  const Shadow cv{
      v.ycv,
      v.ypcv,
      v.upcv,
      v.ueprivcv,
      v.uelascv,
      v.ygcv,
      v.ysavecv,
      v.zshrcv,
      v.lupcv,
      v.lugcv,
      v.luscv,
      texts({"E_uelascv", "E_ypcv", "E_ygcv", "E_ysavecv", "E_upcv", "E_zshrcv", "E_ueprivcv", "E_lupcv", "E_lugcv", "E_luscv", "E_ycv"},
            "12.22"),
      true};
  Writer(x, cv).write([&](Reg r) { return -1.0 * Expression(v.au(r)); });
  auto e = x.m.equations({"E_EV", "12.23", "equivalent variation"}, v.EV.block(), Role::Definition);
  for (const Reg r : f.reg) e.define(v.EV(r), plain(Sum().add(f.INCOME(r), v.yev(r))) - Expression(f.INCOME(r)), 1 / f.INCOME(r));
  auto c = x.m.equations({"E_CV", "12.24", "compensating variation"}, v.CV.block(), Role::Definition);
  for (const Reg r : f.reg) c.define(v.CV(r), plain(Sum().add(f.INCOME(r), v.y(r)).add(-f.INCOME(r), v.ycv(r))), 1 / f.INCOME(r));
  auto w = x.m.equations({"E_WEV", "12.23", "world equivalent variation"}, v.WEV.block(), Role::Definition);
  Linear world;
  double income = 0;
  for (const Reg r : f.reg) {
    world += v.EV(r);
    income += f.INCOME(r);
  }
  w.define(v.WEV(), world, 1 / income);
}

}  // namespace setu
