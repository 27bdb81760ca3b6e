#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "experiments/cli/command.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"
#include "table_files.hpp"

namespace setu {

/// For `--set`: the price of saving as the equations have it, as in sweeps, draws, derivatives and policies (docs/welfare.md, eq. 17.18).
inline constexpr const char* kEquationsPrice = "options.saving_price=fisher";

/// Runs the program as a shell would, on an invented economy written to a folder of the test's own.
class Program : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) / "setu_program" / (std::string(test->test_suite_name()) + "." + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  /// Returns the exit code; what was printed stands in out_ and err_.
  int run(const std::vector<std::string>& arguments) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = run_program(arguments);
    out_ = testing::internal::GetCapturedStdout();
    err_ = testing::internal::GetCapturedStderr();
    return code;
  }

  /// A database of three regions and three sectors with foreign capital and preferences.
  std::string database() {
    const auto path = folder_ / "database";
    if (!std::filesystem::exists(path)) write_database(invented(), path);
    return path.string();
  }
  static Database invented() {
    SyntheticOptions options;
    options.density = 1;
    options.foreign_capital = true;
    options.preferences = true;
    return synthetic_database(options);
  }

  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }
  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }

  static std::string read(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  /// Names of everything in the test's folder.
  [[nodiscard]] std::vector<std::string> entries() const {
    std::vector<std::string> names;
    for (const auto& e : std::filesystem::directory_iterator(folder_)) names.push_back(e.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }

  /// EV of the first region as the equations have it, without the second pass of the price of saving: what derivatives are of.
  double ev(const std::string& scenario, const std::string& folder) {
    EXPECT_EQ(run({"run", scenario, "--database", database(), "--set", kEquationsPrice, "--out", path(folder)}), kOk) << err_;
    for (const auto& row : csv_rows(path(folder + "/variables.csv")))
      if (row[0] == "EV" && row[1] == invented().sets().reg[0]) return std::stod(row[row.size() - 2]);
    ADD_FAILURE() << "no EV";
    return 0;
  }

  /// Half of all tariffs off.
  std::string tariff_scenario() { return write("cut.toml", "[[shocks]]\nvariable = 'tms'\ncut = 50\n"); }

  std::filesystem::path folder_;
  std::string out_, err_;
};

#define EXPECT_HAS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)

}  // namespace setu
