#include "headers_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "experiments/tables/text_table.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

namespace {

bool same(const std::string& a, const std::string& b) { return edit_distance(a, b) == 0; }

const char* type_of(const HarHeader& header) {
  switch (header.type) {
    case HarType::Text: return "1C";
    case HarType::Integer: return "2I";
    case HarType::Matrix: return header.wide ? "2D" : "2R";
    case HarType::Labelled: return header.wide ? "DE" : "RE";
    case HarType::Plain: return header.wide ? "DL" : "RL";
  }
  return "";
}

std::string size_of(const HarHeader& header) {
  std::string text;
  for (const std::size_t d : header.dims) text += fmt::format("{}{}", text.empty() ? "" : " x ", d);
  if (header.type == HarType::Text) text += fmt::format(" of {}", header.width);
  return text.empty() ? "1" : text;
}

/// "VDFB(COMM,ACTS,REG)"; a single element of a set as "COMM=Food".
std::string coefficient_of(const HarHeader& header) {
  std::vector<std::string> sets;
  for (const auto& axis : header.axes)
    sets.push_back(axis.single && !axis.elements.empty() ? axis.set + "=" + axis.elements.front() : axis.set);
  if (sets.empty()) return header.coefficient;
  return fmt::format("{}({})", header.coefficient, fmt::join(sets, ","));
}

/// The headers that `only` means: all, or the one.
std::vector<const HarHeader*> chosen(const HarFile& file, const std::string& only) {
  std::vector<const HarHeader*> found;
  std::vector<std::string> known;
  for (const auto& header : file.headers) {
    if (only.empty() || same(header.name, only) || (!header.coefficient.empty() && same(header.coefficient, only)))
      found.push_back(&header);
    known.push_back(header.name);
  }
  if (found.empty() && !only.empty()) throw InputError(fmt::format("{}: {}.", file.name, unknown_name("header", only, known)));
  return found;
}

std::vector<const SolutionVariable*> chosen(const GempackSolution& solution, const std::string& only) {
  std::vector<const SolutionVariable*> found;
  std::vector<std::string> known;
  for (const auto& variable : solution.variables) {
    if (only.empty() || same(variable.name, only)) found.push_back(&variable);
    known.push_back(variable.name);
  }
  if (found.empty() && !only.empty()) throw InputError(fmt::format("{}: {}.", solution.name, unknown_name("variable", only, known)));
  return found;
}

struct ListedSet {
  std::string name, label;
  std::vector<std::string> elements;
};

std::string sets_text(const std::vector<ListedSet>& sets) {
  std::string text = sets.empty() ? "" : "\nSets\n";
  for (const auto& set : sets) {
    text += fmt::format("  {} ({}){}: ", set.name, set.elements.size(), set.label.empty() ? "" : ", " + set.label);
    text += fmt::format("{}\n", fmt::join(set.elements, ", "));
  }
  return text;
}

/// The sets that arrays are labelled by, and lists of strings that call themselves sets, each once.
std::vector<ListedSet> sets_of(const std::vector<const HarHeader*>& headers) {
  std::vector<ListedSet> sets;
  const auto add = [&](const std::string& name, const std::string& label, const std::vector<std::string>& elements) {
    const bool there = std::any_of(sets.begin(), sets.end(), [&](const auto& s) { return same(s.name, name) && s.elements == elements; });
    if (!there) sets.push_back({name, label, elements});
  };
  for (const auto* header : headers) {
    if (header->type == HarType::Text && header->long_name.starts_with("Set ")) add(header->name, header->long_name, header->text);
    for (const auto& axis : header->axes)
      if (!axis.single && !axis.elements.empty()) add(axis.set, "", axis.elements);
  }
  return sets;
}

}  // namespace

std::string headers_text(const HarFile& file, const std::string& only) {
  const auto headers = chosen(file, only);
  std::string text =
      fmt::format("{}: header array file, {} header{}\n", file.name, file.headers.size(), file.headers.size() == 1 ? "" : "s");
  if (only.empty())
    for (const auto& line : file.history()) text += fmt::format("  {}\n", line);
  text += fmt::format("\n{:<6} {:<4} {:<6} {:<18} {:<36} {}\n", "header", "type", "stored", "size", "coefficient", "long name");
  for (const auto* header : headers)
    text += fmt::format("{:<6} {:<4} {:<6} {:<18} {:<36} {}\n", header->name, type_of(*header), header->sparse ? "sparse" : "full",
                        size_of(*header), coefficient_of(*header), header->long_name);
  if (!only.empty())
    for (const auto* header : headers)
      for (const auto& line : header->text) text += fmt::format("  {}\n", line);
  return text + sets_text(sets_of(headers));
}

std::string solution_text(const GempackSolution& solution, const std::string& only) {
  const auto variables = chosen(solution, only);
  std::string text = fmt::format("{}: GEMPACK solution, {} variables, {} subtotal{}\n", solution.name, solution.variables.size(),
                                 solution.subtotals.size(), solution.subtotals.size() == 1 ? "" : "s");
  for (std::size_t s = 0; s < solution.subtotals.size(); ++s) text += fmt::format("  subtotal {}: {}\n", s + 1, solution.subtotals[s]);
  text += fmt::format("\n{:<32} {:>4} {:>9} {:>9} {:>9}  {}\n", "variable", "", "found", "given", "shocked", "label");
  std::vector<std::size_t> used;
  for (const auto* variable : variables) {
    std::vector<std::string> names;
    for (const std::size_t set : variable->sets) {
      names.push_back(solution.sets[set].name);
      if (std::find(used.begin(), used.end(), set) == used.end()) used.push_back(set);
    }
    const auto given = std::count(variable->exogenous.begin(), variable->exogenous.end(), true);
    const auto shocked = std::count(variable->shocked.begin(), variable->shocked.end(), true);
    text += fmt::format("{:<32} {:>4} {:>9} {:>9} {:>9}  {}{}\n",
                        names.empty() ? variable->name : fmt::format("{}({})", variable->name, fmt::join(names, ",")),
                        variable->percent ? "%" : "ch.", static_cast<std::ptrdiff_t>(variable->cumulative.size()) - given, given, shocked,
                        variable->label, variable->kept ? "" : " [results not kept in the file]");
  }
  text += "\n%: percentage change; ch.: change in the variable's own unit. Found: endogenous; given: exogenous, by the closure.\n";
  std::vector<ListedSet> sets;
  for (std::size_t s = 0; s < solution.sets.size(); ++s)
    if (only.empty() || std::find(used.begin(), used.end(), s) != used.end())
      sets.push_back({solution.sets[s].name, solution.sets[s].label, solution.sets[s].elements});
  return text + sets_text(sets);
}

}  // namespace setu
