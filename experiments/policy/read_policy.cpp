#include <cmath>
#include <set>

#include <fmt/format.h>

#include "experiments/scenario/scenario_parts.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/policy/policy_file.hpp"

namespace setu {

namespace {

constexpr const char* kStatusQuo = "status quo";

struct RangeKey {
  const char* key;
  ShockKind kind;
};
constexpr RangeKey kRanges[] = {{"rate", ShockKind::Rate}, {"percent", ShockKind::Percent}, {"value", ShockKind::Value}};

/// A number or "status quo".
Level read_level(const Section& section, const toml::node& node, std::string_view key) {
  if (const auto number = node.value<double>(); node.is_number() && number && std::isfinite(*number)) return {false, *number};
  if (const auto text = node.value<std::string>(); text && *text == kStatusQuo) return {true, 0};
  section.fail(fmt::format("'{}' wants numbers or \"{}\".", key, kStatusQuo), key);
}

void read_range(Section& section, const toml::table& table, InstrumentChoice& instrument) {
  const RangeKey* found = nullptr;
  for (const auto& range : kRanges) {
    section.allow(range.key);
    if (!table.contains(range.key)) continue;
    if (found) section.fail(fmt::format("has both '{}' and '{}': one range is enough.", found->key, range.key), range.key);
    found = &range;
  }
  if (!found) section.fail("needs a range: rate = [least, most] for a tax, percent = […] for other levels, value = […] for plain numbers.");
  const auto* ends = table.get_as<toml::array>(found->key);
  if (!ends || ends->size() != 2) section.fail(fmt::format("'{}' must be a list of two: [least, most].", found->key), found->key);
  instrument.kind = found->kind;
  instrument.least = read_level(section, *ends->get(0), found->key);
  instrument.most = read_level(section, *ends->get(1), found->key);
  if (!instrument.least.status_quo && !instrument.most.status_quo && !(instrument.least.amount < instrument.most.amount))
    section.fail(
        fmt::format("'{}' goes from {} to {}: the first must be smaller.", found->key, instrument.least.amount, instrument.most.amount),
        found->key);
  if (instrument.least.status_quo && instrument.most.status_quo)
    section.fail(fmt::format("'{}' leaves no room: both ends are the status quo.", found->key), found->key);
}

void read_player(Section& section, PolicyUse use, std::string& player) {
  if (use == PolicyUse::Game) player = section.required_text("player");
  else if (section.text("player")) section.fail("'player' is for a game between several: setu game.", "player");
}

InstrumentChoice read_instrument(const toml::table& table, PolicyUse use) {
  Section section(table, "[[instrument]]");
  InstrumentChoice instrument;
  instrument.where = section.where();
  instrument.choice = read_choice(section, "variable");
  read_range(section, table, instrument);
  instrument.cost = section.number("cost").value_or(0);
  instrument.payer = section.text("payer").value_or("");
  if ((instrument.cost != 0) != !instrument.payer.empty()) section.fail("'cost' and 'payer' go together.");
  read_player(section, use, instrument.player);
  section.finish();
  return instrument;
}

Aim read_aim(const toml::node& node, const Section& owner, std::string_view key) {
  if (const auto text = node.value<std::string>()) return {*text, 1, {true, 0}, where_of(node)};
  const auto* table = node.as_table();
  if (!table) owner.fail(fmt::format("'{}' wants results, as in \"EV(IND)\" or {{ result = \"EV(IND)\", weight = 2 }}.", key), key);
  Section section(*table, std::string(key));
  Aim aim;
  aim.where = section.where();
  aim.result = section.required_text("result");
  aim.weight = section.number("weight").value_or(1);
  section.allow("threat");
  if (const auto* threat = table->get("threat")) aim.threat = read_level(section, *threat, "threat");
  section.finish();
  return aim;
}

ObjectiveChoice read_objective(const toml::table& table, PolicyUse use) {
  Section section(table, use == PolicyUse::Game ? "[[objective]]" : "[objective]");
  ObjectiveChoice objective;
  objective.where = section.where();
  section.allow("maximise");
  section.allow("nash");
  const auto *sum = table.get("maximise"), *nash = table.get("nash");
  if ((sum != nullptr) == (nash != nullptr))
    section.fail("needs 'maximise' (a result or a weighted list of them) or 'nash' (a list of results whose gains are multiplied).");
  objective.nash = nash != nullptr;
  if (nash && use != PolicyUse::Optimise) section.fail("'nash' is for setu optimise; here it must be 'maximise'.", "nash");
  const char* key = nash ? "nash" : "maximise";
  const toml::node& node = nash ? *nash : *sum;
  if (const auto* list = node.as_array())
    for (const auto& item : *list) objective.aims.push_back(read_aim(item, section, key));
  else objective.aims.push_back(read_aim(node, section, key));
  if (objective.aims.empty() || (nash && objective.aims.size() < 2))
    section.fail(fmt::format("'{}' needs {}.", key, nash ? "two results or more" : "a result"), key);
  for (const auto& aim : objective.aims)
    if (nash && !(aim.weight > 0)) section.fail("a weight of bargaining must be positive.", key);
  read_player(section, use, objective.player);
  section.finish();
  return objective;
}

ConstraintChoice read_constraint(const toml::table& table) {
  Section section(table, "[[constraint]]");
  ConstraintChoice c;
  c.where = section.where();
  const auto result = section.text("result"), each = section.text("each");
  if (result.has_value() == each.has_value()) section.fail("needs 'result' (one constraint) or 'each' (one for each element).");
  c.result = result ? *result : *each;
  c.each = each.has_value();
  const auto read = [&](const char* key) -> std::optional<Level> {
    section.allow(key);
    if (const auto* node = table.get(key)) return read_level(section, *node, key);
    return std::nullopt;
  };
  c.least = read("at_least");
  c.most = read("at_most");
  if (const auto equal = read("equals")) {
    if (c.least || c.most) section.fail("'equals' stands alone.", "equals");
    c.least = c.most = equal;
  }
  if (!c.least && !c.most) section.fail("needs 'at_least', 'at_most' or 'equals'.");
  section.finish();
  return c;
}

void read_frontier(Section& root, PolicyFile& policy) {
  const auto* table = root.table("frontier");
  if (!table) root.fail("needs [frontier] with 'against', the second result.");
  Section section(*table, "[frontier]");
  section.allow("against");
  const auto* node = table->get("against");
  if (!node) section.fail("needs 'against', the second result, as in \"EV(JPN)\".");
  policy.against = read_aim(*node, section, "against");
  policy.points = section.whole_number("points", 2, 1000).value_or(policy.points);
  section.finish();
}

void read_method(Section& root, PolicyFile& policy) {
  const std::string method = root.text("method").value_or("reduced");
  if (method == "reduced") policy.method = PolicyMethod::Reduced;
  else if (method == "full") policy.method = PolicyMethod::Full;
  else if (method == "both") policy.method = PolicyMethod::Both;
  else root.fail(unknown_name("method", method, {"reduced", "full", "both"}) + ".", "method");
}

void read_objectives(Section& root, PolicyUse use, PolicyFile& policy) {
  if (use == PolicyUse::Game) {
    std::set<std::string> players;
    for (const auto* t : root.tables("objective")) {
      policy.objectives.push_back(read_objective(*t, use));
      const auto& player = policy.objectives.back().player;
      if (!players.insert(player).second) root.fail(fmt::format("two objectives belong to player '{}'.", player), "objective");
    }
    if (players.size() < 2) root.fail("a game needs [[objective]] tables of two players or more.");
    for (const auto& i : policy.instruments)
      if (!players.contains(i.player))
        throw InputError(
            fmt::format("{}: [[instrument]]: {}.", i.where, unknown_name("player", i.player, {players.begin(), players.end()})));
    return;
  }
  const auto* table = root.table("objective");
  if (!table) root.fail("needs [objective].");
  policy.objectives.push_back(read_objective(*table, use));
}

}  // namespace

PolicyUse policy_use(const std::string& name_or_file) {
  const toml::table table = parse_toml_file(find_policy(name_or_file));
  if (table["objective"].is_array()) return PolicyUse::Game;
  return table["frontier"].is_table() ? PolicyUse::Frontier : PolicyUse::Optimise;
}

PolicyFile read_policy_file(const std::string& name_or_file, PolicyUse use) {
  PolicyFile policy;
  policy.file = find_policy(name_or_file);
  const toml::table table = parse_toml_file(policy.file);
  Section root(table, "policy");
  policy.name = root.folder_name(policy.file);
  policy.title = root.text("title").value_or(policy.name);
  policy.scenario = scenario_beside(policy.file, root.text("scenario").value_or("no_shock"));
  policy.database = database_beside(policy.file, root.text("database").value_or(""));
  policy.set = root.texts("set").value_or(std::vector<std::string>{});
  for (const auto* t : root.tables("instrument")) policy.instruments.push_back(read_instrument(*t, use));
  if (policy.instruments.empty()) root.fail("nothing may be chosen: add an [[instrument]] table.");
  read_objectives(root, use, policy);
  if (use != PolicyUse::Game)
    for (const auto* t : root.tables("constraint")) policy.constraints.push_back(read_constraint(*t));
  if (use == PolicyUse::Optimise) read_method(root, policy);
  if (use == PolicyUse::Frontier) read_frontier(root, policy);
  policy.starts = root.whole_number("starts", 1, 1000).value_or(policy.starts);
  policy.seed = root.whole_number("seed", 0, 4294967295U).value_or(policy.seed);
  root.finish();
  return policy;
}

}  // namespace setu
