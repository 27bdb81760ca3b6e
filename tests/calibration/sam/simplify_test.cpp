#include <gtest/gtest.h>

#include "sam_text.hpp"

#include "setu/calibration/audit/audit.hpp"

namespace setu::testing {
namespace {

/// A small country in accounts of every role; each test adds what it is about.
struct Country {
  Sam sam;
  AccountMap map;

  std::size_t add(const std::string& name, AccountRole role, const std::string& as = {}, FactorKind kind = FactorKind::Other) {
    sam.accounts.push_back(name);
    map.push_back({role, role == AccountRole::World ? "" : "HOME", as.empty() ? name : as, kind});
    std::vector<double> wide(sam.size() * sam.size());
    for (std::size_t i = 0; i + 1 < sam.size(); ++i)
      for (std::size_t j = 0; j + 1 < sam.size(); ++j) wide[i * sam.size() + j] = sam.values[i * (sam.size() - 1) + j];
    sam.values = std::move(wide);
    return sam.size() - 1;
  }
  [[nodiscard]] std::size_t at(const std::string& name) const {
    return static_cast<std::size_t>(std::find(sam.accounts.begin(), sam.accounts.end(), name) - sam.accounts.begin());
  }
  double& pay(const std::string& to, const std::string& from) { return sam.values[at(to) * sam.size() + at(from)]; }
};

Country country() {
  Country c;
  c.sam.file = "sam.csv";
  c.add("a1", AccountRole::Activity, "food"), c.add("a2", AccountRole::Activity, "goods");
  c.add("c1", AccountRole::Commodity, "food"), c.add("c2", AccountRole::Commodity, "goods");
  c.add("lab", AccountRole::Factor, "lab", FactorKind::Labour), c.add("cap", AccountRole::Factor, "cap", FactorKind::Capital);
  c.add("hh", AccountRole::Household), c.add("gov", AccountRole::Government), c.add("sav", AccountRole::Saving),
      c.add("row", AccountRole::World);
  c.pay("a1", "c1") = 100, c.pay("a2", "c2") = 200;
  c.pay("c1", "a1") = 10, c.pay("c2", "a1") = 20, c.pay("c1", "a2") = 30, c.pay("c2", "a2") = 50;
  c.pay("lab", "a1") = 40, c.pay("cap", "a1") = 30, c.pay("lab", "a2") = 70, c.pay("cap", "a2") = 50;
  c.pay("hh", "lab") = 110, c.pay("hh", "cap") = 80;
  c.pay("c1", "hh") = 60, c.pay("c2", "hh") = 90, c.pay("gov", "hh") = 25, c.pay("sav", "hh") = 15;
  c.pay("c1", "gov") = 5, c.pay("c2", "gov") = 15, c.pay("sav", "gov") = 5;
  c.pay("c2", "sav") = 35, c.pay("row", "sav") = 0;
  c.pay("row", "c1") = 15, c.pay("row", "c2") = 40;
  c.pay("c1", "row") = 10, c.pay("c2", "row") = 30, c.pay("sav", "row") = 15;
  return c;
}

struct Simple {
  SimpleSam result;
  double operator()(const std::string& to, const std::string& from) const {
    const auto at = [&](const std::string& name) {
      return static_cast<std::size_t>(std::find(result.sam.accounts.begin(), result.sam.accounts.end(), name) -
                                      result.sam.accounts.begin());
    };
    return at(to) < result.sam.size() && at(from) < result.sam.size() ? result.sam(at(to), at(from)) : 0;
  }
};

/// Simplified; every account still balances, and a database and an economy can be made of it.
Simple simple(const Country& c, bool balanced = true) {
  Simple s{simplify(c.sam, c.map, false)};
  for (std::size_t i = 0; i < s.result.sam.size() && balanced; ++i) {
    const AccountRole role = s.result.map[i].role;
    const bool counted = role == AccountRole::Activity || role == AccountRole::Commodity || role == AccountRole::Household;
    if (counted) { EXPECT_NEAR(s.result.sam.row_sum(i), s.result.sam.column_sum(i), 1e-9) << s.result.sam.accounts[i]; }
  }
  const Imported imported = import_sam(c.sam, c.map);
  EXPECT_FALSE(audit(imported.database).has_errors()) << audit(imported.database).text(3);
  const TemporaryFolder folder;
  EXPECT_NO_THROW(write_open_economy(c.sam, c.map, folder.path()));
  return s;
}

TEST(Simplify, LeavesPlainAccountsAlone) {
  const Country c = country();
  const SimpleSam s = simplify(c.sam, c.map, false);
  EXPECT_EQ(s.sam.values, c.sam.values);
  EXPECT_TRUE(s.notes.empty());
}

TEST(Simplify, OwnConsumptionIsBoughtAsWhatTheActivityMakes) {
  Country c = country();
  c.pay("c1", "hh") -= 12, c.pay("a1", "hh") += 12, c.pay("a1", "c1") -= 12;
  const Simple s = simple(c);
  EXPECT_EQ(s("c1", "hh"), 60);
  EXPECT_EQ(s("a1", "c1"), 100);
  EXPECT_TRUE(contains(s.result.notes[0], "Own consumption"));
}

TEST(Simplify, PassThroughAccountsVanishInProportion) {
  Country c = country();
  c.add("pool", AccountRole::Through);
  c.pay("hh", "lab") -= 110, c.pay("hh", "cap") -= 80;
  c.pay("pool", "lab") = 110, c.pay("pool", "cap") = 80, c.pay("hh", "pool") = 190;
  const Simple s = simple(c);
  EXPECT_NEAR(s("hh", "lab"), 110, 1e-12);
  EXPECT_NEAR(s("hh", "cap"), 80, 1e-12);
}

TEST(Simplify, ExportAndImportAccountsArePartsOfTheirCommodity) {
  Country c = country();
  c.add("x2", AccountRole::Export, "goods"), c.add("m2", AccountRole::Import, "goods"), c.add("tx", AccountRole::Tax),
      c.add("tm", AccountRole::Tax);
  c.pay("c2", "row") = 0, c.pay("x2", "row") = 30, c.pay("tx", "x2") = 2, c.pay("c2", "x2") = 28;
  c.pay("row", "c2") = 0, c.pay("row", "m2") = 40, c.pay("tm", "m2") = 3, c.pay("m2", "c2") = 43;
  c.pay("gov", "tx") = 2, c.pay("gov", "tm") = 3, c.pay("sav", "gov") += 5, c.pay("row", "sav") += 0;
  c.pay("c2", "sav") += 5;
  const Simple s = simple(c, false);
  EXPECT_EQ(s("c2", "row"), 30);
  EXPECT_EQ(s("row", "c2"), 40);
  double tariff = 0, export_tax = 0;
  for (std::size_t i = 0; i < s.result.map.size(); ++i) {
    if (s.result.map[i].role == AccountRole::Tariff) tariff += s.result.sam(i, 3);
    if (s.result.map[i].role == AccountRole::ExportTax) export_tax += s.result.sam(i, 3);
  }
  EXPECT_EQ(tariff, 3);
  EXPECT_EQ(export_tax, 2);
}

TEST(Simplify, TaxesAreWhatTheirPayersMakeThem) {
  Country c = country();
  c.add("tax", AccountRole::Tax);
  c.pay("tax", "a1") = 4, c.pay("cap", "a1") -= 4, c.pay("hh", "cap") -= 4;
  c.pay("tax", "hh") = 5, c.pay("gov", "hh") -= 9;
  c.pay("gov", "tax") = 9;
  const Simple s = simple(c, false);
  const SimpleSam& r = s.result;
  double output = 0, income = 0;
  for (std::size_t i = 0; i < r.map.size(); ++i) {
    if (r.map[i].role == AccountRole::OutputTax) output += r.sam.row_sum(i);
    if (r.map[i].role == AccountRole::IncomeTax) income += r.sam.row_sum(i);
  }
  EXPECT_EQ(output, 4);
  EXPECT_EQ(income, 5);
}

TEST(Simplify, SubsidiesAreNegativeTaxes) {
  Country c = country();
  c.pay("a1", "gov") = 6, c.pay("cap", "a1") += 6, c.pay("hh", "cap") += 6, c.pay("gov", "hh") += 6;
  const Simple s = simple(c, false);
  EXPECT_EQ(s("subsidy", "a1"), -6);
}

TEST(Simplify, MarginsFromCommodityToCommodity) {
  Country c = country();
  c.pay("c2", "c1") = 8, c.pay("a2", "c2") += 8, c.pay("lab", "a2") += 8, c.pay("hh", "lab") += 8, c.pay("c1", "hh") += 8;
  const Simple s = simple(c, false);
  EXPECT_EQ(s("margin of goods", "c1"), 8);
  EXPECT_EQ(s("c2", "margin of goods"), 8);
}

TEST(Simplify, EnterprisesFactorsAndTheWorld) {
  Country c = country();
  c.add("ent", AccountRole::Enterprise);
  c.pay("hh", "cap") = 20, c.pay("ent", "cap") = 55, c.pay("sav", "cap") = 15, c.pay("cap", "row") = 10;
  c.pay("hh", "ent") = 50, c.pay("sav", "ent") = 5;
  c.pay("sav", "hh") = 5, c.pay("sav", "row") = 5;
  const Simple s = simple(c, false);
  EXPECT_NEAR(s("hh", "cap"), 20 * 80.0 / 90, 1e-9);  // a ninth of capital's income came from abroad
  EXPECT_NEAR(s("hh", "row"), 20 * 10.0 / 90, 1e-9);
  EXPECT_NEAR(s("sav", "cap kept"), 15, 1e-9);
}

TEST(Simplify, FallingStocksAndReexports) {
  Country c = country();
  c.pay("c1", "sav") = -7, c.pay("c1", "hh") += 7, c.pay("sav", "hh") -= 7;
  const Simple s = simple(c, false);
  EXPECT_EQ(s("c1", "sav"), 0);
  EXPECT_NEAR(s("a1", "c1"), 107, 1e-9);
  Country again = country();
  again.pay("c1", "row") += 95, again.pay("row", "c1") += 95;
  const Simple net = simple(again, false);
  EXPECT_NEAR(net("c1", "row"), 100, 1e-9);  // what is made at home
  EXPECT_NEAR(net("row", "c1"), 105, 1e-9);
}

TEST(Simplify, MoreActivitiesThanCommodities) {
  Country c = country();
  c.add("a3", AccountRole::Activity, "small goods");
  c.pay("a2", "c2") -= 60, c.pay("a3", "c2") = 60;
  c.pay("c2", "a2") -= 20, c.pay("c2", "a3") = 20, c.pay("lab", "a2") -= 25, c.pay("lab", "a3") = 25, c.pay("cap", "a2") -= 15,
                                       c.pay("cap", "a3") = 15;
  const Simple s = simple(c);
  const Imported imported = import_sam(c.sam, c.map);
  EXPECT_EQ(imported.database["ESBQ"](1, 0), 0.2);
  EXPECT_EQ(imported.database["ESBQ"](0, 0), 0);
}

TEST(AccountMaps, PatternsNamesAndDescriptions) {
  Sam sam = sam_of("x,a-food,a-oil,c-food,HHD\na-food,,,1,\na-oil,,,1,\nc-food,1,1,,\nHHD,,,,\n");
  sam.descriptions = {"Food making", "", "", "Homes"};
  TableReader table = table_of("a-*,activity,,*\nc-*,commodity,,*\nhomes,household\nA-OIL,activity,,energy\n", "map.csv");
  const AccountMap map = read_account_map(table, sam);
  EXPECT_EQ(map[0].name, "food");
  EXPECT_EQ(map[1].name, "energy");  // the line that names it counts before patterns
  EXPECT_EQ(map[2].name, "food");
  EXPECT_EQ(map[3].role, AccountRole::Household);
  TableReader titled = table_of("role,name,account\nactivity,*,a-*\ncommodity,,c-food\nhousehold,homes,HHD\n", "map.csv");
  const AccountMap by_title = read_account_map(titled, sam);
  EXPECT_EQ(by_title[1].name, "oil");
  EXPECT_EQ(by_title[3].name, "homes");
  EXPECT_EQ(by_title[3].region, "HOME");
  TableReader wrong = table_of("b-*,activity\n", "map.csv");
  EXPECT_TRUE(contains(message_of<InputError>([&] { read_account_map(wrong, sam); }), "no account fits the pattern 'b-*'"));
}

TEST(SquareSam, RoundingIsAbsorbedAndSaid) {
  TableOptions options;
  const std::string text = "x,a,b,c\na,,100.004,50\nb,100,,20\nc,50,20,\n";
  const TableGrid grid(TableReader("t.csv", text, options));
  const Sam sam = sam_of_square(read_square(grid));
  for (std::size_t i = 0; i < sam.size(); ++i) EXPECT_NEAR(sam.row_sum(i), sam.column_sum(i), 1e-9);
  EXPECT_TRUE(contains(sam.notes.back(), "accounts did not balance"));
  EXPECT_TRUE(contains(message_of<InputError>([&] { sam_of_square(read_square(grid), 1e-6); }), "do not balance"));
}

}  // namespace
}  // namespace setu::testing
