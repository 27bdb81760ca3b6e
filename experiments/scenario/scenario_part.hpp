#pragma once
#include <any>
#include <functional>
#include <typeinfo>
#include <vector>

#include "scenario_levers.hpp"
#include "scenario_parts.hpp"
#include "setu/experiments/scenario/shocks.hpp"

/// What a scenario is made of. Private to experiments/.
namespace setu {

struct PlanWriter;

/// One kind of table: how it is read and what it asks for. A new kind is one file that fills this in, and its line in
/// parts.cpp; its tables may live in `stored`. What a kind does not need stays null.
struct ScenarioPart {
  const char* key;  ///< of the table in TOML: "shocks"

  /// The tables of one file, without its includes.
  void (*read)(Section& section, Scenario& scenario) = nullptr;
  /// Shows the group of every table, which may be changed.
  void (*groups)(Scenario& scenario, const std::function<void(std::string&)>& visit) = nullptr;
  /// Puts what an included scenario holds before the scenario's own tables; `position` says how many came from includes so far.
  /// `where` is the place of the include.
  void (*merge)(Scenario& into, Scenario&& part, std::size_t& position, const std::string& where) = nullptr;

  /// Changes the database before the model is built.
  void (*change)(const Scenario& scenario, const Aliases& aliases, Database& database) = nullptr;
  /// Says what the model must hold.
  void (*model)(const Scenario& scenario, const Aliases& aliases, const Sets& sets, ModelOptions& options) = nullptr;
  /// Adds what makes the equations or their numbers other ones: equal texts, equal equations.
  void (*equations)(const Scenario& scenario, const std::optional<FundSpec>& fund, std::string& key) = nullptr;

  /// Plans what belongs to no group, before all groups.
  void (*swap)(PlanWriter& plan, const Scenario& scenario) = nullptr;
  /// Plans the tables of one group.
  void (*plan)(PlanWriter& plan, const Scenario& scenario, const std::string& group) = nullptr;
  /// In a group smaller turns are planned first: plain shocks come last, so that overlap = "first" lets the others stand.
  int turn = 0;

  /// The numbers of one file that may be moved from outside.
  void (*levers)(const toml::table& root, LeverList& levers) = nullptr;
};

/// All kinds, in the order in which a file's tables are read and its groups are counted.
const std::vector<ScenarioPart>& scenario_parts();

/// Each in a file of its own.
ScenarioPart closure_part();
ScenarioPart shocks_part();
ScenarioPart preferences_part();
ScenarioPart ntm_part();
ScenarioPart rules_part();
ScenarioPart fund_part();
ScenarioPart parameters_part();
ScenarioPart report_part();
ScenarioPart options_part();

/// The tables of a kind that Scenario has no member for.
template <class Table>
std::vector<Table>& stored(Scenario& scenario) {
  std::any& tables = scenario.other_tables[typeid(Table).name()];
  if (!tables.has_value()) tables = std::vector<Table>{};
  return *std::any_cast<std::vector<Table>>(&tables);
}

template <class Table>
const std::vector<Table>& stored(const Scenario& scenario) {
  static const std::vector<Table> none;
  const auto it = scenario.other_tables.find(typeid(Table).name());
  return it == scenario.other_tables.end() ? none : *std::any_cast<std::vector<Table>>(&it->second);
}

template <class T>
void put_before(std::vector<T>& own, std::vector<T>&& included, std::size_t& position) {
  const auto count = included.size();
  own.insert(own.begin() + static_cast<std::ptrdiff_t>(position), std::make_move_iterator(included.begin()),
             std::make_move_iterator(included.end()));
  position += count;
}

/// A kind that is a list of tables, each with a group: `tables` finds the list in a scenario, `read_one` reads one.
template <auto tables, auto read_one>
ScenarioPart list_part(const char* key) {
  static const char* name = key;
  ScenarioPart part{key};
  part.read = [](Section& section, Scenario& s) {
    for (const auto* table : section.tables(name)) tables(s).push_back(read_one(*table, s.name));
  };
  part.groups = [](Scenario& s, const std::function<void(std::string&)>& visit) {
    for (auto& table : tables(s)) visit(table.group);
  };
  part.merge = [](Scenario& into, Scenario&& from, std::size_t& position, const std::string&) {
    put_before(tables(into), std::move(tables(from)), position);
  };
  return part;
}

}  // namespace setu
