#include "scenario_part.hpp"
#include "shock_plan.hpp"

/// [closure]: which variables are given.
namespace setu {

namespace {

SwapChoice read_swap(const toml::table& table) {
  Section section(table, "[[closure.swap]]");
  const auto choice = [&](const std::string& key) {
    return choice_from_text(section, key, section.required_text(key), section.where(key));
  };
  SwapChoice swap{choice("free"), choice("fix")};
  section.finish();
  return swap;
}

void read_closure(Section& section, Scenario& scenario) {
  const auto* table = section.table("closure");
  if (!table) return;
  Section closure(*table, "[closure]");
  for (const auto* swap : closure.tables("swap")) scenario.swaps.push_back(read_swap(*swap));
  closure.finish();
}

}  // namespace

ScenarioPart closure_part() {
  ScenarioPart part{"closure"};
  part.read = read_closure;
  part.merge = [](Scenario& into, Scenario&& from, std::size_t& position, const std::string&) {
    put_before(into.swaps, std::move(from.swaps), position);
  };
  part.swap = [](PlanWriter& writer, const Scenario& scenario) {
    for (const auto& swap : scenario.swaps) writer.add_swap(swap);
  };
  return part;
}

}  // namespace setu
