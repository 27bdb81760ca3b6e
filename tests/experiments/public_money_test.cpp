#include <cmath>
#include <functional>
#include <map>

#include "program_fixture.hpp"
#include "setu/experiments/scenario/locate.hpp"

/// budget.csv says what the databases before and after say, by sums that are written down here once more, for every shipped scenario.
namespace setu {
namespace {

using Sum = std::function<double(const Database&, std::size_t region)>;

double over_uses(const Database& db, const char* paid, const char* basic, std::size_t r) {
  const Array &a = db[paid], &b = db[basic];
  double sum = 0;
  const std::size_t regions = a.dims().back();
  for (std::size_t cell = r; cell < a.values().size(); cell += regions) sum += a.values()[cell] - b.values()[cell];
  return sum;
}

double duties(const Database& db, std::size_t r) { return over_uses(db, "VMSB", "VCIF", r); }  // the destination is the last index

double export_taxes(const Database& db, std::size_t r) {
  const Array &fob = db["VFOB"], &basic = db["VXSB"];
  double sum = 0;
  for (std::size_t c = 0; c < fob.dims()[0]; ++c)
    for (std::size_t d = 0; d < fob.dims()[2]; ++d) sum += fob(c, r, d) - basic(c, r, d);
  return sum;
}

const std::map<std::string, Sum>& sums() {
  static const auto uses = [](std::vector<std::pair<const char*, const char*>> headers) {
    return [headers](const Database& db, std::size_t r) {
      double sum = 0;
      for (const auto& [paid, basic] : headers) sum += over_uses(db, paid, basic, r);
      return sum;
    };
  };
  static const std::map<std::string, Sum> all = {{"import duties", duties},
                                                 {"export taxes", export_taxes},
                                                 {"output taxes", uses({{"MAKB", "MAKS"}})},
                                                 {"taxes on intermediates", uses({{"VDFP", "VDFB"}, {"VMFP", "VMFB"}})},
                                                 {"consumption taxes", uses({{"VDPP", "VDPB"}, {"VMPP", "VMPB"}})},
                                                 {"taxes on public consumption", uses({{"VDGP", "VDGB"}, {"VMGP", "VMGB"}})},
                                                 {"taxes on investment", uses({{"VDIP", "VDIB"}, {"VMIP", "VMIB"}})},
                                                 {"taxes on the use of endowments", uses({{"EVFP", "EVFB"}})},
                                                 {"income taxes", uses({{"EVFB", "EVOS"}})}};
  return all;
}

class PublicMoney : public Program {
 protected:
  /// Compares every revenue of a result folder with the sums of its databases.
  void compare(const Database& before, const std::string& folder) {
    const Database after = read_database(folder + "/database");
    const auto& regions = before.sets().reg;
    std::map<std::string, double> told[2], total[2];
    std::size_t compared = 0;
    for (const auto& row : csv_rows(folder + "/budget.csv")) {
      if (row[1] != "revenue") continue;
      const auto r = static_cast<std::size_t>(std::find(regions.begin(), regions.end(), row[0]) - regions.begin());
      ASSERT_LT(r, regions.size());
      for (int k = 0; k < 2; ++k) {
        const double value = std::stod(row[static_cast<std::size_t>(4 + k)]);
        if (row[2] == "all taxes") {
          told[k][row[0]] = value;
          continue;
        }
        const double sum = sums().at(row[2])(k == 0 ? before : after, r);
        EXPECT_NEAR(value, sum, 2e-6 + 1e-9 * std::abs(sum)) << row[0] << " " << row[2];
        ++compared;
      }
      EXPECT_NEAR(std::stod(row[6]), std::stod(row[5]) - std::stod(row[4]), 1e-9 * (1 + std::abs(std::stod(row[4]))));
    }
    for (std::size_t r = 0; r < regions.size(); ++r)
      for (int k = 0; k < 2; ++k) {
        double sum = 0, size = 0;
        for (const auto& [item, of] : sums()) sum += of(k == 0 ? before : after, r), size += std::abs(of(k == 0 ? before : after, r));
        EXPECT_NEAR(told[k].at(regions[r]), sum, 1e-5 + 1e-9 * size) << regions[r];
      }
    EXPECT_GE(compared, regions.size());
  }
};

TEST_F(PublicMoney, IsTheSumOfTheDatabases) {
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", database(), "--no-report", "--out", path("out")}), kOk) << err_;
  compare(read_database(database()), path("out"));
  EXPECT_HAS(out_, "Public money: what taxes bring");
  EXPECT_HAS(out_, "What each measure costs the treasury");
  EXPECT_HAS(out_, "Real consumption per head");
}

class EveryShipped : public PublicMoney, public testing::WithParamInterface<std::string> {};

TEST_P(EveryShipped, AddsUpAndHasHeaderArrays) {
  ASSERT_EQ(run({"run", GetParam(), "--no-report", "--no-verdict", "--har", "--out", path("out")}), kOk) << err_;
  compare(read_database(find_database("indo-pacific-2022")), path("out"));
  EXPECT_TRUE(std::filesystem::is_regular_file(path("out/results.har")));
}

INSTANTIATE_TEST_SUITE_P(All, EveryShipped, testing::ValuesIn([] {
                           std::vector<std::string> names;
                           for (const auto& file : shipped_scenarios()) names.push_back(file.name);
                           return names;
                         }()),
                         [](const auto& test) { return test.param; });

/// The package costs India's treasury 12.6 of 40.8 US$ billion, and Japan pays for the fund.
TEST_F(PublicMoney, OfThePackageIsKnown) {
  ASSERT_EQ(run({"run", "package_unemployment", "--no-report", "--no-verdict", "--out", path("out")}), kOk) << err_;
  std::map<std::string, double> change;
  for (const auto& row : csv_rows(path("out/budget.csv")))
    if (row[0] != "region") change[row[0] + "|" + row[1] + "|" + row[2] + "|" + row[3]] = std::stod(row[6]);
  EXPECT_NEAR(change.at("IND|revenue|all taxes|US$ million"), -12600, 100);
  EXPECT_NEAR(change.at("JPN|paid for a measure|package|US$ million"), 2000, 1e-3);
  EXPECT_NEAR(change.at("JPN|budget||US$ million"), change.at("JPN|revenue|all taxes|US$ million") - 2000, 1e-3);
  // Who was unemployed and works now: the rate falls by what employment rises by.
  const double jobs = change.at("IND|employment|UnSkLab|% change"), rate = change.at("IND|unemployment|UnSkLab|% of the labour force");
  EXPECT_GT(jobs, 0.1);
  EXPECT_NEAR(rate, -0.95 * jobs, 1e-6);
}

}  // namespace
}  // namespace setu
