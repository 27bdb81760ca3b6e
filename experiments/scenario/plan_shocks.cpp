#include "setu/experiments/scenario/shocks.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "setu/base/error.hpp"
#include "setu/base/limits.hpp"
#include "setu/base/suggest.hpp"
#include "setu/model/database/base_power.hpp"
#include "scenario_part.hpp"
#include "shock_plan.hpp"
#include "shock_size.hpp"

namespace setu {

ShockPath ShockPlan::path() const {
  ShockPath path;
  for (const auto& s : shocks) {
    if (s.from == s.to) continue;
    path.variable.push_back(s.variable);
    path.level.push_back(s.level ? 1 : 0);
    path.from.push_back(s.from);
    path.to.push_back(s.to);
  }
  return path;
}

namespace {

constexpr double kBelowFree = 1e-9;  // of a power: what is nearer to one is free trade

const VariableBlock& find_block(const VariableChoice& choice, const EquationSystem& system) {
  if (const auto* block = system.find(choice.variable)) return *block;
  std::vector<std::string> known;
  for (const auto& b : system.variables) known.push_back(b.name);
  throw InputError(fmt::format("{}: {}.", choice.where, unknown_name("variable", choice.variable, known, 400)));
}

void check_dimensions(const VariableChoice& choice, const VariableBlock& block, const EquationSystem& system) {
  if (choice.on.empty() || choice.on.size() == block.index_set.size()) return;
  std::vector<std::string> sets;
  for (const Index s : block.index_set) sets.push_back(system.sets[s].name);
  throw InputError(fmt::format("{}: {} has {} ({}), but {} {} given.", choice.where, block.name,
                               block.index_set.size() == 1 ? "1 index" : fmt::format("{} indices", block.index_set.size()),
                               fmt::join(sets, ", "), choice.on.size(), choice.on.size() == 1 ? "was" : "were"));
}

}  // namespace

std::vector<std::vector<std::string>> expand_choice(const VariableChoice& choice, const Aliases& aliases, const EquationSystem& system) {
  const VariableBlock& block = find_block(choice, system);
  check_dimensions(choice, block, system);
  const std::size_t most = limit(Limit::ShockedFlows);
  std::vector<std::vector<std::string>> tuples{{}};
  for (std::size_t d = 0; d < block.index_set.size(); ++d) {
    const IndexSet& set = system.sets[block.index_set[d]];
    const auto elements = choice.on.empty() ? set.elements : aliases.expand(choice.on[d], set.name, set.elements);
    if (tuples.size() * elements.size() > most)
      throw InputError(fmt::format("{}: {} selects too many elements{}.", choice.where, choice.variable, limit_hint(Limit::ShockedFlows)));
    std::vector<std::vector<std::string>> longer;
    longer.reserve(tuples.size() * elements.size());
    for (const auto& tuple : tuples)
      for (const auto& e : elements) {
        longer.push_back(tuple);
        longer.back().push_back(e);
      }
    tuples = std::move(longer);
  }
  return tuples;
}

std::string reference(const std::string& name, const std::vector<std::string>& elements) {
  return elements.empty() ? name : fmt::format("{}({})", name, fmt::join(elements, ","));
}

std::size_t PlanWriter::group(const std::string& name) {
  const auto it = std::find(plan.groups.begin(), plan.groups.end(), name);
  if (it != plan.groups.end()) return static_cast<std::size_t>(it - plan.groups.begin());
  plan.groups.push_back(name);
  return plan.groups.size() - 1;
}

ShockBase shock_base(const Model& model, const Database& database, const std::string& variable, const std::vector<std::string>& elements,
                     Index id) {
  ShockBase base{reference(variable, elements), model.system.unit(id), model.system.level0[id], {}, false};
  base.power = base_power(database, variable, elements);
  if (holds_its_power(variable)) base.power = base.level;
  const auto& indices = tax_indices();
  base.tax_index = std::find(indices.begin(), indices.end(), variable) != indices.end();
  return base;
}

void PlanWriter::count(std::size_t elements, const std::string& where) {
  selected += elements;
  if (selected > limit(Limit::ShockedFlows))
    throw InputError(fmt::format("{}: the scenario's shocks select too many elements{}.", where, limit_hint(Limit::ShockedFlows)));
}

void PlanWriter::add(const Request& request) {
  const Index id = model.system.id(request.variable, request.elements);
  if (id == kNone) return;
  const ShockBase base = shock_base(model, database, request.variable, request.elements, id);
  check_free_of_rules(request, id);
  if (yields_to_rival(request, base.name)) return;
  PlannedShock shock;
  shock.variable = id;
  shock.level = base.unit == Unit::Level;
  shock.from = shock.level ? base.level : 0.0;
  shock.to = shocked_value(base, request.kind, request.amount, request.where);
  shock.group = group(request.group);
  shock.where = request.where;
  if (request.variable == "tms") note_subsidy(request, base, shock.to);
  place(std::move(shock), base.name);
}

/// Remembers tariffs that a shock turns into subsidies of imports.
void PlanWriter::note_subsidy(const Request& request, const ShockBase& base, double to) {
  const double before = base.power.value_or(base.level), after = before * std::exp(to);
  if (before < 1 || after >= 1 - kBelowFree) return;
  auto it = std::find_if(subsidies.begin(), subsidies.end(), [&](const auto& s) { return s.where == request.where; });
  if (it == subsidies.end())
    it = subsidies.insert(subsidies.end(), {request.where, base.name, before, after, 0, request.kind == ShockKind::Cut});
  ++it->count;
}

void PlanWriter::warn_of_subsidies() {
  for (const auto& s : subsidies)
    plan.warnings.push_back(fmt::format("{}: this {} tariffs into subsidies of imports: {} goes from {:.4g} to {:.4g} per cent{}.", s.where,
                                        s.cut ? "cut of more than 100 per cent turns" : "shock turns", s.first, 100 * (s.before - 1),
                                        100 * (s.after - 1), s.count == 1 ? "" : fmt::format(", and {} more", s.count - 1)));
}

/// What a rule moves cannot be shocked as well.
void PlanWriter::check_free_of_rules(const Request& request, Index id) const {
  for (const auto& rule : model.rules)
    for (const auto& instrument : rule.instruments)
      if (instrument.variable == id)
        throw InputError(
            fmt::format("{}: {} is moved by the rule '{}', so it cannot be shocked as well. Leave it out here, or say "
                        "in the rule where it rests.",
                        request.where, model.system.variable_name(id), rule.name));
}

/// A tariff is moved either by itself (tms) or through its preference (prfu, tpref, tmfn), not by both at once.
bool PlanWriter::yields_to_rival(const Request& request, const std::string& name) {
  static const std::vector<std::string> through_preference = {"prfu", "tpref", "tmfn"};
  const auto is_preference = [&](const std::string& v) {
    return std::find(through_preference.begin(), through_preference.end(), v) != through_preference.end();
  };
  std::vector<std::string> rivals;
  if (request.variable == "tms") rivals = through_preference;
  if (is_preference(request.variable)) rivals = {"tms"};
  for (const auto& rival : rivals) {
    const Index id = model.system.find(rival) ? model.system.id(rival, request.elements) : kNone;
    const auto it = taken.find(id);
    if (id == kNone || it == taken.end()) continue;
    PlannedShock& earlier = plan.shocks[it->second];
    if (overlap == Overlap::First) return true;
    if (overlap == Overlap::Error) fail_overlap(request.where, name + " and " + reference(rival, request.elements), earlier);
    earlier.to = earlier.from;  // the last one stands
    taken.erase(it);
  }
  return false;
}

void PlanWriter::fail_overlap(const std::string& where, const std::string& what, const PlannedShock& earlier) {
  throw InputError(
      fmt::format("{}: shocks overlap: {} moved here and at {}. Choose other elements, or say overlap = "
                  "\"first\" or \"last\" at the top of the scenario to let that one stand.",
                  where, what, earlier.where));
}

void PlanWriter::place(PlannedShock shock, const std::string& name) {
  const auto [it, fresh] = taken.try_emplace(shock.variable, plan.shocks.size());
  if (fresh) {
    plan.shocks.push_back(std::move(shock));
    return;
  }
  PlannedShock& earlier = plan.shocks[it->second];
  if (overlap == Overlap::Last) earlier = std::move(shock);
  if (overlap != Overlap::Error) return;
  fail_overlap(shock.where, name, earlier);
}

void PlanWriter::add_swap(const SwapChoice& swap) {
  const auto present = [&](const VariableChoice& choice) {
    std::vector<std::string> names;
    const auto chosen = expand_choice(choice, aliases, model.system);
    count(chosen.size(), choice.where);
    for (const auto& elements : chosen)
      if (model.system.id(choice.variable, elements) != kNone) names.push_back(reference(choice.variable, elements));
    return names;
  };
  const auto free = present(swap.free), fix = present(swap.fix);
  if (free.size() != fix.size())
    throw InputError(
        fmt::format("{}: a swap must free as many variables as it fixes, but {} selects {} and {} (at {}) "
                    "selects {}; zero flows do not count.",
                    swap.free.where, swap.free.variable, free.size(), swap.fix.variable, swap.fix.where, fix.size()));
  if (free.empty())
    throw InputError(fmt::format("{}: the swap of {} and {} selects nothing: all its flows are zero.", swap.free.where, swap.free.variable,
                                 swap.fix.variable));
  for (std::size_t i = 0; i < free.size(); ++i) {
    plan.swaps.push_back({free[i], fix[i]});
    plan.swap_where.push_back(swap.free.where);
  }
}

ShockPlan plan_shocks(const Scenario& scenario, const Aliases& aliases, const Database& database, const Model& model) {
  PlanWriter writer{aliases, database, model, scenario.overlap, {}, {}, 0};
  writer.plan.groups = scenario.groups;
  std::vector<const ScenarioPart*> in_turn;
  for (const auto& part : scenario_parts()) {
    if (part.swap) part.swap(writer, scenario);
    if (part.plan) in_turn.push_back(&part);
  }
  std::stable_sort(in_turn.begin(), in_turn.end(), [](const auto* a, const auto* b) { return a->turn < b->turn; });
  for (const auto& group : scenario.groups)
    for (const auto* part : in_turn) part->plan(writer, scenario, group);
  writer.warn_of_subsidies();
  warn_of_plan(model, writer.plan);
  return std::move(writer.plan);
}

void check_exogenous(const ShockPlan& plan, const EquationSystem& system, const Closure& closure) {
  for (const auto& shock : plan.shocks)
    if (!closure.exogenous[shock.variable])
      throw InputError(
          fmt::format("{}: {} is endogenous in this closure, so it cannot be shocked. Make it exogenous with "
                      "[[closure.swap]] free = …, fix = \"{}\", or hit it as the target of a shock.",
                      shock.where, system.variable_name(shock.variable), system.variable_name(shock.variable)));
}

}  // namespace setu
