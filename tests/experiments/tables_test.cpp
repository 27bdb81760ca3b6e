#include "setu/experiments/tables/tables.hpp"

#include <algorithm>
#include <cmath>

#include "base/tables/workbook.hpp"
#include "program_fixture.hpp"
#include "experiments/tables/text_table.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "table_files.hpp"
#include "experiments/files/tables_file.hpp"
#include "experiments/tables/table_writers.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;
class Tables : public Program {
 protected:
  std::string solved(const std::vector<std::string>& options = {}) {
    const Sets sets = invented().sets();
    const auto scenario = write("cut.toml", "name = 'cut'\ntitle = 'Half of it'\n[[shocks]]\nvariable = 'tms(all,all," + sets.reg[0] +
                                                ")'\ncut = 50\n[report]\npair = ['" + sets.reg[0] + "', '" + sets.reg[1] + "']\n");
    std::vector<std::string> arguments = {"run", scenario, "--database", database(), "--no-report", "--out", path("result")};
    arguments.insert(arguments.end(), options.begin(), options.end());
    EXPECT_EQ(run(arguments), kOk) << err_;
    return path("result");
  }
};

/// A table with names that every format must write in its own way.
TableSet odd_tables() {
  DataTable table{"a/b: [1]", "50% & more_of {it}", "US$ mn", {{.title = "Region", .words = true}, {"x, \"y\"", "%", 2}, {.title = "z"}}};
  table.row({"[R&D] #1", 1.0 / 3, -1234.56});
  table.row({"=1+2, \"q\"", std::optional<double>(), ""}, 1);
  TableSet set{"Odd", {table, table}};
  set.tables[1].id = "A?B: *1*";
  return set;
}

TEST_F(Tables, AllFormatsHoldTheSameNumbers) {
  const fs::path folder = solved({"--format", "csv,latex", "--format", "xlsx"});
  const fs::path tables = folder / "tables";
  const TableSet set = read_tables_json(folder / "tables.json");
  const auto files = file_names(set), sheets = sheet_names(set, "About");
  const std::string text = read(folder / "tables.txt");
  ASSERT_GE(set.tables.size(), 5u);
  std::size_t compared = 0;
  for (std::size_t t = 0; t < set.tables.size(); ++t) {
    const DataTable& table = set.tables[t];
    EXPECT_HAS(text, text_of(table));
    const Rows csv = csv_rows(tables / "csv" / (files[t] + ".csv")), latex = latex_rows(read(tables / "latex" / (files[t] + ".tex")));
    const Rows sheet = sheet_rows(tables / "tables.xlsx", sheets[t]);
    const auto first = std::find_if(sheet.begin(), sheet.end(), [&](const auto& row) { return row[0] == table.columns[0].title; });
    const auto at = static_cast<std::size_t>(first - sheet.begin()) + 2;  // below titles and units
    ASSERT_EQ(csv.size(), table.rows.size() + 1);
    ASSERT_EQ(latex.size(), table.rows.size());
    ASSERT_GE(sheet.size(), at + table.rows.size()) << table.id;
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (const auto value = parse_number(csv[r + 1][c])) {
          EXPECT_EQ(value, number_in(table.rows[r].cells[c])) << table.id;
          EXPECT_EQ(latex[r][c], number(value, table.columns[c].digits)) << table.id;
          const auto shown = parse_number(sheet[at + r][c]);
          ASSERT_TRUE(shown) << table.id << ": " << sheet[at + r][c];
          EXPECT_NEAR(*shown, *value, 1e-15 * std::abs(*value)) << table.id;
          ++compared;
        }
  }
  EXPECT_GT(compared, 50u);
}

TEST_F(Tables, WelfareIsThatOfTheSummary) {
  const fs::path folder = solved({"--format=csv"});
  const Rows welfare = csv_rows(folder / "tables/csv/welfare.csv"), summary = csv_rows(folder / "summary.csv");
  ASSERT_EQ(welfare[0][1], "EV (US$ mn)");
  ASSERT_EQ(welfare[0][2], "EV (% of income)");
  std::size_t found = 0;
  for (const auto& row : summary)
    for (std::size_t r = 1; r < welfare.size(); ++r)
      if (row[1] == "EV" && row[0] == welfare[r][0]) {
        EXPECT_EQ(row[4], welfare[r][row[3] == "US$ million" ? 1 : 2]) << row[0];
        ++found;
      }
  EXPECT_EQ(found, 2 * invented().sets().reg.size());
}

TEST_F(Tables, WorkbookSaysWhatWasSolvedAndKeepsItsHeadingsInSight) {
  const fs::path book = fs::path(solved({"--format", "xlsx"})) / "tables/tables.xlsx";
  std::vector<std::string> names;
  for (const auto& row : sheet_rows(book, "About")) names.push_back(row[0]);
  for (const char* name : {"Half of it", "Scenario", "Database hash (SHA-256)", "Closure: swaps", "Closure: signature", "Certificate",
                           "Largest scaled residual"})
    EXPECT_NE(std::find(names.begin(), names.end(), name), names.end()) << name;
  const auto sheet = open_sheet("tables.xlsx", read(book), "Welfare");
  EXPECT_HAS(sheet.xml, "<pane xSplit=\"1\" ySplit=\"5\"");
  EXPECT_HAS(sheet.xml, "state=\"frozen\"");
  EXPECT_FALSE(fs::exists(path("result/tables/csv")));
}

TEST_F(Tables, OddNamesStayWhatTheyAre) {
  const TableSet set = odd_tables();
  const auto files = file_names(set), sheets = sheet_names(set, "About");
  EXPECT_EQ(files, (std::vector<std::string>{"a-b-1", "a-b-1-2"}));
  EXPECT_EQ(sheets, (std::vector<std::string>{"A-b- -1-", "A-B- -1- 2"}));
  write_tables_csv(set, folder_);
  write_tables_xlsx(set, {{"Scenario", "<odd> & \"more\""}}, path("odd.xlsx"));
  const Rows csv = csv_rows(path("a-b-1.csv")), sheet = sheet_rows(path("odd.xlsx"), sheets[1]),
             about = sheet_rows(path("odd.xlsx"), "About");
  EXPECT_EQ(csv, (Rows{{"Region", "x, \"y\" (%)", "z (US$ mn)"}, {"[R&D] #1", "0.3333333333333333", "-1234.56"}, {"=1+2, \"q\"", "", ""}}));
  EXPECT_EQ(sheet[4][0], "[R&D] #1");
  EXPECT_EQ(sheet[5][0], "=1+2, \"q\"");
  EXPECT_EQ(about[1][1], "<odd> & \"more\"");
  write_tables_latex(set, folder_);
  const std::string latex = read(path("a-b-1.tex"));
  EXPECT_HAS(latex, "\\caption{50\\% \\& more\\_of \\{it\\}, US\\$ mn}");
  EXPECT_HAS(latex, "\n{[}R\\&D{]} \\#1 & 0.33 & $-$1,234.6 \\\\\n\\quad =1+2, \\textquotedbl{}q\\textquotedbl{} & -- &  \\\\\n");
  EXPECT_HAS(read(path("tables.tex")), "\\input{\\setutables/a-b-1-2}");
}

TEST(LatexText, IsNoCommand) {
  EXPECT_EQ(latex_escaped("\\end{x}"), "\\textbackslash{}end\\{x\\}");
  EXPECT_EQ(latex_escaped("a^b~c|d<e>f"), "a\\textasciicircum{}b\\textasciitilde{}c\\textbar{}d\\textless{}e\\textgreater{}f");
  EXPECT_EQ(latex_escaped("A→B – a--b, c"), "A$\\rightarrow$B -- a-{-}b, c");
  EXPECT_EQ(latex_escaped("é\n*"), "é {*}");
}

TEST(SheetNames, KeepExcelsRules) {
  TableSet set;
  const std::string accents = "éééééééééééééééééééééééééééééééééééé";
  for (const char* id : {"history", "about", "", "'quoted'", "x", "X"}) set.tables.push_back({id, "", "", {}});
  for (int i = 0; i < 12; ++i) set.tables.push_back({accents, "", "", {}});
  const auto names = sheet_names(set, "About");
  EXPECT_EQ((std::vector<std::string>(names.begin(), names.begin() + 6)),
            (std::vector<std::string>{"History 2", "About 2", "Table", "-quoted-", "X", "X 2"}));
  EXPECT_EQ(names[6], accents.substr(0, 62));
  EXPECT_EQ(names[17], accents.substr(0, 56) + " 12");
}

TEST_F(Tables, UnknownFormatsAreRefusedBeforeAnythingIsSolved) {
  const auto scenario = tariff_scenario();
  EXPECT_EQ(run({"run", scenario, "--database", database(), "--format", "csv,xlxs", "--out", path("r")}), kBadInput);
  EXPECT_HAS(err_, "no table format 'xlxs'; did you mean 'xlsx'? Known: csv, xlsx, latex");
  EXPECT_FALSE(fs::exists(path("r")));
  EXPECT_EQ(run({"tables", solved(), "--format", "word"}), kBadInput);
  EXPECT_HAS(err_, "known: csv, xlsx, latex");
  EXPECT_EQ(run({"tables", path("result"), "--format", "csv,"}), kBadInput);
  EXPECT_FALSE(fs::exists(path("result/tables")));
}

TEST_F(Tables, AreMadeOfAFolderLater) {
  const auto folder = solved();
  ASSERT_EQ(run({"tables", folder}), kOk) << err_;
  for (const char* file : {"csv/tables.csv", "csv/welfare.csv", "tables.xlsx", "latex/tables.tex", "latex/preview.tex"})
    EXPECT_TRUE(fs::exists(fs::path(folder) / "tables" / file)) << file;
  ASSERT_EQ(run({"tables", folder, "--format", "csv"}), kOk) << err_;
  EXPECT_FALSE(fs::exists(folder + "/tables/tables.xlsx"));
  EXPECT_TRUE(fs::exists(folder + "/variables.csv"));
}

TEST_F(Tables, NeverReplaceOtherFilesNorLeaveHalfOfTheirs) {
  const auto folder = solved();
  const auto before = entries();
  EXPECT_EQ(run({"tables", folder, "--out", folder}), kBadInput);
  EXPECT_HAS(err_, "will not be replaced");
  EXPECT_TRUE(fs::exists(folder + "/variables.csv"));
  EXPECT_EQ(run({"tables", path("nothing"), "--out", path("t")}), kBadInput);
  EXPECT_HAS(err_, "manifest.json");
  ASSERT_EQ(run({"tables", folder, "--out", path("good")}), kOk) << err_;
  const std::string whole = read(folder + "/tables.json"), welfare = read(path("good/csv/welfare.csv"));
  const std::string no_row = R"({"cells":[],"level":0,"rule":false})";
  const std::string no_table =
      R"({"format":{"name":"tables","version":2},"title":"t","tables":[{"id":"a","title":"","unit":"","columns":[],"rows":[)" + no_row +
      R"(],"notes":[]}]})";
  for (const std::string& text : {whole.substr(0, whole.size() / 2), std::string("{}"), no_table}) {
    std::ofstream(folder + "/tables.json") << text;
    EXPECT_EQ(run({"tables", folder, "--out", path("good")}), kBadInput);
    EXPECT_HAS(err_, "tables.json' is not what setu run wrote");
  }
  EXPECT_EQ(read(path("good/csv/welfare.csv")), welfare);
  fs::remove(folder + "/tables.json");
  EXPECT_EQ(run({"tables", folder, "--out", path("t")}), kBadInput);
  EXPECT_HAS(err_, "holds no tables.json");
  auto after = entries();
  std::erase(after, "good");
  EXPECT_EQ(after, before);
}

}  // namespace
}  // namespace setu
