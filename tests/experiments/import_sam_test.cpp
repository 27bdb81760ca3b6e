#include "program_fixture.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;

class ImportSamProgram : public Program {
 protected:
  static std::string data(const std::string& name) { return (fs::path(SETU_SOURCE_DIR) / "tests" / "data" / "sam" / name).string(); }
};

TEST_F(ImportSamProgram, NationalMatrixBecomesADatabaseThatRuns) {
  ASSERT_EQ(run({"import", data("national.csv"), "--accounts", data("national_accounts.csv"), "--country", "IND", "--out", path("db")}), kOk)
      << out_ << err_;
  EXPECT_HAS(out_, "national social accounting matrix");
  EXPECT_HAS(out_, "The rest of the world is an economy of the same technology");
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", path("db"), "--out", path("out")}), kOk) << err_;
  EXPECT_HAS(read(path("out") + "/manifest.json"), "\"status\": \"certified\"");
}

TEST_F(ImportSamProgram, WithoutAccountsADraftIsShown) {
  EXPECT_EQ(run({"import", data("national.csv"), "--out", path("db")}), kBadInput);
  for (const char* line : {"--accounts FILE", "\"food_a\",activity", "\"food_c\",commodity", "\"labour\",labour", "\"gov\",government",
                           "\"saving\",saving", "\"row\",world", "\"vat\",?"})
    EXPECT_HAS(err_, line);
  EXPECT_FALSE(fs::exists(path("db")));
}

TEST_F(ImportSamProgram, TwoRegionsWithSemicolons) {
  ASSERT_EQ(run({"import", data("two_regions.csv"), "--accounts", data("two_regions_accounts.csv"), "--out", path("db")}), kOk) << out_ << err_;
  EXPECT_HAS(out_, "multi-region social accounting matrix");
  EXPECT_HAS(read(path("db") + "/sets.csv"), "North");
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
