#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <ostream>
#include <set>

#include "setu/base/error.hpp"
#include "setu/calibration/audit/audit_report.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"

namespace setu {
namespace {

const std::filesystem::path kShipped = std::filesystem::path(SETU_SOURCE_DIR) / "data/defaults/plausible_ranges.csv";

Database plausible_world() {
  SyntheticOptions o;
  o.regions = 3, o.sectors = 8, o.seed = 9, o.foreign_capital = true, o.density = 1;
  return synthetic_database(o);
}

AuditReportOptions shipped() {
  AuditReportOptions options;
  options.ranges = read_plausible_ranges(kShipped);
  options.audit.keep = 10000;
  return options;
}

TEST(PlausibleRanges, TheShippedTableJudgesEveryQuantity) {
  std::set<std::string> judged;
  for (const auto& range : read_plausible_ranges(kShipped)) {
    judged.insert(range.quantity);
    EXPECT_FALSE(range.meaning.empty()) << range.quantity;
    EXPECT_FALSE(range.source.empty()) << range.quantity;
  }
  const auto& all = plausible_quantities();
  EXPECT_EQ(judged, std::set<std::string>(all.begin(), all.end()));
}

TEST(PlausibleRanges, MistakesAreNamedWithTheirLine) {
  const std::string header = "quantity,sector,low,high,lowest,highest,unit,meaning,source\n";
  const auto file = std::filesystem::path(testing::TempDir()) / "setu_ranges.csv";
  const std::pair<std::string, const char*> broken[] = {
      {"quantity,low\n", "ranges.csv:1: the first row must be"},
      {header + "ESBX,any,1,2,0,3,elasticity,x,y\n", "ranges.csv:2: no quantity 'ESBX'; did you mean 'ESB"},
      {header + "ESBM,mines,1,2,0,3,elasticity,x,y\n", "no kind of sector 'mines'"},
      {header + "ESBM,any,one,2,0,3,elasticity,x,y\n", "'one' is not a number"},
      {header + "ESBM,any,nan,2,0,3,elasticity,x,y\n", "lowest <= low"},
      {header + "ESBM,any,1,2,1.5,3,elasticity,x,y\n", "lowest <= low <= high <= highest"},
      {header + "ESBM,any,1,2\n", "nine fields"},
      {header + "ESBM,any,1,2,0,3,elasticity,x,y\nESBM,any,1,2,0,3,elasticity,x,y\n", "ranges.csv:3: ESBM of sector 'any' stands"}};
  for (const auto& [text, says] : broken) {
    std::ofstream(file) << text;
    try {
      read_plausible_ranges(file);
      ADD_FAILURE() << text;
    } catch (const InputError& e) { EXPECT_NE(std::string(e.what()).find(says), std::string::npos) << e.what(); }
  }
  std::filesystem::remove(file);
}

/// One implausible thing, and the finding that must name it.
struct Oddity {
  const char* name;
  std::function<void(Database&)> make;
  Severity severity;
  const char* check;
  const char* where;
};
std::ostream& operator<<(std::ostream& out, const Oddity& oddity) { return out << oddity.name; }

auto all_cells(const char* header, double factor) {
  return [=](Database& db) {
    for (double& v : db[header].values()) v *= factor;
  };
}
auto one_cell(const char* header, std::size_t i, double value) {
  return [=](Database& db) { db[header].values()[i] = value; };
}

const std::vector<Oddity>& oddities() {
  using S = Severity;
  static const std::vector<Oddity> all = {
      {"PersonsForMillions", all_cells("POP", 1e6), S::Warning, "implausible gdp per head", "reg001"},
      {"HugeWorld", all_cells("VDPP", 1e7), S::Warning, "implausible world gdp", "world"},
      {"LabourEarnsAll",
       [](Database& db) {
         for (std::size_t i = 0; i < 24; ++i) db["EVFB"].values()[24 + i] *= 100;
       },
       S::Warning, "implausible labour share", "reg001"},
      {"NoValueAdded",
       [](Database& db) {
         for (std::size_t e = 0; e < db.sets().endw.size(); ++e) db["EVFB"].values()[e * 24 + 7 * 3] *= 1e-6;
       },
       S::Warning, "implausible value added share", "svc08 in reg001"},
      {"GovernmentEatsAll", all_cells("VDGP", 50), S::Warning, "implausible government share", "reg001"},
      {"NoConsumption", [](Database& db) { all_cells("VDPP", 1e-3)(db), all_cells("VMPP", 1e-3)(db); }, S::Warning,
       "implausible private share", "reg001"},
      {"NoInvestment", [](Database& db) { all_cells("VDIP", 1e-4)(db), all_cells("VMIP", 1e-4)(db); }, S::Warning,
       "implausible investment share", "reg001"},
      {"NegativeShare", one_cell("VDFB", 0, -1e-9), S::Warning, "implausible imported share", "VMFB(agr01,agr01,reg001)"},
      {"ReExports", one_cell("VXSB", 1, 1e9), S::Warning, "implausible exported share", "agr01 of reg001"},
      {"Tariff", [](Database& db) { db["VMSB"].values()[1] = 5 * db["VCIF"].values()[1]; }, S::Warning, "implausible tariff rate",
       "VMSB(agr01,reg001,reg002)"},
      {"Power", [](Database& db) { db["VDPP"].values()[0] = 9 * db["VDPB"].values()[0]; }, S::Warning, "implausible tax power",
       "VDPP(agr01,reg001)"},
      {"Margin", [](Database& db) { db["VTWR"].values()[1] = 3 * db["VFOB"].values()[1]; }, S::Warning, "implausible transport margin",
       "VFOB(agr01,reg001,reg002)"},
      {"Depreciation", all_cells("VKB", 0.1), S::Warning, "implausible depreciation rate", "reg001"},
      {"Capital", all_cells("VKB", 100), S::Warning, "implausible capital output", "reg001"},
      {"Return", all_cells("EVOS", 30), S::Warning, "implausible rate of return", "reg001"},
      {"Armington", one_cell("ESBM", 0, 50), S::Warning, "implausible ESBM", "ESBM(agr01,reg001)"},
      {"RuleOfTwo", one_cell("ESBM", 0, 0.6), S::Warning, "implausible ESBM over ESBD", "ESBM(agr01,reg001) over ESBD"},
      {"NegativeElasticity", one_cell("ESBV", 0, -1), S::Warning, "implausible ESBV", "ESBV(agr01,reg001)"},
      {"WrongSign", one_cell("ETRE", 0, 1), S::Warning, "implausible ETRE", "ETRE(Land,reg001)"},
      {"Flexibility", one_cell("RFLX", 1, 1000), S::Warning, "implausible RFLX", "RFLX(reg002)"},
      {"Income", one_cell("INCP", 0, 4), S::Note, "implausible INCP", "INCP(agr01,reg001)"},
  };
  return all;
}

class AuditOddity : public ::testing::TestWithParam<Oddity> {};

TEST_P(AuditOddity, IsReportedByName) {
  const Oddity& oddity = GetParam();
  const auto options = shipped();
  const auto reported = [&](const Database& db) {
    for (const auto& f : full_audit(db, options).of(oddity.check))
      if (f.severity == oddity.severity && f.where == oddity.where) return true;
    return false;
  };
  Database db = plausible_world();
  EXPECT_FALSE(reported(db)) << "the sound database must not have it";
  oddity.make(db);
  EXPECT_TRUE(reported(db)) << full_audit(db, options).text();
}

INSTANTIATE_TEST_SUITE_P(Every, AuditOddity, ::testing::ValuesIn(oddities()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(FullAudit, JudgesNothingWithoutRangesAndKeepsTheAudit) {
  Database db = plausible_world();
  db["ESBM"].values()[0] = 50, db["VDFB"].values()[0] = -1;
  const auto plain = audit(db);
  const auto full = full_audit(db, {});
  EXPECT_EQ(full.text(), plain.text());
}

TEST(FullAudit, PutsErrorsFirst) {
  Database db = plausible_world();
  db["SAVE"].values()[0] *= 2, db["ESBM"].values()[0] = 50;
  const auto report = full_audit(db, shipped());
  for (std::size_t i = 1; i < report.checks.size(); ++i) EXPECT_GE(report.checks[i - 1].severity, report.checks[i].severity);
  EXPECT_TRUE(report.has_errors());
}

}  // namespace
}  // namespace setu
