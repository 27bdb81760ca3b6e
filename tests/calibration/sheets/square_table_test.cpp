#include "setu/calibration/sheets/square_table.hpp"

#include "setu/base/error.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {
namespace {

TableGrid grid_of(const std::string& text) {
  TableOptions options;
  options.numbers_later = true;
  return TableGrid(TableReader("t.csv", text, options));
}

SquareTable square(const std::string& text, const SquareOptions& options = {}) { return read_square(grid_of(text), options); }

std::string refusal(const std::string& text, const SquareOptions& options = {}) {
  return message_of<InputError>([&] { (void)square(text, options); });
}

using Names = std::vector<std::string>;
using Values = std::vector<double>;

TEST(SquareTable, IsFoundBelowTitlesAndBesideDescriptions) {
  const SquareTable t = square("SAM 2019,,,,\n,,,,\n,Code,a,b,Total\nAgriculture,a,,5,5\nHomes,b,5,,5\n,Total,5,5,10\nSource: me,,,,\n");
  EXPECT_EQ(t.labels, (Names{"a", "b"}));
  EXPECT_EQ(t.descriptions, (Names{"Agriculture", "Homes"}));
  EXPECT_EQ(t.values, (Values{0, 5, 5, 0}));
  EXPECT_TRUE(
      contains(t.notes[0], "2 accounts; labels in line 3 and column 2. Totals, checked and left out: column 5 ('Total'), row 6 ('Total')"));
}

TEST(SquareTable, TotalsMustFitAndNameTheirCell) {
  EXPECT_TRUE(contains(refusal("x,a,b,c,Grand total\na,,5,1,6\nb,5,,2,7.5\nc,1,2,,3\n"),
                       "t.csv:3: column 5: the total of account 'b' is given as 7.5, but its row adds up to 7"));
  for (const char* word : {"TOTAL", "Sum", "Row total", "Summe", "Totaux", "Jumlah", "\xE5\x90\x88\xE8\xAE\xA1", "Total:"})
    EXPECT_EQ(square("x,a,b,c," + std::string(word) + "\na,,5,1,6\nb,5,,2,7\nc,1,2,,3\n").size(), 3U) << word;
}

TEST(SquareTable, SubtotalsAreLeftOutWhateverTheyAreCalled) {
  const SquareTable t = square("x,All,a,b,h\nAll,8,3,5,12\na,3,1,2,5\nb,5,2,3,7\nh,12,5,7,\n");
  EXPECT_EQ(t.labels, (Names{"a", "b", "h"}));
  EXPECT_TRUE(contains(t.notes.back(), "Left out as sums of the accounts beside them: 'All'"));
}

TEST(SquareTable, LabelsThatStandTwiceTakeTheGroupAboveThem) {
  const SquareTable t =
      square(",,Activities,,Commodities,\n,,food,oil,food,oil\nActivities,food,,,3,\n,oil,,,,4\nCommodities,food,3,,,\n,oil,,4,,\n");
  EXPECT_EQ(t.labels, (Names{"Activities:food", "Activities:oil", "Commodities:food", "Commodities:oil"}));
  EXPECT_EQ(t.values[2], 3);
  EXPECT_TRUE(contains(refusal("x,a,b,a\na,,1,\nb,1,,\na,,,\n"), "account 'a' has two"));
}

TEST(SquareTable, CapitalLettersMatter) {
  EXPECT_EQ(square("x,FOOD,HOME\nfood,,5\nhome,5,\n").labels, (Names{"food", "home"}));
  EXPECT_EQ(square("x,a,A,b\na,,5,1\nA,5,,1\nb,1,1,\n").labels, (Names{"a", "A", "b"}));
}

TEST(SquareTable, WhatHasNumbersButNoPartnerIsAnError) {
  EXPECT_TRUE(contains(refusal("x,a,b,c,d\na,,5,1,1\nb,5,,1,1\nc,1,1,,1\ne,1,1,1,\n"), "Line 5: the row has no column: no column 'e'"));
  EXPECT_TRUE(contains(refusal("x,a,b,c,\na,,5,1,9\nb,5,,1,9\nc,1,1,,9\n"),
                       "t.csv:1: column 5: the column has no account name, but holds numbers"));
  EXPECT_EQ(square("x,a,b,c,Notes\na,,5,1,old\nb,5,,1,\nc,1,1,,new\n").size(), 3U);
}

TEST(SquareTable, AmbiguousNumbersAreDecidedByTheBalanceOrRefused) {
  SquareOptions balance;
  balance.must_balance = true;
  const SquareTable t = square("x;a;b;c\na;;1.500;500\nb;2.000;;0\nc;;500;\n", balance);  // thousands: 2000 = 2000
  EXPECT_EQ(t.values[1], 1500);
  EXPECT_TRUE(contains(t.notes[1], "read so, the accounts balance"));
  EXPECT_TRUE(contains(refusal("x;a;b\na;;1.500\nb;1.500;\n", balance), "'1.500' may have a decimal point or a separator of thousands"));
  EXPECT_EQ(square("x,a,b\na,,1.500\nb,1.500,\n", balance).values[1], 1.5);  // a file of commas has decimal points
  SquareOptions comma;
  comma.decimal_comma = true;
  EXPECT_EQ(square("x;a;b\na;;1.500\nb;1.500;\n", comma).values[1], 1500);
  EXPECT_TRUE(contains(refusal("x;a;b\na;;1,5\nb;1.5;\n"), "numbers are written in two ways"));
  EXPECT_TRUE(contains(refusal("x,a,b\na,,50%\nb,0.5,\n"), "'50%' is a percentage, but other cells"));
}

TEST(SquareTable, TextInANumberNamesItsCell) {
  EXPECT_TRUE(contains(refusal("x,a,b\na,,five\nb,5,\n"), "t.csv:2: column 3: 'five' is not a number."));
  EXPECT_TRUE(contains(refusal("x,a,b\na,,12 34\nb,5,\n"), "t.csv:2: column 3: '12 34' is not a number."));
}

TEST(SquareTable, ShortRowsAreTold) {
  EXPECT_TRUE(contains(square("x,a,b,c\na,,5,1\nb,5,1\nc,1,1,\n").short_rows, "row 3 ('b') has 3 of 4 fields"));
}

TEST(SquareTable, OtherTablesSayWhatTheyHold) {
  EXPECT_TRUE(contains(refusal("year,value\n2019,3\n2020,4\n"),
                       "no row of labels matches a column of labels; row 1 holds 'year', 'value'; column 1 holds 'year', '2019', '2020'"));
}

}  // namespace
}  // namespace setu::testing
