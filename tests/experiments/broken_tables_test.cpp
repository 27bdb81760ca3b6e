#include "broken_inputs.hpp"
#include "gzip_bytes.hpp"
#include "workbook_bytes.hpp"

namespace setu {
namespace {

/// Broken variants of one small accounting matrix.
class BrokenTables : public BrokenInputs {
 protected:
  static std::string data(const std::string& name) {
    return read(std::filesystem::path(SETU_SOURCE_DIR) / "tests" / "data" / "sam" / name);
  }

  void matrix(const std::string& what, const std::string& text, const std::vector<std::string>& parts, std::vector<std::string> more = {}) {
    const std::string file = write("matrix", text);
    std::vector<std::string> arguments{"import", file, "--accounts", write("accounts.csv", accounts_), "--out", path("x")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    std::vector<std::string> expected = parts;
    expected[0] = file + expected[0];
    expect_refused(what, arguments, expected);
  }
  /// Replaces `old` in the matrix.
  void cell(const std::string& what, const std::string& old, const std::string& with, const std::vector<std::string>& parts) {
    matrix(what, replaced(text_, old, with), parts);
  }
  void roles(const std::string& what, const std::string& old, const std::string& with, const std::vector<std::string>& parts) {
    const std::string file = write("matrix.csv", text_), map = write("roles.csv", replaced(accounts_, old, with));
    expect_refused(what, {"import", file, "--accounts", map, "--out", path("x")}, parts);
  }
  /// The matrix as the rows of a sheet.
  [[nodiscard]] std::string rows() const {
    std::string out = "<row>", field;
    for (const char c : text_ + "\n") {
      if (c != ',' && c != '\n') {
        field += c;
        continue;
      }
      const bool number = !field.empty() && (std::isdigit(static_cast<unsigned char>(field[0])) != 0 || field[0] == '-');
      out += number ? "<c><v>" + field + "</v></c>" : "<c t=\"inlineStr\"><is><t>" + field + "</t></is></c>";
      field.clear();
      if (c == '\n') out += "</row><row>";
    }
    return out + "</row>";
  }
  void sheet(const std::string& what, const std::string& cells, const std::vector<std::string>& parts) {
    matrix(what, testing::workbook(cells), parts, {"--format", "sam"});
  }

  const std::string text_ = data("two_households.csv"), accounts_ = data("two_households_accounts.csv");
};

TEST_F(BrokenTables, TheWholeMatrixIsRead) {
  EXPECT_EQ(run({"import", write("m.csv", text_), "--accounts", write("a.csv", accounts_), "--out", path("x")}), kOk) << err_;
  EXPECT_EQ(run({"import", write("m.csv.gz", testing::gzip_bytes(text_)), "--accounts", path("a.csv"), "--out", path("x")}), kOk) << err_;
  EXPECT_EQ(run({"import", write("m.xlsx", testing::workbook(rows())), "--accounts", path("a.csv"), "--out", path("x")}), kOk) << err_;
}

TEST_F(BrokenTables, MatricesAreRefusedByAccountAndLine) {
  matrix("row and column differ",
         replaced(replaced(text_, "farm,,,100,,,,,,,,,,,,,100", "farm,,,101,,,,,,,,,,,,,101"), "total,100,200,120", "total,100,200,121"),
         {":2: ", "'farm' (line 2) receives 101 and pays 100", "'food'"});
  cell("text in a number", "food,10,", "food,ten,", {":4: ", "'ten' is not a number"});
  cell("not a number", "food,10,", "food,nan,", {":4: ", "'nan' is not a finite number"});
  cell("infinite", "food,10,", "food,inf,", {":4: ", "'inf' is not a finite number"});
  cell("too large", "food,10,", "food,1e999,", {":4: ", "'1e999' is not a number"});
  cell("two columns", ",capital,rural", ",labour,rural", {":1: ", "account 'labour' has two columns"});
  cell("two rows", "\ncapital,25", "\nlabour,25", {":", "labour"});
  cell("a missing row", "\ncapital,25,50,,,,,,,,,,,,,5,80", "", {":", "capital"});
  cell("a misspelt row", "\ncapital,", "\ncaptial,", {":", "'captial'", "capital"});
  cell("a total that is not the sum", "goods,20,60,,,,,20,50,30,,,,,25,40,245", "goods,20,60,,,,,20,50,30,,,,,25,40,244",
       {":5: ", "goods"});
}

TEST_F(BrokenTables, AccountMapsAreRefusedByLine) {
  const std::string at = path("roles.csv");
  roles("an account without a role", "\nlabour,labour", "", {"roles.csv", "labour"});
  roles("an unknown role", "farm,activity", "farm,activty", {at + ":2: ", "did you mean 'activity'?"});
  roles("an unknown account", "farm,activity", "farn,activity", {at + ":2: ", "did you mean 'farm'?"});
  roles("an account twice", "factory,activity", "farm,activity", {at + ":3: ", "'farm'"});
  roles("an open quote", "farm,activity", "\"farm,activity", {at + ":2: ", "never closed"});
}

TEST_F(BrokenTables, TextIsRefusedByLine) {
  std::string other = text_;
  matrix("an empty file", "", {"", "is empty"});
  matrix("an open quote", replaced(text_, "\nrural", "\n\"rural"), {":8: ", "a quoted field begins here and is never closed"});
  matrix("UTF-16", "\xFF\xFE" + text_, {":1: ", "UTF-16"});
  other[text_.find("\nlabour") + 1] = '\0';
  matrix("a zero byte", other, {":6: ", "the file is not text"});
  for (char& c : other = text_) c = c == ',' ? ';' : c;
  matrix("two separators", "a,b;c\nd,e;f\n", {": ", "separated by commas or by semicolons", "--separator"});
  matrix("thousands or decimals", replaced(other, "100", "1,000"), {":2: ", "'1,000' may have a decimal comma", "--decimal-comma"});
  matrix("decimal commas and points", replaced(replaced(other, "100", "100,5"), "200", "200.5"),
         {":2: ", "'100,5' on line 2", "'200.5' on line 3"});
  matrix("a truncated gzip file", testing::gzip_bytes(text_).substr(0, 200), {": ", "the gzip data are damaged or cut off"});
  matrix("another table", "a,b\n1,2\n3,4\n", {" is in none of the formats", "gtap", "sam"});
}

TEST_F(BrokenTables, WorkbooksAreRefusedByCell) {
  const std::string whole = testing::workbook(rows());
  const std::string farm = "<c t=\"inlineStr\"><is><t></t></is></c><c><v>100</v></c>", cell = ", sheet 'Data', cell D2: ";
  sheet("an error", replaced(rows(), farm, "<c/><c t=\"e\"><v>#REF!</v></c>"), {cell, "#REF!"});
  sheet("a date", replaced(rows(), farm, "<c/><c s=\"1\"><v>100</v></c>"), {cell, "date"});
  sheet("no value", replaced(rows(), farm, "<c/><c><f>B2</f></c>"), {cell, "formula without a stored value"});
  sheet("text", replaced(rows(), farm, "<c/><c t=\"str\"><v>five</v></c>"), {cell, "'five' is not a number"});
  matrix("cut off", whole.substr(0, whole.size() - 40), {": ", "damaged or cut off"});
  matrix("no workbook", testing::zip_bytes({{"matrix.png", text_}}), {": ", "not an xlsx workbook"});
  matrix("old", "\xD0\xCF\x11\xE0" + text_, {": ", "xls"});
  matrix("a wrong sheet", whole, {": ", "no sheet 'Dada'; did you mean 'Data'?"}, {"--sheet", "Dada"});
  matrix("several sheets", testing::zip_bytes(testing::workbook_parts({{"Data", rows()}, {"More", rows()}, {"Notes", "<row/>"}})),
         {": ", "several sheets can be read ('Data' as sam, 'More' as sam)", "--sheet"});
  testing::Parts parts = testing::workbook_parts({{"Data", rows()}});
  parts["xl/styles.xml"] = std::string(std::size_t{17} << 20U, ' ');
  matrix("a bomb", testing::zip_bytes(parts), {": ", "unpacks to more than 16 MiB"});
}

}  // namespace
}  // namespace setu
