#include "read_sets.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "endowment_types.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {
namespace {

using List = std::vector<std::string>;
using NamedLists = std::vector<std::pair<std::string, List Sets::*>>;

const NamedLists& all_sets() {
  static const NamedLists lists = {{"REG", &Sets::reg},   {"COMM", &Sets::comm}, {"ACTS", &Sets::acts}, {"ENDW", &Sets::endw},
                                   {"MARG", &Sets::marg}, {"ENDM", &Sets::endm}, {"ENDS", &Sets::ends}, {"ENDF", &Sets::endf},
                                   {"ENDC", &Sets::endc}, {"ENDL", &Sets::endl}};
  return lists;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return text;
}

std::string label_problem(const std::string& label) {
  if (label.empty()) return "an empty label";
  if (label.front() == ' ' || label.back() == ' ') return "the label '" + label + "' that begins or ends with a blank";
  for (const char c : label)
    if (c == ',' || c == '"' || static_cast<unsigned char>(c) < 0x20)
      return "the label '" + label + "' with a comma, a quote or a control character";
  return {};
}

void check_labels(const std::string& name, const List& elements, const std::string& where) {
  std::map<std::string, std::string> seen;
  for (const auto& element : elements) {
    if (const auto problem = label_problem(element); !problem.empty()) throw InputError(where + "set " + name + " has " + problem + ".");
    if (const auto [at, added] = seen.emplace(lower(element), element); !added)
      throw InputError(where + "set " + name + " has '" + element + "' twice" +
                       (at->second == element ? "." : " (also as '" + at->second + "'; labels ignore case)."));
  }
}

void check_subset(const std::string& name, const List& part, const std::string& of, const List& whole, const std::string& noun,
                  const std::string& where) {
  for (const auto& element : part)
    if (std::find(whole.begin(), whole.end(), element) == whole.end())
      throw InputError(where + "set " + name + " must be part of " + of + ": " + unknown_name(noun, element, whole) + ".");
}

void check_membership(const Sets& sets, const std::string& where) {
  for (const std::string required : {"REG", "COMM", "ACTS", "ENDW"})
    if (sets.by_name(required).empty()) throw InputError(where + "set " + required + " is missing or empty.");
  check_subset("MARG", sets.marg, "COMM", sets.comm, "commodity", where);
  for (const std::string part : {"ENDM", "ENDS", "ENDF", "ENDC", "ENDL"})
    check_subset(part, sets.by_name(part), "ENDW", sets.endw, "endowment", where);
}

void check_types(const Sets& sets, const std::string& where) {
  for (const auto& element : sets.endw) {
    int types = 0;
    for (const auto* list : {&sets.endm, &sets.ends, &sets.endf})
      if (std::find(list->begin(), list->end(), element) != list->end()) ++types;
    if (types != 1)
      throw InputError(where + "endowment '" + element + "' stands in " + (types == 0 ? "none" : "more than one") +
                       " of ENDM (mobile), ENDS (sluggish), ENDF (fixed); it needs exactly one type.");
  }
}

}  // namespace

void check_sets(const Sets& sets, const std::string& where) {
  for (const auto& [name, member] : all_sets()) check_labels(name, sets.*member, where);
  check_membership(sets, where);
  check_types(sets, where);
}

namespace detail {
namespace {

void check_endowment_type_names(const CsvReader& csv, const List& elements) {
  const List& known = elements_of(Sets{}, "ENDT");
  for (const auto& element : elements)
    if (std::find(known.begin(), known.end(), element) == known.end()) csv.fail(unknown_name("endowment type", element, known) + ".");
}

/// Blank fields at the end of a row are a spreadsheet's; blank fields inside are mistakes that check_sets reports.
List elements_in_row(const CsvReader& csv) {
  List elements(csv.fields().begin() + 1, csv.fields().end());
  while (!elements.empty() && elements.back().empty()) elements.pop_back();
  return elements;
}

void take_row(const CsvReader& csv, Sets& sets, std::set<std::string>& given) {
  const std::string name(csv.fields().front());
  if (!given.insert(name).second) csv.fail("set " + name + " is given twice.");
  const List elements = elements_in_row(csv);
  check_labels(name, elements, csv.path().string() + ":" + std::to_string(csv.line()) + ": ");
  if (name == "ENDT") return check_endowment_type_names(csv, elements);
  List known;
  for (const auto& [set, member] : all_sets()) {
    known.push_back(set);
    if (set == name) {
      sets.*member = elements;
      return;
    }
  }
  csv.fail(unknown_name("set", name, known) + ".");
}

}  // namespace

Sets read_sets(const std::filesystem::path& file) {
  CsvReader csv(file);
  Sets sets;
  std::set<std::string> given;
  while (csv.next()) {
    const bool title = given.empty() && edit_distance(csv.fields().front(), "set") == 0;
    if (!title) take_row(csv, sets, given);
  }
  check_membership(sets, file.string() + ": ");
  return sets;
}

}  // namespace detail
}  // namespace setu
