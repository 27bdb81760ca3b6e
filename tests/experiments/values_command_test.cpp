#include <algorithm>
#include <cmath>
#include <sstream>

#include <fmt/format.h>

#include "program_fixture.hpp"

namespace setu {
namespace {

class ValuesCommand : public Program {
 protected:
  /// values.csv: the cells of the row that begins so.
  [[nodiscard]] std::vector<std::string> row(const std::string& folder, const std::string& begin) const {
    std::istringstream in(read(path(folder + "/values.csv")));
    for (std::string line; std::getline(in, line);) {
      if (!line.starts_with(begin)) continue;
      std::vector<std::string> cells;
      std::istringstream values(line);
      for (std::string value; std::getline(values, value, ',');) cells.push_back(value);
      return cells;
    }
    ADD_FAILURE() << "no row " << begin;
    return std::vector<std::string>(11);
  }
};

TEST_F(ValuesCommand, SlopeAndCurvatureAgreeWithRunsOfNeighbours) {
  const Sets sets = invented().sets();
  const std::string home = sets.reg[0];
  struct Instrument {
    std::string name, key;
    double middle, step;  // in the unit of `key`; one step of values.csv is `step` of it
  };
  const Instrument tariff{"tms(" + sets.comm[0] + "," + sets.reg[1] + "," + home + ")", "rate", 0.3, 0.01};
  const Instrument iceberg{"ams(" + sets.comm[0] + "," + sets.reg[1] + "," + home + ")", "percent", 4, 1.04};
  for (const auto& i : {tariff, iceberg}) {
    const auto at = [&](double steps) {
      return write("at.toml", fmt::format("[[shocks]]\nvariable = '{}'\n{} = {}\n", i.name, i.key, i.middle + steps * i.step));
    };
    ASSERT_EQ(run({"values", at(0), "--database", database(), "--instrument", i.name, "--region", home, "--out", path("v")}), kOk) << err_;
    std::string begin = home + "," + i.name;
    std::replace(begin.begin(), begin.end(), '(', ',');
    begin.pop_back();
    const auto cells = row("v", begin);
    const double first = std::stod(cells[8]), curvature = std::stod(cells[9]), reach = std::stod(cells[10]);
    const double middle = ev(at(0), "m"), h = 0.25, up = ev(at(h), "u"), down = ev(at(-h), "d");
    EXPECT_NEAR(first, (up - down) / (2 * h), 2e-5 * std::abs(first)) << i.name;
    EXPECT_NEAR(curvature, (up - 2 * middle + down) / (2 * h * h), 2e-4 * std::abs(curvature)) << i.name;
    EXPECT_NEAR(reach, 0.1 * std::abs(first / curvature), 1e-9 * reach) << i.name;
  }
}

TEST_F(ValuesCommand, ShowsTheChosenOnly) {
  const Sets sets = invented().sets();
  const auto scenario = write("none.toml", "name = 'none'\n");
  ASSERT_EQ(run({"values", scenario, "--database", database(), "--instrument", "tms(all,all," + sets.reg[0] + ")", "--region", sets.reg[1],
                 "--top", "2", "--out", path("v")}),
            kOk)
      << err_;
  EXPECT_HAS(out_, "worth to " + sets.reg[1]);
  EXPECT_EQ(out_.find("worth to " + sets.reg[0]), std::string::npos);
  EXPECT_EQ(out_.find("ams("), std::string::npos);
  EXPECT_HAS(read(path("v/values.txt")), "tms(");
}

TEST_F(ValuesCommand, NamesWhatItCannotValue) {
  const auto scenario = write("none.toml", "name = 'none'\n");
  const auto refused = [&](std::vector<std::string> more) {
    std::vector<std::string> all = {"values", scenario, "--database", database(), "--out", path("v")};
    all.insert(all.end(), more.begin(), more.end());
    EXPECT_EQ(run(all), kBadInput);
    return err_;
  };
  EXPECT_HAS(refused({"--instrument", "tmz"}), "did you mean 'tms'");
  EXPECT_HAS(refused({"--instrument", "EV"}), "endogenous");
  EXPECT_HAS(refused({"--region", "nowhere"}), "nowhere");
  EXPECT_HAS(refused({"--top", "0"}), "--top");
  EXPECT_FALSE(std::filesystem::exists(path("v")));
}

}  // namespace
}  // namespace setu
