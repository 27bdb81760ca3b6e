#include <cmath>

#include "program_fixture.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/audit/audit.hpp"
#include "setu/experiments/study/altertax.hpp"
#include "setu/model/database/base_power.hpp"

namespace setu {
namespace {

class Altertax : public Program {
 protected:
  Altered alter(const std::string& toml) {
    RunOptions options;
    options.database = database();
    return altertax(read_scenario(write("taxes.toml", toml)), options);
  }
  std::string refused(const std::string& toml) {
    try {
      alter(toml);
    } catch (const InputError& error) { return error.what(); }
    return "nothing";
  }
  Database before() { return read_database(database()); }
};

double rate(const Database& db, const char* with, const char* without, std::size_t i) {
  return db[with].values()[i] / db[without].values()[i] - 1;
}

TEST_F(Altertax, HitsTheNewRatesAndLeavesTheOthers) {
  const Altered altered = alter("[[shocks]]\nvariable = 'tms'\ncut = 40\n[[shocks]]\nvariable = 'to'\nrate_points = 2\n");
  ASSERT_EQ(altered.failure, "");
  const Database old = before(), &now = altered.database;
  for (const auto& tax : tax_powers()) {
    const std::string name = tax.variable;
    for (std::size_t i = 0; i < old[tax.before].values().size(); ++i) {
      if (old[tax.before].values()[i] == 0) continue;
      const double was = rate(old, tax.with_tax, tax.before, i);
      const double wanted = name == "tms" ? 0.6 * was : name == "to" ? was + 0.02 : was;
      EXPECT_NEAR(rate(now, tax.with_tax, tax.before, i), wanted, 1e-9) << name;
    }
  }
  const AuditReport report = audit(now);
  EXPECT_FALSE(report.has_errors()) << report.text();
  for (const auto& kind : report.balance) EXPECT_LE(kind.worst, 1e-9) << kind.where;
}

TEST_F(Altertax, KeepsSetsAndParameters) {
  const Database old = before(), now = alter("[[shocks]]\nvariable = 'tms'\nto_zero = true\n").database;
  for (const char* set : {"ENDM", "ENDS", "ENDF"}) EXPECT_EQ(now.sets().by_name(set), old.sets().by_name(set));
  for (const auto& header : header_catalogue()) {
    if (!header.parameter && header.name != "DPSM") continue;
    EXPECT_EQ(now.has(header.name), old.has(header.name));
    const auto a = now[header.name].values(), b = old[header.name].values();
    EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin())) << header.name;
  }
}

/// Elasticities of one mean that what a buyer spends is divided as before, whatever the taxes.
TEST_F(Altertax, KeepsShares) {
  const Database old = before(), now = alter("[[shocks]]\nvariable = 'tms'\nto_zero = true\n").database;
  const auto share = [](const Database& db, const char* header, std::size_t i, const char* other) {
    return db[header].values()[i] / (db[header].values()[i] + db[other].values()[i]);
  };
  for (std::size_t i = 0; i < old["VDFP"].values().size(); ++i)
    if (old["VDFP"].values()[i] > 0) { EXPECT_NEAR(share(now, "VDFP", i, "VMFP"), share(old, "VDFP", i, "VMFP"), 1e-9); }
  const std::size_t n = old.sets().reg.size();
  for (std::size_t c = 0; c < old.sets().comm.size(); ++c)
    for (std::size_t s = 0; s < n; ++s)
      for (std::size_t d = 0; d < n; ++d) {
        double was = 0, is = 0;
        for (std::size_t o = 0; o < n; ++o) was += old["VMSB"](c, o, d), is += now["VMSB"](c, o, d);
        if (was > 0) { EXPECT_NEAR(now["VMSB"](c, s, d) / is, old["VMSB"](c, s, d) / was, 1e-9); }
      }
  for (std::size_t r = 0; r < n; ++r) {  // households are Cobb-Douglas up to SUBP = 0.001
    double was = 0, is = 0;
    for (std::size_t c = 0; c < old.sets().comm.size(); ++c)
      was += old["VDPP"](c, r) + old["VMPP"](c, r), is += now["VDPP"](c, r) + now["VMPP"](c, r);
    for (std::size_t c = 0; c < old.sets().comm.size(); ++c)
      EXPECT_NEAR((now["VDPP"](c, r) + now["VMPP"](c, r)) / is, (old["VDPP"](c, r) + old["VMPP"](c, r)) / was, 2e-4);
  }
}

TEST_F(Altertax, ThereAndBackIsTheOldDatabase) {
  const Database old = before();
  const Database there = alter("[[shocks]]\nvariable = 'tfe'\nmultiply = 1.05\n").database;
  write_database(there, path("there"));
  RunOptions options;
  options.database = path("there");
  const Altered back =
      altertax(read_scenario(write("back.toml", "[[shocks]]\nvariable = 'tfe'\nmultiply = " + std::to_string(1 / 1.05L) + "\n")), options);
  ASSERT_EQ(back.failure, "");
  for (const char* header : {"VDFP", "VXSB", "EVFP", "VDPP"}) {
    const auto a = back.database[header].values(), b = old[header].values();
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], 2e-4 * std::max(1.0, b[i])) << header;
  }
}

TEST_F(Altertax, RefusesWhatIsNoTax) {
  const std::string tax = "[[shocks]]\nvariable = 'tms'\ncut = 10\n";
  EXPECT_HAS(refused("[[shocks]]\nvariable = 'aoall'\npercent = 1\n"),
             "taxes.toml:2: altertax changes tax rates only; take the shock on aoall");
  EXPECT_HAS(refused(tax + "[parameters]\nRDLT = 1\n"), "take [parameters] out");
  EXPECT_HAS(refused(tax + "[[closure.swap]]\nfree = 'tpreg'\nfix = 'del_ttaxr'\n"), "take the closure swap out");
  EXPECT_HAS(refused(tax + "[[ntm]]\ncommodities='all'\nexporters='all'\nimporters='all'\ncut=1\niceberg=1\n"), "take [[ntm]] out");
  EXPECT_HAS(refused("name = 'x'\n"), "changes no tax");
}

TEST_F(Altertax, WritesADatabaseThatRuns) {
  EXPECT_EQ(run({"altertax", database(), "--scenario", tariff_scenario(), "--out", path("new")}), kOk) << err_;
  EXPECT_HAS(out_, "tax rates are new.");
  EXPECT_EQ(run({"run", tariff_scenario(), "--database", path("new"), "--out", path("results")}), kOk) << err_;
  EXPECT_EQ(run({"altertax", database(), "--out", path("none")}), kBadInput);
  EXPECT_HAS(err_, "--scenario is missing");
  EXPECT_FALSE(std::filesystem::exists(path("none")));
}

}  // namespace
}  // namespace setu
