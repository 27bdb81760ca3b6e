#include "setu/calibration/audit/audit.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <ostream>

#include "setu/base/error.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"

namespace setu {
namespace {

Database sound() {
  SyntheticOptions o;
  o.regions = 3, o.sectors = 8, o.seed = 9, o.foreign_capital = o.preferences = true, o.density = 1;
  return synthetic_database(o);
}

/// One thing wrong with a sound database, and the finding that must name it.
struct Flaw {
  const char* name;
  std::function<void(Database&)> make;
  Severity severity;
  const char* check;
  const char* where;
  const char* says;
};
std::ostream& operator<<(std::ostream& out, const Flaw& flaw) { return out << flaw.name; }

auto set_cell(const char* header, std::size_t i, double value) {
  return [=](Database& db) { db[header].values()[i] = value; };
}
auto scale(const char* header, std::size_t i, double factor) {
  return [=](Database& db) { db[header].values()[i] *= factor; };
}

const std::vector<Flaw>& flaws() {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  using S = Severity;
  static const std::vector<Flaw> all = {
      {"ActivityOpen", scale("EVFP", 1 * 24 + 0, 1.5), S::Error, "balance", "activity agr01 in reg001", "cost = make"},
      {"CommodityOpen", scale("VXSB", 1, 3), S::Error, "balance", "commodity agr01 of reg001", "supply = demand"},
      {"ImportsOpen", scale("VMPB", 5, 2), S::Error, "balance", "imports of min02 into reg003", "arrivals = uses"},
      {"RouteOpen", scale("VCIF", 1, 1.5), S::Error, "balance", "route of agr01 from reg001 to reg002", "CIF = FOB"},
      {"PoolOpen", scale("VST", 2, 1.5), S::Error, "balance", "world pool of svc08", "supply = use"},
      {"IncomeOpen", scale("SAVE", 0, 1.5), S::Error, "balance", "income of reg001", "income = spending"},
      {"WorldOpen", scale("SAVE", 0, 1.5), S::Error, "balance", "world saving", "net investment"},
      {"GapAboveRounding", scale("SAVE", 0, 1 + 1e-1), S::Error, "balance", "income of reg001", "income = spending"},
      {"SmallGap", scale("SAVE", 0, 1 + 1e-3), S::Note, "balance", "income of reg001", "income = spending"},
      {"RoundingGap", scale("SAVE", 0, 1 + 1e-6), S::Note, "balance", "income of reg001", "income = spending"},
      {"OwnersOpen", scale("VKOS", 0, 2), S::Error, "balance", "capital owners of agr01 in reg001", "owners = income"},
      {"Negative", set_cell("VDFB", 0, -5), S::Error, "negative flow", "VDFB(agr01,agr01,reg001)", "-5 US$ million"},
      {"NegativeInventory", set_cell("VDIB", 3, -5), S::Error, "negative flow", "VDIB(min02,reg001)", "inventories"},
      {"NegativeSaving", set_cell("SAVE", 1, -5), S::Note, "negative saving", "SAVE(reg002)", "allowed"},
      {"NotANumber", set_cell("VMPP", 2, nan), S::Error, "not a number", "VMPP(agr01,reg003)", "nan"},
      {"NanOpensItsAccount", set_cell("VMPP", 2, nan), S::Error, "balance", "income of reg003", "nan"},
      {"Infinite", set_cell("ESBM", 0, HUGE_VAL), S::Error, "not a number", "ESBM(agr01,reg001)", "inf"},
      {"Tiny", set_cell("VDGB", 0, 1e-7), S::Note, "tiny flows", "VDGB", "1 of"},
      {"HugeTax", scale("VDPP", 0, 2.5), S::Warning, "tax rate", "VDPP(agr01,reg001)", "tax on private domestic purchases"},
      {"FlowFromNothing", set_cell("VDGP", 0, 7), S::Error, "half a flow", "VDGP(agr01,reg001)", "VDGP is 7 but VDGB is 0"},
      {"PowerAsRate",
       [](Database& db) {
         for (std::size_t i = 0; i < db["VCIF"].values().size(); ++i) {
           const double cif = db["VCIF"].values()[i], rate = cif > 0 ? db["VMSB"].values()[i] / cif - 1 : 0;
           db["VMSB"].values()[i] = cif * (1 + (1 + rate));
         }
       },
       S::Warning, "power as rate", "VMSB", "was a power (1 + rate) stored as a rate?"},
      {"RateAsPower",
       [](Database& db) {
         for (std::size_t i = 0; i < db["VCIF"].values().size(); ++i) db["VMSB"].values()[i] = 0.05 * db["VCIF"].values()[i];
       },
       S::Warning, "rate as power", "VMSB", "was a rate stored as a power"},
      {"StoredPower",
       [](Database& db) {
         for (double& rate : db["MFNR"].values()) rate += 1;
       },
       S::Warning, "power as rate", "MFNR", "was a power"},
      {"NoCapital", [](Database& db) { db.sets().endc.clear(); }, S::Error, "sets", "ENDC", "no endowment is capital"},
      {"UnusedEndowment",
       [](Database& db) {
         for (const char* header : {"EVFB", "EVFP", "EVOS"})
           for (std::size_t i = 0; i < 24; ++i) db[header].values()[i] = 0;
       },
       S::Warning, "unused element", "ENDW Land", "used nowhere"},
      {"CommodityMadeNowhere",
       [](Database& db) {
         for (std::size_t i = 0; i < 24; ++i) db["MAKB"].values()[i] = 0;
       },
       S::Error, "unused element", "COMM agr01", "made nowhere"},
      {"CommodityMadeNowhereButUnused",
       [](Database& db) {
         for (const auto& header : header_catalogue())
           if (!header.sets.empty() && header.sets[0] == "COMM" && header.quantity == Quantity::Value) {
             const auto values = db[header.name].values();
             for (std::size_t i = 0; i < values.size() / 8; ++i) values[i] = 0;
           }
       },
       S::Warning, "unused element", "COMM agr01", "neither made nor used"},
      {"AbsentInRegion", set_cell("MAKB", 0, 0), S::Note, "absent in a region", "agr01 in reg001", "not produced"},
      {"WithoutOwner",
       [](Database& db) {
         for (std::size_t i = 0; i < 24; ++i) db["EVOS"].values()[i] = 0;
       },
       S::Error, "endowment without owner", "Land in reg001", "nothing reaches an owner"},
      {"NoCapitalStock", set_cell("VKB", 1, 0), S::Error, "stocks", "VKB(reg002)", "no capital stock"},
      {"NoPeople", set_cell("POP", 1, 0), S::Error, "stocks", "POP(reg002)", "no population"},
      {"NoArmington", set_cell("ESBM", 0, 0), S::Warning, "elasticity zero or missing", "ESBM(agr01,reg001)", "imported"},
      {"NoSubstitution", set_cell("ESBD", 0, 0), S::Warning, "elasticity zero or missing", "ESBD(agr01,reg001)", "compete"},
      {"NoFactorElasticity", set_cell("ESBV", 0, 0), S::Warning, "elasticity zero or missing", "ESBV(agr01,reg001)", "several endowments"},
      {"StuckLand", set_cell("ETRE", 0, 0), S::Warning, "elasticity zero or missing", "ETRE(Land,reg001)", "sluggish"},
      {"NoFlexibility", set_cell("RFLX", 2, 0), S::Warning, "elasticity zero or missing", "RFLX(reg003)", "respond"},
      {"NoExpansion", set_cell("INCP", 0, 0), S::Error, "CDE parameter", "INCP(agr01,reg001)", "must be positive"},
      {"IrregularDemand", set_cell("SUBP", 0, 1.2), S::Error, "CDE parameter", "SUBP(agr01,reg001)", "between 0 and 1"},
      {"UndefinedDemand", set_cell("SUBP", 0, 1), S::Error, "CDE parameter", "SUBP(agr01,reg001)", "1; it must lie"},
      {"NoDistribution", set_cell("DPSM", 0, 0), S::Error, "distribution parameter", "DPSM(reg001)", "positive"},
      {"RentAboveFlow", set_cell("NTMM", 1, 1e12), S::Error, "non-tariff rent", "NTMM(agr01,reg001,reg002)", "VMSB itself"},
      {"ExportRentAboveFlow", set_cell("NTMX", 1, 1e12), S::Error, "non-tariff rent", "NTMX(agr01,reg001,reg002)", "VFOB itself"},
      {"UtilisationAboveOne", set_cell("PRFU", 1, 1.5), S::Error, "preferences", "PRFU(agr01,reg001,reg002)", "not a share"},
      {"PreferenceMismatch", [](Database& db) { db["PRFU"].values()[1] = 0.5, db["MFNR"].values()[1] = 0.6, db["PRFR"].values()[1] = 0.2; },
       S::Warning, "preferences", "PRFU(agr01,reg001,reg002)", "give 40 %"},
      {"MfnThatIsNotPaid", set_cell("MFNR", 1, 0.6), S::Warning, "preferences", "PRFU(agr01,reg001,reg002)", "give 60 %"},
      {"TransfersOpen", set_cell("TRNS", 1, 5), S::Error, "balance", "world transfers", "received = paid"},
      {"DepreciationOpen", set_cell("VDKO", 4, 5), S::Error, "balance", "depreciation in reg002", "owners = total"},
      {"PreferenceAboveMfn", [](Database& db) { db["PRFU"].values()[1] = 0.5, db["MFNR"].values()[1] = 0.1, db["PRFR"].values()[1] = 0.2; },
       S::Warning, "preferences", "PRFR(agr01,reg001,reg002)", "above the MFN rate"},
      {"DepreciationAboveCapitalIncome", scale("VDEP", 0, 100), S::Error, "stocks", "VDEP(reg001)", "net return must be positive"},
      {"DepreciationAboveCapital", scale("VKB", 0, 0.01), S::Warning, "stocks", "VDEP(reg001)", "more depreciation than capital"},
  };
  return all;
}

class AuditFlaw : public ::testing::TestWithParam<Flaw> {};

TEST_P(AuditFlaw, IsReportedByName) {
  const Flaw& flaw = GetParam();
  const auto is_reported = [&](const Database& db) {
    AuditOptions options;
    options.keep = 10000;
    for (const auto& finding : audit(db, options).of(flaw.check))
      if (finding.severity == flaw.severity && finding.where == flaw.where && finding.message.find(flaw.says) != std::string::npos)
        return true;
    return false;
  };
  Database db = sound();
  EXPECT_FALSE(is_reported(db)) << "the sound database must not have the flaw";
  flaw.make(db);
  EXPECT_TRUE(is_reported(db)) << audit(db).text();
}

INSTANTIATE_TEST_SUITE_P(Every, AuditFlaw, ::testing::ValuesIn(flaws()), [](const auto& test) { return std::string(test.param.name); });

TEST(Audit, ASoundDatabaseHasNoErrorAndNoWarning) {
  const AuditReport report = audit(sound());
  EXPECT_EQ(report.count(Severity::Error), 0U) << report.text();
  EXPECT_EQ(report.count(Severity::Warning), 0U) << report.text();
  EXPECT_FALSE(report.has_errors());
}

TEST(Audit, ChangesNothing) {
  Database db = sound();
  const double before = db["VDFB"](0, 0, 0) = -1;
  EXPECT_TRUE(audit(db).has_errors());
  EXPECT_EQ(db["VDFB"](0, 0, 0), before);
}

TEST(Audit, KeepsTheLargestFindingsAndCountsAll) {
  Database db = sound();
  for (std::size_t i = 0; i < 30; ++i) db["VDFB"].values()[i] = -1.0 - static_cast<double>(i);
  AuditOptions options;
  options.keep = 4;
  const auto report = audit(db, options);
  const auto found = report.of("negative flow");
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].size, 30);
  EXPECT_EQ(found[3].size, 27);
  EXPECT_GE(report.count(Severity::Error), 30U);
}

TEST(Audit, PrintsBalanceFindingsAndTotals) {
  Database db = sound();
  db["VST"](0, 2) *= 1.5;
  const std::string text = audit(db).text(1);
  for (const char* part : {"3 regions, 8 commodities", "transport: supply = use", "error: balance (2)", "world pool of svc08",
                           "… and 1 more", "2 errors", "Nothing was changed."})
    EXPECT_NE(text.find(part), std::string::npos) << part << " is not in\n" << text;
}

TEST(Audit, RefusesSetsThatAreNone) {
  Database db = sound();
  db.sets().ends.clear();
  EXPECT_THROW(audit(db), InputError);
}

}  // namespace
}  // namespace setu
