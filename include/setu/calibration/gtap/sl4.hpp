#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "setu/calibration/gtap/har.hpp"

namespace setu {

/// A set of the model that a GEMPACK solution file belongs to.
struct SolutionSet {
  std::string name, label;
  std::vector<std::string> elements;
};

/// One variable of a solution, whole: what was found and what was given.
struct SolutionVariable {
  std::string name, label;
  bool percent = true;                         ///< a percentage change; false: a change in the variable's own unit
  bool kept = true;                            ///< false: GEMPACK was told to leave what was found out of the file; zero here
  std::vector<std::size_t> sets;               ///< positions in Solution::sets, one for each dimension
  std::vector<double> cumulative;              ///< row-major: results, shocks, and zero where it was given without a shock
  std::vector<std::vector<double>> subtotals;  ///< one for each of Solution::subtotals
  std::vector<bool> exogenous;                 ///< row-major: given, by the closure
  std::vector<bool> shocked;                   ///< row-major
};

/// A GEMPACK solution file (SL4): a header array file whose headers hold the results of a simulation, its closure and shocks.
struct GempackSolution {
  std::string name;  ///< the path, or what stands for it in messages
  std::vector<SolutionSet> sets;
  std::vector<std::string> subtotals;  ///< what each is, in the words of the file
  std::vector<SolutionVariable> variables;

  /// The variable called `name` in any case, or nullptr.
  [[nodiscard]] const SolutionVariable* find(std::string_view name) const;
  /// Elements of the variable's cell at a row-major position, outermost first.
  [[nodiscard]] std::vector<std::string> elements(const SolutionVariable& variable, std::size_t cell) const;
};

/// True if the headers are those of a solution (VARS, CUMS, ORND, OREX, …).
bool is_solution(const HarFile& file);

/// The solution that the headers hold; layout: docs/data.md, "GEMPACK's solution files". Throws InputError "FILE, header NAME:
/// …" for headers that are missing, of other types, or that contradict each other: counts, pointers, positions, set sizes.
GempackSolution read_solution(const HarFile& file);

}  // namespace setu
