#include "setu/base/error.hpp"
#include "small_tables.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {
namespace {

/// Flows by source row and use; purchases abroad belong to households, as in the tables that do not tell them apart.
std::vector<double> flows(InterCountryTable t) {
  const std::size_t C = t.industries.size();
  for (std::size_t row = 0; row < t.economies.size() * C; ++row)
    for (std::size_t r = 0; r < t.economies.size(); ++r) {
      double* use = t.flows.data() + row * t.columns() + r * (C + final_uses) + C;
      use[Households] += use[PurchasesAbroad], use[PurchasesAbroad] = 0;
    }
  return t.flows;
}

void expect_near(const std::vector<double>& a, const std::vector<double>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], 1e-9) << i;
}

class EveryFormat : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(EveryFormat, HoldsTheSameTable) {
  const auto [file, format] = GetParam();
  const InterCountryTable base = read_intercountry_table(small_table("icio_2023"));
  const InterCountryTable table = read_intercountry_table(small_table(file));
  EXPECT_EQ(table.format, format);
  ASSERT_EQ(table.economies.size(), 2U);
  ASSERT_EQ(table.industries.size(), 3U);
  expect_near(flows(table), flows(base));
  for (std::size_t k = 0; k < table.columns(); ++k) EXPECT_NEAR(table.value_added[k], base.value_added[k], 1e-9) << k;
  double taxes = 0, expected = 0;
  for (std::size_t k = 0; k < table.columns(); ++k) taxes += table.taxes[k], expected += base.taxes[k];
  EXPECT_NEAR(taxes, expected, 1e-9);
}

INSTANTIATE_TEST_SUITE_P(Formats, EveryFormat,
                         ::testing::Values(std::pair{"icio_2016", "OECD ICIO"}, std::pair{"icio_2018", "OECD ICIO"},
                                           std::pair{"icio_split", "OECD ICIO"}, std::pair{"wiod_2013", "WIOD 2013"},
                                           std::pair{"wiod_2016", "WIOD 2016"}, std::pair{"adb_mrio", "ADB MRIO"},
                                           std::pair{"figaro_matrix", "FIGARO, industry by industry"},
                                           std::pair{"figaro_flat", "FIGARO, flat file"}),
                         [](const auto& one) { return std::string(one.param.first); });

TEST(ReadIntercountry, KeepsUsesAndSources) {
  const InterCountryTable t = read_intercountry_table(small_table("icio_2023"));
  EXPECT_EQ(t.economies, (std::vector<std::string>{"AUS", "USA"}));
  EXPECT_EQ(t.industries, (std::vector<std::string>{"A01", "C10T12", "G"}));
  EXPECT_EQ(t.flow(0, 0, 1), 61);                        // AUS A01 in AUS C10T12
  EXPECT_EQ(t.flow(1, 0, 3 + Inventories), -3);          // USA A01 in inventories of AUS
  EXPECT_EQ(t.flow(0, 1, 9 + 3 + FixedInvestment), 22);  // AUS C10T12 in investment of USA
  EXPECT_EQ(read_intercountry_table(small_table("icio_2023"), {}, 0.5).flow(0, 0, 1), 30.5);
}

TEST(ReadIntercountry, AddsPartsOfAnEconomy) {
  const InterCountryTable t = read_intercountry_table(small_table("icio_split"));
  EXPECT_EQ(t.economies, (std::vector<std::string>{"AUS", "MEX"}));
}

class Broken : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(Broken, GivesASentence) {
  const auto [file, part] = GetParam();
  const auto path = small_table("broken_" + std::string(file));
  const std::string message = message_of<InputError>([&] { (void)import_intercountry(path, default_options()); });
  EXPECT_TRUE(contains(message, part));
  if (std::string(file) != "unbalanced") { EXPECT_TRUE(contains(message, "broken_")); }
}

INSTANTIATE_TEST_SUITE_P(Files, Broken,
                         ::testing::Values(std::pair{"row_missing", "there is no row for industry 'G' of 'USA'"},
                                           std::pair{"row_twice", ":11: the row 'G' of 'USA' stands twice"},
                                           std::pair{"column_missing", "there is no column for industry 'H' of 'AUS'"},
                                           std::pair{"economy_unknown", ":7: no economy 'USB'; did you mean 'USA'?"},
                                           std::pair{"industry_unknown", ":7: no industry 'GG'; did you mean 'G'?"},
                                           std::pair{"text", ":7: column 2: 'x"}, std::pair{"nan", ":9: column 2: 'nan"},
                                           std::pair{"short", ":5: the row has"},
                                           std::pair{"unbalanced", "industry 'A01' of 'AUS' sells 226.0 and costs"},
                                           std::pair{"no_value_added", "there is no row of value added"},
                                           std::pair{"titles", "the titles are those of no inter-country table"}),
                         [](const auto& one) { return std::string(one.param.first); });

TEST(LooksLikeIntercountry, ByTitles) {
  EXPECT_TRUE(looks_like_intercountry({{"V1", "AUS_A01", "AUS_HFCE"}}));
  EXPECT_TRUE(looks_like_intercountry({{"", "", "AUS", "AUS"}, {"", "", "c1", "c2"}}));
  EXPECT_TRUE(looks_like_intercountry({{"refPeriod", "refArea", "rowPi", "counterpartArea", "colPi", "obsValue"}}));
  EXPECT_FALSE(looks_like_intercountry({{"", "act_food", "com_food", "hh"}}));
  EXPECT_FALSE(looks_like_intercountry({{"name", "i1", "i2"}, {"VDFB", "a", "b"}}));
}

}  // namespace
}  // namespace setu::testing
