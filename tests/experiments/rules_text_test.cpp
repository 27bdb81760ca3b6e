#include "toy.hpp"

namespace setu {
namespace {

using toy::message_of;
using toy::scenario;

std::string route(const std::string& kind, const std::string& more) {
  return "[[rule]]\nkind = '" + kind + "'\ncommodities = 'food'\nexporters = 'A'\nimporters = 'B'\n" + more;
}

TEST(RuleText, KindsAreReadIntoTheGeneralForm) {
  const RuleChoice trq =
      scenario(route("tariff_rate_quota", "quota = { percent = 5 }\nin_quota_rate = 0\nover_quota_rate = 0.2\nexporter_rent = 0.25\n"))
          .rules.at(0);
  EXPECT_EQ(trq.name, "tariff_rate_quota");
  ASSERT_EQ(trq.instruments.size(), 2u);
  EXPECT_EQ(trq.instruments[0].choice.variable, "tms");
  EXPECT_EQ(trq.instruments[1].choice.variable, "txs");
  EXPECT_NEAR(*trq.instruments[1].share, 1.0 / 3, 1e-15);
  EXPECT_EQ(trq.until_share, 0.75);
  EXPECT_EQ(trq.limited.variable, "qxs");
  EXPECT_EQ(trq.rests->amount, 0);
  EXPECT_EQ(trq.until->amount, 0.2);
  const RuleChoice ban = scenario(route("export_ban", "leaves = 2\nof = 'total'\n")).rules.at(0);
  EXPECT_EQ(ban.instruments.at(0).choice.variable, "txs");
  EXPECT_TRUE(ban.total);
  EXPECT_EQ(ban.limit.kind, ShockKind::Multiply);
  EXPECT_EQ(ban.limit.amount, 0.02);
  const RuleChoice all_the_exporters = scenario(route("import_quota", "at_most = { percent = 0 }\nexporter_rent = 1\n")).rules.at(0);
  ASSERT_EQ(all_the_exporters.instruments.size(), 1u);
  EXPECT_EQ(all_the_exporters.instruments[0].choice.variable, "txs");
  const RuleChoice wage =
      scenario("[[rule]]\nkind = 'minimum_wage'\nendowments = 'labour'\nregions = 'A'\nunemployment = 0.2\n").rules.at(0);
  EXPECT_TRUE(wage.down && wage.at_least);
  EXPECT_EQ(wage.rests->amount, 1.25);
}

TEST(RuleText, RulesOfIncludesKeepTheirOrderAndGroup) {
  toy::file("part.toml", "name = 'part'\n" + route("export_ban", ""));
  const Scenario s = scenario("name = 'whole'\ninclude = ['part']\n" + route("import_quota", "at_most = { percent = 0 }\n"));
  ASSERT_EQ(s.rules.size(), 2u);
  EXPECT_EQ(s.rules[0].kind, "export_ban");
  EXPECT_EQ(s.rules[0].group, "part");
  EXPECT_EQ(s.rules[1].group, "whole");
  EXPECT_EQ(s.groups, (std::vector<std::string>{"part", "whole"}));
}

TEST(RuleText, MistakesAreExplained) {
  const auto refused = [](const std::string& text, const std::string& words) {
    const std::string message = message_of([&] { scenario(text); });
    EXPECT_HAS(message, words);
    EXPECT_HAS(message, "case.toml:");
  };
  refused(route("import_qota", ""), "did you mean 'import_quota'");
  refused(route("import_quota", ""), "'at_most' is missing");
  refused(route("import_quota", "at_most = {}\n"), "needs one of: rate, ");
  refused(route("import_quota", "at_most = { percent = 1, value = 2 }\n"), "says both");
  refused(route("import_quota", "at_most = { percent = -100 }\n"), "a level cannot fall by 100 per cent");
  refused(route("import_quota", "at_most = { percent = 1 }\nexporter_rent = 2\n"), "'exporter_rent' must lie between 0 and 1");
  refused(route("import_quota", "at_most = { percent = 1 }\nof = 'sum'\n"), "'sum'");
  refused(route("import_quota", "at_most = { percent = 1 }\nname = 'a,b'\n"), "must not be empty nor hold brackets or commas");
  refused(route("import_quota", "at_most = { percent = 1 }\nquota = { percent = 1 }\n"), "quota");
  const std::string rates = "quota = { percent = 5 }\nin_quota_rate = 0.2\n";
  refused(route("tariff_rate_quota", rates), "over_quota_rate");
  refused(route("tariff_rate_quota", rates + "over_quota_rate = 0.1\n"), "must lie above 'in_quota_rate'");
  refused(route("tariff_rate_quota", rates + "over_quota_rate = 30\n"), "0.10 is ten per cent");
  refused(route("tariff_rate_quota", rates + "over_quota_rate = 0.3\nexporter_rent = 1\n"), "must lie below 1");
  refused(route("export_ban", "leaves = 0\n"), "'leaves' is in per cent");
  const std::string labour = "endowments = 'labour'\nregions = 'A'\n";
  refused("[[rule]]\nkind = 'wage_curve'\n" + labour, "needs 'unemployment'");
  refused("[[rule]]\nkind = 'wage_curve'\n" + labour + "unemployment = 0.1\nelasticity = -1\n", "must be positive");
  refused("[[rule]]\nkind = 'minimum_wage'\n" + labour + "unemployment = 1.5\n", "must lie between 0 and 0.9");
  const std::string general = "[[rule]]\ninstrument = 'tms(food,A,B)'\nvariable = 'qms(food,B)'\n";
  refused(general + "moves = 'up'\n", "needs either 'at_most' or 'at_least'");
  refused(general + "at_most = { percent = 1 }\n", "moves");
  refused(general + "at_most = { percent = 1 }\nmoves = 'left'\n", "'left'");
  refused("[[rule]]\nmoves = 'up'\n", "instrument");
}

}  // namespace
}  // namespace setu
