#include <algorithm>
#include <numeric>

#include "place.hpp"
#include "setu/base/error.hpp"
#include "sl4_parts.hpp"

namespace setu {
namespace {

using detail::ResultHeaders;
using detail::SolutionHeaders;
using Counts = std::span<const std::int32_t>;

/// More than any model has: a file that claims more is damaged.
constexpr std::size_t kMostCells = std::size_t{1} << 27U;

std::size_t at(Counts numbers, std::size_t i) { return static_cast<std::size_t>(numbers[i]); }

std::string without_front(const std::string& text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? std::string{} : text.substr(begin);
}

class Reader {
 public:
  explicit Reader(const HarFile& file)
      : headers_(file),
        names_(headers_.text("VARS")),
        endogenous_(headers_.integers("ORND", names_.size())),
        exogenous_(headers_.integers("OREX", names_.size())),
        exogenous_list_(headers_.list("OREL")) {
    solution_.name = file.name;
  }

  GempackSolution read() {
    read_sets();
    read_variables();
    read_closure();
    add_results({"CUMS", "SHCK", "SHCL"}, nullptr);
    if (headers_.has("STLS")) read_subtotals();
    return std::move(solution_);
  }

 private:
  void read_sets();
  void read_variables();
  void read_closure();
  void read_subtotals();
  /// Fills the cumulative results, or the last of each variable's subtotals.
  void add_results(const ResultHeaders& result, const std::string* subtotal);
  void place_found(const SolutionVariable& variable, const std::vector<double>& values, std::size_t begin, const char* header,
                   std::vector<double>& out) const;
  [[nodiscard]] std::vector<std::size_t> shocked_cells(std::size_t v, std::size_t count, Counts list, std::size_t& used,
                                                       const std::string& header) const;
  /// The row-major position of a component, which GEMPACK counts with the first index fastest.
  [[nodiscard]] std::size_t row_major(const SolutionVariable& variable, std::size_t component) const;

  SolutionHeaders headers_;
  const std::vector<std::string>& names_;
  Counts endogenous_, exogenous_, exogenous_list_;
  GempackSolution solution_;
};

void Reader::read_sets() {
  const auto& names = headers_.text("STNM");
  const auto sizes = headers_.integers("SSZ", names.size());
  const auto& labels = headers_.text("STLB", names.size());
  const auto pointers = headers_.integers("ELAD", names.size());
  const auto& known = headers_.text("ELST", names.size());
  const std::vector<std::string> none;
  const auto& elements = headers_.has("STEL") ? headers_.text("STEL") : none;
  for (std::size_t s = 0; s < names.size(); ++s) {
    SolutionSet set{without_front(names[s]), without_front(labels[s]), {}};
    const std::size_t size = at(sizes, s), begin = at(pointers, s);
    if (size > kMostCells) headers_.fail("SSZ", "set " + set.name + " has " + std::to_string(size) + " elements, which is absurd.");
    if (known[s] == "k" && size > 0) {
      if (begin < 1 || begin - 1 > elements.size() || size > elements.size() - (begin - 1))
        headers_.fail("ELAD", "the elements of set " + set.name + " lie beyond the " + std::to_string(elements.size()) + " of STEL.");
      for (std::size_t e = begin - 1; e < begin - 1 + size; ++e) set.elements.push_back(without_front(elements[e]));
    } else {
      if (size > headers_.text("VARS").size() + 100000) headers_.fail("SSZ", "set " + set.name + " without names is too long.");
      for (std::size_t e = 1; e <= size; ++e) set.elements.push_back(std::to_string(e));  // as intertemporal sets have them
    }
    solution_.sets.push_back(std::move(set));
  }
}

void Reader::read_variables() {
  const std::size_t count = names_.size();
  const auto ranks = headers_.integers("VCNA", count);
  const auto arguments = headers_.list("VCAR");
  const auto& labels = headers_.text("VCLB", count);
  const auto& kinds = headers_.text("VCTP", count);
  std::size_t used = 0, all = 0;
  for (std::size_t v = 0; v < count; ++v) {
    SolutionVariable variable;
    variable.name = without_front(names_[v]);
    variable.label = without_front(labels[v]);
    variable.percent = kinds[v] != "c";
    if (at(ranks, v) > arguments.size() - used) headers_.fail("VCAR", "it ends before the sets of " + variable.name + ".");
    std::size_t cells = 1;
    for (std::size_t k = 0; k < at(ranks, v); ++k) {
      const std::size_t set = at(arguments, used++);
      if (set < 1 || set > solution_.sets.size())
        headers_.fail("VCAR",
                      variable.name + " runs over set " + std::to_string(set) + " of " + std::to_string(solution_.sets.size()) + ".");
      variable.sets.push_back(set - 1);
      const std::size_t size = solution_.sets[set - 1].elements.size();
      if (size != 0 && cells > kMostCells / size) headers_.fail("SSZ", variable.name + " has more cells than can be held.");
      cells *= size;
    }
    all += cells;
    if (all > kMostCells) headers_.fail("SSZ", "the variables have more cells than can be held.");
    if (cells != at(endogenous_, v) + at(exogenous_, v))
      headers_.fail("ORND", variable.name + " has " + std::to_string(cells) + " components by its sets, but " +
                                std::to_string(at(endogenous_, v)) + " that are found and " + std::to_string(at(exogenous_, v)) +
                                " that are given.");
    variable.cumulative.assign(cells, 0), variable.exogenous.assign(cells, false), variable.shocked.assign(cells, false);
    solution_.variables.push_back(std::move(variable));
  }
}

/// OREL lists the given components of variables that are given in part, one variable after the other.
void Reader::read_closure() {
  std::size_t used = 0;
  for (std::size_t v = 0; v < solution_.variables.size(); ++v) {
    auto& variable = solution_.variables[v];
    const std::size_t given = at(exogenous_, v), cells = variable.cumulative.size();
    if (given == cells) variable.exogenous.assign(cells, true);
    if (given == cells || given == 0) continue;
    if (given > exogenous_list_.size() - used) headers_.fail("OREL", "it ends before the given components of " + variable.name + ".");
    for (std::size_t k = 0; k < given; ++k) {
      const std::size_t component = at(exogenous_list_, used++);
      if (component < 1 || component > cells) headers_.fail("OREL", variable.name + " has no component " + std::to_string(component) + ".");
      variable.exogenous[row_major(variable, component - 1)] = true;
    }
    if (static_cast<std::size_t>(std::count(variable.exogenous.begin(), variable.exogenous.end(), true)) != given)
      headers_.fail("OREL", "a given component of " + variable.name + " stands twice.");
  }
}

std::size_t Reader::row_major(const SolutionVariable& variable, std::size_t component) const {
  std::size_t position = 0, stride = variable.cumulative.size();
  for (const std::size_t set : variable.sets) {
    const std::size_t size = solution_.sets[set].elements.size();
    stride /= size;
    position += component % size * stride;
    component /= size;
  }
  return position;
}

void Reader::place_found(const SolutionVariable& variable, const std::vector<double>& values, std::size_t begin, const char* header,
                         std::vector<double>& out) const {
  std::size_t next = begin;
  for (std::size_t component = 0; component < out.size(); ++component) {
    const std::size_t cell = row_major(variable, component);
    if (variable.exogenous[cell]) continue;
    if (next >= values.size()) headers_.fail(header, "it ends before the results of " + variable.name + ".");
    out[cell] = values[next++];
  }
}

/// The list has the shocked components of every variable with shocks, one after the other, but for those that are given and
/// shocked as a whole.
std::vector<std::size_t> Reader::shocked_cells(std::size_t v, std::size_t count, Counts list, std::size_t& used,
                                               const std::string& header) const {
  const auto& variable = solution_.variables[v];
  std::vector<std::size_t> cells;
  const bool whole = count == variable.cumulative.size() && at(endogenous_, v) == 0;
  if (!whole && count > list.size() - used) headers_.fail(header.c_str(), "it ends before the shocks of " + variable.name + ".");
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t component = whole ? k + 1 : at(list, used++);
    if (component < 1 || component > variable.cumulative.size())
      headers_.fail(header.c_str(), variable.name + " has no component " + std::to_string(component) + ".");
    const std::size_t cell = row_major(variable, component - 1);
    if (!variable.exogenous[cell])
      headers_.fail(header.c_str(), "component " + std::to_string(component) + " of " + variable.name + " is shocked but not given.");
    cells.push_back(cell);
  }
  return cells;
}

void Reader::add_results(const ResultHeaders& result, const std::string* subtotal) {
  const std::size_t count = names_.size();
  const auto pointers = headers_.integers("PCUM", count), found = headers_.integers("CMND", count);
  const auto values = headers_.reals(result.values.c_str());
  const auto shocked = headers_.integers(result.counts.c_str(), count);
  const auto list = headers_.list(result.list.c_str());
  const auto shock_pointers = headers_.integers("PSHK", count);
  const std::vector<double> shocks = headers_.has("SHOC") ? headers_.reals("SHOC") : std::vector<double>{};
  std::size_t used = 0;
  for (std::size_t v = 0; v < count; ++v) {
    auto& variable = solution_.variables[v];
    std::vector<double> out(variable.cumulative.size(), 0);
    if (at(found, v) != at(endogenous_, v) && at(found, v) != 0)
      headers_.fail("CMND", variable.name + " has " + std::to_string(at(found, v)) + " results for " + std::to_string(at(endogenous_, v)) +
                                " components that are found.");
    if (at(found, v) > 0) {
      if (at(pointers, v) < 1) headers_.fail("PCUM", variable.name + " has results but no place of theirs.");
      place_found(variable, values, at(pointers, v) - 1, result.values.c_str(), out);
    }
    if (!subtotal) variable.kept = at(found, v) == at(endogenous_, v);
    const auto cells = shocked_cells(v, at(shocked, v), list, used, result.list);
    const std::size_t first = at(shock_pointers, v);
    if (!subtotal && !cells.empty() && (first < 1 || first - 1 > shocks.size() || cells.size() > shocks.size() - (first - 1)))
      headers_.fail("PSHK", "the shocks of " + variable.name + " lie beyond the " + std::to_string(shocks.size()) + " of SHOC.");
    for (std::size_t k = 0; k < cells.size(); ++k) {
      if (!subtotal) variable.shocked[cells[k]] = true;
      out[cells[k]] = subtotal ? variable.cumulative[cells[k]] : shocks[first - 1 + k];
    }
    if (subtotal) variable.subtotals.push_back(std::move(out));
    else variable.cumulative = std::move(out);
  }
}

void Reader::read_subtotals() {
  const auto counts = headers_.integers("STLS");
  const std::size_t count = counts.empty() ? 0 : at(counts, 0);
  if (count > 999) headers_.fail("STLS", std::to_string(count) + " subtotals are more than a file can number.");
  if (count == 0) return;
  const auto& descriptions = headers_.text("STDS", count);
  for (std::size_t s = 0; s < count; ++s) {
    std::string number = std::to_string(s + 1);
    number.insert(0, 3 - number.size(), '0');
    add_results({number + "S", number + "C", number + "L"}, &descriptions[s]);
    solution_.subtotals.push_back(without_front(descriptions[s]));
  }
}

}  // namespace

const SolutionVariable* GempackSolution::find(std::string_view wanted) const {
  const std::string lower = detail::lower(std::string(wanted));
  const auto found = std::find_if(variables.begin(), variables.end(), [&](const auto& v) { return detail::lower(v.name) == lower; });
  return found == variables.end() ? nullptr : &*found;
}

std::vector<std::string> GempackSolution::elements(const SolutionVariable& variable, std::size_t cell) const {
  std::vector<std::string> labels(variable.sets.size());
  for (std::size_t d = variable.sets.size(); d-- > 0;) {
    const auto& set = sets[variable.sets[d]].elements;
    labels[d] = set[cell % set.size()];
    cell /= set.size();
  }
  return labels;
}

bool is_solution(const HarFile& file) {
  for (const char* header : {"VARS", "CUMS", "CMND", "PCUM", "ORND", "OREX", "VCNA"})
    if (file.find(header) == nullptr) return false;
  return true;
}

GempackSolution read_solution(const HarFile& file) { return Reader(file).read(); }

}  // namespace setu
