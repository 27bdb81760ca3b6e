#include <gtest/gtest.h>

#include "setu/base/error.hpp"
#include "setu/calibration/audit/audit_report.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"
#include "temporary_folder.hpp"

namespace setu {
namespace {

using Kind = SourceFigure::Kind;

Database world() {
  SyntheticOptions o;
  o.regions = 3, o.sectors = 4, o.seed = 4;
  Database db = synthetic_database(o);
  for (double& v : db["VXSB"].values()) v *= 1e4;  // large enough to be worth a line
  return db;
}

double exports(const Database& db, std::size_t c, std::size_t s) {
  double sum = 0;
  for (std::size_t d = 0; d < 3; ++d) sum += db["VXSB"](c, s, d);
  return sum;
}

/// What customs say if they say what the database has, but commodity `wrong` times `factor`.
std::vector<SourceFigure> customs(const Database& db, std::size_t wrong, double factor) {
  std::vector<SourceFigure> figures;
  for (std::size_t c = 0; c < 4; ++c)
    figures.push_back(
        {Kind::Exports, db.sets().reg[0], "", {db.sets().comm[c]}, exports(db, c, 0) * (c == wrong ? factor : 1.0), "customs"});
  return figures;
}

std::size_t found(const AuditReport& report, const std::string& check) {
  std::size_t count = 0;
  for (const auto& summary : report.checks)
    if (summary.check == check) count += summary.count;
  return count;
}

AuditReport audited(const Database& db, std::vector<SourceFigure> figures) {
  AuditReportOptions options;
  options.sources = std::move(figures);
  return full_audit(db, options);
}

TEST(SourceFigures, ThatAreMetAreNotMentioned) {
  const auto report = audited(world(), customs(world(), 0, 1));
  EXPECT_EQ(found(report, "trade far from its source"), 0U);
  EXPECT_EQ(found(report, "export mix against customs"), 0U);
}

TEST(SourceFigures, FarFromTheDatabaseAreNoted) {
  const auto report = audited(world(), customs(world(), 1, 1.4));
  EXPECT_EQ(found(report, "trade far from its source"), 1U);
  EXPECT_EQ(found(audited(world(), customs(world(), 1, 1.2)), "trade far from its source"), 0U);
}

TEST(SourceFigures, OfAnotherMixAreAWarning) {
  const auto report = audited(world(), customs(world(), 2, 20));
  EXPECT_EQ(found(report, "export mix against customs"), 1U);
}

TEST(SourceFigures, OfPairsAndImportsAreCompared) {
  const Database db = world();
  const auto& s = db.sets();
  double imports = 0;
  for (std::size_t k = 0; k < 3; ++k) imports += db["VXSB"](0, k, 1);
  const double pair = db["VXSB"](0, 0, 1) + db["VXSB"](1, 0, 1);
  const SourceFigure met{Kind::Pair, s.reg[0], s.reg[1], {s.comm[0], s.comm[1]}, pair, "b"};
  const SourceFigure missed{Kind::Imports, s.reg[1], "", {s.comm[0]}, imports / 2, "b"};
  EXPECT_EQ(found(audited(db, {met}), "trade far from its source"), 0U);
  EXPECT_EQ(found(audited(db, {met, missed}), "trade far from its source"), 1U);
}

TEST(SourceFigures, AreReadFromAFile) {
  const testing::TemporaryFolder folder;
  testing::write_text(folder.path() / "fit.csv",
                      "what,region,partner,sectors,source_usd_mn,estimate_usd_mn,ratio,error_pct,source\n"
                      "gdp,A,,,10,10,1,1,\"accounts\"\npair,A,B,c d,5,6,1.2,8,\"customs, by pair\"\n");
  const auto figures = read_source_figures(folder.path() / "fit.csv");
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(figures[0].commodities, (std::vector<std::string>{"c", "d"}));
  EXPECT_EQ(figures[0].partner, "B");
  EXPECT_EQ(figures[0].source, "customs, by pair");
  EXPECT_TRUE(read_source_figures(folder.path() / "absent.csv").empty());
}

TEST(SourceFigures, OfAnUnknownRegionAreRefused) {
  EXPECT_THROW((void)audited(world(), {{Kind::Exports, "Atlantis", "", {world().sets().comm[0]}, 1, "customs"}}), InputError);
}

}  // namespace
}  // namespace setu
