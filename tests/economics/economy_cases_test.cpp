#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "setu/base/files/csv.hpp"
#include "setu/base/number.hpp"
#include "setu/experiments/economy/economy.hpp"
#include "support/case_files.hpp"

/// Textbook economies described in data/economies, against their authors' numbers (docs/economies.md, section 5).
namespace setu::test {

namespace {

struct Textbook {
  EconomyFolder folder;
  Economy economy;
  explicit Textbook(const std::string& name)
      : folder(read_economy(std::filesystem::path(SETU_SOURCE_DIR) / "data" / "economies" / name)), economy(folder.source) {}

  EconomyRun run(const std::string& one_case, SolverChoice solver = SolverChoice::Newton) const {
    EconomyOptions options;
    options.solver = solver;
    auto run = solve_economy(economy, one_case.empty() ? std::vector<EconomyShock>{} : folder.find(one_case).shocks, options);
    EXPECT_EQ(run.failure, "");
    return run;
  }
  double value(const EconomyRun& run, const std::string& name, const std::vector<std::string>& elements = {}) const {
    return economy.system().value(economy.system().id(name, elements), run.equilibria.at(0).x);
  }
  double report(const EconomyRun& run, const std::string& name) const {
    for (const auto& r : economy.reports(run.equilibria.at(0).x))
      if (r.name == name) return r.value;
    ADD_FAILURE() << "no report " << name;
    return 0;
  }
};

/// Rows of a file of other codes' numbers; nothing where the files are absent.
std::vector<std::vector<std::string>> expected_rows(const std::string& folder, const std::string& file) {
  std::vector<std::vector<std::string>> rows;
  const auto found = cases_folder();
  if (!found) return rows;
  CsvReader csv(*found / folder / file);
  csv.next();
  while (csv.next()) rows.emplace_back(csv.fields().begin(), csv.fields().end());
  return rows;
}

constexpr const char* kAbsent = "OTHER CODES' RESULTS ARE ABSENT: put shared/cases beside the checkout or set SETU_CASES";

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

TEST(Hosoe, UtilityIsThePublishedOne) {
  const Textbook t("hosoe");
  const auto base = t.run(""), free = t.run("no_tariffs");
  EXPECT_NEAR(t.report(base, "UU"), 25.508490, 1e-6);
  EXPECT_NEAR(t.report(free, "UU"), 26.0926344, 1e-6);
  EXPECT_NEAR(t.report(free, "labour_market"), 0, 1e-9);
}

TEST(Hosoe, EveryPriceAndQuantity) {
  const auto rows = expected_rows("hosoe_stdcge", "expected_stdcge.csv");
  if (rows.empty()) GTEST_SKIP() << kAbsent;
  const Textbook t("hosoe");
  const std::map<std::string, EconomyRun> runs = {{"base", t.run("")}, {"taum=0", t.run("no_tariffs")}};
  double largest = 0;
  for (const auto& row : rows) {
    const EconomyRun& run = runs.at(row[0]);
    const std::string name = row[1] == "eps" ? "epsilon" : row[1];
    const auto elements = split(row[2], '.');
    double value = 0;
    if (name == "UU") value = t.report(run, name);
    else if (name == "Tm" && elements.empty()) value = t.value(run, name, {"BRD"}) + t.value(run, name, {"MLK"});
    else value = t.value(run, name, elements);
    EXPECT_NEAR(value, *parse_number(row[3]), 1e-6) << row[0] << ' ' << row[1] << ' ' << row[2];
    largest = std::max(largest, std::abs(value - *parse_number(row[3])));
  }
  EXPECT_EQ(rows.size(), 72u);
  RecordProperty("largest_difference", std::to_string(largest));
}

TEST(Hosoe, NewtonAndIpoptAgree) {
  const Textbook t("hosoe");
  EXPECT_LE(t.run("no_tariffs", SolverChoice::Both).solver_agreement.value(), 1e-8);
}

TEST(ShovenWhalley, EveryPriceAndQuantity) {
  const auto rows = expected_rows("shoven_whalley_1984", "expected.csv");
  if (rows.empty()) GTEST_SKIP() << kAbsent;
  const Textbook t("shoven_whalley");
  const std::map<std::string, EconomyRun> runs = {{"no_tax", t.run("")}, {"tax50_K_manufacturing", t.run("capital_tax")}};
  for (const auto& row : rows) {
    const EconomyRun& run = runs.at(row[0]);
    auto name = split(row[1], '_');
    std::vector<std::string> elements(name.begin() + 1, name.end());
    if (row[1] == "PM" || row[1] == "PN") elements = {row[1].substr(1)}, name[0] = "P";
    if (name[0] == "walras") elements.clear();
    if (name[0] == "X") std::swap(elements[0], elements[1]);  // theirs: household, good
    EXPECT_NEAR(t.value(run, name[0], elements), *parse_number(row[2]), 1e-8) << row[0] << ' ' << row[1];
  }
}

TEST(Kehoe, AllThreeEquilibria) {
  const Textbook t("kehoe");
  EconomyOptions options;
  options.starts = 300;
  const EconomyRun run = solve_economy(t.economy, {}, options);
  ASSERT_EQ(run.failure, "");
  ASSERT_EQ(run.equilibria.size(), 3u);
  int sum = 0;
  for (const auto& e : run.equilibria) sum += e.index;
  EXPECT_EQ(sum, 1);  // the index theorem (Kehoe 1980)
  EXPECT_TRUE(run.from_start_values);
  const auto rows = expected_rows("kehoe_1985", "expected.csv");
  if (rows.empty()) GTEST_SKIP() << kAbsent;
  ASSERT_EQ(rows.size(), 3u);
  const auto& system = t.economy.system();
  for (const auto& row : rows) {
    double nearest = 1e9;
    for (const auto& e : run.equilibria) {
      double distance = 0;
      for (int i = 0; i < 6; ++i) {
        const std::vector<std::string> element{(i < 4 ? "G" : "S") + std::to_string(i < 4 ? i + 1 : i - 3)};
        const double value = system.value(system.id(i < 4 ? "p" : "y", element), e.x);
        distance = std::max(distance, std::abs(value - *parse_number(row[1 + i])));
      }
      nearest = std::min(nearest, distance);
    }
    EXPECT_LE(nearest, 1e-8) << "equilibrium " << row[0];
  }
}

TEST(Kehoe, SameSeedSameResult) {
  const Textbook t("kehoe");
  EconomyOptions options;
  options.starts = 40;
  const EconomyRun a = solve_economy(t.economy, {}, options), b = solve_economy(t.economy, {}, options);
  ASSERT_EQ(a.equilibria.size(), b.equilibria.size());
  for (std::size_t i = 0; i < a.equilibria.size(); ++i) EXPECT_EQ(a.equilibria[i].x, b.equilibria[i].x);
}

}  // namespace setu::test
