#include <fmt/format.h>

#include "scenario_parts.hpp"
#include "setu/base/suggest.hpp"

/// [[rule]]: each kind is read into the general form of RuleChoice.
namespace setu {

namespace {

constexpr double kWageCurve = 0.1;  ///< Blanchflower and Oswald (1995): a wage ten per cent lower where unemployment doubles
constexpr double kTrickle = 1;      ///< per cent that an export ban leaves

Operation required_change(Section& section, const char* key) {
  const auto* table = section.table(key);
  if (!table) section.fail(fmt::format("'{}' is missing; it says the limit, as in {} = {{ percent = -10 }}.", key, key));
  Section inner(*table, fmt::format("{} of [[rule]]", key));
  const auto change = read_change(inner);
  if (!change) inner.fail(fmt::format("needs one of: {}.", change_keys()));
  inner.finish();
  return *change;
}

std::optional<Operation> change(Section& section, const char* key) {
  return section.has(key) ? std::optional(required_change(section, key)) : std::nullopt;
}

VariableChoice on(const Section& section, const char* variable, std::vector<Selector> selectors) {
  return {variable, std::move(selectors), section.where()};
}

double share(Section& section, const char* key, double absent, double most) {
  const double value = section.number(key).value_or(absent);
  if (!(value >= 0 && value <= most)) section.fail(fmt::format("'{}' must lie between 0 and {}.", key, most), key);
  return value;
}

void read_of(Section& section, RuleChoice& rule) {
  const std::string text = section.text("of").value_or("each");
  if (text != "each" && text != "total")
    section.fail(unknown_name("choice", text, {"each", "total"}) + ": one rule for each element, or one for their total.", "of");
  rule.total = text == "total";
}

std::vector<Selector> route(Section& section) {
  std::vector<Selector> r{section.required_selector("commodities"), section.required_selector("exporters")};
  r.push_back(section.required_selector("importers"));
  return r;
}

void read_general(Section& section, RuleChoice& rule) {
  const auto variable = [&](const char* key) { return choice_from_text(section, key, section.required_text(key), section.where(key)); };
  rule.instruments.push_back({variable("instrument"), {}});
  rule.limited = variable("variable");
  if (section.has("at_most") == section.has("at_least")) section.fail("needs either 'at_most' or 'at_least'.");
  rule.at_least = section.has("at_least");
  rule.limit = required_change(section, rule.at_least ? "at_least" : "at_most");
  const std::string moves = section.required_text("moves");
  if (moves != "up" && moves != "down") section.fail(unknown_name("direction", moves, {"up", "down"}) + ".", "moves");
  rule.down = moves == "down";
  rule.rests = change(section, "rests");
  rule.until = change(section, "until");
  read_of(section, rule);
}

/// The rent of an import restriction is the importer's where a tariff makes it, the exporter's where an export tax does.
void add_import_instruments(const Section& section, RuleChoice& rule, const std::vector<Selector>& r, double exporter_rent) {
  if (exporter_rent < 1) rule.instruments.push_back({on(section, "tms", r), {}});
  if (exporter_rent == 1) rule.instruments.push_back({on(section, "txs", r), {}});
  else if (exporter_rent > 0) rule.instruments.push_back({on(section, "txs", r), exporter_rent / (1 - exporter_rent)});
}

void read_import_quota(Section& section, RuleChoice& rule) {
  const auto r = route(section);
  add_import_instruments(section, rule, r, share(section, "exporter_rent", 0, 1));
  rule.limited = on(section, "qxs", r);
  rule.limit = required_change(section, "at_most");
  read_of(section, rule);
}

double rate(Section& section, const char* key) {
  const double value = section.required_number(key);
  if (const std::string problem = amount_problem(ShockKind::Rate, value); !problem.empty()) section.fail(problem, key);
  return value;
}

void read_tariff_rate_quota(Section& section, RuleChoice& rule) {
  const auto r = route(section);
  const double exporter_rent = share(section, "exporter_rent", 0, 1);
  if (exporter_rent == 1)
    section.fail("'exporter_rent' of a tariff-rate quota must lie below 1: beyond the quota the importer takes duty.", "exporter_rent");
  add_import_instruments(section, rule, r, exporter_rent);
  rule.limited = on(section, "qxs", r);
  rule.limit = required_change(section, "quota");
  const double in = rate(section, "in_quota_rate"), over = rate(section, "over_quota_rate");
  if (over <= in) section.fail("'over_quota_rate' must lie above 'in_quota_rate'.", "over_quota_rate");
  rule.rests = Operation{ShockKind::Rate, in};
  rule.until = Operation{ShockKind::Rate, over};
  rule.until_share = 1 - exporter_rent;
}

void read_export_quota(Section& section, RuleChoice& rule) {
  const auto r = route(section);
  rule.instruments.push_back({on(section, "txs", r), {}});
  rule.limited = on(section, "qxs", r);
  if (rule.kind == "export_ban") {
    const double leaves = section.number("leaves").value_or(kTrickle);
    if (!(leaves > 0 && leaves < 100)) section.fail("'leaves' is in per cent, above 0 and below 100.", "leaves");
    rule.limit = {ShockKind::Multiply, leaves / 100};
  } else {
    rule.limit = required_change(section, "at_most");
  }
  read_of(section, rule);
}

void read_labour(Section& section, RuleChoice& rule) {
  const std::vector<Selector> where{section.required_selector("endowments"), section.required_selector("regions")};
  rule.instruments.push_back({on(section, "qe", where), {}});
  rule.limited = on(section, "pefactreal", where);
  rule.down = rule.at_least = true;
  rule.unemployment = share(section, "unemployment", 0, 0.9);
  if (rule.kind == "wage_curve") {
    rule.curve = section.number("elasticity").value_or(kWageCurve);
    if (*rule.curve <= 0)
      section.fail("'elasticity' says by how many per cent the wage falls where unemployment rises by one; it must be positive.",
                   "elasticity");
    if (rule.unemployment == 0) section.fail("needs 'unemployment', the rate in the database's year: 0.05 is five per cent.");
    return;
  }
  rule.limit = change(section, "at_least").value_or(Operation{ShockKind::Percent, 0});
  if (rule.unemployment > 0) rule.rests = Operation{ShockKind::Multiply, 1 / (1 - rule.unemployment)};
}

void read_output(Section& section, RuleChoice& rule) {
  const Selector activities = section.required_selector("activities"), regions = section.required_selector("regions");
  rule.instruments.push_back({on(section, "to", {{{"all"}, {}, section.where()}, activities, regions}), {}});
  rule.limited = on(section, "qo", {activities, regions});
  rule.at_least = rule.down = rule.kind == "production_target";
  rule.limit = required_change(section, rule.at_least ? "at_least" : "at_most");
}

void read_stock(Section& section, RuleChoice& rule) {
  const std::vector<Selector> where{section.required_selector("commodities"), section.required_selector("regions")};
  rule.at_least = rule.kind == "public_purchases";
  rule.instruments.push_back({on(section, rule.at_least ? "qbuy" : "qsell", where), {}});
  rule.limited = on(section, "pds", where);
  rule.limit = required_change(section, rule.at_least ? "at_least" : "at_most");
  if (const auto most = section.number("most")) {
    if (*most <= 0) section.fail("'most' is in per cent of benchmark supply and must be positive.", "most");
    rule.until = Operation{ShockKind::Percent, *most};
  }
}

struct Kind {
  const char* name;
  void (*read)(Section&, RuleChoice&);
};
constexpr Kind kKinds[] = {{"rule", read_general},
                           {"import_quota", read_import_quota},
                           {"tariff_rate_quota", read_tariff_rate_quota},
                           {"export_quota", read_export_quota},
                           {"export_ban", read_export_quota},
                           {"minimum_wage", read_labour},
                           {"wage_curve", read_labour},
                           {"capacity", read_output},
                           {"production_target", read_output},
                           {"public_purchases", read_stock},
                           {"public_sales", read_stock}};

}  // namespace

RuleChoice read_rule(const toml::table& table, const std::string& group) {
  Section section(table, "[[rule]]");
  RuleChoice rule;
  rule.where = section.where();
  rule.kind = section.text("kind").value_or("rule");
  rule.name = section.text("name").value_or(rule.kind);
  if (rule.name.empty() || rule.name.find_first_of("(),") != std::string::npos)
    section.fail("a name must not be empty nor hold brackets or commas.", "name");
  rule.group = section.text("group").value_or(group);
  for (const Kind& kind : kKinds) {
    if (rule.kind != kind.name) continue;
    kind.read(section, rule);
    section.finish();
    return rule;
  }
  std::vector<std::string> known;
  for (const Kind& kind : kKinds) known.emplace_back(kind.name);
  section.fail(unknown_name("kind of rule", rule.kind, known) + ".", "kind");
}

}  // namespace setu
