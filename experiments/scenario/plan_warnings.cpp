#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "setu/experiments/scenario/shocks.hpp"

/// What a plan says that its author may not mean.
namespace setu {

namespace {

constexpr const char* kWholeSet = "all";

struct TableCount {
  std::size_t moved = 0, still = 0;
  Index first = kNone;
};

/// Tables of shocks all of whose variables are there already, in the order of the plan.
void warn_of_rest(const Model& model, ShockPlan& plan) {
  std::vector<std::string> order;
  std::map<std::string, TableCount> tables;
  bool moves = false;
  for (const auto& shock : plan.shocks) {
    auto [it, fresh] = tables.try_emplace(shock.where);
    if (fresh) order.push_back(shock.where);
    ++(shock.from == shock.to ? it->second.still : it->second.moved);
    if (it->second.first == kNone) it->second.first = shock.variable;
    moves = moves || shock.from != shock.to;
  }
  for (const auto& where : order) {
    const TableCount& table = tables.at(where);
    if (table.moved > 0) continue;
    plan.warnings.push_back(fmt::format(
        "{}: this shock changes nothing: {}{} already where the shock would bring {}.", where, model.system.variable_name(table.first),
        table.still == 1 ? " is" : fmt::format(" and {} more are", table.still - 1), table.still == 1 ? "it" : "them"));
  }
  if (!moves && model.rules.empty())
    plan.warnings.emplace_back("Nothing is shocked, so that all changes are zero: the result is the benchmark.");
}

std::vector<std::string> regions_of(const EquationSystem& system, const VariableReference& reference) {
  const VariableBlock* block = system.find(reference.name);
  std::vector<std::string> regions;
  if (!block || reference.elements.size() != block->index_set.size()) return regions;
  for (std::size_t d = 0; d < reference.elements.size(); ++d)
    if (system.sets[block->index_set[d]].name == "REG") regions.push_back(reference.elements[d]);
  return regions;
}

void warn_of_swaps(const Model& model, ShockPlan& plan) {
  std::map<std::string, std::size_t> warned;
  for (std::size_t k = 0; k < plan.swaps.size(); ++k) {
    const auto &free = plan.swaps[k].exogenous, &fix = plan.swaps[k].endogenous;
    const auto a = regions_of(model.system, parse_reference(free)), b = regions_of(model.system, parse_reference(fix));
    const bool share = std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
    if (a.empty() || b.empty() || share || warned[plan.swap_where[k]]++ > 0) continue;
    plan.warnings.push_back(fmt::format("{}: this swap goes across regions: {} is freed to keep {} where it is given. Is that meant?",
                                        plan.swap_where[k], free, fix));
  }
}

void warn_of_names(const Model& model, ShockPlan& plan) {
  for (const auto& set : model.system.sets)
    if (std::find(set.elements.begin(), set.elements.end(), kWholeSet) != set.elements.end())
      plan.warnings.push_back(
          fmt::format("The set {} has an element called '{}'. In scenarios that word stands for all elements of a set; rename "
                      "the element to name it alone.",
                      set.name, kWholeSet));
}

}  // namespace

void warn_of_plan(const Model& model, ShockPlan& plan) {
  warn_of_rest(model, plan);
  warn_of_swaps(model, plan);
  warn_of_names(model, plan);
}

}  // namespace setu
