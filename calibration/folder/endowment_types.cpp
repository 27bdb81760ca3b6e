#include "endowment_types.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu::detail {
namespace {

using Types = std::vector<std::optional<Mobility>>;  // by position in ENDW

std::vector<std::string>& list_of(Sets& sets, Mobility type) {
  return type == Mobility::Mobile ? sets.endm : type == Mobility::Sluggish ? sets.ends : sets.endf;
}

Types from_sets(Sets& sets) {
  Types types(sets.endw.size());
  for (const auto type : {Mobility::Mobile, Mobility::Sluggish, Mobility::Fixed})
    for (const auto& element : list_of(sets, type)) {
      const auto at = std::find(sets.endw.begin(), sets.endw.end(), element);
      if (at != sets.endw.end()) types[static_cast<std::size_t>(at - sets.endw.begin())] = type;
    }
  return types;
}

/// EFLG's columns are mobile, sluggish, fixed, in the order of Mobility.
Types from_flags(const Database& database, const std::string& where) {
  const Array& flags = database["EFLG"];
  const auto& endowments = database.sets().endw;
  Types types(endowments.size());
  for (std::size_t e = 0; e < endowments.size(); ++e) {
    int raised = 0;
    for (int t = 0; t < 3; ++t)
      if (flags(e, t) == 1) ++raised, types[e] = static_cast<Mobility>(t);
    if (raised != 1)
      throw InputError(where + "EFLG gives endowment '" + endowments[e] + "' " + std::to_string(raised) +
                       " types; it must have exactly one of mobile, sluggish, fixed.");
  }
  return types;
}

Types from_transformation(const Database& database) {
  const Array& etre = database["ETRE"];
  const Sets& sets = database.sets();
  Types types(sets.endw.size());
  for (std::size_t e = 0; e < sets.endw.size(); ++e) {
    double largest = 0;
    for (std::size_t r = 0; r < sets.reg.size(); ++r) largest = std::max(largest, std::abs(etre(e, r)));
    types[e] = largest > 0.01 ? Mobility::Sluggish : largest >= 1e-4 ? Mobility::Fixed : Mobility::Mobile;
  }
  return types;
}

void overrule(Types& types, const Sets& sets, const EndowmentTypes& given) {
  for (const auto& [element, type] : given) {
    const auto at = std::find(sets.endw.begin(), sets.endw.end(), element);
    if (at == sets.endw.end()) throw InputError("In the given endowment types: " + unknown_name("endowment", element, sets.endw) + ".");
    types[static_cast<std::size_t>(at - sets.endw.begin())] = type;
  }
}

void check_agreement(const Types& in_sets, const Types& in_flags, const Sets& sets, const EndowmentFiles& files) {
  const std::string file = std::filesystem::path(files.sets).filename().string();
  for (std::size_t e = 0; e < in_sets.size(); ++e)
    if (in_sets[e] && in_sets[e] != in_flags[e])
      throw InputError(files.parameters + ": EFLG and the sets ENDM, ENDS, ENDF of " + file + " disagree about endowment '" + sets.endw[e] +
                       "'.");
}

void write_flags(Database& database, const Types& types) {
  Array& flags = database["EFLG"];
  for (std::size_t e = 0; e < types.size(); ++e)
    for (int t = 0; t < 3; ++t) flags(e, t) = types[e] == static_cast<Mobility>(t) ? 1 : 0;
}

/// Capital is the endowment of that name, unless sets.csv says otherwise.
void default_capital(Sets& sets) {
  if (!sets.endc.empty()) return;
  for (const auto& element : sets.endw)
    if (edit_distance(element, "capital") == 0) sets.endc.push_back(element);
}

}  // namespace

const std::vector<std::string>& elements_of(const Sets& sets, std::string_view name) {
  static const std::vector<std::string> endowment_types = {"mobile", "sluggish", "fixed"};
  return name == "ENDT" ? endowment_types : sets.by_name(name);
}

void resolve_endowment_types(Database& database, const EndowmentTypes& given, const EndowmentFiles& files) {
  Sets& sets = database.sets();
  const std::string params = files.parameters + ": ";
  const bool in_sets = !(sets.endm.empty() && sets.ends.empty() && sets.endf.empty());
  const bool in_flags = database.has("EFLG");
  Types types = in_sets ? from_sets(sets) : in_flags ? from_flags(database, params) : from_transformation(database);
  if (in_sets && in_flags) check_agreement(types, from_flags(database, params), sets, files);
  overrule(types, sets, given);
  if (!in_sets || !given.empty()) {
    sets.endm.clear(), sets.ends.clear(), sets.endf.clear();
    for (std::size_t e = 0; e < sets.endw.size(); ++e)
      if (types[e]) list_of(sets, *types[e]).push_back(sets.endw[e]);
    if (in_flags) write_flags(database, types);
  }
  default_capital(sets);
  check_sets(sets, files.sets + ": ");
}

}  // namespace setu::detail
