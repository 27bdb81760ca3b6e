#include "setu/base/tables/table_reader.hpp"

#include "setu/base/error.hpp"
#include "gzip_bytes.hpp"
#include "temporary_folder.hpp"

namespace setu {
namespace {

using testing::contains;
using testing::message_of;
using Rows = std::vector<std::vector<std::string>>;

Rows read(const std::string& bytes, const TableOptions& options = {}) {
  TableReader table("t.csv", bytes, options);
  Rows rows;
  while (table.next()) rows.emplace_back(table.cells().begin(), table.cells().end());
  return rows;
}

std::string error(const std::string& bytes, const TableOptions& options = {}) {
  return message_of<InputError>([&] { read(bytes, options); });
}

/// Number at row and column of a table, or the complaint.
double number(const std::string& bytes, int row, std::size_t column, const TableOptions& options = {}) {
  TableReader table("t.csv", bytes, options);
  for (int i = 0; i < row; ++i) table.next();
  return table.number(column);
}

TEST(TableText, SeparatorsAreFound) {
  const Rows expected{{"x", "a", "b"}, {"r", "1", "2"}};
  EXPECT_EQ(read("x,a,b\nr,1,2\n"), expected);
  EXPECT_EQ(read("x;a;b\r\nr;1;2\r\n"), expected);
  EXPECT_EQ(read("\xEF\xBB\xBFx\ta\tb\nr\t1\t2\n"), expected);
  EXPECT_EQ(read("x;a;b\n\"r\"; 1 ;2\n"), expected);
  EXPECT_EQ(read("one\ntwo\n"), (Rows{{"one"}, {"two"}}));
}

TEST(TableText, TextWithTheOtherSeparatorInsideDoesNotConfuse) {
  EXPECT_EQ(read("code;name\n01;Rice, wheat\n02;Milk\n"), (Rows{{"code", "name"}, {"01", "Rice, wheat"}, {"02", "Milk"}}));
  EXPECT_EQ(read("a,\"b;c\"\nd,e\n"), (Rows{{"a", "b;c"}, {"d", "e"}}));
}

TEST(TableText, AmbiguousSeparatorsAreRefused) {
  const std::string text = "a,b;c\nd,e;f\n";
  EXPECT_TRUE(contains(error(text), "t.csv: the columns may be separated by commas or by semicolons"));
  TableOptions options;
  options.separator = ';';
  EXPECT_EQ(read(text, options), (Rows{{"a,b", "c"}, {"d,e", "f"}}));
  options.separator = '|';
  EXPECT_TRUE(contains(error(text, options), "known: comma, semicolon, tab"));
}

TEST(TableText, DecimalCommasAreFound) {
  EXPECT_EQ(number("a;1,5;2\nb;0,25;3\n", 2, 1), 0.25);
  EXPECT_EQ(number("a;1.234,5;2\nb;1.234;3\n", 2, 1), 1234);
  EXPECT_EQ(number("a;1,234.5;2\nb;1,234;3\n", 2, 1), 1234);
  EXPECT_EQ(number("a,\"1,5\"\nb,\"2,25\"\n", 2, 1), 2.25);
  EXPECT_EQ(number("a,\"1,234,567\"\nb,2.5\n", 1, 1), 1234567);
  EXPECT_EQ(number("a;-1,5e3\nb;0\n", 1, 1), -1500);
  EXPECT_EQ(number("a,-2.5e-3\n", 1, 1), -2.5e-3);
}

TEST(TableText, AmbiguousNumbersAreRefused) {
  EXPECT_TRUE(contains(error("a;1,234\nb;2,345\n"), "t.csv:1: '1,234' may have a decimal comma or a separator of thousands"));
  EXPECT_TRUE(contains(error("a;1,5\nb;2.5\n"), "'1,5' on line 1) and with a decimal point ('2.5' on line 2)"));
  TableOptions options;
  options.decimal_comma = true;
  EXPECT_EQ(number("a;1,234\n", 1, 1, options), 1.234);
  options.decimal_comma = false;
  EXPECT_EQ(number("a;1,234\n", 1, 1, options), 1234);
}

TEST(TableText, NumbersNameTheirCell) {
  const auto complaint = [](const std::string& text) { return message_of<InputError>([&] { number(text, 2, 1); }); };
  EXPECT_TRUE(contains(complaint("x,a\nr,abc\n"), "t.csv:2: column 2: 'abc' is not a number."));
  EXPECT_TRUE(contains(complaint("x,a\nr,nan\n"), "not a finite number"));
  EXPECT_TRUE(contains(complaint("x,a\nr,1e999\n"), "not a number"));
  EXPECT_TRUE(contains(complaint("x;a\nr;1.2.3\n"), "not a number"));
  EXPECT_EQ(number("x,a\nr,\n", 2, 1), 0);
  EXPECT_EQ(number("x,a\nr\n", 2, 1), 0);
}

TEST(TableText, LinesAreCounted) {
  TableReader table("t.csv", std::string_view("a,b\n\n,,\n\"x\ny\",2\nlast,3\n"));
  std::vector<std::size_t> lines;
  while (table.next()) lines.push_back(table.line());
  EXPECT_EQ(lines, (std::vector<std::size_t>{1, 4, 6}));
}

TEST(TableGzip, IsUnpackedWhateverItIsCalled) {
  const std::string text = "x;a\nr;1,5\n";
  EXPECT_EQ(read(testing::gzip_bytes(text)), (Rows{{"x", "a"}, {"r", "1,5"}}));
  EXPECT_EQ(read(testing::gzip_bytes("x;a\n") + testing::gzip_bytes("r;1\n")), (Rows{{"x", "a"}, {"r", "1"}}));
}

TEST(TableGzip, DamageIsExplained) {
  const std::string whole = testing::gzip_bytes("x;a\nr;1,5\nsome more text to make it longer;2\n");
  for (std::size_t size : {std::size_t{2}, whole.size() / 2, whole.size() - 1})
    EXPECT_TRUE(contains(error(whole.substr(0, size)), "t.csv: the gzip data are damaged or cut off")) << size;
  std::string flipped = whole;
  flipped[whole.size() / 2] ^= 0x55;
  EXPECT_TRUE(contains(error(flipped), "damaged"));
  EXPECT_TRUE(contains(error(whole + "tail"), "damaged"));
  EXPECT_TRUE(contains(error(testing::gzip_bytes("")), "is empty"));
}

TEST(TableText, ForeignFilesAreRefused) {
  EXPECT_TRUE(contains(error(""), "is empty"));
  EXPECT_TRUE(contains(error(std::string("\xFF\xFE"
                                         "a\0",
                                         4)),
                       "UTF-16"));
  EXPECT_TRUE(contains(error(std::string("a,b\n\0,c\n", 8)), "t.csv:2: the file is not text"));
  EXPECT_TRUE(contains(error("a,b\n\"c,d\n"), "t.csv:2: a quoted field begins here and is never closed"));
  TableOptions options;
  options.sheet = "S";
  EXPECT_TRUE(contains(error("a,b\n", options), "--sheet"));
}

}  // namespace
}  // namespace setu
