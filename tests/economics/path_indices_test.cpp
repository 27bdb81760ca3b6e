#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "setu/solver/solve/path.hpp"
#include "support/experiment.hpp"

/// Indices that are integrated along the path of the shock, against sums over many small steps of it.
namespace setu::test {

namespace {

using Element = std::vector<std::string>;

/// The index of that name among a decomposition's forms, as a logarithm.
double index_of(const Decomposition& d, const std::string& name, const Element& elements) {
  for (const auto& form : d.forms)
    if (form.name == name && form.elements == elements) return std::log1p(form.value / 100);
  ADD_FAILURE() << "no form " << name;
  return 0;
}

/// Values and prices of some items at one point.
struct Item {
  double value, price;
};
using Items = std::vector<Item>;

/// Solutions at equal steps along the path, and Törnqvist's index chained over them: it differs from Divisia's by the square of a step.
class Steps {
 public:
  Steps(const Bench& bench, int steps) : bench_(bench) {
    PathSolver path(bench.problem());
    points_.push_back(bench.problem().start);
    for (int k = 1; k <= steps; ++k) points_.push_back(path.point(static_cast<double>(k) / steps).x);
  }

  [[nodiscard]] double chained(const std::function<Items(const std::vector<double>&)>& items) const {
    double sum = 0;
    Items last = items(points_.front());
    for (std::size_t k = 1; k < points_.size(); ++k) {
      Items now = items(points_[k]);
      double before = 0, after = 0;
      for (const Item& item : last) before += item.value;
      for (const Item& item : now) after += item.value;
      for (std::size_t i = 0; i < now.size(); ++i)
        sum += 0.5 * (last[i].value / before + now[i].value / after) * (now[i].price - last[i].price);
      last = std::move(now);
    }
    return sum;
  }

  /// x of a variable, zero where its flow is.
  [[nodiscard]] double at(const std::vector<double>& x, const std::string& name, const Element& elements) const {
    const Index id = bench_.system().id(name, elements);
    return id == kNone ? 0 : x[id];
  }

 private:
  const Bench& bench_;
  std::vector<std::vector<double>> points_;
};

/// A header's value at the point: benchmark times exp of price and quantity.
struct Values {
  const Database& d;
  const Steps& s;
  const Sets& sets;

  [[nodiscard]] double exports(const std::vector<double>& x, std::size_t c, std::size_t r, std::size_t to, bool fob) const {
    const Element route{sets.comm[c], sets.reg[r], sets.reg[to]};
    const double price = fob ? s.at(x, "pfob", route) : s.at(x, "pds", {sets.comm[c], sets.reg[r]});
    return d[fob ? "VFOB" : "VXSB"](c, r, to) * std::exp(price + s.at(x, "qxs", route));
  }
  [[nodiscard]] double pool(const std::vector<double>& x, std::size_t c, std::size_t r) const {
    const auto m = std::find(sets.marg.begin(), sets.marg.end(), sets.comm[c]);
    if (m == sets.marg.end()) return 0;
    const auto at = static_cast<std::size_t>(m - sets.marg.begin());
    return d["VST"](at, r) * std::exp(s.at(x, "pds", {*m, sets.reg[r]}) + s.at(x, "qst", {*m, sets.reg[r]}));
  }
  /// Exports of c by r, services to the pool among them.
  [[nodiscard]] Items sold(const std::vector<double>& x, std::size_t c, std::size_t r) const {
    Items items;
    for (std::size_t to = 0; to < sets.reg.size(); ++to)
      items.push_back({exports(x, c, r, to, true), s.at(x, "pfob", {sets.comm[c], sets.reg[r], sets.reg[to]})});
    items.push_back({pool(x, c, r), s.at(x, "pds", {sets.comm[c], sets.reg[r]})});
    return items;
  }
  /// GTAP's VOW: domestic sales at the ratio of exports FOB to basic, exports, services to the pool.
  [[nodiscard]] double supplied(const std::vector<double>& x, std::size_t c, std::size_t r) const {
    double fob = 0, basic = 0, home = 0;
    for (std::size_t to = 0; to < sets.reg.size(); ++to) {
      fob += exports(x, c, r, to, true);
      basic += exports(x, c, r, to, false);
    }
    for (std::size_t a = 0; a < sets.acts.size(); ++a) home += d["VDFB"](c, a, r);
    home += d["VDPB"](c, r) + d["VDGB"](c, r) + d["VDIB"](c, r);
    const Element own{sets.comm[c], sets.reg[r]};
    home *= std::exp(s.at(x, "pds", own) + s.at(x, "qds", own));
    return home * (basic > 0 ? fob / basic : 1) + fob + pool(x, c, r);
  }
};

constexpr int kSteps = 40;

class PathIndices : public testing::Test {
 protected:
  PathIndices() : database(rich_economy(17, true)), bench(database) {
    bench.scale_tariffs(0.2).shock("aoreg(" + database.sets().reg[1] + ")", 1.05);
    solution = bench.solve();
    before = solution;
    d = bench.integrate(solution);
  }

  Database database;
  Bench bench;
  Solution solution, before;
  Decomposition d;
};

TEST_F(PathIndices, OfTradeAreSumsOverSmallSteps) {
  const Steps steps(bench, kSteps);
  const Sets& sets = database.sets();
  const Values v{database, steps, sets};
  const auto all = [&](const std::vector<double>& x, auto member) {
    Items items;
    for (std::size_t c = 0; c < sets.comm.size(); ++c)
      for (std::size_t r = 0; r < sets.reg.size(); ++r)
        if (member(c, r)) {
          const Items cell = v.sold(x, c, r);
          items.insert(items.end(), cell.begin(), cell.end());
        }
    return items;
  };
  const auto expect = [&](const std::string& name, const Element& elements, auto member) {
    const double chained = steps.chained([&](const std::vector<double>& x) { return all(x, member); });
    EXPECT_NEAR(index_of(d, name, elements), chained, 2e-7) << name;
    EXPECT_GT(std::abs(chained), 1e-5) << name;
  };
  expect("pxwwld", {}, [](auto, auto) { return true; });
  expect("pxwcom", {sets.comm[1]}, [](auto c, auto) { return c == 1; });
  expect("pxwreg", {sets.reg[1]}, [](auto, auto r) { return r == 1; });
  expect("pxw", {sets.comm[1], sets.reg[2]}, [](auto c, auto r) { return c == 1 && r == 2; });
}

/// The weights hold the current ratio of world to domestic prices, which no sum of benchmark values has.
TEST_F(PathIndices, OfWorldSupplyHaveCurrentWeights) {
  const Steps steps(bench, kSteps);
  const Sets& sets = database.sets();
  const Values v{database, steps, sets};
  for (std::size_t c = 0; c < sets.comm.size(); ++c) {
    const auto index = [&](const char* of) {
      return steps.chained([&](const std::vector<double>& x) {
        Items items;
        for (std::size_t r = 0; r < sets.reg.size(); ++r)
          items.push_back({v.supplied(x, c, r), steps.at(x, of, {sets.comm[c], sets.reg[r]})});
        return items;
      });
    };
    const double price = index_of(d, "pw", {sets.comm[c]}), quantity = index_of(d, "qow", {sets.comm[c]});
    EXPECT_NEAR(quantity, index("qc"), 1e-6) << c;
    EXPECT_NEAR(index_of(d, "valuew", {sets.comm[c]}), price + quantity, 1e-12);
    bool traded = true;
    for (const auto& r : sets.reg) traded = traded && bench.system().id("pxw", std::vector<std::string>{sets.comm[c], r}) != kNone;
    if (traded) { EXPECT_NEAR(price, index("pxw"), 1e-5) << c; }  // pxw of the equations is Fisher's
  }
}

TEST_F(PathIndices, OfSavingIsInTheSolution) {
  const Sets& sets = database.sets();
  for (const auto& r : sets.reg) {
    const double psave = bench.x(solution, "psave(" + r + ")");
    EXPECT_NEAR(psave, index_of(d, "psave", {r}), 1e-9) << r;
    EXPECT_NEAR(psave - bench.x(before, "psave(" + r + ")"), bench.x(solution, "psaveslack(" + r + ")"), 1e-13);
    EXPECT_GT(std::abs(bench.x(solution, "psaveslack(" + r + ")")), 1e-9) << "nothing is tested";
    EXPECT_NE(bench.x(solution, "u(" + r + ")"), bench.x(before, "u(" + r + ")"));
    for (const char* name : {"y", "qgdp", "pinv", "qinv"})  // nothing but utility depends on the price of saving
      EXPECT_NEAR(bench.x(solution, std::string(name) + "(" + r + ")"), bench.x(before, std::string(name) + "(" + r + ")"), 1e-12);
  }
  EXPECT_LE(d.gap, 1e-7);
}

/// GTAP's adjustment Σ (NETINV − SAVE)/GLOBINV·dpinv, summed over small steps.
TEST_F(PathIndices, TheSlackIsWhatTheIntegralHasBeyondFisher) {
  const Steps steps(bench, 4 * kSteps);
  const Sets& sets = database.sets();
  const auto items = [&](const std::vector<double>& x, bool investment) {
    Items list;
    for (std::size_t r = 0; r < sets.reg.size(); ++r) {
      const Element at{sets.reg[r]};
      double gross = 0;
      for (std::size_t c = 0; c < sets.comm.size(); ++c) gross += database["VDIP"](c, r) + database["VMIP"](c, r);
      const double pinv = steps.at(x, "pinv", at);
      const double net = gross * std::exp(pinv + steps.at(x, "qinv", at)) - database["VDEP"](r) * std::exp(pinv + steps.at(x, "kb", at));
      const double save = database["SAVE"](r) * std::exp(steps.at(x, "y", at) + steps.at(x, "uelas", at));
      list.push_back({investment ? net : save, pinv});
    }
    return list;
  };
  const double investment = steps.chained([&](const std::vector<double>& x) { return items(x, true); });
  const double saving = steps.chained([&](const std::vector<double>& x) { return items(x, false); });
  const std::string r = sets.reg[0];
  const double fisher = bench.x(before, "pcgdswld") - bench.x(before, "pinvsave");
  const double slack = bench.x(solution, "psaveslack(" + r + ")");
  EXPECT_NEAR(slack, investment - saving - fisher, 0.02 * std::abs(slack) + 1e-10);
}

/// Where utility is a target and a tax finds it, the price of saving moves everything, and the pass is repeated.
TEST(SavingPrice, StandsStillWhereEverythingDependsOnIt) {
  const Database database = rich_economy(17, true);
  const auto& reg = database.sets().reg;
  Bench bench(database, {}, {{"tpreg(" + reg[0] + ")", "u(" + reg[0] + ")"}});
  bench.scale_tariffs(0.2);
  Solution solution = bench.solve();
  const Solution before = solution;
  const Decomposition d = bench.integrate(solution);
  EXPECT_EQ(bench.x(solution, "u(" + reg[0] + ")"), 0);
  EXPECT_NE(bench.x(solution, "tpreg(" + reg[0] + ")"), bench.x(before, "tpreg(" + reg[0] + ")"));
  for (const auto& r : reg) EXPECT_NEAR(bench.x(solution, "psave(" + r + ")"), index_of(d, "psave", {r}), 1e-9) << r;
  double sum = 0;
  for (const auto& form : d.forms)
    if (form.contribution && form.region == reg[1]) sum += form.value;
  const double ev = bench.x(solution, "EV(" + reg[1] + ")");
  EXPECT_NEAR(sum, ev, 1e-6 * std::abs(ev));
}

/// A price of saving that is given is left alone, and so is a slack that is found.
TEST(SavingPrice, IsLeftWhereItIsGiven) {
  const Database database = rich_economy(17, true);
  const auto& reg = database.sets().reg;
  Bench bench(database, {}, {{"psaveslack(" + reg[0] + ")", "psave(" + reg[0] + ")"}});
  bench.scale_tariffs(0.2);
  Solution solution = bench.solve();
  const double found = bench.x(solution, "psaveslack(" + reg[0] + ")");
  (void)bench.integrate(solution);
  EXPECT_EQ(bench.x(solution, "psave(" + reg[0] + ")"), 0);
  EXPECT_NEAR(bench.x(solution, "psaveslack(" + reg[0] + ")"), found, 1e-12);
  EXPECT_NE(bench.x(solution, "psaveslack(" + reg[1] + ")"), 0);
}

/// A slack that is shocked keeps its shock.
TEST(SavingPrice, KeepsAShockOfItsSlack) {
  const Database database = rich_economy(17, true);
  const auto& reg = database.sets().reg;
  Bench bench(database);
  bench.scale_tariffs(0.2).shock("psaveslack(" + reg[0] + ")", 1.02);
  Solution solution = bench.solve();
  const Decomposition d = bench.integrate(solution);
  EXPECT_NEAR(bench.x(solution, "psaveslack(" + reg[0] + ")"), std::log(1.02), 1e-4);
  EXPECT_NE(bench.x(solution, "psaveslack(" + reg[0] + ")"), std::log(1.02));
  EXPECT_NEAR(bench.x(solution, "psave(" + reg[0] + ")"), index_of(d, "psave", {reg[0]}), 1e-9);
  EXPECT_LE(d.gap, 1e-7);
}

}  // namespace

}  // namespace setu::test
