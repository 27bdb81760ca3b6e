#include "toml_keys.hpp"

#include <algorithm>

#include "toml_tables.hpp"
#include "setu/experiments/scenario/scenario.hpp"

namespace setu {

namespace {

constexpr const char* kAllRules =
    "import_quota tariff_rate_quota export_quota export_ban minimum_wage wage_curve capacity production_target public_purchases "
    "public_sales";

/// The keys that say what a shock does, and others.
std::vector<TomlKey> with_changes(std::vector<TomlKey> keys) {
  using enum TomlForm;
  for (const auto& change : shock_keys()) keys.push_back({change.key, change.kind == ShockKind::ToZero ? True : Number, change.meaning});
  return keys;
}

TomlTable limit(const char* what) { return {what, with_changes({})}; }

std::vector<TomlTable> scenario_tables() {
  using enum TomlForm;
  const TomlKey group{"group", Text, "under which its share of the result is told"};
  const TomlKey commodities{"commodities", Selector, "that it concerns", "", true}, exporters{"exporters", Selector, "regions", "", true},
      importers{"importers", Selector, "regions", "", true};
  return {
      {"scenario",
       {{"name", Text, "of the scenario"},
        {"title", Text, "above its tables"},
        {"description", Text, "in words"},
        {"database", Text, "name or folder"},
        {"overlap", Text, "what holds where two shocks meet: error, first or last"},
        {"include", Includes, "scenarios that are part of this one", "include"},
        {"report", Table, "what tables and page show", "[report]"},
        {"options", Table, "how it is solved", "[options]"}}},
      {"include", {{"scenario", Text, "name or file", "", true}, group, {"set", Texts, "overrides, KEY=VALUE"}}},
      {"[closure]", {{"swap", Tables, "pairs of variables", "[[closure.swap]]"}}},
      {"[[closure.swap]]", {{"free", Text, "given so far, is found", "", true}, {"fix", Text, "found so far, is given", "", true}}},
      {"[[shocks]]", with_changes({{"variable", Text, "as in tms or tms(goods,JPN,IND)", "", true},
                                   {"elements", Selectors, "one for each index"},
                                   group,
                                   {"target", Table, "a variable to be hit instead", "target of a shock"}})},
      {"target of a shock", with_changes({{"variable", Text, "as in qgdp(IND)", "", true}, {"elements", Selectors, "one for each index"}})},
      {"[fund]",
       {group,
        {"owner", Text, "region", "", true},
        {"host", Text, "region", "", true},
        {"total", Number, "US$ million", "", true},
        {"replenishment_years", Number, "until the total is spent"},
        {"host_copay", Number, "share that the host bears"},
        {"windows", Tables, "what it is spent on", "[[fund.windows]]", true}}},
      {"[[fund.windows]]",
       {{"name", Text, "of the window", "", true},
        {"share", Number, "of the total", "", true},
        {"activities", Selector, "sectors", "", true},
        {"weights", Weights, "by activity"}}},
      {"[[preferences]]",
       {group,
        commodities,
        exporters,
        importers,
        {"utilisation", Number, "new share of trade that uses the preference"},
        {"utilisation_points", Number, "percentage points added to it"},
        {"preferential_rate", Number, "new rate"}}},
      {"[[ntm]]",
       {group,
        commodities,
        exporters,
        importers,
        {"cut", Number, "per cent of the value of trade", "", true},
        {"importer_rent", Number, "share of the cost that is the importer's rent"},
        {"exporter_rent", Number, "share that is the exporter's"},
        {"iceberg", Number, "share that is lost"}}},
      {"[parameters.NAME]",
       {{"value", Number, "new value"}, {"multiply", Number, "factor"}, {"elements", Selectors, "one for each index"}}},
      {"[options]",
       {{"investment_floor", Number, "least gross investment of a region, as a share of the benchmark's"},
        {"saving_price", Text, "integrated or fisher"}}},
      {"[report]",
       {{"highlight", Selector, "regions whose sectors are shown"},
        {"pair", Selector, "two regions whose trade is shown"},
        {"supplier", Selector, "region whose share in imports is shown"},
        {"subtotals", Texts, "groups of commodities"},
        {"top", Whole, "sectors that are listed"}}},
  };
}

std::vector<TomlTable> rule_tables() {
  using enum TomlForm;
  const std::string_view routes = "import_quota tariff_rate_quota export_quota export_ban", labour = "minimum_wage wage_curve",
                         output = "capacity production_target", stocks = "public_purchases public_sales";
  std::vector<const char*> kinds = {"rule",       "import_quota", "tariff_rate_quota", "export_quota",     "export_ban",  "minimum_wage",
                                    "wage_curve", "capacity",     "production_target", "public_purchases", "public_sales"};
  TomlTable rule{"[[rule]]",
                 {{"kind", Text, kAllRules},
                  {"name", Text, "of the rule"},
                  {"group", Text, "under which its share of the result is told"},
                  {"instrument", Text, "variable that answers", "", true, "rule"},
                  {"variable", Text, "that is limited", "", true, "rule"},
                  {"moves", Text, "up or down", "", true, "rule"},
                  {"rests", Table, "where the instrument stands while the rule does not bind", "rests of [[rule]]", false, "rule"},
                  {"until", Table, "where the instrument gives way", "until of [[rule]]", false, "rule"},
                  {"at_most", Table, "limit", "at_most of [[rule]]", false, "rule import_quota export_quota capacity public_sales"},
                  {"at_least", Table, "limit", "at_least of [[rule]]", false, "rule minimum_wage production_target public_purchases"},
                  {"of", Text, "each or total", "", false, "rule import_quota export_quota export_ban"},
                  {"quota", Table, "limit", "quota of [[rule]]", true, "tariff_rate_quota"},
                  {"in_quota_rate", Number, "rate below the quota", "", true, "tariff_rate_quota"},
                  {"over_quota_rate", Number, "rate beyond it", "", true, "tariff_rate_quota"},
                  {"exporter_rent", Number, "share of the rent", "", false, "import_quota tariff_rate_quota"},
                  {"leaves", Number, "per cent of trade that a ban leaves", "", false, "export_ban"},
                  {"commodities", Selector, "that it concerns", "", true,
                   "import_quota tariff_rate_quota export_quota export_ban "
                   "public_purchases public_sales"},
                  {"exporters", Selector, "regions", "", true, routes},
                  {"importers", Selector, "regions", "", true, routes},
                  {"endowments", Selector, "kinds of labour", "", true, labour},
                  {"unemployment", Number, "rate in the database's year", "", false, labour},
                  {"elasticity", Number, "of the wage by unemployment", "", false, "wage_curve"},
                  {"activities", Selector, "sectors", "", true, output},
                  {"regions", Selector, "regions", "", true,
                   "minimum_wage wage_curve capacity production_target public_purchases "
                   "public_sales"},
                  {"most", Number, "per cent of benchmark supply", "", false, stocks}},
                 "kind",
                 kinds};
  return {rule,
          limit("at_most of [[rule]]"),
          limit("at_least of [[rule]]"),
          limit("quota of [[rule]]"),
          limit("rests of [[rule]]"),
          limit("until of [[rule]]")};
}

}  // namespace

namespace {

/// What a scenario assumes and changes; a battery's variant may have these tables too.
void add_changes(TomlTable& table) {
  using enum TomlForm;
  static const std::vector<TomlKey> changes = {{"aliases", Choices, "names for lists of elements, by set"},
                                               {"closure", Table, "what is given and what is found", "[closure]"},
                                               {"shocks", Tables, "changes of given variables", "[[shocks]]"},
                                               {"preferences", Tables, "use of preferential rates", "[[preferences]]"},
                                               {"ntm", Tables, "non-tariff costs", "[[ntm]]"},
                                               {"rule", Tables, "quotas, ceilings and floors", "[[rule]]"},
                                               {"fund", Table, "an investment fund", "[fund]"},
                                               {"parameters", Parameters, "of the database that are changed", "[parameters.NAME]"}};
  const auto last = std::find_if(table.keys.begin(), table.keys.end(), [](const TomlKey& key) {
    return std::string_view(key.key) == "report" || std::string_view(key.key) == "options";
  });
  table.keys.insert(last, changes.begin(), changes.end());
}

}  // namespace

const std::vector<TomlTable>& toml_tables() {
  static const std::vector<TomlTable> all = [] {
    std::vector<TomlTable> list;
    for (const auto make : {scenario_tables, rule_tables, sweep_tables, battery_tables, policy_tables, economy_tables})
      for (auto& table : make()) {
        if (std::string_view what = table.what; what == "scenario" || what == "[[variant]]") add_changes(table);
        list.push_back(std::move(table));
      }
    return list;
  }();
  return all;
}

const TomlTable* toml_table(std::string_view what) {
  for (const auto& table : toml_tables())
    if (what == table.what) return &table;
  return nullptr;
}

bool is_in_toml_tables(std::string_view what, std::string_view key) {
  const TomlTable* table = toml_table(what);
  return table == nullptr || std::any_of(table->keys.begin(), table->keys.end(), [&](const auto& k) { return k.key == key; });
}

bool is_of_kind(const TomlKey& key, std::string_view kind) {
  if (key.kinds.empty()) return true;
  for (std::size_t begin = 0; begin < key.kinds.size();) {
    const std::size_t end = std::min(key.kinds.find(' ', begin), key.kinds.size());
    if (key.kinds.substr(begin, end - begin) == kind) return true;
    begin = end + 1;
  }
  return false;
}

const std::vector<TomlFile>& toml_files() {
  static const std::vector<TomlFile> all = {{"scenario", "scenario", {""}}, {"policy", "policy", {"optimise", "frontier", "game"}},
                                            {"sweep", "sweep", {"sweep"}},  {"sensitivity", "sweep", {"sensitivity"}},
                                            {"battery", "battery", {""}},   {"economy", "the economy", {""}}};
  return all;
}

}  // namespace setu
