#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include <gtest/gtest.h>

#include "setu/base/error.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/intercountry/intercountry.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"
#include "setu/experiments/chains/chains.hpp"

/// Value chains against an independent package's numbers, a table small enough to work out by hand, and identities.
namespace setu {
namespace {

/// Numbers of a CSV without its first row and column.
std::vector<std::vector<double>> numbers_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  std::vector<std::vector<double>> rows;
  while (std::getline(in, line)) {
    std::stringstream cells(line);
    std::string cell;
    std::getline(cells, cell, ',');
    rows.emplace_back();
    while (std::getline(cells, cell, ',')) rows.back().push_back(std::stod(cell));
  }
  return rows;
}

WorldTable table_of(const std::vector<std::string>& regions, std::size_t sectors, const std::vector<std::vector<double>>& inputs,
                    const std::vector<std::vector<double>>& final_use) {
  WorldTable t;
  t.regions = regions;
  for (std::size_t i = 0; i < sectors; ++i) t.sectors.push_back("s" + std::to_string(i + 1));
  const std::size_t n = regions.size() * sectors;
  t.inputs = DenseTable(n, n);
  t.final_use = DenseTable(n, regions.size());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) t.inputs(i, j) = inputs[i][j];
    for (std::size_t r = 0; r < regions.size(); ++r) t.final_use(i, r) = final_use[i][r];
  }
  t.add_up();
  return t;
}

std::optional<std::filesystem::path> toy_folder() {
  const char* named = std::getenv("SETU_CASES");
  const std::filesystem::path folder =
      (named ? std::filesystem::path(named) : std::filesystem::path(SETU_SOURCE_DIR).parent_path() / "shared/cases") / "gvc_toy";
  return std::filesystem::exists(folder) ? std::optional(folder) : std::nullopt;
}

TEST(Chains, ToyTableGivesAnotherPackagesNumbers) {
  const auto folder = toy_folder();
  if (!folder) GTEST_SKIP() << "OTHER CODES' RESULTS ARE ABSENT: put shared/cases beside the checkout or set SETU_CASES";
  WorldTable t = table_of({"CHN", "IND", "JPN", "ROW"}, 3, numbers_of(*folder / "bm_toy_Z.csv"), numbers_of(*folder / "bm_toy_Y.csv"));
  const auto given = numbers_of(*folder / "bm_toy_VA_X.csv");
  for (std::size_t i = 0; i < given.size(); ++i) {
    EXPECT_NEAR(t.output[i], given[i][1], 20);  // rounded figures: rows add up to within a few units
    t.value_added[i] = given[i][0], t.output[i] = given[i][1];
  }
  const Chains chains(std::move(t));
  const double expected[4][5] = {{2144685.3, 8288.95, 341856.18, 1346.26, 2496178},
                                 {424505.3, 249.27, 72383.77, 46.17, 497185},
                                 {660082.5, 637.24, 94197.73, 92.01, 755010},
                                 {2767872.8, 13273.26, 94653.40, 456.63, 2876256}};
  const double backward[4] = {13.75, 14.57, 12.49, 3.31};
  for (std::size_t s = 0; s < 4; ++s) {
    const ExportContent c = chains.exporter(s);
    EXPECT_NEAR(c.domestic, expected[s][0], 0.06) << s;
    EXPECT_NEAR(c.domestic_double, expected[s][1], 0.006) << s;
    EXPECT_NEAR(c.foreign, expected[s][2], 0.006) << s;
    EXPECT_NEAR(c.foreign_double, expected[s][3], 0.006) << s;
    EXPECT_NEAR(c.exports(), expected[s][4], 2) << s;
    EXPECT_NEAR(100 * c.backward(), backward[s], 0.006) << s;
  }
  const ExportContent pair = chains.pair(0, 1);
  EXPECT_NEAR(pair.domestic, 77542.28, 0.006);
  EXPECT_NEAR(pair.domestic_double, 300.14, 0.006);
  EXPECT_NEAR(pair.foreign, 12376.79, 0.006);
  EXPECT_NEAR(pair.foreign_double, 48.75, 0.006);
}

/// docs/chains.md's example: B makes 100 of parts from nothing, sells 50 to A, which adds 50 and sells 60 of its 100 back to B.
TEST(Chains, TwoCountriesByHand) {
  const Chains c(table_of({"A", "B"}, 1, {{0, 0}, {50, 0}}, {{40, 60}, {0, 50}}));
  EXPECT_NEAR(c.exporter(0).domestic, 30, 1e-12);
  EXPECT_NEAR(c.exporter(0).foreign, 30, 1e-12);
  EXPECT_NEAR(c.exporter(0).backward(), 0.5, 1e-12);
  EXPECT_NEAR(c.exporter(1).domestic, 50, 1e-12);
  EXPECT_NEAR(c.used_in(1, 1), 80, 1e-12);           // 50 at once, 30 by way of A
  EXPECT_NEAR(c.value_added_exports(1), 20, 1e-12);  // what A keeps
  EXPECT_NEAR(c.forward(1), 30.0 / 50, 1e-12);
  EXPECT_NEAR(c.upstreamness(1), 1.5, 1e-12);  // half is used at once, half one stage earlier
  EXPECT_NEAR(c.downstreamness(0), 1.5, 1e-12);
  EXPECT_NEAR(c.direct_reliance(1, 0), 1, 1e-12);
  EXPECT_NEAR(c.look_through_reliance(1, 0), 1, 1e-12);
}

TEST(Chains, TableWhoseInputsNeverEndIsRefused) {
  EXPECT_THROW(Chains(table_of({"A", "B"}, 1, {{10, 0}, {0, 5}}, {{0, 0}, {0, 5}})), InputError);
}

class Identities : public testing::TestWithParam<int> {};

/// Everything that is told adds up, on tables of invented and shipped economies.
void expect_identities(const Database& db, const std::string& name) {
  const WorldTable t = world_table(db);
  const Chains chains(t);
  const std::size_t regions = t.regions.size(), sectors = t.sectors.size();
  double world = 0;
  for (std::size_t i = 0; i < t.industries(); ++i) world += t.output[i];
  for (std::size_t s = 0; s < regions; ++s) {
    // Sales are what is made, with the taxes on exports.
    double sold = 0, made = 0, gross = 0, customs = 0;
    for (std::size_t i = 0; i < sectors; ++i) {
      sold += t.output[t.row(s, i)];
      gross += t.exports(t.row(s, i));
      for (std::size_t c = 0; c < db.sets().comm.size(); ++c) made += db["MAKB"](c, i, s);
    }
    for (std::size_t c = 0; c < db.sets().comm.size(); ++c)
      for (std::size_t d = 0; d < regions; ++d) {
        made += db["VFOB"](c, s, d) - db["VXSB"](c, s, d);
        if (d != s) customs += db["VFOB"](c, s, d);
      }
    EXPECT_NEAR(sold, made, 1e-8 * sold) << name << " " << t.regions[s];
    EXPECT_GE(gross, customs * (1 - 1e-9)) << name;  // goods and services at FOB, and transport for others
    const ExportContent all = chains.exporter(s);
    EXPECT_NEAR(all.exports(), gross, 1e-10 * gross);
    double origins = 0, pairs = 0, by_sector = 0, used = 0, earned = 0, pair_domestic = 0;
    for (std::size_t o = 0; o < regions; ++o) {
      origins += chains.content(o, s);
      used += chains.used_in(s, o);
      if (o == s) continue;
      pairs += chains.pair(s, o).exports();
      pair_domestic += chains.pair(s, o).domestic;
    }
    for (std::size_t i = 0; i < sectors; ++i) {
      by_sector += chains.sector(s, i).foreign;
      earned += t.value_added[t.row(s, i)];
    }
    EXPECT_NEAR(origins, gross, 1e-10 * gross);
    EXPECT_NEAR(pairs, gross, 1e-10 * gross);
    EXPECT_NEAR(pair_domestic, all.domestic, 1e-10 * gross);
    EXPECT_NEAR(by_sector, all.foreign, 1e-10 * gross);
    EXPECT_NEAR(used, earned, 1e-10 * world);  // value added is used somewhere
    EXPECT_NEAR(chains.content(s, s), all.domestic + all.domestic_double, 1e-10 * gross);
    // What leaves and stays abroad is no more than what leaves.
    EXPECT_LE(chains.value_added_exports(s), all.domestic * (1 + 1e-10));
    double direct = 0, through = 0;
    for (std::size_t o = 0; o < regions; ++o) {
      direct += chains.direct_reliance_of(o, s);
      through += chains.look_through_reliance_of(o, s);
    }
    EXPECT_NEAR(direct, 1, 1e-12);
    EXPECT_NEAR(through, 1, 1e-12);
  }
}

/// The exported table read back by the importer's reader: the same flows, and each column adds up.
TEST(Chains, ExportedTableIsReadBack) {
  SyntheticOptions o;
  o.seed = 5, o.regions = 4, o.sectors = 6, o.joint_products = true, o.density = 0.8;
  const Database db = synthetic_database(o);
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "setu_icio";
  std::filesystem::remove_all(folder);
  (void)write_icio(db, folder);
  const InterCountryTable read = read_intercountry_table(folder / "icio.csv");
  std::filesystem::remove_all(folder);
  const WorldTable t = world_table(db);
  ASSERT_EQ(read.economies, t.regions);
  ASSERT_EQ(read.industries.size(), t.sectors.size());
  const std::size_t width = t.sectors.size() + final_uses;
  for (std::size_t s = 0; s < t.regions.size(); ++s)
    for (std::size_t i = 0; i < t.sectors.size(); ++i)
      for (std::size_t d = 0; d < t.regions.size(); ++d) {
        for (std::size_t j = 0; j < t.sectors.size(); ++j) EXPECT_EQ(read.flow(s, i, d * width + j), t.inputs(t.row(s, i), t.row(d, j)));
        EXPECT_EQ(read.flow(s, i, d * width + t.sectors.size() + Households), t.final_by_use(t.row(s, i), d * WorldTable::kUses));
        EXPECT_EQ(read.flow(s, i, d * width + t.sectors.size() + FixedInvestment), t.final_by_use(t.row(s, i), d * WorldTable::kUses + 2));
      }
  double product = 0, duties = 0, taxes = 0;  // all taxes on products by the database's own values
  for (std::size_t r = 0; r < t.regions.size(); ++r)
    for (std::size_t c = 0; c < db.sets().comm.size(); ++c) {
      for (std::size_t a = 0; a < db.sets().acts.size(); ++a)
        product += db["VDFP"](c, a, r) - db["VDFB"](c, a, r) + db["VMFP"](c, a, r) - db["VMFB"](c, a, r);
      for (const char* h : {"VDP", "VMP", "VDG", "VMG", "VDI", "VMI"})
        product += db[std::string(h) + "P"](c, r) - db[std::string(h) + "B"](c, r);
      for (std::size_t s = 0; s < t.regions.size(); ++s) duties += db["VMSB"](c, s, r) - db["VCIF"](c, s, r);
    }
  for (const double x : t.taxes) taxes += x;
  for (const double x : t.final_taxes) taxes += x;
  EXPECT_NEAR(taxes, product + duties, 1e-9 * (std::abs(product) + std::abs(duties)));
}

TEST_P(Identities, HoldOnRandomTables) {
  const int seed = GetParam();
  SyntheticOptions o;
  o.seed = static_cast<std::uint64_t>(seed);
  o.regions = 2 + static_cast<std::size_t>(seed % 6), o.sectors = 2 + static_cast<std::size_t>(seed % 8);
  o.density = seed % 3 == 0 ? 0.5 : 0.9;
  o.joint_products = seed % 4 == 1, o.taxes = seed % 5 != 2, o.margins = seed % 7 != 3;
  expect_identities(synthetic_database(o), "seed " + std::to_string(seed));
}

INSTANTIATE_TEST_SUITE_P(Seeds, Identities, testing::Range(1, 201));

TEST(Chains, IdentitiesHoldOnTheShippedDatabase) {
  expect_identities(read_database(std::filesystem::path(SETU_SOURCE_DIR) / "data/indo-pacific-2022"), "indo-pacific-2022");
}

}  // namespace
}  // namespace setu
