#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "setu/calibration/gtap/sl4.hpp"

/// Writes solution files from the layout of docs/data.md ("GEMPACK's solution files"): for tests, since none of GEMPACK's own may
/// be passed on.
namespace setu::test {

/// A column of integers, as GEMPACK stores its lists.
inline HarHeader integer_header(std::string name, std::string long_name, std::vector<std::int32_t> values) {
  HarHeader header;
  header.name = std::move(name);
  header.long_name = std::move(long_name);
  header.type = HarType::Integer;
  header.dims = {values.size(), 1};
  header.integers = std::move(values);
  return header;
}

inline HarHeader column_header(std::string name, std::string long_name, std::vector<double> values) {
  HarHeader header;
  header.name = std::move(name);
  header.long_name = std::move(long_name);
  header.type = HarType::Matrix;
  header.dims = {values.size(), 1};
  header.reals = std::move(values);
  return header;
}

/// Row-major positions of a variable in the order of the file: first index fastest.
inline std::vector<std::size_t> file_order(const GempackSolution& s, const SolutionVariable& v) {
  std::vector<std::size_t> order, index(v.sets.size(), 0);
  for (std::size_t n = 0; n < v.cumulative.size(); ++n) {
    std::size_t cell = 0;
    for (std::size_t d = 0; d < v.sets.size(); ++d) cell = cell * s.sets[v.sets[d]].elements.size() + index[d];
    order.push_back(cell);
    for (std::size_t d = 0; d < v.sets.size(); ++d) {
      if (++index[d] < s.sets[v.sets[d]].elements.size()) break;
      index[d] = 0;
    }
  }
  return order;
}

/// One set of results in the making: what was found, shocks, and their lists.
struct ResultLists {
  std::vector<double> found, shocks;
  std::vector<std::int32_t> found_at, found_count, shocked_count, shock_at, shocked_list;
};

inline ResultLists result_lists(const GempackSolution& s, std::size_t subtotal, const std::vector<std::vector<bool>>& shocked) {
  ResultLists lists;
  for (std::size_t k = 0; k < s.variables.size(); ++k) {
    const auto& v = s.variables[k];
    const auto& values = subtotal == 0 ? v.cumulative : v.subtotals[subtotal - 1];
    std::vector<std::int32_t> components;
    std::int32_t found = 0, given = 0, at = static_cast<std::int32_t>(lists.found.size()) + 1,
                 shock_at = static_cast<std::int32_t>(lists.shocks.size()) + 1, component = 0;
    for (const std::size_t cell : file_order(s, v)) {
      ++component;
      if (!v.exogenous[cell]) {
        if (v.kept) lists.found.push_back(values[cell]), ++found;
        continue;
      }
      ++given;
      if (shocked[k][cell]) components.push_back(component), lists.shocks.push_back(values[cell]);
    }
    lists.found_at.push_back(found > 0 ? at : 0);
    lists.found_count.push_back(found);
    lists.shocked_count.push_back(static_cast<std::int32_t>(components.size()));
    lists.shock_at.push_back(components.empty() ? 0 : shock_at);
    const bool whole = components.size() == v.cumulative.size() && given == component;
    if (!whole) lists.shocked_list.insert(lists.shocked_list.end(), components.begin(), components.end());
  }
  return lists;
}

inline std::vector<std::vector<bool>> all_shocked(const GempackSolution& s) {
  std::vector<std::vector<bool>> shocked;
  for (const auto& v : s.variables) shocked.push_back(v.shocked);
  return shocked;
}

/// Headers of sets, and of the variables' names, sets and closure.
inline std::vector<HarHeader> solution_frame(const GempackSolution& s) {
  std::vector<std::string> names, labels, status, elements, variables, variable_labels, kinds;
  std::vector<std::int32_t> sizes, pointers, ranks, arguments, found, given, given_list;
  for (const auto& set : s.sets) {
    names.push_back(set.name), labels.push_back(set.label), status.emplace_back("k");
    sizes.push_back(static_cast<std::int32_t>(set.elements.size()));
    pointers.push_back(static_cast<std::int32_t>(elements.size()) + 1);
    elements.insert(elements.end(), set.elements.begin(), set.elements.end());
  }
  for (const auto& v : s.variables) {
    variables.push_back(v.name), variable_labels.push_back(v.label), kinds.emplace_back(v.percent ? "p" : "c");
    ranks.push_back(static_cast<std::int32_t>(v.sets.size()));
    for (const std::size_t set : v.sets) arguments.push_back(static_cast<std::int32_t>(set) + 1);
    std::vector<std::int32_t> list;
    std::int32_t component = 0;
    for (const std::size_t cell : file_order(s, v))
      if (++component; v.exogenous[cell]) list.push_back(component);
    given.push_back(static_cast<std::int32_t>(list.size()));
    found.push_back(component - given.back());
    if (found.back() > 0) given_list.insert(given_list.end(), list.begin(), list.end());
  }
  return {text_header("STNM", "names of the sets", names),
          integer_header("SSZ", "sizes of the sets", sizes),
          text_header("STLB", "labels of the sets", labels, 40),
          text_header("ELST", "k: elements are known", status, 1),
          integer_header("ELAD", "where the elements begin", pointers),
          text_header("STEL", "elements", elements),
          text_header("VARS", "names of the variables", variables, 20),
          integer_header("VCNA", "numbers of arguments", ranks),
          integer_header("VCAR", "sets of the arguments", arguments),
          text_header("VCLB", "labels of the variables", variable_labels, 60),
          text_header("VCTP", "p: per cent, c: change", kinds, 1),
          integer_header("ORND", "endogenous components", found),
          integer_header("OREX", "exogenous components", given),
          integer_header("OREL", "which are exogenous", given_list)};
}

/// The headers of a whole file. A variable's subtotals differ from zero only where its own shocks are part of the subtotal, or where
/// it is endogenous.
inline std::vector<HarHeader> solution_headers(const GempackSolution& s) {
  auto headers = solution_frame(s);
  headers.insert(headers.begin(), text_header("XXCR", "CREATION INFORMATION", {"written by a test"}, 70));
  const ResultLists all = result_lists(s, 0, all_shocked(s));
  headers.push_back(column_header("CUMS", "cumulative results", all.found));
  headers.push_back(integer_header("CMND", "how many results", all.found_count));
  headers.push_back(integer_header("PCUM", "where the results begin", all.found_at));
  headers.push_back(integer_header("SHCK", "how many shocks", all.shocked_count));
  headers.push_back(integer_header("PSHK", "where the shocks begin", all.shock_at));
  headers.push_back(integer_header("SHCL", "which are shocked", all.shocked_list));
  headers.push_back(column_header("SHOC", "shocks", all.shocks));
  if (s.subtotals.empty()) return headers;
  headers.push_back(integer_header("STLS", "number of subtotals", {static_cast<std::int32_t>(s.subtotals.size())}));
  headers.push_back(text_header("STDS", "what the subtotals are", s.subtotals, 77));
  for (std::size_t n = 1; n <= s.subtotals.size(); ++n) {
    std::vector<std::vector<bool>> shocked;
    for (const auto& v : s.variables) {
      shocked.emplace_back(v.shocked);
      for (std::size_t cell = 0; cell < v.cumulative.size(); ++cell)
        shocked.back()[cell] = v.shocked[cell] && v.subtotals[n - 1][cell] != 0;
    }
    const ResultLists part = result_lists(s, n, shocked);
    const std::string number = "00" + std::to_string(n);
    headers.push_back(column_header(number + "S", "subtotal", part.found));
    headers.push_back(integer_header(number + "C", "how many shocks", part.shocked_count));
    headers.push_back(integer_header(number + "L", "which are shocked", part.shocked_list));
  }
  return headers;
}

/// A solution with every case of the layout: variables found, given and partly given; shocked in all, in some and in no components;
/// changes, scalars, results that were not kept, two subtotals.
inline GempackSolution invented_solution() {
  GempackSolution s;
  s.name = "test.sl4";
  s.sets = {{"COMM", "Commodities", {"food", "cars", "svces"}}, {"REG", "Regions", {"USA", "EU_28"}}};
  s.subtotals = {"tariffs", "technology"};
  double next = 1;
  const auto add = [&](const char* name, std::vector<std::size_t> sets, bool percent, const std::string& cells) {
    // cells: f found, g given, 1 and 2 shocked within that subtotal
    SolutionVariable v;
    v.name = name, v.label = std::string("label of ") + name, v.percent = percent, v.sets = std::move(sets);
    v.subtotals.resize(2);
    for (const char c : cells) {
      const double value = c == 'g' ? 0 : next++ / 4;
      v.cumulative.push_back(value);
      v.exogenous.push_back(c != 'f'), v.shocked.push_back(c == '1' || c == '2');
      v.subtotals[0].push_back(c == 'f' ? value / 2 : c == '1' ? value : 0);
      v.subtotals[1].push_back(c == 'f' ? value / 2 : c == '2' ? value : 0);
    }
    s.variables.push_back(std::move(v));
  };
  add("qo", {0, 1}, true, "ffffff");
  add("tm", {0, 1}, true, "111111");
  add("tms", {0, 1, 1}, true, "gg1ggggg2g1g");
  add("afall", {0}, true, "ggg");
  add("qe", {0, 1}, true, "fgfffg");
  add("qfe", {0, 1}, true, "2ffg1f");
  add("aoall", {1, 0}, true, "2g22g2");
  add("swap", {1}, true, "f1");
  add("pfactwld", {}, true, "g");
  add("EV", {1}, false, "ff");
  add("del_tbal", {1}, false, "ff");
  add("left", {0}, true, "fff");
  SolutionVariable& left = s.variables.back();
  left.kept = false;
  for (auto* values : {&left.cumulative, &left.subtotals[0], &left.subtotals[1]}) values->assign(3, 0);
  return s;
}

}  // namespace setu::test
