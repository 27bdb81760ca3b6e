#include "setu/calibration/reshape/aggregate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "regroup.hpp"
#include "contains.hpp"
#include "setu/base/error.hpp"

namespace setu {
namespace {

/// The part of a mapping of more elements that concerns `elements`; new elements stay in their order.
Mapping restricted(const Mapping& all, const std::vector<std::string>& elements) {
  std::vector<std::size_t> target;
  std::vector<char> used(all.to.size(), 0);
  for (const auto& element : elements) {
    const auto at = static_cast<std::size_t>(std::find(all.from.begin(), all.from.end(), element) - all.from.begin());
    target.push_back(all.index[at]);
    used[target.back()] = 1;
  }
  Mapping result{elements, {}, {}};
  std::vector<std::size_t> position(all.to.size(), 0);
  for (std::size_t i = 0; i < all.to.size(); ++i)
    if (used[i]) {
      position[i] = result.to.size();
      result.to.push_back(all.to[i]);
    }
  for (const std::size_t i : target) result.index.push_back(position[i]);
  return result;
}

/// The new endowments of one kind (`list`, say the mobile ones). Throws where only a part of a new endowment is of it.
std::vector<std::string> of_kind(const Mapping& endw, const std::vector<std::string>& list, const char* kind, bool strict) {
  std::vector<std::string> result;
  const auto members = endw.members();
  for (std::size_t e = 0; e < members.size(); ++e) {
    std::string inside, outside;
    for (const std::size_t i : members[e]) (reshape::contains(list, endw.from[i]) ? inside : outside) = endw.from[i];
    if (inside.empty()) continue;
    if (outside.empty()) result.push_back(endw.to[e]);
    else if (strict)
      throw InputError(fmt::format("The endowments '{}' and '{}' cannot become one ('{}'): '{}' is {} and '{}' is not.", inside, outside,
                                   endw.to[e], inside, kind, outside));
  }
  return result;
}

Sets coarser(const Sets& old, const SetMappings& m, const reshape::Regroup& groups) {
  Sets sets;
  sets.reg = m.reg.to, sets.comm = m.comm.to, sets.acts = m.acts.to, sets.endw = m.endw.to;
  sets.marg = groups.of("MARG").to;
  sets.endm = of_kind(m.endw, old.endm, "mobile", true);
  sets.ends = of_kind(m.endw, old.ends, "sluggish", true);
  sets.endf = of_kind(m.endw, old.endf, "fixed by activity", true);
  sets.endc = of_kind(m.endw, old.endc, "capital", true);
  sets.endl = of_kind(m.endw, old.endl, "labour", false);
  return sets;
}

void sum_header(const Array& from, const reshape::Regroup& groups, Array& to) {
  const auto targets = groups.cells(from);
  const auto in = from.values();
  const auto out = to.values();
  for (std::size_t i = 0; i < in.size(); ++i) out[targets[i]] += in[i];
}

/// A2: owners bear depreciation in proportion to capital income, which must be said before hosts with different rates merge.
Database with_depreciation_by_owner(const Database& database) {
  Database result = database;
  const std::size_t R = database.sets().reg.size();
  const auto owned = reshape::capital_owned(database), income = reshape::capital_income(database);
  Array& vdko = result["VDKO"];
  for (std::size_t o = 0; o < R; ++o)
    for (std::size_t h = 0; h < R; ++h) vdko(o, h) = income[h] > 0 ? database["VDEP"](h) * owned[o * R + h] / income[h] : 0;
  return result;
}

void set_flags(Database& database) {
  const Sets& s = database.sets();
  Array& flags = database["EFLG"];
  for (std::size_t e = 0; e < s.endw.size(); ++e) {
    flags(e, 0) = reshape::contains(s.endm, s.endw[e]) ? 1 : 0;
    flags(e, 1) = reshape::contains(s.ends, s.endw[e]) ? 1 : 0;
    flags(e, 2) = reshape::contains(s.endf, s.endw[e]) ? 1 : 0;
  }
}

std::string size_note(const SetMappings& m) {
  std::string text;
  const auto add = [&](const Mapping& mapping, const char* noun) {
    text += fmt::format("{}{} {} became {}", text.empty() ? "" : ", ", mapping.from.size(), noun, mapping.to.size());
  };
  add(m.reg, "regions"), add(m.comm, "commodities"), add(m.acts, "activities"), add(m.endw, "endowments");
  return text + ".";
}

void check_mappings(const Sets& sets, const SetMappings& m) {
  if (m.reg.from != sets.reg || m.comm.from != sets.comm || m.acts.from != sets.acts || m.endw.from != sets.endw)
    throw LogicError("aggregate: the mappings are of other sets than the database's");
}

}  // namespace

SetMappings identity_mappings(const Sets& sets) {
  return {identity_mapping(sets.reg), identity_mapping(sets.comm), identity_mapping(sets.acts), identity_mapping(sets.endw)};
}

SetMappings read_set_mappings(const Sets& sets, const std::filesystem::path& regions, const std::filesystem::path& sectors,
                              const std::filesystem::path& endowments) {
  SetMappings result = identity_mappings(sets);
  if (!regions.empty()) result.reg = read_mapping(regions, sets.reg, "region");
  if (!endowments.empty()) result.endw = read_mapping(endowments, sets.endw, "endowment");
  if (sectors.empty()) return result;
  std::vector<std::string> both = sets.comm;
  for (const auto& activity : sets.acts)
    if (!reshape::contains(sets.comm, activity)) both.push_back(activity);
  const Mapping all = read_mapping(sectors, both, "sector");
  result.comm = restricted(all, sets.comm);
  result.acts = restricted(all, sets.acts);
  return result;
}

Reshaped aggregate(const Database& database, const SetMappings& mappings) {
  check_mappings(database.sets(), mappings);
  if (database.has("VKOS") && !database.has("VDKO") && !mappings.reg.one_to_one())
    return aggregate(with_depreciation_by_owner(database), mappings);
  const reshape::Regroup groups(database.sets(), mappings);
  Reshaped result{Database(coarser(database.sets(), mappings, groups)), {size_note(mappings)}};
  Database& to = result.database;
  for (const auto& header : header_catalogue()) {
    if (!database.has(header.name)) continue;
    if (header.quantity == Quantity::Value || header.quantity == Quantity::Persons)
      sum_header(database[header.name], groups, to[header.name]);
    if (header.name == "RDLT") to["RDLT"]() = database["RDLT"]();
    if (header.name == "EFLG") set_flags(to);
  }
  reshape::aggregate_elasticities(database, groups, to);
  reshape::aggregate_demand(database, groups, result);
  reshape::aggregate_preferences(database, groups, to);
  return result;
}

}  // namespace setu
