#include <gtest/gtest.h>

#include <cmath>

#include "support/experiment.hpp"

/// Preference utilisation and non-tariff measures (docs/equations.md §14).
namespace setu::test {

namespace {

std::string first_preference(const Database& database, double& mfn, double& pref, double& use) {
  const auto& s = database.sets();
  for (std::size_t c = 0; c < s.comm.size(); ++c)
    for (std::size_t o = 0; o < s.reg.size(); ++o)
      for (std::size_t d = 0; d < s.reg.size(); ++d)
        if (database["MFNR"](c, o, d) > database["PRFR"](c, o, d) && database["VMSB"](c, o, d) > 0) {
          mfn = database["MFNR"](c, o, d), pref = database["PRFR"](c, o, d), use = database["PRFU"](c, o, d);
          return "(" + s.comm[c] + "," + s.reg[o] + "," + s.reg[d] + ")";
        }
  ADD_FAILURE() << "the synthetic economy has no preferences";
  return {};
}

/// Full use of the preference is the same as cutting the applied tariff to the preferential rate.
TEST(Preferences, FullUseEqualsTheTariffCut) {
  const Database database = rich_economy(37);
  double mfn = 0, pref = 0, use = 0;
  const std::string route = first_preference(database, mfn, pref, use);
  Bench by_use(database), by_tariff(database);
  by_use.shock("prfu" + route, 1.0);
  by_tariff.shock("tms" + route, (1 + pref) / (1 + use * pref + (1 - use) * mfn));
  const Solution a = by_use.solve(), b = by_tariff.solve();
  for (const char* block : {"qxs", "qo", "y", "u"}) EXPECT_LE(block_difference(by_use.system(), block, a, b), 1e-12) << block;
  const VariableBlock& y = *by_use.system().find("y");
  double income = 0;  // EV is US$ million: what counts is its size beside income
  for (Index id = y.first; id < y.first + y.count; ++id) income = std::max(income, by_use.system().level0[id]);
  EXPECT_LE(block_difference(by_use.system(), "EV", a, b) / income, 1e-13);
}

TEST(Preferences, ComplyingCostsRealResources) {
  Database database = rich_economy(37);
  double mfn = 0, pref = 0, use = 0;
  const std::string route = first_preference(database, mfn, pref, use);
  Bench free(database);
  const VariableReference r = parse_reference("x" + route);
  const auto& s = database.sets();
  const auto at = [](const std::vector<std::string>& set, const std::string& e) {
    return static_cast<std::size_t>(std::find(set.begin(), set.end(), e) - set.begin());
  };
  database["PRFC"](at(s.comm, r.elements[0]), at(s.reg, r.elements[1]), at(s.reg, r.elements[2])) = 0.02;
  Bench costly(database);
  free.shock("prfu" + route, 1.0);
  costly.shock("prfu" + route, 1.0);
  const Solution a = free.solve(), b = costly.solve();
  EXPECT_NEAR(costly.x(b, "acu" + route), -std::log((1 + 0.02) / (1 + 0.02 * use)), 1e-12);
  EXPECT_LT(costly.x(b, "WEV"), free.x(a, "WEV"));
}

TEST(NonTariff, IcebergCostsLoweredRaiseTradeAndWorldWelfare) {
  const Database database = rich_economy(37);
  const std::string route = taxed_route(database);
  Bench bench(database);
  bench.shock("ams" + route, 1.05);
  const Solution solution = bench.solve();
  EXPECT_GT(bench.x(solution, "qxs" + route), 0);
  EXPECT_GT(bench.x(solution, "WEV"), 0);
}

/// A rent of the importer and a tariff of the same size are the same wedge with the same receiver.
TEST(NonTariff, TheImportersRentActsAsATariffTheExportersAsAnExportTax) {
  const Database database = rich_economy(37);
  const std::string route = taxed_route(database);
  for (const auto& [rent, tax] : {std::pair{"tnm", "tms"}, std::pair{"tnx", "txs"}}) {
    Bench a(database), b(database);
    a.shock(rent + route, 1.07);
    b.shock(tax + route, 1.07);
    const Solution by_rent = a.solve(), by_tax = b.solve();
    for (const char* block : {"qxs", "y", "EV"})
      EXPECT_LE(block_difference(a.system(), block, by_rent, by_tax), 1e-9) << rent << " " << block;
  }
}

}  // namespace

}  // namespace setu::test
