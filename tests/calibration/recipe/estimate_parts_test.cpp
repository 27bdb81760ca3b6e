#include <gtest/gtest.h>

#include "calibration/recipe/customs.hpp"
#include "calibration/recipe/duties.hpp"
#include "calibration/recipe/estimate_parts.hpp"
#include "setu/base/error.hpp"
#include "temporary_folder.hpp"

// The parts of an estimate on worlds small enough to work out by hand.

namespace setu::recipe {
namespace {

using setu::testing::TemporaryFolder;
using setu::testing::write_text;

Sector sector(const char* name, bool goods) {
  Sector s;
  s.name = name;
  s.goods = goods;
  return s;
}

Economy economy(const char* name, std::size_t region) {
  Economy e;
  e.name = name;
  e.region = region;
  return e;
}

Evidence evidence(Concept what, std::size_t region, std::vector<std::size_t> sectors, double value, double error) {
  return {what, region, 0, std::move(sectors), value, error, "a source", 0};
}

/// Two regions of one economy each, food and cars, and services.
Recipe small_recipe(const std::filesystem::path& folder) {
  Recipe r;
  r.folder = folder;
  r.year = 2022;
  r.regions = Labels({"AAA", "BBB"});
  r.sectors = {sector("foo", true), sector("car", true), sector("srv", false)};
  r.economies = {economy("AAA", 0), economy("ROW", 1)};
  r.numbers = {{"weights.value_added", 1.0}, {"duties.highest", 0.4}};
  r.lists = {{"customs.partners", {"LAND OF A AAA"}}, {"duties.as_applied", {}}};
  return r;
}

class ChapterShares : public ::testing::Test {
 protected:
  ChapterShares() : recipe(small_recipe(folder.path())) {
    recipe.files = {{"concordance", "concordance.csv"}, {"imports_by_heading", "imports.csv"}};
    write_text(folder.path() / "concordance.csv", "hs4,foo,car\n0101,1,0\n8701,0,1\n8702,0.5,0.5\n8801,0,1\n");
    write_text(folder.path() / "imports.csv",
               "cty,hs6,imports\nLAND OF A,870100,30000000\nLAND OF A,870200,10000000\nSOMEWHERE,880100,1\n");
    write_text(folder.path() / "chapters.csv", "economy,chapter,sector,share,reason\n,1,car,1,horses\nAAA,88,foo,1,kites\n");
  }
  TemporaryFolder folder;
  Recipe recipe;
};

TEST_F(ChapterShares, AreAPartnersOwnMixWhereItSellsEnough) {
  const ChapterKey key(recipe, RawFolder(recipe, folder.path()));
  EXPECT_NEAR(key.shares("AAA", 87)[1], (30 + 0.5 * 10) / 40, 1e-12);
  EXPECT_NEAR(key.sales("AAA", 87), 40, 1e-12);
}

TEST_F(ChapterShares, AreThoseOfAllPartnersElse) {
  const ChapterKey key(recipe, RawFolder(recipe, folder.path()));
  EXPECT_NEAR(key.shares("BBB", 87)[1], 0.875, 1e-6);  // a trace of the headings' mean is mixed in
  EXPECT_NEAR(key.shares("BBB", 88)[1], 1, 1e-12);     // nobody sells it: the mean of its headings
}

TEST_F(ChapterShares, AreWhatTheRecipeStates) {
  const ChapterKey key(recipe, RawFolder(recipe, folder.path()));
  EXPECT_EQ(key.shares("BBB", 1)[1], 1);
  EXPECT_EQ(key.shares("AAA", 88)[0], 1);
  EXPECT_TRUE(key.stated("AAA", 88));
  EXPECT_FALSE(key.stated("BBB", 88));
}

TEST_F(ChapterShares, OfAnUnknownChapterAreNone) {
  const ChapterKey key(recipe, RawFolder(recipe, folder.path()));
  for (const double share : key.shares("AAA", 99)) EXPECT_EQ(share, 0);
}

TEST_F(ChapterShares, NameTheSectorThatIsUnknown) {
  write_text(folder.path() / "chapters.csv", "economy,chapter,sector,share,reason\n,1,bicycles,1,\n");
  try {
    const ChapterKey key(recipe, RawFolder(recipe, folder.path()));
    FAIL() << "accepted";
  } catch (const InputError& error) { EXPECT_NE(std::string(error.what()).find("bicycles"), std::string::npos) << error.what(); }
}

/// BBB collects 3 on 30 of cars from AAA by heading, and the recipe says whether that counts.
TEST_F(ChapterShares, OfDutiesByHeadingCountIfTheRecipeSaysSo) {
  write_text(folder.path() / "imports.csv", "cty,hs6,imports,duty\nLAND OF A,870100,30000000,3000000\n");
  write_text(folder.path() / "collected.csv", "iso,year,customs_pct_of_merchandise_imports\nAAA,2021,2\nAAA,2022,4\nAAA,2023,9\n");
  recipe.files["duties_collected"] = "collected.csv";
  recipe.lists["customs.heading_importer"] = {"BBB"};
  recipe.lists["duties.bounded"] = {"AAA"};
  for (const bool counts : {true, false}) {
    recipe.numbers["duties.by_heading"] = counts;
    const auto collected = read_collected(recipe, RawFolder(recipe, folder.path()));
    EXPECT_NEAR(collected.rate(0, 1, 1), counts ? 0.1 : -1.0, 1e-12);
    EXPECT_NEAR(collected.imports(0, 1, 1), 30, 1e-12);
    EXPECT_NEAR(collected.share[0], 0.04, 1e-12);
    EXPECT_EQ(collected.share[1], -1);
  }
}

/// AAA buys 100 of food at 300 % and 200 of cars at 10 % from BBB; 12 are collected of these 300.
TEST(CollectedRates, AreCappedAndScaledDownToWhatIsCollected) {
  const Recipe recipe = small_recipe(".");
  Tariffs applied{grid(2, 3, 2), grid(2, 2), grid(2, 2), {-1.0, -1.0}};
  applied.rate(1, 0, 0) = 3.0, applied.rate(1, 1, 0) = 0.1;
  CollectedDuties collected{{0.04, -1.0}, grid(2, 3, 2), grid(2, 3, 2)};
  for (double& v : collected.rate.values()) v = -1;
  Array trade = grid(2, 3, 2);
  trade(1, 0, 0) = 100, trade(1, 1, 0) = 200;
  Report report;
  const Tariffs duties = collected_rates(recipe, applied, collected, trade, report);
  EXPECT_NEAR(duties.rate(1, 0, 0), 0.4 * 12 / 60, 1e-12);
  EXPECT_NEAR(duties.rate(1, 1, 0), 0.1 * 12 / 60, 1e-12);
}

TEST(CollectedRates, KeepThePairsThatTheRecipeKeeps) {
  Recipe recipe = small_recipe(".");
  recipe.lists["duties.as_applied"] = {"BBB AAA"};
  Tariffs applied{grid(2, 3, 2), grid(2, 2), grid(2, 2), {-1.0, -1.0}};
  applied.rate(1, 1, 0) = 0.1;
  applied.rate(0, 0, 0) = 0.2;
  CollectedDuties collected{{0.06, -1.0}, grid(2, 3, 2), grid(2, 3, 2)};
  for (double& v : collected.rate.values()) v = -1;
  Array trade = grid(2, 3, 2);
  trade(1, 1, 0) = 200, trade(0, 0, 0) = 50;
  Report report;
  const Tariffs duties = collected_rates(recipe, applied, collected, trade, report);
  EXPECT_EQ(duties.rate(1, 1, 0), 0.1);  // 20 of duty, more than the 12 collected: nothing is left for the rest
  EXPECT_EQ(duties.rate(0, 0, 0), 0);
}

/// Taxes of 30 of which duties are 6: the rate raises 24 on what households pay for food and cars.
TEST(ProductTaxes, RaiseWhatIsNotDuty) {
  const Recipe recipe = small_recipe(".");
  const EstimateCells at(recipe);
  Sources sources;
  sources.regions.assign(2, {});
  sources.regions[0].gdp = sources.regions[0].gdp_with_taxes = 300;
  sources.regions[0].taxes = 30;
  std::vector<double> cells(at.all(), 0.0);
  cells[at.use(0, 0, at.n, 0)] = 100;  // households, at home
  cells[at.use(1, 1, at.n, 0)] = 20;   // and from abroad, with a duty of 30 %
  Array weights = grid(at.n, at.users), duty = grid(at.n, 2), rate = grid(at.n, 2);
  weights(0, at.n) = 0.5, weights(1, at.n) = 1;
  duty(1, 0) = 6, rate(1, 0) = 0.3;
  const Array tax = product_tax_rates(recipe, sources, weights, cells, duty, rate);
  EXPECT_NEAR(tax(0, at.n, 0) * 100 + tax(1, at.n, 0) * 26, 24, 1e-12);
  EXPECT_NEAR(tax(1, at.n, 0), 2 * tax(0, at.n, 0), 1e-12);
  EXPECT_EQ(tax(2, at.n, 0), 0);
}

/// Whatever the priors say, sales pay for costs; a figure with a small error is met, one of two that contradict each
/// other is missed in proportion to its variance.
TEST(EstimationProblem, MeetsAccountsExactlyAndSourcesByTheirErrors) {
  const Recipe recipe = small_recipe(".");
  const EstimateCells at(recipe);
  std::vector<double> priors(at.all(), 0.0);
  for (std::size_t r = 0; r < 2; ++r)
    for (std::size_t c = 0; c < at.n; ++c) {
      for (std::size_t u = 0; u < at.users; ++u) priors[at.use(0, c, u, r)] = c == 0 ? 10 : 12, priors[at.use(1, c, u, r)] = u == 0 ? 3 : 5;
      priors[at.value_added(c, r)] = 40;
      for (std::size_t k = 0; k < 2; ++k) priors[at.flow(r, c, 1 - r, k)] = 8;
    }
  Rates rates{grid(at.n, 2), grid(at.n, at.users, 2)};
  rates.duty(1, 0) = 0.1;
  rates.product(0, at.n, 1) = 0.2;
  const std::vector<Evidence> figures = {evidence(Concept::Gdp, 0, {}, 150, 0.01), evidence(Concept::Exports, 1, {0}, 20, 0.01),
                                         evidence(Concept::Investment, 1, {}, 30, 0.3), evidence(Concept::Investment, 1, {}, 40, 0.3)};
  const EstimationProblem p(recipe, priors, rates, figures);
  const auto result = balance(p.problem);
  for (std::size_t r = 0; r < 2; ++r)
    for (std::size_t a = 0; a < at.n; ++a) {
      double sales = 0, cost = result.cells[at.value_added(a, r)];
      for (std::size_t u = 0; u < at.users; ++u) sales += result.cells[at.use(0, a, u, r)];
      for (std::size_t k = 0; k < 2; ++k) sales += result.cells[at.flow(r, a, 1 - r, k)];
      for (std::size_t c = 0; c < at.n; ++c)
        cost += result.cells[at.use(0, c, a, r)] + result.cells[at.use(1, c, a, r)] * (1 + rates.duty(c, r));
      EXPECT_NEAR(sales, cost, 1e-9 * sales) << r << " " << a;
    }
  EXPECT_NEAR(result.reached[p.total_of[0]], 150, 0.01);
  EXPECT_NEAR(result.reached[p.total_of[1]], 20, 0.01);
  const double between = result.reached[p.total_of[2]];
  EXPECT_GT(between, 33);
  EXPECT_LT(between, 37);
}

}  // namespace
}  // namespace setu::recipe
