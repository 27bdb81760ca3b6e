#include <gtest/gtest.h>
#include <omp.h>

#include <algorithm>
#include <cmath>

#include "support/experiment.hpp"

namespace setu::test {

namespace {

/// The parts add up to EV for any mixture of shocks, with foreign capital, preferences and joint products.
TEST(Decomposition, AddsUpToEv) {
  const Database database = rich_economy(41, true);
  const auto& s = database.sets();
  const std::vector<std::function<void(Bench&)>> experiments = {
      [](Bench& b) { b.scale_tariffs(0); },
      [&](Bench& b) { b.shock("aoreg(" + s.reg[0] + ")", 1.03).shock("pop(" + s.reg[1] + ")", 1.02); },
      [&](Bench& b) { b.shock("qe(" + s.endw[3] + "," + s.reg[0] + ")", 1.05).shock("tpreg(" + s.reg[2] + ")", 1.03); },
      [&](Bench& b) { b.shock("dppriv(" + s.reg[0] + ")", 1.04).shock("afreg(" + s.reg[1] + ")", 1.01); },
      [](Bench& b) { b.shock_all("ams", 1.02).shock_all("atm", 1.05); },
  };
  for (std::size_t k = 0; k < experiments.size(); ++k) {
    Bench bench(database);
    experiments[k](bench);
    const Solution solution = bench.solve();
    const Decomposition d = bench.decompose(solution);
    ASSERT_TRUE(d.complete) << d.message;
    EXPECT_LE(d.gap, 1e-7) << "experiment " << k;
  }
}

/// The verdict: parts that miss EV are open by a part of its own that makes them add up; a path that broke off is left out.
TEST(Decomposition, IsJudgedApartFromTheEquilibrium) {
  const Database database = rich_economy(41, true);
  Bench bench(database);
  const Solution solution = bench.scale_tariffs(0.5).solve();
  Decomposition d = bench.decompose(solution);
  judge_decomposition(bench.model(), solution.x, 1e-6, d);
  ASSERT_EQ(d.status, DecompositionStatus::Complete);
  const auto broken = std::find_if(d.forms.begin(), d.forms.end(), [](const auto& f) { return f.contribution && std::abs(f.value) > 1; });
  ASSERT_NE(broken, d.forms.end());
  const std::string region = broken->region;
  const double taken = broken->value;
  broken->value = 0;
  judge_decomposition(bench.model(), solution.x, 1e-6, d);
  ASSERT_EQ(d.status, DecompositionStatus::Open);
  EXPECT_NE(d.message.find(region), std::string::npos) << d.message;
  const auto rest =
      std::find_if(d.forms.begin(), d.forms.end(), [&](const auto& f) { return f.name == kNotExplained && f.region == region; });
  ASSERT_NE(rest, d.forms.end());
  EXPECT_NEAR(rest->value, taken, 1e-4 * std::abs(taken));
  Decomposition none;
  none.message = "the path could not be followed to 0.5";
  judge_decomposition(bench.model(), solution.x, 1e-6, none);
  EXPECT_EQ(none.status, DecompositionStatus::LeftOut);
  EXPECT_NE(none.message.find("could not be followed"), std::string::npos);
}

/// Second views cut the same sum differently: allocative effects by tax, by commodity and by origin of the commodity.
TEST(Decomposition, ViewsAddUpToWhatTheyCut) {
  const Database database = rich_economy(41, true);
  Bench bench(database);
  bench.scale_tariffs(0.5).shock("tpreg(" + database.sets().reg[1] + ")", 1.02);
  const Decomposition d = bench.decompose(bench.solve());
  ASSERT_TRUE(d.complete) << d.message;
  const auto sum = [&](const std::string& name, const std::string& region, const std::vector<std::string>& only = {}) {
    double total = 0;
    for (const auto& form : d.forms)
      if (form.name == name && form.region == region &&
          (only.empty() || std::find(only.begin(), only.end(), form.elements.back()) != only.end()))
        total += form.value;
    return total;
  };
  const std::vector<std::string> goods{"inputtax", "contax", "invtax", "govtax", "xtax", "mtax"};
  for (const auto& region : database.sets().reg) {
    const double size = std::abs(sum("CNTalleffr", region)) + 1;
    EXPECT_NEAR(sum("CNTalleffr", region, goods), sum("CNTalleffcr", region), 1e-11 * size);
    EXPECT_NEAR(sum("CNTalleffr", region, {"inputtax"}), sum("CNTqfr", region), 1e-11 * size);
    EXPECT_NEAR(sum("CNTalleffr", region, {"contax"}), sum("CNTqpr", region), 1e-11 * size);
    EXPECT_NEAR(sum("CNTalleffr", region, {"prodtax"}), sum("CNTqor", region), 1e-11 * size);
    EXPECT_NEAR(sum("CNTalleffr", region, {"mtax"}), sum("CNTqmsr", region), 1e-11 * size);
  }
}

TEST(Decomposition, HasTheSameBitsForOneThreadAndTwo) {
  Bench bench(rich_economy(41, true));
  bench.scale_tariffs(0);
  const Solution solution = bench.solve();
  const int threads = omp_get_max_threads();
  omp_set_num_threads(1);
  const Decomposition one = bench.decompose(solution);
  omp_set_num_threads(2);
  const Decomposition two = bench.decompose(solution);
  omp_set_num_threads(threads);
  ASSERT_TRUE(one.complete && two.complete);
  ASSERT_EQ(one.nodes, two.nodes);
  ASSERT_EQ(one.forms.size(), two.forms.size());
  for (std::size_t k = 0; k < one.forms.size(); ++k) EXPECT_EQ(one.forms[k].value, two.forms[k].value) << one.forms[k].name;
}

TEST(Decomposition, SubtotalsOfGroupsAddUpToTheTotal) {
  const Database database = rich_economy(43);
  const auto& s = database.sets();
  Bench bench(database);
  bench.scale_tariffs(0);
  const auto tariffs = static_cast<Index>(bench.problem().path.variable.size());
  bench.shock("aoreg(" + s.reg[0] + ")", 1.02);
  const Solution solution = bench.solve();
  std::vector<ShockGroup> groups{{"tariffs", {}}, {"technology", {tariffs}}};
  for (Index k = 0; k < tariffs; ++k) groups[0].positions.push_back(k);
  const Decomposition d = decompose(bench.model(), bench.problem(), solution.x, groups, {}, {.subtotals = true});
  ASSERT_TRUE(d.complete) << d.message;
  const VariableBlock& ev = *bench.system().find("EV");
  for (Index id = ev.first; id < ev.first + ev.count; ++id)
    EXPECT_NEAR(d.subtotals[0][id] + d.subtotals[1][id], solution.x[id], 1e-7 * std::max(1.0, std::abs(solution.x[id])));
  const VariableBlock& qo = *bench.system().find("qo");
  for (Index id = qo.first; id < qo.first + qo.count; ++id)
    EXPECT_NEAR(d.subtotals[0][id] + d.subtotals[1][id], 100 * std::expm1(solution.x[id]), 1e-6);
}

TEST(Welfare, EvAndCvAgreeOnTheSignAndToFirstOrder) {
  Bench bench(rich_economy(47));
  bench.scale_tariffs(0.99);
  const Solution s = bench.solve();
  const Database database = rich_economy(47);
  for (const auto& r : bench.model().sets.reg) {
    const double ev = bench.x(s, "EV(" + r + ")"), cv = bench.x(s, "CV(" + r + ")");
    EXPECT_GT(ev * cv, 0);
    EXPECT_NEAR(cv / ev, 1, 0.05);
  }
}

/// EV is the income that reaches the new utility at benchmark prices: giving it as a transfer restores the utility.
TEST(Welfare, RealIncomeAndUtilityMoveTogether) {
  Bench bench(rich_economy(47));
  bench.scale_tariffs(0);
  const Solution s = bench.solve();
  for (const auto& r : bench.model().sets.reg) EXPECT_GT(bench.x(s, "EV(" + r + ")") * bench.x(s, "u(" + r + ")"), 0) << r;
}

}  // namespace

}  // namespace setu::test
