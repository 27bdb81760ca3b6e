#include <cmath>
#include <cstdio>
#include <map>

#include <nlohmann/json.hpp>

#include "experiments/serve/api.hpp"
#include "program_fixture.hpp"
#include "experiments/tables/text_table.hpp"
#include "setu/base/number.hpp"
#include "setu/experiments/report/report.hpp"
#include "table_files.hpp"
#include "experiments/files/tables_file.hpp"
#include "experiments/tables/table_writers.hpp"

/// Tables, CSV, xlsx, LaTeX, report and workbench tell the same numbers of the same question.
namespace setu {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// All sheets of a workbook by openpyxl, a reader that shares no code with ours; null where Python does not have it.
Json sheets_by_openpyxl(const fs::path& file) {
  const std::string command =
      "PATH=/usr/bin:$PATH python3 -c 'import json, sys\nimport openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\n"
      "json.dump({sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}, sys.stdout)' '" +
      file.string() + "' 2>/dev/null";
  std::string text;
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return nullptr;
  char buffer[4096];
  while (const std::size_t n = fread(buffer, 1, sizeof buffer, pipe)) text.append(buffer, n);
  return pclose(pipe) == 0 ? Json::parse(text) : Json(nullptr);
}

/// What a document tells of a cell of a table: table, row, column (the heading with its span).
struct Told {
  std::string table, row, column;
  double value = 0;
};

class SameNumbers : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    regions_ = invented().sets().reg;
    const fs::path data = database();
    std::ofstream(data / "aliases.toml") << "[report]\npair = ['" << regions_[0] << "', '" << regions_[1] << "']\n";
    const std::string request =
        Json({{"tab", "t"},
              {"id", 1},
              {"scenario", "no_shock"},
              {"sliders", {{{"kind", "tariff"}, {"commodities", "all"}, {"exporters", "all"}, {"importers", "all"}, {"cut", 45.5}}}}})
            .dump();
    WorkbenchApi api(data.string(), 600);
    const Reply answer = api.solve(request), parts = api.decompose(request), scenario = api.scenario(request);
    ASSERT_EQ(answer.status, 200) << answer.body;
    ASSERT_EQ(parts.status, 200) << parts.body;
    ASSERT_EQ(scenario.status, 200) << scenario.body;
    workbench_ = Json::parse(answer.body);
    parts_ = Json::parse(parts.body);
    ASSERT_EQ(run({"run", write("question.toml", scenario.body), "--format", "csv,xlsx,latex", "--out", path("r")}), kOk) << err_;
    tables_ = read_tables_json(folder_ / "r/tables.json");
    ASSERT_EQ(run({"run", path("question.toml"), "--set", kEquationsPrice, "--out", path("f")}), kOk) << err_;
    fisher_ = read_tables_json(folder_ / "f/tables.json");
  }

  [[nodiscard]] static const DataTable& table(const TableSet& tables, const std::string& id) {
    for (const auto& t : tables.tables)
      if (t.id == id) return t;
    throw std::runtime_error("no table " + id);
  }
  static std::size_t column_of(const DataTable& table, const std::string& name) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const auto& column = table.columns[c];
      const std::string unit = column.unit.empty() ? "" : ", " + column.unit;
      if ((column.span.empty() ? "" : column.span + " ") + column.title + unit == name) return c;
    }
    throw std::runtime_error("no column " + name + " in " + table.id);
  }
  /// Each is what the table prints; one that is not there at all must be nothing there either.
  void expect_told(const std::vector<Told>& all) const { expect_told(tables_, all); }
  static void expect_told(const TableSet& tables, const std::vector<Told>& all) {
    for (const auto& told : all) {
      const DataTable& t = table(tables, told.table);
      const std::size_t c = column_of(t, told.column);
      bool found = false;
      for (const auto& row : t.rows) {
        if (printed(row.cells[0], t.columns[0]) != told.row) continue;
        EXPECT_EQ(number(told.value, t.columns[c].digits), printed(row.cells[c], t.columns[c]))
            << told.table << ": " << told.row << ", " << told.column;
        found = true;
      }
      EXPECT_TRUE(found || t.id.starts_with("sectors")) << told.table << " has no row " << told.row;  // those show the largest changes only
    }
  }
  [[nodiscard]] std::string span(bool forth) const { return forth ? regions_[0] + "→" + regions_[1] : regions_[1] + "→" + regions_[0]; }

  /// Every number of the tables in the sheets of a workbook, read by `rows(sheet)`.
  template <class RowsOf>
  void expect_in_sheets(const RowsOf& rows_of) const {
    const auto sheets = sheet_names(tables_, "About");
    std::size_t compared = 0;
    for (std::size_t t = 0; t < tables_.tables.size(); ++t) {
      const DataTable& table = tables_.tables[t];
      const Json sheet = rows_of(sheets[t]);
      const auto title = std::find_if(sheet.begin(), sheet.end(), [&](const Json& row) { return row[0] == table.columns[0].title; });
      const auto first = static_cast<std::size_t>(title - sheet.begin()) + 2;  // below titles and units
      ASSERT_GE(sheet.size(), first + table.rows.size()) << table.id;
      for (std::size_t r = 0; r < table.rows.size(); ++r)
        for (std::size_t c = 0; c < table.columns.size(); ++c)
          if (const auto value = number_in(table.rows[r].cells[c])) {
            const Json& cell = sheet[first + r][c];
            EXPECT_NEAR(cell.is_string() ? parse_number(cell.get<std::string>()).value() : cell.get<double>(), *value,
                        1e-15 * std::abs(*value))
                << table.id;
            ++compared;
          }
    }
    EXPECT_GT(compared, 80u);
  }

  std::vector<std::string> regions_;
  TableSet tables_, fisher_;  ///< of the run, and of the run with the price of saving as the equations have it
  Json workbench_, parts_;
};

TEST_F(SameNumbers, InCsvAndLatex) {
  const fs::path folder = folder_ / "r/tables";
  const auto files = file_names(tables_);
  std::size_t compared = 0;
  for (std::size_t t = 0; t < tables_.tables.size(); ++t) {
    const DataTable& table = tables_.tables[t];
    const Rows csv = csv_rows(folder / "csv" / (files[t] + ".csv")), latex = latex_rows(read(folder / "latex" / (files[t] + ".tex")));
    ASSERT_EQ(csv.size(), table.rows.size() + 1) << table.id;
    ASSERT_EQ(latex.size(), table.rows.size()) << table.id;
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const auto value = number_in(table.rows[r].cells[c]);
        if (!value) continue;
        EXPECT_EQ(parse_number(csv[r + 1][c]), value) << table.id;
        EXPECT_EQ(latex[r][c], number(*value, table.columns[c].digits)) << table.id;
        ++compared;
      }
  }
  EXPECT_GT(compared, 80u);
}

TEST_F(SameNumbers, InXlsx) {
  expect_in_sheets([&](const std::string& sheet) { return Json(sheet_rows(folder_ / "r/tables/tables.xlsx", sheet)); });
}

TEST_F(SameNumbers, InXlsxAsAnotherReaderHasIt) {
  const Json sheets = sheets_by_openpyxl(folder_ / "r/tables/tables.xlsx");
  if (sheets.is_null()) GTEST_SKIP() << "NOTHING WAS READ BY ANOTHER READER: python3-openpyxl is not installed.";
  expect_in_sheets([&](const std::string& sheet) { return sheets.at(sheet); });
}

TEST_F(SameNumbers, InTheReport) {
  const Json page = Json::parse(report_json({folder_ / "r"}))["runs"][0];
  const std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> columns = {
      {{"EV", "US$ million"}, {"welfare", "EV, US$ mn"}},
      {{"EV", "% of income"}, {"welfare", "EV, % of income"}},
      {{"real GDP", "% change"}, {"economies", "Real GDP, %"}},
      {{"terms of trade", "% change"}, {"economies", "Terms of trade, %"}},
      {{"export volume", "% change"}, {"economies", "Exports, vol. %"}},
      {{"import volume", "% change"}, {"economies", "Imports, vol. %"}},
      {{"trade balance", "US$ million change"}, {"economies", "Trade balance, US$ mn"}}};
  std::vector<Told> told;
  for (const auto& row : page["summary"]) {
    if (const auto known = columns.find({row[1].get<std::string>(), row[3].get<std::string>()}); known != columns.end())
      told.push_back({known->second.first, row[0], known->second.second, row[4]});
    for (const auto& t : tables_.tables)
      if (t.id == "sectors " + row[0].get<std::string>() && (row[1] == "output" || row[1] == "output price"))
        told.push_back({t.id, row[2], row[1] == "output" ? "Change, %" : "Price, %", row[4]});
  }
  for (const auto& row : page["bilateral"])
    for (const bool forth : {true, false})
      if (row[1] == regions_[forth ? 0 : 1] && row[2] == regions_[forth ? 1 : 0]) {
        told.push_back({"pair", row[0], span(forth) + " before", row[3]});
        told.push_back({"pair", row[0], span(forth) + " after", row[4]});
      }
  EXPECT_GE(told.size(), 7 * regions_.size() + 12);
  expect_told(told);
  for (const auto& region : regions_) EXPECT_HAS(page["headline"].dump() + regions_[0] + regions_[1], region);
}

/// The indices of whole economies come with the decomposition; what is solved at once must not hold others of the same name. The price of
/// saving in EV is integrated with the decomposition too: at once it is that of the equations.
TEST_F(SameNumbers, InTheWorkbench) {
  std::vector<Told> told, at_once;
  for (const auto& row : workbench_["welfare"]) {
    at_once.push_back({"welfare", row["region"], "EV, US$ mn", row["ev"]});
    at_once.push_back({"welfare", row["region"], "EV, % of income", row["percent_of_income"]});
  }
  expect_told(fisher_, at_once);
  EXPECT_EQ(at_once.size(), 2 * regions_.size());
  for (const auto& row : parts_["welfare"]) {
    told.push_back({"welfare", row["region"], "EV, US$ mn", row["ev"]});
    told.push_back({"welfare", row["region"], "EV, % of income", row["percent_of_income"]});
  }
  for (const auto& row : workbench_["economies"]) {
    told.push_back({"economies", row["region"], "Trade balance, US$ mn", row["trade_balance_change"]});
    EXPECT_FALSE(row.contains("terms_of_trade"));
    for (const auto& [labour, wage] : row["real_wage"].items())
      told.push_back({"economies", row["region"], "Real wage " + labour + ", %", wage});
  }
  for (const auto& row : parts_["indices"])
    for (const auto& [key, column] : {std::pair{"real_gdp", "Real GDP, %"},
                                      {"terms_of_trade", "Terms of trade, %"},
                                      {"export_volume", "Exports, vol. %"},
                                      {"import_volume", "Imports, vol. %"}})
      told.push_back({"economies", row["region"], column, row[key]});
  for (const auto& row : workbench_["pair_trade"]) {
    const std::string way = span(row["exporter"] == regions_[0]);
    told.push_back({"pair", row["commodity"], way + " before", row["before"]});
    told.push_back({"pair", row["commodity"], way + " after", row["after"]});
  }
  for (const auto& row : workbench_["sectors"])
    for (const auto& t : tables_.tables)
      if (t.id == "sectors " + row["region"].get<std::string>()) told.push_back({t.id, row["sector"], "Change, %", row["output"]});
  for (const auto& part : parts_["parts"])
    for (const auto& [region, value] : part["by_region"].items()) told.push_back({"welfare", region, part["title"], value});
  EXPECT_GE(told.size(), 8 * regions_.size() + 12);
  expect_told(told);
}

}  // namespace
}  // namespace setu
