#include "setu/base/error.hpp"
#include "setu/base/tables/table_reader.hpp"
#include "temporary_folder.hpp"
#include "workbook_bytes.hpp"

namespace setu {
namespace {

using testing::contains;
using testing::message_of;
using testing::workbook;
using Rows = std::vector<std::vector<std::string>>;

Rows read_sheet(const std::string& bytes, const TableOptions& options = {}) {
  TableReader table("t.xlsx", bytes, options);
  Rows rows;
  while (table.next()) rows.emplace_back(table.cells().begin(), table.cells().end());
  EXPECT_FALSE(table.next());
  return rows;
}

std::string sheet_error(const std::string& bytes, const TableOptions& options = {}) {
  return message_of<InputError>([&] { read_sheet(bytes, options); });
}

/// Number in `column` of the first row of a sheet with these cells.
double number(const std::string& cells, std::size_t column) {
  const std::string bytes = workbook("<row r=\"12\">" + cells + "</row>");
  TableReader table("t.xlsx", bytes);
  table.next();
  return table.number(column);
}

std::string complaint(const std::string& cell) {
  return message_of<InputError>([&] { number("<c r=\"D12\"" + cell, 3); });
}

TEST(Workbook, TextIsFoundWhereverItIsStored) {
  const std::string rows =
      "<row r=\"1\"><c r=\"B1\" t=\"s\"><v>0</v></c><c r=\"D1\" t=\"s\"><v>1</v></c></row>"
      "<row r=\"2\"/><row r=\"3\"><c r=\"A3\"/></row>"
      "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><r><t>a &lt;</t></r><r><t> b&#x20AC;</t></r></is></c>"
      "<c r=\"B4\" t=\"str\"><f>A1&amp;\"x\"</f><v> y </v></c><c t=\"s\"><v>2</v></c></row>"
      "<row><c><v><![CDATA[1.5]]></v></c><!-- <c> --><c/><c><v></v></c><c><v>2e3</v></c></row>";
  const Rows expected{{"", "food", "", "R&D"}, {"a < b\xE2\x82\xAC", "y", "Rice, paddy"}, {"1.5", "", "", "2e3"}};
  EXPECT_EQ(read_sheet(workbook(rows)), expected);
  TableReader table("t.xlsx", workbook(rows));
  std::vector<std::size_t> lines;
  while (table.next()) lines.push_back(table.line());
  EXPECT_EQ(lines, (std::vector<std::size_t>{1, 4, 5}));
}

TEST(Workbook, NumbersAreReadAsStored) {
  EXPECT_EQ(number("<c r=\"A12\"><v>1.25</v></c><c r=\"B12\" s=\"2\"><f>A1</f><v>-3.0000000000000001E-5</v></c>", 1), -3e-5);
  EXPECT_EQ(number("<c r=\"AB12\" s=\"99\"><v>7</v></c>", 27), 7);
  EXPECT_EQ(number("<c r=\"A12\"><v>7</v></c>", 5), 0);
  EXPECT_EQ(number("<c r=\"A12\" t=\"inlineStr\"><is><t>12.5</t></is></c>", 0), 12.5);
}

TEST(Workbook, WhatIsNoNumberIsNamedByItsCell) {
  const std::string cell = "t.xlsx, sheet 'Data', cell D12: ";
  EXPECT_EQ(complaint(" t=\"e\"><v>#REF!</v></c>"), cell + "the cell holds the error #REF!, not a number.");
  EXPECT_EQ(complaint(" s=\"1\"><v>45292</v></c>"), cell + "the cell is formatted as a date (stored as 45292), not as a number.");
  EXPECT_TRUE(contains(complaint(" s=\"3\"><v>45292</v></c>"), cell + "the cell is formatted as a date"));
  EXPECT_TRUE(contains(complaint(" t=\"d\"><v>2024-01-01</v></c>"), cell + "the cell is formatted as a date"));
  EXPECT_TRUE(contains(complaint(" t=\"b\"><v>1</v></c>"), cell + "the cell holds true or false"));
  EXPECT_TRUE(contains(complaint("><f>A1+1</f></c>"), cell + "the cell holds a formula without a stored value"));
  EXPECT_TRUE(contains(complaint(" t=\"inlineStr\"><is><t>1,234</t></is></c>"), cell + "'1,234' is text, not a number"));
  EXPECT_TRUE(contains(complaint(" t=\"s\"><v>0</v></c>"), cell + "'food' is not a number."));
  EXPECT_TRUE(contains(complaint(" t=\"s\"><v>3</v></c>"), cell + "the cell points to a text that the workbook does not have"));
}

TEST(Workbook, SheetsAreChosenByName) {
  const std::string bytes =
      testing::zip_bytes(testing::workbook_parts({{"First", "<row><c><v>1</v></c></row>"}, {"R&amp;D", "<row><c><v>2</v></c></row>"}}));
  TableOptions options;
  options.sheet = "R&D";
  EXPECT_EQ(read_sheet(bytes, options), (Rows{{"2"}}));
  EXPECT_TRUE(contains(sheet_error(bytes), "t.xlsx: the workbook has several sheets (First, R&D); say which with --sheet."));
  options.sheet = "Frist";
  EXPECT_TRUE(contains(sheet_error(bytes, options), "no sheet 'Frist'; did you mean 'First'?"));
}

TEST(Workbook, OptionsOfTextAreRefused) {
  TableOptions options;
  options.separator = ';';
  EXPECT_TRUE(contains(sheet_error(workbook("<row><c><v>1</v></c></row>"), options), "--separator"));
  options = {};
  options.decimal_comma = true;
  EXPECT_TRUE(contains(sheet_error(workbook("<row><c><v>1</v></c></row>"), options), "--decimal-comma"));
}

TEST(Workbook, DisorderIsRefused) {
  EXPECT_TRUE(contains(sheet_error(workbook("<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"><c><v>1</v></c></row>")),
                       "after row 2: the rows are not in order"));
  EXPECT_TRUE(contains(sheet_error(workbook("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"B2\"><v>1</v></c></row>")),
                       "row 2: the cells are not in order"));
  EXPECT_TRUE(contains(sheet_error(workbook("<row r=\"9999999\"><c><v>1</v></c></row>")), "too many"));
  EXPECT_TRUE(contains(sheet_error(workbook("<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>")), "not in order"));
  EXPECT_TRUE(contains(sheet_error(workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></row>")), "cell A1: the cell's XML is cut off"));
}

TEST(Workbook, DamageIsExplained) {
  const std::string whole = workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
  for (std::size_t size : {std::size_t{10}, whole.size() / 2, whole.size() - 5})
    EXPECT_TRUE(contains(sheet_error(whole.substr(0, size)),
                         "t.xlsx: the file begins like a workbook (a zip archive), but it is damaged or cut off"));
  testing::Parts parts = testing::workbook_parts({{"Data", "<row/>"}});
  parts["xl/worksheets/sheet1.xml"].resize(120);
  EXPECT_TRUE(contains(sheet_error(testing::zip_bytes(parts)), "cut off"));
  parts.erase("xl/worksheets/sheet1.xml");
  EXPECT_TRUE(contains(sheet_error(testing::zip_bytes(parts)), "the workbook has no part 'xl/worksheets/sheet1.xml'"));
  EXPECT_TRUE(contains(sheet_error(testing::zip_bytes({{"content.xml", "<x/>"}})), "not an xlsx workbook"));
  EXPECT_TRUE(contains(sheet_error(testing::zip_bytes({{"xl/workbook.bin", "x"}})), "xlsb"));
  EXPECT_TRUE(contains(sheet_error("\xD0\xCF\x11\xE0 old"), "xls"));
  parts["xl/worksheets/sheet1.xml"] = "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>";
  EXPECT_TRUE(contains(sheet_error(testing::zip_bytes(parts)), "declares a document type"));
}

TEST(Workbook, BombsAreRefusedBeforeTheyUnpack) {
  testing::Parts parts = testing::workbook_parts({{"Data", "<row/>"}});
  parts["xl/styles.xml"] = std::string(std::size_t{17} << 20U, ' ');
  EXPECT_TRUE(contains(sheet_error(testing::zip_bytes(parts)), "'xl/styles.xml' of the workbook unpacks to more than 16 MiB"));
  // A claim of 2 GB that the file's own length cannot hold: the size of the first entry in the central directory.
  std::string bytes = workbook("<row/>");
  for (std::size_t at = bytes.find("PK\x01\x02"); at != std::string::npos; at = bytes.find("PK\x01\x02", at + 4))
    bytes.replace(at + 24, 4, std::string("\xF0\xFF\xFF\x7F", 4));
  EXPECT_TRUE(contains(sheet_error(bytes), "t.xlsx: "));
}

}  // namespace
}  // namespace setu
