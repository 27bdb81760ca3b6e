#include <gtest/gtest.h>

#include <limits>
#include <sstream>

#include "setu/calibration/audit/audit_report.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"

namespace setu {
namespace {

Database reported_world(double density = 1) {
  SyntheticOptions o;
  o.regions = 3, o.sectors = 6, o.seed = 4, o.density = density;
  return synthetic_database(o);
}

const Density& density_of(const std::vector<Density>& all, const std::string& header) {
  for (const auto& d : all)
    if (d.header == header) return d;
  throw std::out_of_range(header);
}

/// Sets a route's flows to zero.
void close_route(Database& db, std::size_t c, std::size_t s, std::size_t d) {
  for (const char* header : {"VXSB", "VFOB", "VCIF", "VMSB"}) db[header](c, s, d) = 0;
  db["VTWR"](0, c, s, d) = 0;
}

TEST(Densities, CountWhatIsThereAndWhatCouldBe) {
  Database db = reported_world();
  const auto before = density_of(densities(db, nullptr), "VXSB");
  close_route(db, 2, 0, 1), close_route(db, 3, 1, 0);
  const auto after = density_of(densities(db, nullptr), "VXSB");
  EXPECT_EQ(before.present, after.present + 2);
  EXPECT_EQ(before.possible, after.possible) << "both goods are still made and used";
  EXPECT_EQ(after.lost, 0U);
}

TEST(Densities, ACommodityThatIsMadeNowhereIsNotPossible) {
  Database db = reported_world();
  const auto before = density_of(densities(db, nullptr), "VDPB");
  for (std::size_t a = 0; a < 6; ++a) db["MAKB"](1, a, 2) = 0;
  EXPECT_EQ(density_of(densities(db, nullptr), "VDPB").possible + 1, before.possible);
}

TEST(Densities, NameWhatTheParentHad) {
  const Database parent = reported_world();
  Database db = parent;
  close_route(db, 2, 0, 1);
  const auto d = density_of(densities(db, &parent), "VXSB");
  EXPECT_EQ(d.lost, 1U);
  EXPECT_EQ(d.lost_value, parent["VXSB"](2, 0, 1));
  EXPECT_GT(d.against_share, static_cast<double>(d.present) / static_cast<double>(d.possible));
  AuditReportOptions options;
  options.against = &parent, options.against_name = "the parent";
  const auto found = full_audit(db, options).of("lost flows");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].where, "VXSB");
  EXPECT_NE(found[0].message.find("1 flows of the parent are zero here"), std::string::npos) << found[0].message;
}

TEST(Densities, OfOtherSetsAreComparedByShare) {
  const Database parent = reported_world();
  SyntheticOptions o;
  o.regions = 5, o.sectors = 6, o.seed = 4, o.density = 0.3;
  const Database thin = synthetic_database(o);
  AuditReportOptions options;
  options.against = &parent, options.against_name = "the parent";
  const auto report = full_audit(thin, options);
  EXPECT_TRUE(report.of("lost flows").empty());
  EXPECT_FALSE(report.of("more zeros").empty());
}

TEST(AuditPage, SaysWhatTheEconomyIs) {
  Database db = reported_world();
  const std::string page = audit_report(db, {});
  for (const char* part : {"The economy\nGDP is US$ ", "The largest regions are reg", "factor income", "Exports are worth ",
                           "The trade balance lies", "Tariffs are ", "accounts balance to the precision", "What is odd",
                           "What it means for runs", "substitute with an elasticity of", "0 errors, 0 warnings"})
    EXPECT_NE(page.find(part), std::string::npos) << part << " is not in\n" << page;
  std::istringstream lines(page);
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_LE(line.size(), 120U) << line;
  EXPECT_LE(count, 60U) << "one page";
}

TEST(AuditPage, SaysWhatStandsInTheWay) {
  Database db = reported_world();
  db["SAVE"](0) *= 2, db["VDFB"](0, 0, 0) = -5;
  const std::string page = audit_report(db, {});
  EXPECT_NE(page.find("Not all of the"), std::string::npos) << page;
  EXPECT_NE(page.find("errors stand in the way of a model"), std::string::npos) << page;
}

TEST(AuditPage, SurvivesAnEmptyDatabaseAndOneThatIsNotNumbers) {
  Sets sets;
  sets.reg = {"A"}, sets.comm = sets.acts = {"x"}, sets.endw = sets.endm = sets.endc = {"k"};
  const std::string page = audit_report(Database(sets), {});
  EXPECT_NE(page.find("There is no trade."), std::string::npos) << page;
  Database db = reported_world();
  for (const char* header : {"VDPP", "VFOB", "EVFB", "VKB", "POP"})
    for (double& v : db[header].values()) v = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NE(audit_report(db, {}).find("nan"), std::string::npos);
}

}  // namespace
}  // namespace setu
