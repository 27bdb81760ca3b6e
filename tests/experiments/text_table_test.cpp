#include "experiments/tables/text_table.hpp"
#include "setu/base/number.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace setu {
namespace {

TEST(Number, HasSeparatorsAndNoMinusZero) {
  EXPECT_EQ(number(1234567.89), "1,234,567.9");
  EXPECT_EQ(number(-999.96, 1), "-1,000.0");
  EXPECT_EQ(number(123.0, 0), "123");
  EXPECT_EQ(number(-0.04, 1), "0.0");
  EXPECT_EQ(number(-0.0, 3), "0.000");
  EXPECT_EQ(number(-1234.5, 2), "-1,234.50");
  EXPECT_EQ(number(-123456.0, 0), "-123,456");
  EXPECT_EQ(signed_decimal(-0.04, 1), "0.0");
  EXPECT_EQ(signed_decimal(0.04, 1), "0.0");
  EXPECT_EQ(signed_decimal(0.06, 1), "+0.1");
  EXPECT_EQ(signed_decimal(-1e300, 0).size(), 302u);
  EXPECT_EQ(number({}), "–");
  EXPECT_EQ(number(std::numeric_limits<double>::quiet_NaN()), "–");
}

TEST(TextTable, AlignsColumnsByCharactersNotBytes) {
  TextTable table("Title", {"", "a→b", "x"});
  table.row({"first", "1.0", "–"});
  table.row({"second", "22.0", "3"});
  table.note("A note.");
  EXPECT_EQ(table.text(),
            "\nTitle\n"
            "           a→b  x\n"
            "  ---------------\n"
            "  first    1.0  –\n"
            "  second  22.0  3\n"
            "  A note.\n");
}

TEST(TextTable, SaysNothingWithoutRows) { EXPECT_EQ(TextTable("Title", {"a"}).text(), ""); }

}  // namespace
}  // namespace setu
