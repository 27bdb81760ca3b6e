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

  void write_spending() {
    x_.define(h_.uelas, h_.text[0], [&](Reg r) {
      Sum shares;
      shares.add(f_.PRIVEXP(r), v_.dppriv(r) - h_.uepriv(r)).add(f_.GOVEXP(r), v_.dpgov(r)).add(f_.SAVE(r), v_.dpsave(r));
      return -1.0 * log_mean(shares);
    });
    x_.determine(h_.yp, h_.text[1], [&](Reg r) { return h_.yp(r) - h_.y(r) - h_.uelas(r) + h_.uepriv(r) - v_.dppriv(r); });
    x_.define(h_.yg, h_.text[2], [&](Reg r) { return h_.y(r) + h_.uelas(r) + v_.dpgov(r); });
    x_.define(h_.ysave, h_.text[3], [&](Reg r) { return h_.y(r) + h_.uelas(r) + v_.dpsave(r); });
  }

  void write_private() {
    x_.determine(h_.up, h_.text[4], [&](Reg r) {
      Sum sum;
      for (const Com c : f_.com)
        if (v_.qpa.has(c, r)) sum.add(f_.VPP(c, r) / f_.SUBP(c, r), cde(c, r));
      return log_mean(sum);
    });
    x_.define(h_.zshr, h_.text[5], [&](Reg r) {
      Sum sum;
      for (const Com c : f_.com)
        if (v_.qpa.has(c, r)) sum.add(f_.VPP(c, r), cde(c, r));
      return log_mean(sum);
    });
    x_.define(h_.uepriv, h_.text[6], [&](Reg r) {
      Sum sum;  // Σ share·INCP: the shares are exp(cde − zshr)
      for (const Com c : f_.com)
        if (v_.qpa.has(c, r)) sum.add(f_.VPP(c, r) * f_.INCP(c, r), cde(c, r) - h_.zshr(r));
      return log_mean(sum);
    });
  }

  void write_utility(const auto& utility) {
    const auto pgov = [&](Reg r) { return h_.new_prices ? Linear(v_.pgov(r)) : Linear(); };
    const auto psave = [&](Reg r) { return h_.new_prices ? Linear(v_.psave(r)) : Linear(); };
    x_.define(h_.lup, h_.text[7], [&](Reg r) { return h_.up(r); });
    x_.define(h_.lug, h_.text[8], [&](Reg r) { return h_.yg(r) - pgov(r) - v_.pop(r); });
    x_.define(h_.lus, h_.text[9], [&](Reg r) { return h_.ysave(r) - psave(r) - v_.pop(r); });
    x_.determine(h_.y, h_.text[10], [&](Reg r) { return utility(r) - distribution_weighted(x_, r, h_.lup(r), h_.lug(r), h_.lus(r)); });
  }

  Context& x_;
  const Flows& f_;
  const Variables& v_;
  const Shadow& h_;
};

void declare_shadow(Context& x, const char* const (&names)[11], const char* what, const Measured& income, F<RegTag>* (&&out)[11]) {
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
  const std::array<Measured, 11> as{income, income, kIndex, kIndex, kIndex, income, income, kIndex, kUtility, kUtility, kUtility};
  for (std::size_t i = 0; i < 11; ++i) {
    const std::string label = std::string(labels[i]) + ", for " + what;
    x.declare_all(*out[i], {names[i], label.c_str(), as[i]}, as[i].scale == Unit::Log ? 1 : 0);
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
  declare_shadow(x, {"yev", "ypev", "upev", "ueprivev", "uelasev", "ygev", "ysaveev", "zshrev", "lupev", "lugev", "lusev"}, "EV",
                 kRealValueIndex,
                 {&v.yev, &v.ypev, &v.upev, &v.ueprivev, &v.uelasev, &v.ygev, &v.ysaveev, &v.zshrev, &v.lupev, &v.lugev, &v.lusev});
  declare_shadow(x, {"ycv", "ypcv", "upcv", "ueprivcv", "uelascv", "ygcv", "ysavecv", "zshrcv", "lupcv", "lugcv", "luscv"}, "CV",
                 kValueIndex,
                 {&v.ycv, &v.ypcv, &v.upcv, &v.ueprivcv, &v.uelascv, &v.ygcv, &v.ysavecv, &v.zshrcv, &v.lupcv, &v.lugcv, &v.luscv});
  x.declare_all(v.EV, {"EV", "equivalent variation, US$ million at benchmark prices", kRealChange}, 0);
  x.declare_all(v.CV, {"CV", "compensating variation, US$ million at new prices", kChange}, 0);
  x.declare_all(v.WEV, {"WEV", "world equivalent variation, US$ million", kRealChange}, 0);
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
  x.define(v.EV, {"E_EV", "12.23", "equivalent variation"}, [&](Reg r) {
    return InUnitsOf{f.INCOME(r), plain(Sum().add(f.INCOME(r), v.yev(r))) - Expression(f.INCOME(r))};
  });
  x.define(v.CV, {"E_CV", "12.24", "compensating variation"}, [&](Reg r) {
    return InUnitsOf{f.INCOME(r), plain(Sum().add(f.INCOME(r), v.y(r)).add(-f.INCOME(r), v.ycv(r)))};
  });
  x.define(v.WEV, {"E_WEV", "12.23", "world equivalent variation"}, [&]() {
    Linear world;
    double income = 0;
    for (const Reg r : f.reg) {
      world += v.EV(r);
      income += f.INCOME(r);
    }
    return InUnitsOf{income, world};
  });
}

}  // namespace setu
