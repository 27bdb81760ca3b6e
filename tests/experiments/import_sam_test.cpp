#include <cmath>
#include <sstream>

#include "program_fixture.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;

class ImportSamProgram : public Program {
 protected:
  static std::string data(const std::string& name) { return (fs::path(SETU_SOURCE_DIR) / "tests" / "data" / "sam" / name).string(); }
};

TEST_F(ImportSamProgram, NationalMatrixBecomesADatabaseThatRuns) {
  ASSERT_EQ(run({"import", data("national.csv"), "--accounts", data("national_accounts.csv"), "--country", "IND", "--out", path("db")}),
            kOk)
      << out_ << err_;
  EXPECT_HAS(out_, "national social accounting matrix");
  EXPECT_HAS(out_, "The rest of the world is an economy of the same technology");
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", path("db"), "--out", path("out")}), kOk) << err_;
  EXPECT_HAS(read(path("out") + "/manifest.json"), "\"status\": \"certified\"");
}

TEST_F(ImportSamProgram, ElasticitiesBySector) {
  const std::string file = write("e.csv", "sector,ESBD,ESBM,ESBV,income,source\nfood,2.4,4.8,0.3,0.6,test\ngoods,3,6,1.2,1.1,test\n");
  ASSERT_EQ(run({"import", data("national.csv"), "--accounts", data("national_accounts.csv"), "--elasticities", file, "--out", path("db")}),
            kOk)
      << out_ << err_;
  EXPECT_HAS(out_, "Elasticities by sector from");
  const Database db = read_database(path("db"));
  EXPECT_EQ(db["ESBM"](1, 0), 6);
  EXPECT_EQ(db["ESBV"](0, 1), 0.3);
  EXPECT_EQ(run({"run", tariff_scenario(), "--database", path("db"), "--out", path("out")}), kOk) << err_;
  const std::string short_file = write("f.csv", "sector,ESBD,ESBM,ESBV,income,source\nfood,2.4,4.8,0.3,0.6,test\n");
  EXPECT_EQ(
      run({"import", data("national.csv"), "--accounts", data("national_accounts.csv"), "--elasticities", short_file, "--out", path("x")}),
      kBadInput);
  EXPECT_HAS(err_, "goods");
  EXPECT_FALSE(fs::exists(path("x")));
}

TEST_F(ImportSamProgram, WithoutAccountsADraftIsShown) {
  EXPECT_EQ(run({"import", data("national.csv"), "--out", path("db")}), kBadInput);
  for (const char* line :
       {"--accounts FILE", "\"food_a\",activity", "\"food_c\",commodity", "\"labour\",labour", "\"gov\",government", "\"saving\",saving",
        "\"row\",world", "\"vat\",sales_tax", "\"duty\",tariff", "\"indirect\",output_tax,,,\"activities pay it, it pays the government\""})
    EXPECT_HAS(err_, line);
  EXPECT_FALSE(fs::exists(path("db")));
}

TEST_F(ImportSamProgram, TwoRegionsWithSemicolons) {
  ASSERT_EQ(run({"import", data("two_regions.csv"), "--accounts", data("two_regions_accounts.csv"), "--out", path("db")}), kOk)
      << out_ << err_;
  EXPECT_HAS(out_, "multi-region social accounting matrix");
  EXPECT_HAS(read(path("db") + "/sets.csv"), "North");
}

/// Matrices in the form of IFPRI's Nexus project, of PEP's models and of national offices, in their encodings: nothing but the draft is
/// needed.
TEST_F(ImportSamProgram, PublishedFormsWorkFromTheDraftAlone) {
  for (const std::string form : {"nexus_form", "pep_form", "spanish_macro", "german_1252", "french_1252", "indonesian_utf16"}) {
    SCOPED_TRACE(form);
    const std::string file = data(form + ".csv"), map = path(form + "_accounts.csv");
    ASSERT_EQ(run({"import", file, "--draft", map}), kOk) << err_;
    EXPECT_HAS(out_, "Check it.");
    EXPECT_EQ(read(map).find(",?,"), std::string::npos) << read(map);
    EXPECT_EQ(run({"import", file, "--accounts", map, "--out", path(form)}), kOk) << out_ << err_;
    EXPECT_EQ(run({"run", tariff_scenario(), "--database", path(form), "--no-report", "--out", path(form + "_run")}), kOk) << err_;
    ASSERT_EQ(run({"import", file, "--accounts", map, "--economy", "--out", path(form + "_economy")}), kOk) << err_;
    EXPECT_HAS(out_, "GDP: ");
    EXPECT_EQ(run({"economy", path(form + "_economy"), "--case", "free_imports", "--solver", "both"}), kOk) << err_;
    EXPECT_EQ(run({"import", file, "--draft", map}), kBadInput);
    EXPECT_HAS(err_, "is there already");
  }
}

TEST_F(ImportSamProgram, AClosedEconomyIsNoSmallOpenOne) {
  const std::string closed = write("closed.csv", ",B,M,K,L,H\nB,,,,,20\nM,,,,,30\nK,8,12,,,\nL,12,18,,,\nH,,,20,30,\n");
  const std::string map = write("closed_map.csv", "B,sector\nM,sector\nK,capital\nL,labour\nH,household\n");
  EXPECT_EQ(run({"import", closed, "--accounts", map, "--economy", "--out", path("x")}), kBadInput);
  EXPECT_HAS(err_, "nothing is imported");
}

TEST_F(ImportSamProgram, ATableThatFitsNothingSaysWhy) {
  EXPECT_EQ(run({"import", write("other.csv", "year,value,unit,note\n2019,3,a,b\n2020,4,c,d\n"), "--out", path("x")}), kBadInput);
  for (const char* part :
       {"gtap     no header arrays", "icio     no row of titles names economies", "io       rows and columns share no industries",
        "sam      no row of labels matches a column of labels; row 1 holds 'year', 'value', 'unit', 'note'"})
    EXPECT_HAS(err_, part);
}

/// The value of a variable or report in a result's CSV file: column 3 is the base, 4 the result.
double cell(const std::string& csv, const std::string& start, int column) {
  const auto at = csv.find("\n" + start + ",");
  if (at == std::string::npos) return std::nan("");
  std::istringstream line(csv.substr(at + 1, csv.find('\n', at + 1) - at - 1));
  std::string field;
  const int elements = start.find('"') == std::string::npos ? 0 : 1;  // quoted elements hold a comma
  for (int i = 0; i <= column + elements; ++i) std::getline(line, field, ',');
  return std::stod(field);
}

TEST_F(ImportSamProgram, NationalMatrixBecomesASmallOpenEconomy) {
  ASSERT_EQ(run({"import", data("national.csv"), "--accounts", data("national_accounts.csv"), "--economy", "--out", path("economy")}), kOk)
      << err_;
  ASSERT_EQ(run({"economy", path("economy"), "--case", "free_imports", "--solver", "both", "--out", path("out")}), kOk) << err_;
  const std::string variables = read(path("out") + "/variables.csv"), reports = read(path("out") + "/reports.csv");
  EXPECT_NEAR(cell(reports, "GDP,", 3), 225, 1e-9);  // 180 of factors, 20 + 10 + 15 of taxes
  EXPECT_NEAR(cell(reports, "exports,", 3), 60, 1e-9);
  EXPECT_NEAR(cell(reports, "imports,", 3), 87, 1e-9);
  EXPECT_NEAR(cell(variables, "YI,poor", 3), 97, 1e-9);
  EXPECT_NEAR(cell(variables, "IADJ,", 3), 1, 1e-12);  // the base is the matrix
  EXPECT_NEAR(cell(variables, "walras,", 3), 0, 1e-10);
  EXPECT_NEAR(cell(variables, "walras,", 4), 0, 1e-10);
  EXPECT_GT(cell(reports, "imports,", 4), 87);
  EXPECT_NEAR(cell(variables, "PM,food", 4), cell(variables, "EXR,", 4), 1e-12);  // no tariff between them
}

TEST_F(ImportSamProgram, ASmallOpenEconomyIsOneCountry) {
  EXPECT_EQ(run({"import", data("two_regions.csv"), "--accounts", data("two_regions_accounts.csv"), "--economy", "--out", path("economy")}),
            kBadInput);
  EXPECT_HAS(err_, "is one country, but the account map has 'North' and 'South'");
  EXPECT_FALSE(fs::exists(path("economy")));
}

TEST_F(ImportSamProgram, MistakesAreNamedAndLeaveNothing) {
  const auto before = entries();
  const auto mistake = [&](std::vector<std::string> more, const std::string& sentence) {
    std::vector<std::string> arguments{"import", data("national.csv"), "--out", path("db"), "--accounts", data("national_accounts.csv")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    EXPECT_EQ(run(arguments), kBadInput) << out_;
    EXPECT_HAS(err_, sentence);
  };
  mistake({"--scale", "0"}, "--scale: give a number above 0");
  mistake({"--separator", "pipe"}, "known: comma, semicolon, tab");
  mistake({"--decimal-comma", "maybe"}, "known: yes, no");
  mistake({"--sheet", "S"}, "--sheet");
  EXPECT_EQ(entries(), before);
}

}  // namespace
}  // namespace setu
