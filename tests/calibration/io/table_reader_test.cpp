#include "setu/base/tables/table_reader.hpp"

#include "setu/base/error.hpp"
#include "gzip_bytes.hpp"
#include "workbook_bytes.hpp"
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

TEST(TableText, OtherEncodingsAreReadWithANote) {
  const Rows expected{{"x", "\xC3\x89nergie"}, {"r", "1"}};
  const auto note = [](const std::string& bytes) {
    TableReader table("t.csv", bytes);
    while (table.next()) continue;
    return table.notes().empty() ? std::string{} : table.notes()[0];
  };
  const auto utf16 = [](bool big, bool mark) {
    std::u16string text = (mark ? u"\uFEFF" : u"");
    text += u"x,\u00C9nergie\nr,1\n";
    std::string bytes;
    for (const char16_t c : text) {
      const char high = static_cast<char>(c >> 8U), low = static_cast<char>(c & 0xFFU);
      bytes += big ? std::string{high, low} : std::string{low, high};
    }
    return bytes;
  };
  for (const bool big : {false, true})
    for (const bool mark : {false, true}) {
      EXPECT_EQ(read(utf16(big, mark)), expected);
      EXPECT_TRUE(contains(note(utf16(big, mark)), "UTF-16"));
    }
  EXPECT_EQ(read("x,\xC9nergie\nr,1\n"), expected);
  EXPECT_TRUE(contains(note("x,\xC9nergie\nr,1\n"), "t.csv is not UTF-8 and was read as Windows-1252 (line 1: '\xC3\x89nergie')"));
  EXPECT_EQ(note("x,\xC3\x89nergie\nr,1\n"), "");
  EXPECT_TRUE(contains(error("x,a\nr\x81,1\n"), "t.csv:2: the byte 0x81 belongs to no text"));
}

TEST(TableText, NumbersAreReadAsPeopleWriteThem) {
  const auto one = [](const std::string& cell) { return number("x;a\nr;" + cell + "\n", 2, 1); };
  for (const char* cell : {"12 345",
                           "12\xC2\xA0"
                           "345",
                           "12\xE2\x80\xAF"
                           "345",
                           "12'345",
                           "12\xE2\x80\x99"
                           "345",
                           "$12 345", "12 345 \xE2\x82\xAC"})
    EXPECT_EQ(one(cell), 12345) << cell;
  for (const char* cell : {"(1234.5)", "-1234.5",
                           "\xE2\x88\x92"
                           "1234.5",
                           "\xE2\x80\x93"
                           "1234.5",
                           "1234.5-", "- 1234.5", "-1 234.5", "(1 234.5)"})
    EXPECT_EQ(one(cell), -1234.5) << cell;
  EXPECT_EQ(one("12,34,567.5"), 1234567.5);
  for (const char* cell : {"12 34", "1 2", "12' 345", "1 234 5", "(12", "12)", "- - 1", "(-1)", "12%", "12 345 67", "abc", "1 234x"})
    EXPECT_TRUE(contains(message_of<InputError>([&] { one(cell); }), "is not a number")) << cell;
}

TEST(TableText, MarksForNothingCountAsZeroWhereAskedFor) {
  TableOptions marks;
  marks.marks_are_zero = true;
  for (const char* cell : {"-", "..", "n.a.", "N/A", ":", "\xE2\x80\x93", "na"}) {
    const std::string text = "x;a\nr;" + std::string(cell) + "\n";
    TableReader table("t.csv", text, marks);
    table.next(), table.next();
    EXPECT_EQ(table.number(1), 0) << cell;
    EXPECT_TRUE(contains(table.notes().at(0), "1 cells of t.csv"));
    EXPECT_THROW(number(text, 2, 1), InputError) << cell;
  }
}

TEST(TableText, ARangeIsATableOfItsOwn) {
  TableOptions options;
  options.range = "B2:C3";
  EXPECT_EQ(read("t,,,\n,x,a,out\n,r,1,2\n,s,3,4\n", options), (Rows{{"x", "a"}, {"r", "1"}}));
  const std::string complaint = message_of<InputError>([&] { number(",,,\n,x,a,\n,r,b,\n", 2, 1, options); });
  EXPECT_TRUE(contains(complaint, "t.csv:3: column 3: 'b' is not a number"));
  options.range = "C2:B3";
  EXPECT_TRUE(contains(error("a,b\n", options), "--range: 'C2:B3' is no range"));
}

TEST(TableText, TitlesDoNotHideTheSeparator) {
  EXPECT_EQ(read("Matrix, 2019\nx;a;b\nr;1,5;2\ns;3;4,25\nt;5;6\n")[1], (std::vector<std::string>{"x", "a", "b"}));
  EXPECT_EQ(read("Matrix; 2019\nx,a,b\nr,1.5,2\ns,3,4\nt,5,6\n")[1], (std::vector<std::string>{"x", "a", "b"}));
}

TEST(TableArchive, TheOnlyTableIsReadAndSeveralAreListed) {
  const std::string one = testing::zip_bytes({{"ReadMe.txt", "words"}, {"data/2020.csv", "x,a\nr,1\n"}});
  EXPECT_EQ(read(one), (Rows{{"x", "a"}, {"r", "1"}}));
  const std::string two = testing::zip_bytes({{"2019.csv", "x,b\nr,1\n"}, {"2020.csv", "x,a\nr,1\n"}});
  EXPECT_TRUE(contains(error(two), "the archive holds several tables (2019.csv, 2020.csv); say which with --sheet"));
  TableOptions options;
  options.sheet = "2019.csv";
  EXPECT_EQ(read(two, options)[0][1], "b");
  EXPECT_TRUE(contains(error(testing::zip_bytes({{"xl/workbook.bin", ""}})), "xlsb"));
  EXPECT_TRUE(contains(error(testing::zip_bytes({{"picture.png", ""}})), "holds no table (it holds picture.png)"));
}

TEST(TableContainers, AreNamedWithTheWayOut) {
  const std::pair<std::string, const char*> all[] = {{std::string("\x13\0\0\0GAMSGDX\0\0", 13), "a GDX file of GAMS"},
                                                     {"RDX3\nX\n", "an R data file"},
                                                     {std::string("X\n\0\0\0\3", 6), "an R object (RDS)"},
                                                     {"<stata_dta><header>", "a Stata file"},
                                                     {"PAR1\x15", "a Parquet file"},
                                                     {"ARROW1", "an Arrow"},
                                                     {"\x89HDF\r\n", "an HDF5 file"},
                                                     {"SQLite format 3", "an SQLite database"},
                                                     {"%PDF-1.7", "a PDF"},
                                                     {"<!DOCTYPE html><html>", "a web page"},
                                                     {"{\"a\": 1}", "JSON"},
                                                     {"<?xml version=\"1.0\"?><x/>", "XML"}};
  for (const auto& [bytes, what] : all) EXPECT_TRUE(contains(error(bytes), what)) << what;
  EXPECT_TRUE(contains(error(testing::gzip_bytes("RDX3\nX\n")), "an R data file"));
  EXPECT_TRUE(
      contains(error(testing::zip_bytes({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})), "OpenDocument spreadsheet"));
  EXPECT_EQ(read("PAR1,PAR2\n1,2\n").size(), 2U);
}

TEST(TableText, ForeignFilesAreRefused) {
  EXPECT_TRUE(contains(error(""), "is empty"));
  EXPECT_TRUE(contains(error(std::string("a,b\n\0,c\n", 8)), "t.csv:2: the file is not text"));
  EXPECT_TRUE(contains(error("a,b\n\"c,d\n"), "t.csv:2: a quoted field begins here and is never closed"));
  TableOptions options;
  options.sheet = "S";
  EXPECT_TRUE(contains(error("a,b\n", options), "--sheet"));
}

}  // namespace
}  // namespace setu
