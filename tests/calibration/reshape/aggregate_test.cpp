#include <numeric>
#include <random>

#include "reshape_test.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/recipe/cde.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {
namespace {

double sum(const Array& array) {
  const auto v = array.values();
  return std::accumulate(v.begin(), v.end(), 0.0);
}

SetMappings fold(const Sets& sets, std::size_t regions, std::size_t sectors) {
  SetMappings m = identity_mappings(sets);
  m.reg = folded(sets.reg, regions);
  m.comm = m.acts = folded(sets.comm, sectors);
  return m;
}

TEST(Aggregate, KeepsEveryTotalAndBalance) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    const Database db = everything(3 + seed % 5, 3 + seed % 7, seed);
    const Database coarse = aggregate(db, fold(db.sets(), 1 + seed % 4, 1 + seed % 5)).database;
    for (const auto& header : header_catalogue())
      if ((header.quantity == Quantity::Value || header.quantity == Quantity::Persons) && header.name != "VDKO") {
        const double before = sum(db[header.name]);
        EXPECT_NEAR(sum(coarse[header.name]), before, 1e-12 * std::abs(before) + 1e-6) << header.name;
      }
    expect_balanced(coarse, 1e-11);
    const AuditReport report = audit(coarse);
    EXPECT_FALSE(report.has_errors()) << report.text();
  }
}

TEST(Aggregate, TwoStepsEqualOne) {
  for (const std::uint64_t seed : {3U, 8U, 11U}) {
    const Database db = everything(7, 9, seed);
    const SetMappings first = fold(db.sets(), 5, 6);
    const Database middle = aggregate(db, first).database;
    const SetMappings second = fold(middle.sets(), 2, 3);
    const SetMappings at_once{compose(first.reg, second.reg), compose(first.comm, second.comm), compose(first.acts, second.acts),
                              compose(first.endw, second.endw)};
    expect_same(aggregate(middle, second).database, aggregate(db, at_once).database, 1e-9);
  }
}

TEST(Aggregate, IdentityAndPermutationCopyEveryBit) {
  const Database db = everything(5, 6, 4);
  expect_same(aggregate(db, identity_mappings(db.sets())).database, db, 0);
  SetMappings there = identity_mappings(db.sets());
  there.reg = reversed(db.sets().reg);
  there.comm = there.acts = reversed(db.sets().comm);
  there.endw = reversed(db.sets().endw);
  const Database turned = aggregate(db, there).database;
  EXPECT_EQ(turned["VXSB"](0, 1, 2), db["VXSB"](5, 3, 2));
  SetMappings back = identity_mappings(turned.sets());
  back.reg = reversed(turned.sets().reg);
  back.comm = back.acts = reversed(turned.sets().comm);
  back.endw = reversed(turned.sets().endw);
  Database again = aggregate(turned, back).database;
  for (const char* set : {"ENDM", "ENDL"}) EXPECT_EQ(again.sets().by_name(set), db.sets().by_name(set));
  expect_same(again, db, 0);
}

std::vector<double> income_elasticities(const Database& db, std::size_t r, std::vector<double>& spending) {
  CdeParameters p;
  spending.clear();
  for (std::size_t c = 0; c < db.sets().comm.size(); ++c) {
    spending.push_back(db["VDPP"](c, r) + db["VMPP"](c, r));
    p.expansion.push_back(db["INCP"](c, r)), p.substitution.push_back(db["SUBP"](c, r));
  }
  const double total = std::accumulate(spending.begin(), spending.end(), 0.0);
  for (double& s : spending) s /= total;
  return cde_income_elasticities(p, spending);
}

TEST(Aggregate, KeepsMeanIncomeElasticitiesAndTheElasticityOfSpendingToUtility) {
  const Database db = everything(4, 8, 6);
  SetMappings m = identity_mappings(db.sets());
  m.comm = m.acts = folded(db.sets().comm, 3);
  const Database coarse = aggregate(db, m).database;
  for (std::size_t r = 0; r < 4; ++r) {
    std::vector<double> fine_share, share;
    const auto fine = income_elasticities(db, r, fine_share), now = income_elasticities(coarse, r, share);
    std::vector<double> mean(3, 0.0);
    double before = 0, after = 0;
    for (std::size_t c = 0; c < 8; ++c) mean[c % 3] += fine_share[c] * fine[c], before += fine_share[c] * db["INCP"](c, r);
    for (std::size_t c = 0; c < 3; ++c) {
      EXPECT_NEAR(now[c], mean[c] / share[c], 1e-12);
      after += share[c] * coarse["INCP"](c, r);
    }
    EXPECT_NEAR(after, before, 1e-12);
  }
}

/// Regions whose households differ too much to become one regular household with their mean elasticities.
TEST(Aggregate, SaysWhereMeanIncomeElasticitiesCannotBeKept) {
  std::size_t failed = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SyntheticOptions o;
    o.regions = 2, o.sectors = 4, o.seed = seed;
    Database db = synthetic_database(o);
    std::mt19937 generator(static_cast<unsigned>(seed));
    const auto draw = [&] { return static_cast<double>(generator()) / 4294967296.0; };
    for (double& x : db["INCP"].values()) x = std::exp(6 * draw() - 3);
    for (double& x : db["SUBP"].values()) x = 0.02 + 0.96 * draw();
    SetMappings m = identity_mappings(db.sets());
    m.reg = {db.sets().reg, {"world"}, {0, 0}};
    const Reshaped one = aggregate(db, m);
    for (const double x : one.database["INCP"].values()) EXPECT_GT(x, 0);
    if (one.notes.size() == 1) continue;
    ++failed;
    EXPECT_TRUE(contains(one.notes[1], "INCP is the mean by spending in world"));
  }
  EXPECT_GT(failed, 0U);
  EXPECT_LT(failed, 40U);
}

TEST(Aggregate, WeighsElasticities) {
  const Database db = everything(3, 6, 2);
  const Database coarse = aggregate(db, fold(db.sets(), 1, 1)).database;
  double weight = 0, mean = 0;
  for (std::size_t c = 0; c < 6; ++c)
    for (std::size_t s = 0; s < 3; ++s)
      for (std::size_t d = 0; d < 3; ++d) weight += db["VMSB"](c, s, d), mean += db["VMSB"](c, s, d) * db["ESBM"](c, d);
  EXPECT_NEAR(coarse["ESBM"](0, 0), mean / weight, 1e-12);
  EXPECT_EQ(coarse["RFLX"](0), 10);  // equal everywhere
  EXPECT_EQ(coarse["ETRQ"](0, 0), -5);
}

TEST(Aggregate, PreferencesKeepTheTariffThatIsPaid) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Database db = everything(6, 7, seed);
    const Database coarse = aggregate(db, fold(db.sets(), 3, 3)).database;
    for (std::size_t i = 0; i < coarse["VCIF"].values().size(); ++i) {
      const double u = coarse["PRFU"].values()[i], p = coarse["PRFR"].values()[i], m = coarse["MFNR"].values()[i];
      const double cif = coarse["VCIF"].values()[i];
      if (cif == 0 || !(u > 0 || m > p)) continue;
      EXPECT_NEAR(u * p + (1 - u) * m, coarse["VMSB"].values()[i] / cif - 1, 1e-12);
    }
  }
}

TEST(Aggregate, ForeignIncomeStaysWithItsOwners) {
  const Database db = everything(6, 4, 9);
  const SetMappings m = fold(db.sets(), 3, 4);
  const auto before = net_foreign_capital_income(db), after = net_foreign_capital_income(aggregate(db, m).database);
  std::vector<double> expected(3, 0.0);
  for (std::size_t r = 0; r < 6; ++r) expected[m.reg.index[r]] += before[r];
  for (std::size_t r = 0; r < 3; ++r) EXPECT_NEAR(after[r], expected[r], 1e-9 * std::abs(expected[r]) + 1e-6);
}

TEST(Aggregate, MergesEndowmentsOfOneTypeOnly) {
  const Database db = everything(3, 4, 1);
  TemporaryFolder folder;
  const auto file = folder.path() / "endowments.csv";
  const auto merged = [&](const std::string& text) {
    write_text(file, text);
    return aggregate(db, read_set_mappings(db.sets(), {}, {}, file)).database;
  };
  const Database one = merged("Land,Land\nUnSkLab,Labour\nSkLab,Labour\nCapital,Capital\nNatRes,NatRes\n");
  EXPECT_EQ(one.sets().endl, std::vector<std::string>{"Labour"});
  EXPECT_EQ(one.sets().endc, std::vector<std::string>{"Capital"});
  expect_balanced(one, 1e-11);
  const auto refused = [&](const std::string& text) { return message_of<InputError>([&] { merged(text); }); };
  EXPECT_TRUE(contains(refused("Land,Other\nUnSkLab,Other\nSkLab,SkLab\nCapital,Capital\nNatRes,NatRes\n"),
                       "'UnSkLab' is mobile and 'Land' is not"));
  EXPECT_TRUE(contains(refused("Land,Land\nUnSkLab,F\nSkLab,SkLab\nCapital,F\nNatRes,NatRes\n"), "'Capital' is capital"));
}

TEST(Aggregate, OneFileMapsCommoditiesAndActivities) {
  Sets sets;
  sets.reg = {"r"}, sets.endw = {"e"}, sets.comm = {"rice", "cloth"}, sets.acts = {"farms", "cloth"};
  TemporaryFolder folder;
  const auto file = folder.path() / "sectors.csv";
  write_text(file, "farms,agriculture\nrice,food\ncloth,textiles\n");
  const SetMappings m = read_set_mappings(sets, {}, file);
  EXPECT_EQ(m.comm.to, (std::vector<std::string>{"food", "textiles"}));
  EXPECT_EQ(m.acts.to, (std::vector<std::string>{"agriculture", "textiles"}));
  write_text(file, "farm,agriculture\nrice,food\ncloth,textiles\n");
  EXPECT_TRUE(contains(message_of<InputError>([&] { read_set_mappings(sets, {}, file); }), "no sector 'farm'; did you mean 'farms'?"));
}

}  // namespace
}  // namespace setu::testing
