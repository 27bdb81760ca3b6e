#include "setu/base/files/csv.hpp"

#include <cmath>
#include <limits>

#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "temporary_folder.hpp"

namespace setu {
namespace {

using testing::contains;
using testing::message_of;
using Rows = std::vector<std::vector<std::string>>;

class Csv : public ::testing::Test {
 protected:
  Rows read(const std::string& text) {
    testing::write_text(file, text);
    CsvReader csv(file);
    Rows rows;
    lines.clear();
    while (csv.next()) {
      rows.emplace_back(csv.fields().begin(), csv.fields().end());
      lines.push_back(csv.line());
    }
    return rows;
  }
  std::string error(const std::string& text) {
    return message_of<InputError>([&] { read(text); });
  }
  testing::TemporaryFolder folder;
  std::filesystem::path file = folder.path() / "t.csv";
  std::vector<std::size_t> lines;
};

TEST_F(Csv, ReadsPlainRows) {
  EXPECT_EQ(read("a,b\n1,2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(lines, (std::vector<std::size_t>{1, 2}));
}

TEST_F(Csv, LastLineNeedsNoLineEnd) { EXPECT_EQ(read("a,b\n1,2"), (Rows{{"a", "b"}, {"1", "2"}})); }

TEST_F(Csv, WindowsLineEndsAndByteOrderMark) {
  EXPECT_EQ(read("\xEF\xBB\xBFname,value\r\nx,1\r\n"), (Rows{{"name", "value"}, {"x", "1"}}));
}

TEST_F(Csv, TrimsBlanksAroundPlainFieldsOnly) { EXPECT_EQ(read(" a b ,\t c\n\" d \",e\n"), (Rows{{"a b", "c"}, {" d ", "e"}})); }

TEST_F(Csv, QuotedFieldsHoldCommasQuotesAndLineEnds) {
  EXPECT_EQ(read("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\nlast,row,3\n"),
            (Rows{{"a,b", "say \"hi\"", "two\nlines"}, {"last", "row", "3"}}));
  EXPECT_EQ(lines, (std::vector<std::size_t>{1, 3}));
}

TEST_F(Csv, SkipsBlankLinesAndRowsOfEmptyFieldsButCountsThem) {
  EXPECT_EQ(read("\n  \na,b\n,,,\n\nc,d\n"), (Rows{{"a", "b"}, {"c", "d"}}));
  EXPECT_EQ(lines, (std::vector<std::size_t>{3, 6}));
}

TEST_F(Csv, KeepsEmptyFieldsInside) { EXPECT_EQ(read("a,,c,\n"), (Rows{{"a", "", "c", ""}})); }

TEST_F(Csv, BlankFirstFieldThatIsQuotedAcrossLinesKeepsItsLine) {
  EXPECT_EQ(read("x,y\n\"\n\nz\",1\n"), (Rows{{"x", "y"}, {"\n\nz", "1"}}));
  EXPECT_EQ(lines, (std::vector<std::size_t>{1, 2}));
}

TEST_F(Csv, ExplainsAnUnclosedQuote) {
  EXPECT_TRUE(contains(error("a,b\n\"c,d\n1,2\n"), file.string() + ":2: a quoted field begins here"));
}

TEST_F(Csv, ExplainsAStrayQuote) { EXPECT_TRUE(contains(error("a,b\nc\"x,d\n"), file.string() + ":2: a quote stands inside a field")); }

TEST_F(Csv, ExplainsForeignEncodings) {
  EXPECT_TRUE(contains(error(std::string("\xFF\xFEn\0a\0", 6)), "UTF-16"));
  EXPECT_TRUE(contains(error(std::string("a,b\n\0,c\n", 8)), ":2: the file is not text"));
  EXPECT_TRUE(contains(error("a,b\r1,2\r"), ":1: a bare carriage return"));
}

TEST_F(Csv, ExplainsMissingAndEmptyFiles) {
  EXPECT_TRUE(contains(error(""), file.string() + "' is empty"));
  const auto missing = folder.path() / "none.csv";
  EXPECT_TRUE(contains(message_of<InputError>([&] { CsvReader{missing}; }), missing.string() + "'."));
  EXPECT_TRUE(contains(message_of<InputError>([&] { CsvReader{folder.path()}; }), "is not a file"));
}

TEST(Number, ReadsWholeTextOrNothing) {
  EXPECT_EQ(parse_number("-1.5e3"), -1500.0);
  EXPECT_EQ(parse_number("+2"), 2.0);
  EXPECT_TRUE(std::isnan(*parse_number("nan")));
  EXPECT_TRUE(std::isinf(*parse_number("inf")));
  for (const char* bad : {"", "1,5", "1.5 ", "abc", "1.2.3", "+-1", "1e999", "0x10", "--1"}) EXPECT_FALSE(parse_number(bad)) << bad;
}

TEST(Number, ShortestTextReadsBackExactly) {
  for (const double value : {0.1, 1.0 / 3, 542355.0, -1e-5, 5e-324, std::numeric_limits<double>::max(), 123456789.125}) {
    std::string text;
    append_number(text, value);
    EXPECT_EQ(parse_number(text), value) << text;
  }
  std::string text;
  append_number(text, 0.1);
  EXPECT_EQ(text, "0.1");
}

}  // namespace
}  // namespace setu
