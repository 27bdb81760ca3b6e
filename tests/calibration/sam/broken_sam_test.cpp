#include <gtest/gtest.h>

#include "sam_text.hpp"

namespace setu::testing {
namespace {

TEST(BrokenSam, RowAndColumnThatDifferAreNamedWithTheirAmounts) {
  const std::string text = refusal("x,farm,mill,home\nfarm,,4,6\nmill,3,,5\nhome,7,3,\n");
  EXPECT_TRUE(contains(text, "sam.csv:3: 2 of 3 accounts do not balance")) << text;
  EXPECT_TRUE(contains(text, "'mill' (line 3) receives 8 and pays 7, a gap of 1"));
  EXPECT_TRUE(contains(text, "'home' (line 4) receives 10 and pays 11, a gap of -1"));
}

TEST(BrokenSam, ListsTheFiveLargestGaps) {
  std::string text = "x,a,b,c,d,e,f,g\n";
  for (int i = 0; i < 7; ++i)
    text += std::string(1, static_cast<char>('a' + i)) + "," + std::to_string(i + 1) + std::string(static_cast<std::size_t>(i), ',') + "\n";
  text = refusal(text);
  EXPECT_TRUE(contains(text, "7 of 7 accounts")) << text;
  EXPECT_EQ(text.find("'b' (line"), std::string::npos) << "small gaps are left out";
  EXPECT_TRUE(contains(text, "; …"));
}

TEST(BrokenSam, TextInANumber) {
  EXPECT_TRUE(contains(refusal("x,a,b\na,,n.a.\nb,5,\n"), "sam.csv:2: column 3: 'n.a.' is not a number"));
  EXPECT_TRUE(contains(refusal("x,a,b\na,,nan\nb,5,\n"), "sam.csv:2: column 3"));
}

TEST(BrokenSam, RepeatedAccounts) {
  EXPECT_TRUE(contains(refusal("x,a,a\na,,5\nb,5,\n"), "sam.csv:1: column 3: account 'a' has two columns"));
  EXPECT_TRUE(contains(refusal("x,a,b\na,,5\na,5,\n"), "sam.csv:3: account 'a' has two rows, the first in line 2"));
}

TEST(BrokenSam, NamesWithoutARowOrColumn) {
  const std::string text = refusal("x,food,home\nfood,,5\nhmoe,5,\n");
  EXPECT_TRUE(contains(text, "Line 3: the row has no column: no column 'hmoe'; did you mean 'home'?"));
  EXPECT_TRUE(contains(text, "The column has no row: no row 'home'; did you mean 'hmoe'?"));
  EXPECT_TRUE(contains(refusal("x,a,\nb,1,5\n"), "sam.csv:1"));
}

TEST(BrokenSam, LabelsThatDifferInCaseAreTwoAccounts) {
  EXPECT_TRUE(contains(refusal("x,a,b\nA,,5\nb,5,\n"), "no column 'A'; did you mean 'a'?"));
}

TEST(BrokenSam, NotSquare) {
  EXPECT_TRUE(contains(refusal("x,a,b,c\na,,5,\nb,5,,\n"), "The column has no row: no row 'c'"));
  EXPECT_TRUE(contains(refusal("x,a,b\na,,5\nb,5,\nc,,\n"), "Line 4: the row has no column: no column 'c'"));
  EXPECT_TRUE(contains(refusal("x,a,b\na,,5,7\nb,5,\n"), "sam.csv:2: column 4: the row is longer than the first one"));
}

TEST(BrokenSam, EmptyNames) {
  EXPECT_TRUE(contains(refusal("x,a,,b\na,,,5\nb,5,,\n"), "sam.csv:1: column 3: the column has no account name"));
  EXPECT_TRUE(contains(refusal("x,a,b\na,,5\n,5,\n"), "sam.csv:3: column 1: the row has no account name"));
}

TEST(BrokenSam, TotalsThatAreNotTheSums) {
  EXPECT_TRUE(contains(refusal("x,a,b,total\na,,5,5\nb,5,,6\n"),
                       "sam.csv:3: column 4: the total of account 'b' is given as 6, but its row adds up to 5"));
  EXPECT_TRUE(contains(refusal("x,a,b\na,,5\nb,5,\ntotal,5,4\n"),
                       "sam.csv:4: column 3: the total of account 'b' is given as 4, but its column adds up to 5"));
  EXPECT_TRUE(contains(refusal("x,a,b\na,,5\ntotal,5,5\nb,5,\n"), "the row of totals (line 3) must be the last one"));
}

TEST(BrokenSam, NothingInIt) {
  EXPECT_TRUE(contains(refusal(""), "sam.csv"));
  EXPECT_TRUE(contains(refusal("x,a,b\n"), "The column has no row"));
  EXPECT_TRUE(contains(refusal("x\na\n"), "at least two"));
}

TEST(BrokenSam, SumsBeyondTheRangeOfNumbers) { EXPECT_TRUE(contains(refusal("x,a,b\na,1e308,1e308\nb,1e308,1e308\n"), "do not balance")); }

TEST(BrokenSam, MoreAccountsThanMemoryHolds) {
  std::string text = "x";
  for (int i = 0; i < 20001; ++i) text += "," + std::to_string(i) + "_";
  EXPECT_TRUE(contains(refusal(text + "\n"), "sam.csv:1: the table has 20001 columns"));
}

TEST(BrokenSam, MissingFile) {
  EXPECT_TRUE(contains(message_of<InputError>([] { read_sam("no_such_sam.csv"); }), "no_such_sam.csv"));
}

}  // namespace
}  // namespace setu::testing
