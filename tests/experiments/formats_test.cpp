#include "program_fixture.hpp"
#include "setu/calibration/gtap/har.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;

class Formats : public Program {};

TEST_F(Formats, ExportThenImportIsTheSameDatabaseAndRuns) {
  ASSERT_EQ(run({"export", database(), "--double", "--out", path("gtap")}), kOk) << err_;
  ASSERT_EQ(run({"import", path("gtap"), "--out", path("again")}), kOk) << out_ << err_;
  EXPECT_HAS(out_, "GTAP v7 header arrays");
  EXPECT_EQ(database_hash(read_database(path("again"))), database_hash(read_database(database())));
  EXPECT_EQ(run({"run", tariff_scenario(), "--database", path("again"), "--out", path("out")}), kOk) << err_;
}

TEST_F(Formats, SinglePrecisionIsExactFromTheSecondTimeOn) {
  ASSERT_EQ(run({"export", database(), "--out", path("a")}), kOk) << err_;
  EXPECT_HAS(out_, "rounded to single precision");
  ASSERT_EQ(run({"import", path("a"), "--out", path("rounded")}), kOk) << out_ << err_;
  ASSERT_EQ(run({"export", path("rounded"), "--out", path("b")}), kOk) << err_;
  EXPECT_HAS(out_, "Every value is written exactly.");
  for (const char* file : {"sets.har", "basedata.har", "default.prm"})
    EXPECT_EQ(read(fs::path(path("a")) / file), read(fs::path(path("b")) / file)) << file;
}

TEST_F(Formats, ExportsAMatrixAndSaysWhatItDoesNotHold) {
  ASSERT_EQ(run({"export", database(), "--format", "sam", "--out", path("sam")}), kOk) << err_;
  EXPECT_HAS(out_, "holds no elasticities");
  EXPECT_HAS(read(fs::path(path("sam")) / "sam.csv"), "account,domestic:");
  EXPECT_HAS(read(fs::path(path("sam")) / "accounts.csv"), "account,kind,name,region\ndomestic:");
  ASSERT_EQ(run({"import", path("sam"), "--out", path("again")}), kOk) << out_ << err_;
  EXPECT_HAS(out_, "social accounting matrix of a database");
  EXPECT_EQ(run({"run", tariff_scenario(), "--database", path("again"), "--out", path("out")}), kOk) << err_;
}

TEST_F(Formats, MistakesAreNamedAndLeaveNothing) {
  ASSERT_EQ(run({"export", database(), "--out", path("gtap")}), kOk) << err_;
  const auto before = entries();
  const auto mistake = [&](const std::vector<std::string>& arguments, const std::string& sentence) {
    EXPECT_EQ(run(arguments), kBadInput);
    EXPECT_HAS(err_, sentence);
  };
  mistake({"import", path("nowhere"), "--out", path("x")}, "There is no file or folder");
  mistake({"import", path("gtap")}, "--out is missing");
  mistake({"import", path("gtap"), "--format", "gtab", "--out", path("x")}, "no format 'gtab'; did you mean 'gtap'?");
  mistake({"export", database(), "--format", "gtab", "--out", path("x")}, "no format 'gtab'; did you mean 'gtap'?");
  mistake({"import", database(), "--out", path("x")}, "is in none of the formats that can be read:\n  gtap");
  mistake({"import", path("gtap") + "/sets.har", "--out", path("x")}, "holds no flows");
  const fs::path data = fs::path(path("gtap")) / "basedata.har";
  fs::resize_file(data, fs::file_size(data) - 5);
  mistake({"import", path("gtap"), "--out", path("x")}, "basedata.har, header ");
  std::ofstream(data, std::ios::binary) << std::string("\0\0\0\5VDFB", 8);
  mistake({"import", path("gtap"), "--out", path("x")}, "basedata.har, byte 0: this is not a header array file");
  std::ofstream(data, std::ios::binary) << "";
  mistake({"import", path("gtap"), "--out", path("x")}, "basedata.har");
  EXPECT_EQ(entries(), before);
}

}  // namespace
}  // namespace setu
