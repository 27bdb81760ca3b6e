#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "../calibration/gtap/version6_files.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "support/case_files.hpp"
#include "support/experiment.hpp"

/// GEMPACK's and another levels code's results, cell by cell (docs/validation.md).
namespace setu::test {

namespace {

/// One published run: a case folder, the expected file, and what was shocked.
struct Case {
  std::string label, folder, file;
  int rordelta;
  std::function<void(Bench&)> shocks;
  enum class From { Text, Har, Version6 } from = From::Text;  ///< Har: GEMPACK's own files; the texts were made from them
};

void all_tm(Bench& bench, double factor) { bench.shock_all("tm", factor); }

std::vector<Case> cases() {
  return {
      {"tm0p1", "gtap_3x3", "expected_tm0p1_s8-16-32.csv", 1, [](Bench& b) { all_tm(b, 1.001); }},
      {"tm1", "gtap_3x3", "expected_tm1_s8-16-32.csv", 1, [](Bench& b) { all_tm(b, 1.01); }},
      {"tm10", "gtap_3x3", "expected_tm10_s8-16-32.csv", 1, [](Bench& b) { all_tm(b, 1.1); }},
      {"tm10_capfix", "gtap_3x3", "expected_tm10_s8-16-32_capfix.csv", 0, [](Bench& b) { all_tm(b, 1.1); }},
      {"tm10_har", "gtap_3x3", "expected_tm10_s8-16-32.csv", 1, [](Bench& b) { all_tm(b, 1.1); }, Case::From::Har},
      {"tm10_version6", "gtap_3x3", "expected_tm10_s8-16-32.csv", 1, [](Bench& b) { all_tm(b, 1.1); }, Case::From::Version6},
      {"gtap9_A", "gtap9_7x6", "expected_A_tms_crops_mena_eu_power1.2.csv", 1,
       [](Bench& b) {
         const std::vector<std::string> route{"crops", "mena", "eu"};
         b.shock("tms(crops,mena,eu)", 1.2 / b.system().level0[b.system().id("tms", route)]);
       }},
      {"gtap9_B", "gtap9_7x6", "expected_B_double_power_crops_food_mena_ssa_eu.csv", 1,
       [](Bench& b) {
         for (const char* commodity : {"crops", "processed food"})
           for (const char* source : {"mena", "sub-saharan africa"}) b.shock(std::string("tms(") + commodity + "," + source + ",eu)", 2);
       }},
      {"gtap9_C", "gtap9_7x6", "expected_C_tm_uniform_10pct.csv", 1, [](Bench& b) { all_tm(b, 1.1); }},
  };
}

/// Converted to version 6 and back; income after tax by activity, which version 6 does not have, is put back.
Database through_version6(const Database& database) {
  Database converted = Version6Files(database).files().read().database;
  converted["EVOS"] = database["EVOS"];
  return converted;
}

Database read_case(const std::filesystem::path& folder, const Case& c) {
  EndowmentTypes types;
  if (c.folder == "gtap9_7x6") types = {{"land", Mobility::Sluggish}, {"other", Mobility::Fixed}};
  Database database =
      c.from == Case::From::Text ? read_database(folder / c.folder, types) : read_gtap(find_gtap_files(folder / c.folder)).database;
  if (c.from == Case::From::Version6) database = through_version6(database);
  database["RDLT"]() = c.rordelta;
  return database;
}

/// Percentage changes agree to 2e-5 points; US$ million to 1e-7 of the region's income with GEMPACK, whose price of saving is integrated,
/// and to 2e-7 with the levels code, whose price of saving is a symmetric index like that of the equations.
constexpr double kPoints = 2e-5;
constexpr double kIncomeShare = 1e-7, kSymmetricShare = 2e-7;
bool integrated(const Case& c) { return c.folder == "gtap_3x3"; }

class Compare {
 public:
  Compare(const Bench& bench, Solution& solution, const Case& c)
      : bench_(bench), solution_(solution), share_(integrated(c) ? kIncomeShare : kSymmetricShare) {
    const Decomposition d = integrated(c) ? bench.integrate(solution) : bench.decompose(solution);
    for (const auto& form : d.forms) forms_[key(form.name, form.elements)] = form.value;
    for (const auto& region : bench.model().sets.reg) {
      const std::vector<std::string> element{region};
      income_ = std::max(income_, bench.system().level0[bench.system().id("y", element)]);
    }
  }

  void cell(const ExpectedCell& expected) {
    const auto value = computed(expected);
    if (!value) return;
    const bool dollars = expected.name.starts_with("CNT") || expected.name == "EV" || expected.name == "WEV" || expected.name == "del_tbal";
    const double tolerance = dollars ? share_ * income(expected) : kPoints;
    EXPECT_NEAR(*value, expected.value, tolerance) << key(expected.name, expected.elements);
    ++compared_[expected.name];
  }

  [[nodiscard]] const std::map<std::string, int>& compared() const { return compared_; }

 private:
  static std::string key(const std::string& name, const std::vector<std::string>& elements) {
    std::string text = name;
    for (const auto& e : elements) text += "," + e;
    return text;
  }

  [[nodiscard]] std::optional<double> computed(const ExpectedCell& c) const {
    if (const auto form = forms_.find(key(c.name, c.elements)); form != forms_.end()) return form->second;
    if (!bench_.system().find(c.name)) return std::nullopt;
    const Index id = bench_.system().id(c.name, c.elements);
    if (id == kNone) return std::nullopt;  // the flow is zero: no such variable in a levels model
    return in_percent(bench_.system().variable_block_of(id)) ? percent_change(bench_.system(), id, solution_.x) : solution_.x[id];
  }

  [[nodiscard]] double income(const ExpectedCell& c) const {
    for (const auto& element : c.elements)
      for (const auto& region : bench_.model().sets.reg)
        if (element == region) {
          const std::vector<std::string> e{region};
          return bench_.system().level0[bench_.system().id("y", e)];
        }
    return income_;
  }

  const Bench& bench_;
  const Solution& solution_;
  double share_;
  std::map<std::string, double> forms_;
  std::map<std::string, int> compared_;
  double income_ = 0;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.label; }

class GtapCase : public testing::TestWithParam<Case> {};

TEST_P(GtapCase, EveryCellAgrees) {
  const auto folder = cases_folder();
  if (!folder) GTEST_SKIP() << "OTHER CODES' RESULTS ARE ABSENT: put shared/cases beside the checkout or set SETU_CASES";
  const Case& c = GetParam();
  Bench bench(read_case(*folder, c));
  c.shocks(bench);
  Solution solution = bench.solve();
  Compare compare(bench, solution, c);
  std::set<std::string> names;
  for (const auto& cell : read_expected(*folder / c.folder / c.file)) {
    names.insert(cell.name);
    compare.cell(cell);
  }
  for (const auto& name : names) EXPECT_TRUE(compare.compared().contains(name)) << "no cell of " << name << " was compared";
}

INSTANTIATE_TEST_SUITE_P(All, GtapCase, testing::ValuesIn(cases()), [](const auto& test) { return test.param.label; });

}  // namespace

}  // namespace setu::test
