#include "columns.hpp"

#include <cmath>
#include <set>

#include <fmt/format.h>

#include "experiments/scenario/shock_plan.hpp"
#include "setu/base/error.hpp"

namespace setu {

ResultColumns result_columns(const std::vector<VariableChoice>& keep, const Aliases& aliases, const EquationSystem& system) {
  ResultColumns columns;
  std::set<Index> taken;
  for (const auto& choice : keep) {
    if (is_formula(choice.variable)) {
      columns.names.push_back(choice.variable);
      columns.variables.push_back(kNone);
      columns.formulas.push_back(read_result(choice.variable, choice.where + ": [results]: keep", aliases, system));
      continue;
    }
    bool any = false;
    for (const auto& elements : expand_choice(choice, aliases, system)) {
      const Index id = system.id(choice.variable, elements);
      if (id == kNone) continue;
      any = true;
      if (!taken.insert(id).second) continue;
      columns.names.push_back(reference(choice.variable, elements));
      columns.variables.push_back(id);
    }
    if (!any)
      throw InputError(
          fmt::format("{}: [results]: {} selects nothing: all its flows are zero in the database.", choice.where, choice.variable));
  }
  return columns;
}

std::vector<double> result_values(const ResultColumns& columns, const EquationSystem& system, std::span<const double> x) {
  std::vector<double> values;
  values.reserve(columns.variables.size());
  auto formula = columns.formulas.begin();
  for (const Index id : columns.variables)
    if (id == kNone) values.push_back(value_of(*formula++, system, x));
    else values.push_back(in_percent(system.variable_block_of(id)) ? percent_change(system, id, x) : x[id] - system.level0[id]);
  return values;
}

}  // namespace setu
