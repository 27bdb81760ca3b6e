#include <cmath>

#include "program_fixture.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;

/// The cases of shared/cases/public that are about other people's files, each with what is right.
class PublishedFiles : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    if (!fs::exists(cases())) GTEST_SKIP() << "NOT TESTED: " << cases() << " is absent.";
  }
  static fs::path cases() { return fs::path(SETU_SOURCE_DIR) / "../shared/cases/public"; }
  static std::string at(const std::string& file) { return (cases() / file).string(); }

  Database imported(const std::string& file, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"import", at(file), "--out", path("db")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    EXPECT_EQ(run(arguments), kOk) << file << out_ << err_;
    Database database = read_database(path("db"));
    fs::remove_all(path("db"));
    return database;
  }
};

double total(const Database& db, const char* header) {
  double sum = 0;
  for (const double x : db[header].values()) sum += x;
  return sum;
}

TEST_F(PublishedFiles, MatricesInAnyLayoutAreTheSameDatabase) {
  const std::string accounts = at("sam_layouts/accounts.csv");
  const std::string plain = database_hash(imported("sam_layouts/sam_case.csv", {"--accounts", accounts}));
  for (const char* file : {"sam_title.csv", "sam_title.xlsx", "sam_desc_code.csv", "sam_twolevel.csv"})
    EXPECT_EQ(database_hash(imported(std::string("sam_layouts/") + file, {"--accounts", accounts})), plain) << file;
  for (const char* file : {"sam_dash", "sam_dots", "sam_na"})
    EXPECT_EQ(database_hash(imported(std::string("sam_numbers/") + file + ".csv", {"--accounts", accounts})), plain) << file;
  EXPECT_EQ(run({"import", at("sam_layouts/sam_title.xlsx"), "--accounts", accounts, "--out", path("db")}), kOk);
  EXPECT_HAS(out_, "12 accounts; labels in row 3 and column A. Totals, checked and left out: column N ('Total'), row 16 ('Total').");
}

TEST_F(PublishedFiles, NumbersInAnySpellingAreTheSameDatabase) {
  const std::string accounts = at("sam_numbers/accounts.csv");
  const Database spaces = imported("sam_numbers/sam_spacethousands.csv", {"--accounts", accounts});
  EXPECT_NEAR(total(spaces, "VCIF"), 310000, 1e-6);  // 150,000 of imports and 160,000 of exports
  for (const char* file : {"sam_nbsp", "sam_swiss"})
    EXPECT_EQ(database_hash(imported(std::string("sam_numbers/") + file + ".csv", {"--accounts", accounts})), database_hash(spaces))
        << file;
  EXPECT_EQ(run({"import", at("sam_numbers/sam_short.csv"), "--accounts", at("sam_numbers/accounts_short.csv"), "--out", path("x")}),
            kBadInput);
  EXPECT_HAS(err_, "row 3 ('MLK') has 10 of 11 fields");
}

TEST_F(PublishedFiles, OwnConsumptionIsBoughtFromTheCommodity) {
  const Database db = imported("sam_own_consumption/sam.csv", {"--accounts", at("sam_own_consumption/accounts.csv")});
  EXPECT_HAS(out_, "Own consumption: what households buy from activities");
  EXPECT_NEAR(db["MAKB"](0, 0, 0), 190, 1e-9);  // 150 sold and 40 eaten
  ASSERT_EQ(run({"import", at("sam_own_consumption/sam.csv"), "--accounts", at("sam_own_consumption/accounts.csv"), "--economy", "--out",
                 path("e")}),
            kOk)
      << err_;
  EXPECT_HAS(out_, "GDP: 293 from income");
  EXPECT_EQ(run({"economy", path("e"), "--solver", "both"}), kOk) << err_;
}

TEST_F(PublishedFiles, FallingStocksAreReadByARule) {
  const std::string accounts = at("sam_stock_change/accounts.csv");
  const Database db = imported("sam_stock_change/sam_neginv.csv", {"--accounts", accounts});
  EXPECT_HAS(out_, "Stocks of a commodity that fall");
  EXPECT_EQ(db["VDIB"](0, 0), 0);
  EXPECT_NEAR(db["MAKB"](0, 0, 0), 219, 1e-9);  // 204 and the fall of 15
  ASSERT_EQ(run({"import", at("sam_stock_change/sam_neginv.csv"), "--accounts", accounts, "--economy", "--out", path("e")}), kOk) << err_;
  ASSERT_EQ(run({"economy", path("e"), "--out", path("r")}), kOk) << err_;
  const std::string variables = read(path("r") + "/variables.csv");
  const auto line = variables.find("\nEXR,");
  ASSERT_NE(line, std::string::npos);
  EXPECT_NEAR(std::stod(variables.substr(variables.find_first_of("0123456789", line))), 1, 1e-9);  // the base is the matrix
}

TEST_F(PublishedFiles, OfficialLayoutsAreRead) {
  for (const char* file : {"wiod_2016/wiot.csv", "wiod_2016/wiot.xlsx", "wiod_2013/wiod13_nocode.xlsx", "wiod_2013/wiod13_shortva.xlsx",
                           "icio_2016/icio2016.csv"})
    EXPECT_GT(total(imported(file), "VMSB"), 0) << file;
  const Database text = imported("wiod_2016/wiot.csv"), book = imported("wiod_2016/wiot.xlsx");
  for (const char* header : {"VDFB", "VMFB", "VXSB", "EVFB"}) EXPECT_NEAR(total(text, header) / total(book, header), 1, 1e-12) << header;
  EXPECT_EQ(imported("wiod_2016/wiot.csv").sets().comm, (std::vector<std::string>{"A01", "C10T12", "C26", "G"}));
  EXPECT_GT(total(imported("containers/icio.zip"), "VMSB"), 0);
}

TEST_F(PublishedFiles, NationalTableBecomesTwoRegions) {
  const Database db = imported("national_io/siot.csv", {"--country", "AUT"});
  EXPECT_EQ(db.sets().reg, (std::vector<std::string>{"AUT", "ROW"}));
  double exports = 0;
  for (std::size_t c = 0; c < 4; ++c) exports += db["VFOB"](c, 0, 1);
  EXPECT_NEAR(exports, 100, 1e-9);
}

TEST_F(PublishedFiles, Windows1252IsReadWithANoteAndRuns) {
  ASSERT_EQ(run({"import", at("cp1252/sam.csv"), "--accounts", at("cp1252/accounts.csv"), "--out", path("db")}), kOk) << err_;
  EXPECT_HAS(out_, "was read as Windows-1252 (line 1: '\xC3\x89nergie')");
  EXPECT_EQ(run({"run", at("cp1252/shock.toml"), "--database", path("db"), "--out", path("out")}), kOk) << err_;
}

TEST_F(PublishedFiles, ContainersAreNamed) {
  const std::pair<const char*, const char*> all[] = {{"base.gdx", "a GDX file of GAMS"},
                                                     {"wiot.RData", "an R data file"},
                                                     {"io.dta", "a Stata file"},
                                                     {"io.parquet", "a Parquet file"},
                                                     {"table.ods", "an OpenDocument spreadsheet"},
                                                     {"exio_Z.txt", "one matrix of EXIOBASE 3"}};
  for (const auto& [file, what] : all) {
    EXPECT_EQ(run({"import", at(std::string("containers/") + file), "--out", path("x")}), kBadInput);
    EXPECT_HAS(err_, what);
  }
}

TEST_F(PublishedFiles, EconomiesWithoutSomeFlowsAndWithLinesTwice) {
  ASSERT_EQ(run({"import", at("economies/no_imports_of_one_good.csv"), "--accounts", at("economies/accounts.csv"), "--economy", "--out",
                 path("e")}),
            kOk)
      << err_;
  EXPECT_EQ(run({"economy", path("e"), "--case", "free_imports", "--solver", "both"}), kOk) << err_;
  EXPECT_EQ(run({"economy", at("economies/overlapping_lines.toml")}), kBadInput);
  EXPECT_HAS(err_, "the line covers E_x[a], and so does the one in");
}

}  // namespace
}  // namespace setu
