#include <gtest/gtest.h>

#include "sam_text.hpp"

namespace setu::testing {
namespace {

using Names = std::vector<std::string>;
using Values = std::vector<double>;

TEST(ReadSam, TakesColumnsInAnyOrder) {
  const Sam sam = sam_of("account,c,a,b\na,3,1,2\nb,1,2,\nc,,3,1\n");
  EXPECT_EQ(sam.accounts, (Names{"a", "b", "c"}));
  EXPECT_EQ(sam.values, (Values{1, 2, 3, 2, 0, 1, 3, 1, 0}));
  EXPECT_EQ(sam.row_sum(0), 6);
  EXPECT_EQ(sam.column_sum(2), 4);
}

TEST(ReadSam, KnowsTotalsAndLeavesThemOut) {
  const Values plain = sam_of("x,a,b\na,,5\nb,5,\n").values;
  EXPECT_EQ(sam_of("x,a,b,Total\na,,5,5\nb,5,,5\nTOTAL,5,5,10\n").values, plain);
  EXPECT_EQ(sam_of("x,a,b,sum\na,,5,5\nb,5,,5\n").values, plain);
  EXPECT_EQ(sam_of("x,a,b\na,,5\nb,5,\ntotals,5,5\n").values, plain);
}

TEST(ReadSam, ReadsSemicolonsDecimalCommasByteOrderMarkAndWindowsLines) {
  const Sam sam = sam_of("\xEF\xBB\xBF;\"a, all\";b\r\n\"a, all\";;1,5\r\nb;1,5;\r\n");
  EXPECT_EQ(sam.accounts, (Names{"a, all", "b"}));
  EXPECT_EQ(sam.values, (Values{0, 1.5, 1.5, 0}));
}

TEST(ReadSam, KeepsNegativeCellsAndAccountsWithoutFlows) {
  const Sam sam = sam_of("x,a,b,idle\na,,-2,\nb,-2,,\nidle,,,\n");
  EXPECT_EQ(sam.values, (Values{0, -2, 0, -2, 0, 0, 0, 0, 0}));
}

TEST(ReadSam, ToleranceIsRelativeToTheAccount) {
  const std::string rounded = "x,a,b\na,,1000\nb,1000.5,\n";
  EXPECT_EQ(sam_of(rounded, 1e-3).size(), 2u);
  EXPECT_THROW(sam_of(rounded), InputError);
}

TEST(ReadSam, HandMadeNationalMatrixBalances) {
  const Sam sam = read_sam(sam_data("two_households.csv"));
  ASSERT_EQ(sam.size(), 15u);
  for (std::size_t i = 0; i < sam.size(); ++i) EXPECT_DOUBLE_EQ(sam.row_sum(i), sam.column_sum(i)) << sam.accounts[i];
}

TEST(WriteSam, ReadsBackExactly) {
  const TemporaryFolder folder;
  Sam sam = sam_of("x,a,\"b, or \"\"c\"\"\",d;e\na,0.1,0.2,1e-7\n\"b, or \"\"c\"\"\",0.2,,\nd;e,1e-7,,3333.333333333333\n");
  write_sam(sam, folder.path() / "again.csv");
  const Sam again = read_sam(folder.path() / "again.csv", {.sheet = {}, .separator = ',', .decimal_comma = false});
  EXPECT_EQ(again.accounts, sam.accounts);
  EXPECT_EQ(again.values, sam.values);
}

TEST(WriteSam, RefusesAFolderThatIsNotThere) {
  const Sam sam = sam_of("x,a,b\na,,5\nb,5,\n");
  EXPECT_TRUE(contains(message_of<InputError>([&] { write_sam(sam, "/no/such/folder/sam.csv"); }), "/no/such/folder/sam.csv"));
}

TEST(ReadSam, TextbookMatrixOfTheSharedCases) {
  const auto file = std::filesystem::path(SETU_SOURCE_DIR) / "../shared/cases/hosoe_stdcge/sam_stdcge.csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "NOT TESTED: " << file << " is absent.";
  const Sam sam = read_sam(file);
  ASSERT_EQ(sam.size(), 10u);
  EXPECT_EQ(sam(0, 0), 21);
  EXPECT_EQ(sam.row_sum(6), 90);  // the household's income
  EXPECT_TRUE(contains(draft_account_map(sam), "\"BRD\",sector"));
  EXPECT_TRUE(contains(draft_account_map(sam), "\"EXT\",world"));
}

}  // namespace
}  // namespace setu::testing
