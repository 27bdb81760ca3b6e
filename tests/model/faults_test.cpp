#include "setu/model/database/faults.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <utility>

#include "setu/base/error.hpp"
#include "setu/calibration/audit/audit.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"
#include "setu/model/assembly/model.hpp"
#include "setu/model/database/ledger.hpp"

/// "The audit says 0 errors" and "a run accepts it" are one statement.
namespace setu {
namespace {

Database world(std::uint64_t seed) {
  SyntheticOptions o;
  o.regions = 2 + seed % 3, o.sectors = 2 + seed % 5, o.seed = seed;
  o.foreign_capital = seed % 2 == 0, o.preferences = seed % 3 == 0, o.joint_products = seed % 5 == 0;
  o.negative_saving = seed % 7 == 0, o.absent_commodities = seed % 4 == 0;
  return synthetic_database(o);
}

/// What build_model says against the database; empty if it accepts it.
std::string refusal(const Database& db) {
  try {
    (void)build_model(db, {});
    return {};
  } catch (const InputError& error) { return error.what(); }
}

/// Both verdicts are the same, and the run's sentences are those of the audit.
void expect_one_verdict(const Database& db, const std::string& what) {
  const AuditReport report = audit(db);
  const std::string refused = refusal(db);
  EXPECT_EQ(report.has_errors(), !refused.empty()) << what << "\n" << refused << "\n" << report.text();
  for (const auto& check : report.checks)
    if (check.severity == Severity::Error) {
      ASSERT_FALSE(check.findings.empty());
      const Finding& first = check.findings[0];
      EXPECT_NE(refused.find(first.where + ": " + first.message), std::string::npos) << what << "\n" << refused;
    }
}

/// Headers whose values a fault of the file could change.
std::vector<std::string> flow_headers(const Database& db) {
  std::vector<std::string> names;
  for (const auto& row : ledger())
    if (db.has(row.info.name) && (!row.accounts.empty() || !row.flow.empty())) names.push_back(row.info.name);
  return names;
}

/// What foreign owners leave is the home owner's, who need not be given (docs/equations.md, section 13); more than there is belongs to
/// nobody.
TEST(Faults, TheHomeOwnerMayBeLeftOut) {
  Database db = world(2);
  ASSERT_TRUE(db.has("VKOS"));
  for (std::size_t a = 0; a < db.sets().acts.size(); ++a)
    for (std::size_t h = 0; h < db.sets().reg.size(); ++h) db["VKOS"](h, a, h) = 0;
  EXPECT_EQ(refusal(db), "");
  expect_one_verdict(db, "without home owners");
  db["VKOS"](0, 0, 1) = 1e9;
  EXPECT_NE(refusal(db).find("capital owners of "), std::string::npos) << refusal(db);
  expect_one_verdict(db, "more than there is");
}

TEST(Faults, RandomPerturbationsGetOneVerdict) {
  std::size_t accepted = 0, refused = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Database db = world(seed);
    std::mt19937_64 random(seed);
    const auto headers = flow_headers(db);
    const auto draw = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    const std::size_t flows = 1 + draw(4);
    std::string what = "seed " + std::to_string(seed);
    for (std::size_t k = 0; k < flows; ++k) {
      const auto& header = headers[draw(headers.size())];
      const auto values = db[header].values();
      double& value = values[draw(values.size())];
      const double size = std::pow(10.0, std::uniform_real_distribution<double>(-7, -1)(random));
      value *= draw(2) ? 1 + size : 1 - size;
      what += ", " + header;
    }
    expect_one_verdict(db, what);
    ++(audit(db).has_errors() ? refused : accepted);
  }
  EXPECT_GT(accepted, 20u);
  EXPECT_GT(refused, 20u);
}

/// One account moved to either side of what counts as rounding.
TEST(Faults, TheThresholdIsTheSameForBoth) {
  for (const double gap : {1e-4, 0.9 * kLargestRounding, 1.1 * kLargestRounding, 1e-2}) {
    Database db = world(1);
    db["VCIF"](0, 0, 1) *= 1 + gap;
    db["VMSB"](0, 0, 1) *= 1;
    ASSERT_GT(db["VCIF"](0, 0, 1), 0);
    const bool open = gap > kLargestRounding;
    EXPECT_EQ(audit(db).has_errors(), open) << gap;
    expect_one_verdict(db, "a route off by " + std::to_string(gap));
  }
}

/// Faults of every kind, not only of balance.
TEST(Faults, EveryKindIsRefused) {
  using Change = void (*)(Database&);
  const std::pair<const char*, Change> changes[] = {
      {"negative", [](Database& db) { db["VDPB"].values()[0] = -1; }},
      {"no number", [](Database& db) { db["VDEP"].values()[0] = std::nan(""); }},
      {"half a flow", [](Database& db) { db["VDGB"].values()[0] += 1, db["VDGP"].values()[0] = 0; }},
      {"no people", [](Database& db) { db["POP"].values()[0] = 0; }},
      {"no capital", [](Database& db) { db["VKB"].values()[0] = 0; }},
      {"all depreciates", [](Database& db) { db["VDEP"].values()[0] *= 1e3; }},
      {"no government",
       [](Database& db) {
         for (const char* header : {"VDGB", "VDGP", "VMGB", "VMGP"})
           for (double& value : db[header].values()) value = 0;
       }},
      {"no CDE", [](Database& db) { db["INCP"].values()[0] = 0; }},
      {"no distribution", [](Database& db) { db["DPSM"].values()[0] = -1; }},
      {"no share", [](Database& db) { db["PRFU"].values()[1] = 2; }},
      {"rents above the flow", [](Database& db) { db["NTMM"].values()[1] = 1e12; }},
      {"rents that are the flow", [](Database& db) { db["NTMX"].values()[1] = db["VFOB"].values()[1]; }},
      {"no capital endowment", [](Database& db) { db.sets().endc.clear(); }},
  };
  for (const auto& [name, change] : changes) {
    Database db = world(6);
    ASSERT_EQ(refusal(db), "");
    change(db);
    EXPECT_TRUE(audit(db).has_errors()) << name;
    expect_one_verdict(db, name);
  }
}

/// What is absorbed is said by the audit, by the model and in one sentence, and not what single precision explains.
TEST(Faults, WhatIsAbsorbedIsListed) {
  Database db = world(1);
  EXPECT_TRUE(build_model(db).notes.empty());
  EXPECT_EQ(audit(db).absorbed, "");
  db["VCIF"](0, 0, 1) *= 1 + 3e-7;
  EXPECT_EQ(audit(db).absorbed, "") << "single precision";
  db["VCIF"](0, 0, 1) *= 1 + 9.4e-5;
  const AuditReport report = audit(db);
  EXPECT_EQ(report.count(Severity::Error), 0u) << report.text();
  EXPECT_NE(report.absorbed.find("1 route, 9.4e-05 of CIF (route of "), std::string::npos) << report.absorbed;
  EXPECT_NE(report.text().find(report.absorbed), std::string::npos);
  const Model model = build_model(db);
  ASSERT_FALSE(model.notes.empty());
  EXPECT_NE(model.notes[0].find(report.absorbed), std::string::npos) << model.notes[0];
  EXPECT_GT(model.account_gaps, 0);
}

/// Imports that nobody exports are no rounding, however small they are.
TEST(Faults, ARouteWithOneSideOnlyIsAnError) {
  for (const double size : {1.0, 1e-9}) {
    Database db = world(1);
    db["VFOB"](0, 0, 1) = db["VXSB"](0, 0, 1) = 0;
    for (std::size_t m = 0; m < db.sets().marg.size(); ++m) db["VTWR"](m, 0, 0, 1) = 0;
    db["VCIF"](0, 0, 1) *= size, db["VMSB"](0, 0, 1) *= size;
    EXPECT_NE(refusal(db).find("route of "), std::string::npos) << size;
    expect_one_verdict(db, "imports without exports");
  }
}

TEST(Faults, WithoutPopulationTheDefaultIsSaid) {
  Database db = world(1), without(db.sets());
  for (const auto& row : ledger())
    if (db.has(row.info.name) && row.info.name != "POP")
      std::copy(db[row.info.name].values().begin(), db[row.info.name].values().end(), without[row.info.name].values().begin());
  EXPECT_EQ(std::as_const(without)["POP"](0), 1);
  EXPECT_FALSE(without.has("POP"));
  expect_one_verdict(without, "no population");
  const Model model = build_model(without);
  ASSERT_EQ(model.notes.size(), 1u);
  EXPECT_NE(model.notes[0].find("no population (POP)"), std::string::npos) << model.notes[0];
  EXPECT_NE(audit(without).text().find(model.notes[0]), std::string::npos);
}

TEST(Faults, SayWhatAndWhereAndHowManyMore) {
  Database db = world(1);
  for (double& value : db["SAVE"].values()) value *= 1.5;
  const std::string text = refusal(db);
  for (const char* part :
       {"no model can be built on the database", "balance (", "income of ", "US$ million, a gap of", "`setu check`", "`setu balance`"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

}  // namespace
}  // namespace setu
