#pragma once
#include <algorithm>
#include <array>

#include "context.hpp"
#include "measured.hpp"
#include "setu/base/error.hpp"

/// The variables of the model under GTAP v7's names, grouped by the block that declares them.
/// Index order is GTAP's: qfd(c,a,r), qxs(c,s,d), qfe(e,a,r). Declared and described in production/, demand/, trade/ and closing/.
namespace setu {

template <class... Tags>
using F = Family<Tags...>;

struct Variables {
  // Firms (firms.cpp)
  F<ActTag, RegTag> qo, po, qva, pva, qint, pint, ao, aoall, ava, avaall, aint, aintall, profitslack;
  F<ActTag> aosec, avasec, aintsec, afsec, afesec;
  F<RegTag> aoreg, avareg, aintreg, afreg, afereg;
  F<ComTag> afcom;
  F<EndTag> afecom;
  F<ComTag, ActTag, RegTag> qfa, pfa, qfd, pfd, qfm, pfm, afa, afall, tfd, tfm;
  F<EndTag, ActTag, RegTag> qfe, pfe, afe, afeall;

  // Commodity supply (supply.cpp)
  F<ComTag, ActTag, RegTag> qca, ps, pca, to;
  F<ActTag, RegTag> pb;
  F<ComTag, RegTag> qc, pds, qds, tradslack;

  // Regional household (income.cpp, household.cpp)
  F<RegTag> fincome, y, incomeslack, uelas, uepriv, yp, yg, qsave, p, u, au, dppriv, dpgov, dpsave, dpsum, up, ug;
  F<RegTag> lup, lug, lus;

  // Final demand (final_demand.cpp)
  F<ComTag, RegTag> qpa, ppa, qpd, ppd, qpm, ppm, qga, pga, qgd, pgd, qgm, pgm, qia, pia, qid, pid, qim, pim;
  F<ComTag, RegTag> tpd, tpm, tpdall, tpmall, tgd, tgm, tid, tim;
  F<RegTag> ppriv, pgov, pinv, qinv, tpreg, pop, zshr;

  // Trade (trade.cpp, transport.cpp, trade_policy.cpp)
  F<ComTag, RegTag> qms, pms, tm, tx, pr;
  F<ComTag, RegTag, RegTag> qxs, pmds, pcif, pfob, ptrans, ams, tms, txs;
  F<MrgTag, ComTag, RegTag, RegTag> qtmfsd, atmfsd, atall;
  F<MrgTag> pt, qtm, atm;
  F<ComTag> atf;
  F<RegTag> ats, atd;
  F<MrgTag, RegTag> qst;
  F<ComTag, RegTag, RegTag> tnm, tnx, tpu, prfu, tpref, tmfn, acu;

  // Factors and capital by owner (factors.cpp, capital_owners.cpp, fund.cpp)
  F<EndTag, RegTag> pe, qe, endwslack;
  F<EndTag, ActTag, RegTag> pes, qes, peb, tinc, tfe, qesf;
  F<RegTag, RegTag> pko, qko;
  F<RegTag> rkown;
  F<RegTag, ActTag, RegTag> pkoa, qkoa, tko;
  F<WinTag> fundbud, fundrate, fundlog;
  F<RegTag> fundxfer;

  // Rules (rules.cpp) and public stocks (stocks.cpp)
  F<RulTag> rulelimit, rulelow, rulehigh;
  F<ComTag, RegTag> qbuy, qsell;

  // Investment (investment.cpp)
  F<RegTag> kb, ke, rental, rorc, rore, cgdslack, psave, psaveslack;
  F<EndTag, RegTag> expand;
  F<> rorg, globalcgds, pcgdswld, pinvsave;

  // Taxes, numeraire (taxes.cpp, numeraire.cpp)
  F<RegTag> del_taxrout, del_taxrfu, del_taxriu, del_taxrpc, del_taxrgc, del_taxric, del_taxrexp, del_taxrimp, del_taxrinc, del_indtaxr,
      del_ttaxr, pfactor, vendwreg;
  F<> pfactwld, walras_sup, walras_dem, walraslack;

  // Summary indices (indices.cpp, world_indices.cpp)
  F<EndTag, ActTag, RegTag> pfactreal;
  F<EndTag, RegTag> pebfactreal, pefactreal;
  F<RegTag> psw, pdw, tot, vgdp, pgdp, qgdp, vxwreg, pxwreg, qxwreg, vmwreg, pmwreg, qmwreg, del_tbal, del_tbalry;
  F<ActTag, RegTag> compvalad;
  F<ComTag, RegTag> vxwfob, pxw, qxw, vmwcif, pmw, qmw, del_tbalc;
  F<ComTag> vxwcom, pxwcom, qxwcom, vmwcom, pmwcom, qmwcom, valuew, pw, qow, valuewu, pwu, qowu;
  F<> vxwwld, pxwwld, qxwwld, ywld;

  // Welfare (welfare.cpp)
  F<RegTag> yev, ypev, upev, ueprivev, uelasev, ygev, ysaveev, zshrev, lupev, lugev, lusev, EV;
  F<RegTag> ycv, ypcv, upcv, ueprivcv, uelascv, ygcv, ysavecv, zshrcv, lupcv, lugcv, luscv, CV;
  F<> WEV;
};

struct VariableText {
  const char* name;
  const char* label;
  Measured measured;
};

/// A definition whose residual is divided by `unit`, because its variable is a plain number in US$ million.
struct InUnitsOf {
  double unit;
  Expression rhs;
};

/// Everything an equation block needs.
struct Context {
  Builder& m;
  const Flows& f;
  const ModelOptions& options;
  Variables v;
  std::vector<std::string> exogenous;  ///< blocks of the standard closure's exogenous side
  Index set_com, set_act, set_reg, set_end, set_mrg, set_win;
  Range<WinTag> win;
  Index set_rul = kNone;  ///< the set RULE; kNone where there are no rules
  Range<RulTag> rul{};
  std::vector<RuleSpec> rules{};  ///< in the order of RULE

  /// Benchmark value of a declared variable; 0 where absent.
  [[nodiscard]] double benchmark(Var variable) const { return variable ? m.system().level0[variable.id] : 0.0; }

  /// Declares an endogenous family. `present(e…)` is its mask, `level(e…)` its benchmark value in natural units.
  template <class... Tags, class Present, class Level>
  void declare(Family<Tags...>& family, const VariableText& text, Present present, Level level) {
    const std::vector<Index> sets{set_of(Tags{})...};
    std::array<Index, sizeof...(Tags)> dims{}, at{};
    for (std::size_t d = 0; d < sets.size(); ++d) dims[d] = static_cast<Index>(m.system().sets[sets[d]].elements.size());
    const auto at_element = [&at](const auto& call) {
      std::size_t d = 0;
      return std::apply(call, std::tuple<Element<Tags>...>{Element<Tags>{at[d++]}...});
    };
    const auto advance = [&at, &dims](Index position) {  // positions ascend: count up, last index first
      for (std::size_t d = position == 0 ? 0 : dims.size(); d-- > 0;) {
        if (++at[d] < dims[d]) return;
        at[d] = 0;
      }
    };
    const Measured& as = text.measured;
    const Index block = m.variables(
        {text.name, text.label, as.degree, as.scale, static_cast<std::uint8_t>(as.quantity), as.unit}, sets,
        [&](Index position) {
          advance(position);
          return at_element(present);
        },
        [&](Index) { return static_cast<double>(at_element(level)); });
    family = Family<Tags...>(block, dims, m.system().variables[block].slot);
  }
  /// Declares a family that the standard closure holds exogenous.
  template <class... Tags, class Present, class Level>
  void declare_exogenous(Family<Tags...>& family, const VariableText& text, Present present, Level level) {
    declare(family, text, present, level);
    exogenous.emplace_back(text.name);
  }
  /// Declares an index or slack with benchmark value `one` for all elements.
  template <class... Tags>
  void declare_all(Family<Tags...>& family, const VariableText& text, double one = 1) {
    declare(
        family, text, [](auto...) { return true; }, [one](auto...) { return one; });
  }
  template <class... Tags>
  void declare_all_exogenous(Family<Tags...>& family, const VariableText& text, double one = 1) {
    declare_all(family, text, one);
    exogenous.emplace_back(text.name);
  }

  /// Writes variable = rhs(element…) for every present element of `family`, in their order. `rhs` gives a linear
  /// combination, an expression or InUnitsOf.
  template <class... Tags, class Rhs>
  void define(const Family<Tags...>& family, const EquationText& text, const Rhs& rhs) {
    define(
        family, text, [](auto...) { return true; }, rhs);
  }
  /// The same where `where(element…)` holds; another block defines the other elements.
  template <class... Tags, class Where, class Rhs>
  void define(const Family<Tags...>& family, const EquationText& text, const Where& where, const Rhs& rhs) {
    auto block = m.equations(text, family.block(), Role::Definition);
    family.each([&](Element<Tags>... e) {
      if (!where(e...)) return;
      if constexpr (std::is_same_v<decltype(rhs(e...)), InUnitsOf>) {
        const InUnitsOf scaled = rhs(e...);
        block.define(family(e...), scaled.rhs, 1 / scaled.unit);
      } else {
        block.define(family(e...), rhs(e...));
      }
    });
  }
  /// Writes residual(element…) = 0, such as the clearing of a market or zero profit, for every present element of the
  /// family that it determines.
  template <class... Tags, class Residual>
  void determine(const Family<Tags...>& family, const EquationText& text, const Residual& residual) {
    determine(
        family, text, [](auto...) { return true; }, residual);
  }
  template <class... Tags, class Where, class Residual>
  void determine(const Family<Tags...>& family, const EquationText& text, const Where& where, const Residual& residual) {
    auto block = m.equations(text, family.block(), Role::Implicit);
    family.each([&](Element<Tags>... e) {
      if (where(e...)) block.implicit(family(e...), residual(e...));
    });
  }

 private:
  [[nodiscard]] Index set_of(ComTag) const { return set_com; }
  [[nodiscard]] Index set_of(ActTag) const { return set_act; }
  [[nodiscard]] Index set_of(RegTag) const { return set_reg; }
  [[nodiscard]] Index set_of(EndTag) const { return set_end; }
  [[nodiscard]] Index set_of(MrgTag) const { return set_mrg; }
  [[nodiscard]] Index set_of(WinTag) const { return set_win; }
  [[nodiscard]] Index set_of(RulTag) const { return set_rul; }
};

/// A combination of at most two variables: index numbers have millions of items.
class ShortLinear {
 public:
  ShortLinear(Var v) : parts_{{{v.id, 1.0}, {}}}, size_(1) {}                         // NOLINT: implicit, as for Linear
  ShortLinear(const Linear& l) : size_(static_cast<std::uint32_t>(l.parts.size())) {  // NOLINT
    if (l.parts.size() > 2 || l.constant != 0) throw LogicError("an item of an index has more than two variables");
    std::copy(l.parts.begin(), l.parts.end(), parts_.begin());
  }
  operator Linear() const {  // NOLINT
    Linear l;
    l.parts.assign(parts_.begin(), parts_.begin() + size_);
    return l;
  }

 private:
  std::array<Part, 2> parts_{};
  std::uint32_t size_ = 0;
};

/// Weights of an index number: benchmark value, price and value exponents of each item.
struct IndexItem {
  double value = 0;
  ShortLinear price;     ///< log price index of the item
  ShortLinear quantity;  ///< log quantity index of the item
};

/// Benchmark value of all items together.
double total_value(const std::vector<IndexItem>& items);
/// Fisher price index of `items` (docs/equations.md, eq. B.0): the geometric mean of Laspeyres and Paasche. Symmetric,
/// equal through second order to the Divisia index that GEMPACK integrates along the path. Items may have negative values.
Expression fisher_price(const std::vector<IndexItem>& items);
/// log of the value index Σ value·exp(price+quantity) / Σ value.
Expression value_index(const std::vector<IndexItem>& items);
/// Writes a value index, a price index and quantity = value − price over the same items(element…), for one family each.
template <class... Tags, class Items>
void define_index(Context& x, const std::array<EquationText, 3>& text, const Family<Tags...>& value, const Family<Tags...>& price,
                  const Family<Tags...>& quantity, const Items& items) {
  x.define(value, text[0], [&](Element<Tags>... e) { return value_index(items(e...)); });
  x.define(price, text[1], [&](Element<Tags>... e) { return fisher_price(items(e...)); });
  x.define(quantity, text[2], [&](Element<Tags>... e) { return value(e...) - price(e...); });
}
/// GDP of region r from the expenditure side: exports FOB, imports CIF with negative value.
std::vector<IndexItem> gdp_items(const Context& x, Reg r);
/// Region r's exports at FOB with margin services, or its imports at CIF.
std::vector<IndexItem> trade_items(const Context& x, Reg r, bool exports);

/// The same of one commodity c.
std::vector<IndexItem> export_items(const Context& x, Com c, Reg r);
std::vector<IndexItem> import_items(const Context& x, Com c, Reg r);

/// Σ DPARᵢ·exp(dpᵢ)·log utilityᵢ for given utilities (docs/equations.md, eq. 4.5), used for u, EV and CV.
Expression distribution_weighted(const Context& x, Reg r, Var priv, Var gov, Var save);

/// True where region r hosts foreign capital or owns capital abroad: there capital is modelled by owner (§13).
bool linked(const Flows& f, Reg r);

struct WindowOf {
  Index window = kNone;
  double weight = 0;
};
/// The fund window that subsidises owner o's capital in activity a of host h, with its weight; index kNone if none.
WindowOf fund_window(const Context& x, Reg o, Act a, Reg h);

/// Moves what is left of rounding at the benchmark into the equations' constants, so that the benchmark is an exact
/// solution; returns the largest amount.
std::vector<double> absorb_rounding(EquationSystem& system);

struct DifferentialForms;
/// Appends the differential forms of trade indices (trade_forms.cpp; the first is pxwwld), of welfare decomposition
/// (welfare_forms.cpp) and of other path indices (path_forms.cpp), in this order.
void append_trade_forms(const Context& x, const Sets& sets, DifferentialForms& out);
void append_welfare_forms(const Context& x, const Sets& sets, DifferentialForms& out);
void append_path_forms(const Context& x, const Sets& sets, DifferentialForms& out);

}  // namespace setu
