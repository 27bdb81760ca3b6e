#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

#include "program_fixture.hpp"

/// The package on the shipped database: what its sign was known to depend on before there was a battery (single runs of November 2026, US$
/// million), found again by it.
namespace setu {
namespace {

class ShippedVerdict : public Program {
 protected:
  std::map<std::string, double> india() {
    std::map<std::string, double> values;
    for (const auto& row : csv_rows(path("v/verdict.csv")))
      if (row[3] == "EV(IND)" && !row[5].empty()) values[row[0]] = std::stod(row[5]);
    return values;
  }
};

TEST_F(ShippedVerdict, FindsWhatSingleRunsHadFound) {
  ASSERT_EQ(run({"verdict", "package", "--region", "IND", "--out", path("v")}), kOk) << err_;
  auto ev = india();
  const std::map<std::string, double> known = {{"standard", -753},        {"rordelta_0", -2350},           {"trade_balances", -2253},
                                               {"goods_half", -872},      {"goods_double", 552},           {"services_half", -965},
                                               {"services_double", -516}, {"capital_abroad_fixed", -1281}, {"unemployment", 5135}};
  for (const auto& [variant, value] : known) EXPECT_NEAR(ev[variant], value, 0.6) << variant;
  const auto v = nlohmann::json::parse(read(path("v/verdict.json")));
  bool goods = false;
  for (const auto& b : v["break_evens"]) {
    if (b["state"] == "found") {
      EXPECT_LE(std::abs(b["result_there"].get<double>()), 1e-6 * v["regions"][0]["income"].get<double>()) << b;
    }
    if (b["name"] != "goods") continue;
    goods = true;
    EXPECT_NEAR(b["value"].get<double>(), 1.63, 0.005);
    EXPECT_EQ(b["positive"], "above");
    EXPECT_EQ(b["within"], "yes");
  }
  EXPECT_TRUE(goods);
  EXPECT_HAS(v["sentences"][0].get<std::string>(), "India loses in 11 of 14 variants (−2,350 to +9,744 US$ million");
}

/// The regions are those that the shocks are about, whatever the database's tables look at.
TEST_F(ShippedVerdict, IsAboutTheRegionsOfTheQuestion) {
  const std::string other =
      write("other.toml", "database = 'indo-pacific-2022'\n[[shocks]]\nvariable = 'tms(tex,VNM,USA)'\nrate_points = 10\n");
  ASSERT_EQ(run({"verdict", other, "--quick", "--out", path("v")}), kOk) << err_;
  const auto v = nlohmann::json::parse(read(path("v/verdict.json")));
  ASSERT_EQ(v["regions"].size(), 2u);
  for (const auto& region : v["regions"]) EXPECT_TRUE(region["region"] == "VNM" || region["region"] == "USA") << region;
  EXPECT_HAS(out_, "Viet Nam loses in all");
}

}  // namespace
}  // namespace setu
