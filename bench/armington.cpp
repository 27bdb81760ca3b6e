#include "armington_flows.hpp"
#include "economies.hpp"
#include "setu/system/write/builder.hpp"

/// A plain multi-region Armington economy (Armington 1969, https://doi.org/10.2307/3866403): sectors combine value added,
/// a CES aggregate of labour and capital, with intermediate goods in fixed proportions; a household per region spends
/// factor income, tariff revenue and a fixed transfer on a CES aggregate of goods. Each good of a region is a CES aggregate
/// of the domestic and the imported kind, and imports are a CES aggregate over origins; all users share these splits.
namespace setu::bench {
namespace {

struct GoodTag {};
struct RegionTag {};
struct FactorTag {};
using C = Element<GoodTag>;
using R = Element<RegionTag>;
using F = Element<FactorTag>;

constexpr double sigma_factors = 0.6, sigma_domestic = 2, sigma_origins = 4, sigma_household = 0.9;

class Writer {
 public:
  Writer(Size size, unsigned seed)
      : flows_(armington_flows(size.regions, size.sectors, seed)),
        goods_(static_cast<Index>(size.sectors)),
        regions_(static_cast<Index>(size.regions)) {}

  EquationSystem write() {
    declare();
    prices();
    demands();
    trade();
    markets();
    incomes();
    return builder_.finish();
  }

 private:
  template <class... Tags>
  Family<Tags...> family(const char* name, const char* label, double degree, std::array<Index, sizeof...(Tags)> sets,
                         Unit unit = Unit::Log) {
    return masked<Tags...>(
        name, label, degree, sets, [](Index) { return true; }, [=](Index) { return unit == Unit::Log; }, unit);
  }

  template <class... Tags>
  Family<Tags...> masked(const char* name, const char* label, double degree, std::array<Index, sizeof...(Tags)> sets, const auto& present,
                         const auto& level0, Unit unit = Unit::Log) {
    std::array<Index, sizeof...(Tags)> sizes{};
    for (std::size_t d = 0; d < sets.size(); ++d) sizes[d] = static_cast<Index>(builder_.system().sets[sets[d]].elements.size());
    const Index block = builder_.variables({name, label, degree, unit}, {sets.begin(), sets.end()}, present, level0);
    return {block, sizes, builder_.system().variables[block].slot};
  }

  Index add_set(const char* name, const std::string& stem, Index count) {
    std::vector<std::string> labels;
    for (Index i = 0; i < count; ++i) labels.push_back(stem + std::to_string(i + 1));
    return builder_.set(name, std::move(labels));
  }

  void declare() {
    const Index goods = add_set("COMM", "c", goods_), regions = add_set("REG", "r", regions_);
    const Index factors = builder_.set("ENDW", {"labour", "capital"});
    po_ = family<GoodTag, RegionTag>("po", "basic price of output", 1, {goods, regions});
    qo_ = family<GoodTag, RegionTag>("qo", "output", 0, {goods, regions});
    pf_ = family<FactorTag, RegionTag>("pf", "price of a factor", 1, {factors, regions});
    qe_ = family<FactorTag, RegionTag>("qe", "endowment, given", 0, {factors, regions});
    y_ = family<RegionTag>("y", "spending of the household", 1, {regions});
    pn_ = family<>("pnum", "numeraire, given", 1, {});
    slack_ = family<>("walraslack", "slack of the redundant market, zero", 0, {}, Unit::Level);
    pva_ = family<GoodTag, RegionTag>("pva", "price of value added", 1, {goods, regions});
    pa_ = family<GoodTag, RegionTag>("pa", "price of the Armington good", 1, {goods, regions});
    qa_ = family<GoodTag, RegionTag>("qa", "use of the Armington good", 0, {goods, regions});
    qd_ = family<GoodTag, RegionTag>("qd", "use of the domestic good", 0, {goods, regions});
    pm_ = family<GoodTag, RegionTag>("pm", "price of imports with tariffs", 1, {goods, regions});
    qm_ = family<GoodTag, RegionTag>("qm", "imports", 0, {goods, regions});
    pu_ = family<RegionTag>("pu", "price of utility", 1, {regions});
    u_ = family<RegionTag>("u", "utility", 0, {regions});
    qc_ = family<GoodTag, RegionTag>("qc", "household demand", 0, {goods, regions});
    const auto off_diagonal = [this](Index p) { return p / regions_ % regions_ != p % regions_; };
    tm_ = masked<GoodTag, RegionTag, RegionTag>("tm", "power of the import tariff, given", 0, {goods, regions, regions}, off_diagonal,
                                                [this](Index p) { return flows_.power[p]; });
    qxs_ = masked<GoodTag, RegionTag, RegionTag>("qxs", "exports by destination", 0, {goods, regions, regions}, off_diagonal,
                                                 [](Index) { return 1.0; });
  }

  void each_good(const auto& body) {
    for (Index r = 0; r < regions_; ++r)
      for (Index c = 0; c < goods_; ++c) body(C{c}, R{r});
  }

  void prices() {
    auto value_added = builder_.equations({"E_pva", "B1", "CES of factors"}, pva_.block(), Role::Definition);
    each_good([&](C c, R r) {
      Sum sum;
      for (Index f = 0; f < 2; ++f) sum.add(flows_.factor[flows_.use(f, c.i, r.i)], pf_(F{f}, r));
      value_added.define(pva_(c, r), ces_price(sigma_factors, sum));
    });
    auto armington = builder_.equations({"E_pa", "B2", "CES of domestic and imported"}, pa_.block(), Role::Definition);
    each_good([&](C c, R r) {
      Sum sum;
      const auto cell = flows_.cell(c.i, r.i);
      sum.add(flows_.domestic[cell], po_(c, r)).add(flows_.imports[cell], pm_(c, r));
      armington.define(pa_(c, r), ces_price(sigma_domestic, sum));
    });
    auto profit = builder_.equations({"E_po", "B3", "no profit"}, po_.block(), Role::Implicit);
    each_good([&](C j, R r) {
      Sum sum;
      sum.add(flows_.factor[flows_.use(0, j.i, r.i)] + flows_.factor[flows_.use(1, j.i, r.i)], pva_(j, r));
      for (Index c = 0; c < goods_; ++c) sum.add(flows_.inputs[flows_.use(c, j.i, r.i)], pa_(C{c}, r));
      profit.implicit(po_(j, r), Expression(po_(j, r)) - log_mean(sum));
    });
  }

  void demands() {
    auto price = builder_.equations({"E_pu", "B4", "CES of goods"}, pu_.block(), Role::Definition);
    for (Index r = 0; r < regions_; ++r) {
      Sum sum;
      for (Index c = 0; c < goods_; ++c) sum.add(flows_.household[flows_.cell(c, r)], pa_(C{c}, R{r}));
      price.define(pu_(R{r}), ces_price(sigma_household, sum));
    }
    auto utility = builder_.equations({"E_u", "B5", "spending at constant prices"}, u_.block(), Role::Definition);
    for (Index r = 0; r < regions_; ++r) utility.define(u_(R{r}), y_(R{r}) - pu_(R{r}));
    auto household = builder_.equations({"E_qc", "B6", "household demand"}, qc_.block(), Role::Definition);
    each_good([&](C c, R r) { household.define(qc_(c, r), Linear(u_(r)) - sigma_household * (pa_(c, r) - pu_(r))); });
    auto uses = builder_.equations({"E_qa", "B7", "uses of the Armington good"}, qa_.block(), Role::Definition);
    each_good([&](C c, R r) {
      Sum sum;
      for (Index j = 0; j < goods_; ++j) sum.add(flows_.inputs[flows_.use(c.i, j, r.i)], qo_(C{j}, r));
      sum.add(flows_.household[flows_.cell(c.i, r.i)], qc_(c, r));
      uses.define(qa_(c, r), log_mean(sum));
    });
    auto domestic = builder_.equations({"E_qd", "B8", "demand for the domestic good"}, qd_.block(), Role::Definition);
    each_good([&](C c, R r) { domestic.define(qd_(c, r), Linear(qa_(c, r)) - sigma_domestic * (po_(c, r) - pa_(c, r))); });
    auto imports = builder_.equations({"E_qm", "B9", "demand for imports"}, qm_.block(), Role::Definition);
    each_good([&](C c, R r) { imports.define(qm_(c, r), Linear(qa_(c, r)) - sigma_domestic * (pm_(c, r) - pa_(c, r))); });
  }

  void trade() {
    auto price = builder_.equations({"E_pm", "B10", "CES of origins"}, pm_.block(), Role::Definition);
    each_good([&](C c, R d) {
      Sum sum;
      for (Index s = 0; s < regions_; ++s) {
        const auto flow = flows_.flow(c.i, s, d.i);
        if (s != d.i) sum.add(flows_.trade[flow] * flows_.power[flow], po_(c, R{s}) + tm_(c, R{s}, d));
      }
      price.define(pm_(c, d), ces_price(sigma_origins, sum));
    });
    auto exports = builder_.equations({"E_qxs", "B11", "imports by origin"}, qxs_.block(), Role::Definition);
    for (Index c = 0; c < goods_; ++c)
      for (Index s = 0; s < regions_; ++s)
        for (Index d = 0; d < regions_; ++d)
          if (s != d)
            exports.define(qxs_(C{c}, R{s}, R{d}),
                           Linear(qm_(C{c}, R{d})) - sigma_origins * (po_(C{c}, R{s}) + tm_(C{c}, R{s}, R{d}) - Linear(pm_(C{c}, R{d}))));
  }

  void markets() {
    auto goods = builder_.equations({"E_qo", "B12", "markets of goods"}, qo_.block(), Role::Implicit);
    each_good([&](C c, R r) {
      Sum sum;
      sum.add(flows_.domestic[flows_.cell(c.i, r.i)], qd_(c, r));
      for (Index d = 0; d < regions_; ++d)
        if (d != r.i) sum.add(flows_.trade[flows_.flow(c.i, r.i, d)], qxs_(c, r, R{d}));
      goods.implicit(qo_(c, r), Expression(qo_(c, r)) - log_mean(sum));
    });
    auto factors = builder_.equations({"E_pf", "B13", "markets of factors"}, pf_.block(), Role::Implicit);
    for (Index f = 0; f < 2; ++f)
      for (Index r = 0; r < regions_; ++r) {
        Sum sum;
        for (Index c = 0; c < goods_; ++c)
          sum.add(flows_.factor[flows_.use(f, c, r)], Linear(qo_(C{c}, R{r})) - sigma_factors * (pf_(F{f}, R{r}) - pva_(C{c}, R{r})));
        Expression clearing = log_mean(sum) - Expression(qe_(F{f}, R{r}));
        if (f == 1 && r == 0) clearing = clearing - Expression(slack_());  // implied by the others (Walras)
        factors.implicit(pf_(F{f}, R{r}), clearing);
      }
    auto numeraire = builder_.equations({"E_pnum", "B14", "mean factor price"}, slack_.block(), Role::Implicit);
    Linear mean;
    for (Index f = 0; f < 2; ++f)
      for (Index r = 0; r < regions_; ++r) mean += (0.5 / regions_) * Linear(pf_(F{f}, R{r}));
    numeraire.implicit(slack_(), Expression(mean) - Expression(pn_()));
  }

  void incomes() {
    auto budget = builder_.equations({"E_y", "B15", "factor income, tariff revenue, transfer"}, y_.block(), Role::Implicit);
    for (Index r = 0; r < regions_; ++r) {
      const double total = flows_.spending[r];
      Sum sum;
      sum.add(1, y_(R{r})).add(-flows_.transfer[r] / total, pn_());
      for (Index f = 0; f < 2; ++f) {
        double pay = 0;
        for (Index c = 0; c < goods_; ++c) pay += flows_.factor[flows_.use(f, c, r)];
        sum.add(-pay / total, pf_(F{f}, R{r}) + qe_(F{f}, R{r}));
      }
      for (Index c = 0; c < goods_; ++c)
        for (Index s = 0; s < regions_; ++s) {
          if (s == r) continue;
          const auto flow = flows_.flow(c, s, r);
          const Linear before = po_(C{c}, R{s}) + qxs_(C{c}, R{s}, R{r});
          sum.add(-flows_.trade[flow] * flows_.power[flow] / total, before + tm_(C{c}, R{s}, R{r}));
          sum.add(flows_.trade[flow] / total, before);
        }
      budget.implicit(y_(R{r}), plain(sum));
    }
  }

  Builder builder_;
  ArmingtonFlows flows_;
  Index goods_, regions_;
  Family<GoodTag, RegionTag> po_, qo_, pva_, pa_, qa_, qd_, pm_, qm_, qc_;
  Family<GoodTag, RegionTag, RegionTag> tm_, qxs_;
  Family<FactorTag, RegionTag> pf_, qe_;
  Family<RegionTag> y_, pu_, u_;
  Family<> pn_, slack_;
};

}  // namespace

std::unique_ptr<Economy> armington_economy(Size size, unsigned seed) {
  auto economy = std::make_unique<Economy>();
  economy->system = Writer(size, seed).write();
  const EquationSystem& system = economy->system;
  Closure closure;
  closure.exogenous.assign(system.terms.variables, 0);
  for (const char* given : {"tm", "qe", "pnum"}) {
    const VariableBlock& block = *system.find(given);
    std::fill_n(closure.exogenous.begin() + block.first, block.count, 1);
  }
  economy->problem = {&system, std::move(closure), tariffs_abolished(system, "tm", size.regions), system.benchmark()};
  economy->slack = system.find("walraslack")->first;
  return economy;
}

}  // namespace setu::bench
