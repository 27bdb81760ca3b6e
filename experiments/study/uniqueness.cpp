#include "uniqueness.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "setu/base/error.hpp"

namespace setu {

namespace {

constexpr double kWeightless = 1e-3;  // of the largest entry of a vector: what is smaller plays no part
constexpr double kEqual = 1e-2;
constexpr double kMostPrices = 0.99;  // share of the prices that must move together
constexpr std::size_t kMostNamed = 4;

std::string listed(const std::vector<std::string>& names) {
  const std::size_t n = std::min(names.size(), kMostNamed);
  std::string text;
  for (std::size_t k = 0; k < n; ++k) text += (k == 0 ? "" : k + 1 == names.size() ? " and " : ", ") + names[k];
  return names.size() > n ? fmt::format("{} and {} more", text, names.size() - n) : text;
}

/// Positions of the entries that play a part, the largest first.
std::vector<Index> leading(const std::vector<double>& vector) {
  std::vector<Index> order;
  for (std::size_t k = 0; k < vector.size(); ++k)
    if (std::abs(vector[k]) > kWeightless) order.push_back(static_cast<Index>(k));
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return std::abs(vector[a]) > std::abs(vector[b]); });
  return order;
}

struct Side {
  std::set<Index> fixed, freed;  ///< by swaps
};

/// The variables that the scenario's swaps moved: every element of a block that is named alone.
Side swapped_variables(const AskedClosure& e) {
  const EquationSystem& system = e.model.system;
  const auto add = [&](const std::string& text, std::set<Index>& ids) {
    const VariableReference reference = parse_reference(text);
    const VariableBlock* block = system.find(reference.name);
    if (!block) return;
    if (!reference.elements.empty()) {
      if (const Index id = system.id(reference.name, reference.elements); id != kNone) ids.insert(id);
      return;
    }
    for (Index id = block->first; id < block->first + block->count; ++id) ids.insert(id);
  };
  Side side;
  for (const auto& swap : e.plan.swaps) {
    add(swap.endogenous, side.fixed);
    add(swap.exogenous, side.freed);
  }
  return side;
}

std::vector<std::string> names_of(const EquationSystem& system, const std::vector<Index>& ids) {
  std::vector<std::string> names;
  for (const Index id : ids) names.push_back(system.variable_name(id));
  return names;
}

std::string where_of(const AskedClosure& e) { return e.plan.swap_where.empty() ? e.file.string() : e.plan.swap_where.front(); }

/// Whether all prices and values move together and nothing else does: the level of prices is free.
bool moves_all_prices(const AskedClosure& e, const std::vector<double>& right) {
  double sum = 0;
  std::size_t prices = 0, together = 0, real = 0;
  const auto visit = [&](auto see) {
    for (const auto& block : e.model.system.variables)
      for (Index id = block.first; block.unit == Unit::Log && id < block.first + block.count; ++id)
        if (!e.closure.exogenous[id]) see(block.degree, right[id]);
  };
  visit([&](double degree, double v) {
    if (degree != 0) sum += v / degree, ++prices;
  });
  if (prices == 0) return false;
  const double mean = sum / static_cast<double>(prices);
  visit([&](double degree, double v) {
    if (degree != 0 && std::abs(v / degree - mean) <= kEqual * std::abs(mean)) ++together;
    if (degree == 0 && std::abs(v) > kEqual * std::abs(mean)) ++real;
  });
  return mean != 0 && static_cast<double>(together) >= kMostPrices * static_cast<double>(prices) && real * 100 <= prices;
}

std::string no_anchor(const AskedClosure& e, const Side& side) {
  std::vector<std::string> nominal;
  for (const Index id : side.freed)
    if (e.model.system.variable_block_of(id).degree != 0) nominal.push_back(e.model.system.variable_name(id));
  return fmt::format(
      "Prices have no anchor: {} is free and nothing nominal is fixed{}, so that all prices and values can move together. Keep the "
      "numeraire pfactwld exogenous, or fix a price or a value in its place.",
      nominal.empty() ? "the numeraire" : listed(nominal),
      side.fixed.empty() ? ""
                         : fmt::format(" ({} does not depend on the level of prices)",
                                       listed(names_of(e.model.system, {side.fixed.begin(), side.fixed.end()}))));
}

/// Given variables that hang together whatever else is given; empty where they do not all come from swaps.
std::string fixed_twice(const AskedClosure& e, const Regularity& r, const Side& side) {
  const EquationSystem& system = e.model.system;
  const auto given = leading(r.given);
  if (given.empty() || !std::all_of(given.begin(), given.end(), [&](Index id) { return side.fixed.contains(id); })) return "";
  const VariableBlock& block = system.variable_block_of(given.front());
  const bool one_block =
      std::all_of(given.begin(), given.end(), [&](Index id) { return id >= block.first && id < block.first + block.count; });
  const bool equal =
      std::all_of(given.begin(), given.end(), [&](Index id) { return std::abs(r.given[id] - r.given[given.front()]) <= kEqual; });
  std::vector<std::string> freed;
  for (const Index id : side.freed) freed.push_back(system.variable_name(id));
  const std::string cure = fmt::format("leave one of them endogenous, and one of {} exogenous", listed(freed));
  if (given.size() == 1)
    return fmt::format(
        "{} ({}) is fixed, but nothing that this closure leaves free moves it: choose another variable to fix, or keep {} "
        "exogenous.",
        system.variable_name(given.front()), block.label, listed(freed));
  if (one_block && equal && block.index_set.size() == 1 && given.size() == static_cast<std::size_t>(block.count))
    return fmt::format("{} ({}) is fixed for all {} elements of {}, but these add up to zero whatever happens: {}.", block.name,
                       block.label, given.size(), system.sets[block.index_set[0]].name, cure);
  std::string sum;
  for (std::size_t k = 0; k < std::min(given.size(), kMostNamed); ++k)
    sum += fmt::format("{}{:.3g} {}", k ? " + " : "", r.given[given[k]], system.variable_name(given[k]));
  if (given.size() > kMostNamed) sum += " + …";
  return fmt::format("{} are fixed, but depend on each other ({} cannot move whatever happens): {}.", listed(names_of(system, given)), sum,
                     cure);
}

struct Substitution {
  const char* header;
  const char* sets[2];
  const char* among;
};
constexpr Substitution kSubstitutions[] = {{"ESBV", {"ACTS", "REG"}, "endowments"},
                                           {"ESBD", {"COMM", "REG"}, "domestic and imported goods"},
                                           {"ESBM", {"COMM", "REG"}, "sources of imports"}};

/// Position of the variable's element in the first of its dimensions over `set`, or npos.
std::size_t position_in(const EquationSystem& system, Index id, const std::string& set, const std::vector<std::string>& known) {
  const VariableBlock& block = system.variable_block_of(id);
  const auto elements = system.variable_elements(id);
  for (std::size_t d = 0; d < elements.size(); ++d) {
    if (system.sets[block.index_set[d]].name != set) continue;
    const auto it = std::find(known.begin(), known.end(), elements[d]);
    if (it != known.end()) return static_cast<std::size_t>(it - known.begin());
  }
  return std::string::npos;
}

/// A nest without substitution that leaves one of `loose` undetermined; empty if there is none.
std::string no_substitution(const AskedClosure& e, const std::vector<Index>& loose) {
  const EquationSystem& system = e.model.system;
  for (const auto& nest : kSubstitutions)
    for (const Index id : loose) {
      const auto &first = e.base.sets().by_name(nest.sets[0]), &regions = e.base.sets().reg;
      const std::size_t a = position_in(system, id, nest.sets[0], first), r = position_in(system, id, nest.sets[1], regions);
      if (a == std::string::npos || r == std::string::npos || !e.base.has(nest.header) || e.base[nest.header](a, r) != 0) continue;
      std::vector<Index> within;  // prices first: they are what is missing
      for (const bool price : {true, false})
        for (const Index other : loose)
          if ((system.variable_block_of(other).degree != 0) == price && position_in(system, other, nest.sets[0], first) == a &&
              position_in(system, other, nest.sets[1], regions) == r)
            within.push_back(other);
      return fmt::format(
          "{}({},{}) = 0: without substitution among {} the quantities used there are in fixed proportions, and where one of them is "
          "given as well nothing determines {}. Give {} a small positive value, or leave that quantity free.",
          nest.header, first[a], regions[r], nest.among, listed(names_of(system, within)), nest.header);
    }
  return "";
}

/// Whether the level of prices in one of `regions` is among what is loose: most of its prices are.
bool prices_loose(const EquationSystem& system, const std::vector<std::string>& all, const std::vector<std::string>& regions,
                  const std::vector<Index>& loose) {
  const std::set<Index> moving(loose.begin(), loose.end());
  std::size_t prices = 0, free = 0;
  for (const auto& block : system.variables)
    for (Index id = block.first; block.degree != 0 && id < block.first + block.count; ++id) {
      const std::size_t r = position_in(system, id, "REG", all);
      if (r == std::string::npos || std::find(regions.begin(), regions.end(), all[r]) == regions.end()) continue;
      ++prices;
      free += moving.contains(id);
    }
  return 2 * free > prices;
}

/// A region that neither exports nor imports: nothing ties its prices to those of the others. Empty if there is none, or none whose prices
/// are among what is loose where that is given.
std::string alone(const AskedClosure& e, const std::vector<Index>* loose) {
  const auto& regions = e.base.sets().reg;
  const Array &exports = e.base["VFOB"], &margins = e.base["VST"];
  std::vector<double> trade(regions.size(), 0.0);
  for (std::size_t c = 0; c < e.base.sets().comm.size(); ++c)
    for (std::size_t s = 0; s < regions.size(); ++s)
      for (std::size_t d = 0; d < regions.size(); ++d)
        if (s != d) trade[s] += exports(c, s, d), trade[d] += exports(c, s, d);
  for (std::size_t m = 0; m < e.base.sets().marg.size(); ++m)
    for (std::size_t r = 0; r < regions.size(); ++r) trade[r] += margins(m, r);
  std::vector<std::string> names;
  for (std::size_t r = 0; r < regions.size(); ++r)
    if (regions.size() > 1 && trade[r] == 0) names.push_back(regions[r]);
  if (names.empty() || (loose && !prices_loose(e.model.system, regions, names, *loose))) return "";
  return fmt::format(
      "{} {} with nobody (VFOB and VST are zero), so that nothing ties {} prices to those of the other regions. Leave {} out of the "
      "database, or put {} together with another region (setu aggregate).",
      listed(names), names.size() == 1 ? "trades" : "trade", names.size() == 1 ? "its" : "their", names.size() == 1 ? "it" : "them",
      names.size() == 1 ? "it" : "them");
}

std::string what_moves(const AskedClosure& e, const Regularity& r, const Side& side) {
  const EquationSystem& system = e.model.system;
  std::vector<Index> freed, logs;
  for (const Index id : leading(r.right)) {
    if (side.freed.contains(id)) freed.push_back(id);
    else if (system.unit(id) == Unit::Log) logs.push_back(id);
  }
  freed.insert(freed.end(), logs.begin(), logs.end());
  if (freed.empty()) return "";
  return fmt::format("{} can move without breaking any equation", listed(names_of(system, freed)));
}

std::string already_determined(const AskedClosure& e, const Regularity& r, const Side& side) {
  std::vector<Index> twice, rest;
  for (const Index id : leading(r.given)) (side.fixed.contains(id) ? twice : rest).push_back(id);
  if (twice.empty()) return "";
  return fmt::format("{} {} fixed, but already follow{} from what else is given ({})", listed(names_of(e.model.system, twice)),
                     twice.size() == 1 ? "is" : "are", twice.size() == 1 ? "s" : "", listed(names_of(e.model.system, rest)));
}

}  // namespace

std::string dependence(const AskedClosure& e, const Regularity& r) {
  const Side side = swapped_variables(e);
  const std::vector<Index> loose = leading(r.right);
  if (auto text = alone(e, r.right.empty() ? nullptr : &loose); !text.empty()) return text;
  if (r.right.empty()) return "The equations do not determine all variables.";
  if (moves_all_prices(e, r.right)) return no_anchor(e, side);
  if (const auto text = fixed_twice(e, r, side); !text.empty()) return text;
  if (const auto text = no_substitution(e, loose); !text.empty()) return text;
  std::string text;
  for (const auto& part : {what_moves(e, r, side), already_determined(e, r, side)})
    if (!part.empty()) text += (text.empty() ? "" : "; ") + part;
  if (text.empty()) text = alone(e, nullptr);
  return text.empty() ? "The equations do not determine all variables." : text.ends_with('.') ? text : text + ".";
}

std::string dependence(const AskedClosure& e, const StructureError& error) {
  if (auto text = alone(e, &error.variables); !text.empty()) return text;
  if (auto text = no_substitution(e, error.variables); !text.empty()) return text;
  const auto text = alone(e, nullptr);
  return text.empty() ? error.what() : text;
}

void require_unique(const AskedClosure& e, PathSolver& path) {
  const Regularity regularity = path.regularity(e.model.system.benchmark(), e.model.absorbed);
  if (regularity.singular())
    throw InputError(fmt::format("{}: this closure has no unique answer. {}", where_of(e), dependence(e, regularity)));
}

PathSolver unique_path(const AskedClosure& e, Problem problem, const SolveOptions& options) try {
  PathSolver path(std::move(problem), options);
  if (!e.plan.swaps.empty()) require_unique(e, path);
  return path;
} catch (const StructureError& error) {
  throw InputError(fmt::format("{}: this closure has no unique answer. {}", where_of(e), dependence(e, error)));
}

}  // namespace setu
