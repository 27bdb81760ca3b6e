#include "setu/base/limits.hpp"

#include <cstdlib>

#include "gzip_bytes.hpp"
#include "setu/base/error.hpp"
#include "setu/base/files/toml_file.hpp"
#include "setu/base/tables/table_reader.hpp"
#include "temporary_folder.hpp"
#include "workbook_bytes.hpp"

namespace setu {
namespace {

using testing::contains;
using testing::message_of;

/// Another limit as long as it lives.
class WithLimit {
 public:
  WithLimit(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  ~WithLimit() { unsetenv(name_); }
  WithLimit(const WithLimit&) = delete;
  WithLimit& operator=(const WithLimit&) = delete;

 private:
  const char* name_;
};

std::size_t read_all(const std::string& bytes) {
  TableReader table("t", bytes, {});
  std::size_t rows = 0;
  while (table.next()) ++rows;
  return rows;
}

std::string refusal(const std::string& bytes) {
  return message_of<InputError>([&] { read_all(bytes); });
}

std::string toml_refusal(const std::string& text) {
  return message_of<InputError>([&] { (void)parse_toml_text(text, "t.toml"); });
}

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

TEST(Limits, ComeFromTheEnvironmentOrTheTable) {
  EXPECT_EQ(limit(Limit::TomlDepth), 100U);
  {
    const WithLimit other("SETU_LIMIT_TOML_DEPTH", "7");
    EXPECT_EQ(limit(Limit::TomlDepth), 7U);
    EXPECT_TRUE(contains(limit_hint(Limit::TomlDepth), "the limit is 7, and SETU_LIMIT_TOML_DEPTH=NUMBER sets another"));
    check_limits();
  }
  for (const char* wrong : {"", "0", "-1", "many", "10 ", "1e3", "99999999999999999999"}) {
    const WithLimit other("SETU_LIMIT_TOML_DEPTH", wrong);
    EXPECT_TRUE(
        contains(message_of<InputError>([] { check_limits(); }), "SETU_LIMIT_TOML_DEPTH=" + std::string(wrong) + ": the limit must"));
  }
  const WithLimit unknown("SETU_LIMIT_TOML_DEPHT", "7");
  EXPECT_TRUE(contains(message_of<InputError>([] { check_limits(); }), "did you mean 'SETU_LIMIT_TOML_DEPTH'"));
}

TEST(Limits, TomlThatNestsTooDeepIsRefusedBeforeItIsParsed) {
  const std::string deep = "t.toml:2: tables and lists nest too deep; the limit is 100, and SETU_LIMIT_TOML_DEPTH";
  const std::string key = "a" + repeated(".a", 50000), half = "a" + repeated(".a", 60);
  for (const std::string& text :
       {key + " = 1", "[" + key + "]", "[[" + key + "]]", "x = " + std::string(50000, '['), "x = " + repeated("{a = ", 50000),
        "[" + half + "]\n" + half + " = 1", half + " = {" + half + " = 1}", "'a'" + repeated(" . \"b\"", 200) + " = 1",
        "x = [[1.5, \"]\", {" + half + " = [[{" + half + " = 1}]]}]]", "x = '''\n''', " + key})
    EXPECT_TRUE(contains(toml_refusal("\n" + text), deep.substr(text.starts_with("[" + half) || text.starts_with("x = '") ? 9 : 0)))
        << text.substr(0, 80);
  const WithLimit raised("SETU_LIMIT_TOML_DEPTH", "200");
  EXPECT_EQ(parse_toml_text(half + " = {" + half + " = 1}", "t").size(), 1U);
}

TEST(Limits, DotsAndBracketsInTextDoNotCount) {
  const std::string dots(500, '.'), brackets(500, '[');
  const std::string text = "# " + dots + brackets + "\na = \"" + dots + "\\\"" + brackets + "\"\nb = '" + dots + "\\'\nc = \"\"\"\n" +
                           dots + "\\\"\"\" " + brackets + "\"\"\"\"\"\nd = '''" + brackets + "\n''" + dots + "'''''\n" + "e = [" +
                           repeated("1.5, 2.5,\n", 500) + "]\n" + "[\"" + dots + "\".f]\n" +
                           repeated("[[g.h]]\ni.j = [[1.0], [2.0]]\n", 300);
  const auto table = parse_toml_text(text, "t");
  EXPECT_EQ(table.size(), 7U);
  EXPECT_EQ(table["g"]["h"].as_array()->size(), 300U);
}

TEST(Limits, TomlFilesHaveALength) {
  const testing::TemporaryFolder root;
  const auto file = root.path() / "a.toml";
  testing::write_text(file, "a = 'long enough'\n");
  const WithLimit small("SETU_LIMIT_TOML_BYTES", "10");
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)parse_toml_file(file); }), "has 18 bytes; the limit is 10"));
}

TEST(Limits, RowsHaveALengthAndANumberOfCells) {
  EXPECT_TRUE(contains(refusal("a,b\n1," + std::string(17U << 20U, 'x')), "t:2: the row is too long; the limit is 16777216"));
  EXPECT_TRUE(contains(refusal("a,b\n1,\"" + repeated(std::string(1U << 20U, 'x') + "\n", 17) + "\"\n"), "the row is too long"));
  EXPECT_TRUE(contains(refusal("a,b\n" + std::string(100'000, ',') + "1"), "t:2: the row has too many cells; the limit is 100000"));
  EXPECT_TRUE(contains(refusal("a,b\n" + std::string(100'000, ',') + "\"1\""), "t:2: the row has too many cells"));
  EXPECT_EQ(read_all("a,b\n" + std::string(99'999, ',') + "1"), 2U);
  const WithLimit small("SETU_LIMIT_TABLE_CELLS", "5");
  EXPECT_EQ(read_all("a,b\n1,2\n"), 2U);
  EXPECT_TRUE(contains(refusal("a,b\n1,2\n3,4\n"), "t:3: the table has too many cells up to here; the limit is 5"));
  EXPECT_TRUE(contains(refusal(testing::workbook("<row r=\"1\"><c r=\"F1\"><v>1</v></c></row>")), "row 1: the table has too many cells"));
}

TEST(Limits, ManySmallGzipMembersCostLittle) {
  const std::string member = testing::gzip_bytes("1,2\n");
  std::string bytes;
  for (int i = 0; i < 200'000; ++i) bytes += member;
  EXPECT_EQ(read_all(bytes), 200'000U);
}

TEST(Limits, WhatUnpacksToMuchMoreThanItsLengthIsRefused) {
  const std::string much(std::size_t{66} << 20U, '\n');
  EXPECT_TRUE(contains(refusal(testing::gzip_bytes("a,b\n" + much)), "t: the gzip file unpacks to more than 64 MiB from "));
  testing::Parts parts = testing::workbook_parts({{"Data", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"}});
  parts["xl/worksheets/sheet1.xml"] += much;
  const std::string bomb = testing::zip_bytes(parts);
  EXPECT_TRUE(contains(refusal(bomb), "the part 'xl/worksheets/sheet1.xml' of the workbook unpacks to more than 66 MiB from "));
  const WithLimit raised("SETU_LIMIT_UNPACKED_RATIO", "2000"), small("SETU_LIMIT_UNPACKED_BYTES", "67108865");
  EXPECT_TRUE(contains(refusal(bomb), "unpacks to more than 66 MiB; the limit is 67108865"));
  const WithLimit enough("SETU_LIMIT_UNPACKED_BYTES", "100000000");
  EXPECT_EQ(read_all(bomb), 1U);
}

}  // namespace
}  // namespace setu
