#pragma once
#include <span>
#include <string>
#include <vector>

#include "setu/experiments/scenario/aliases.hpp"
#include "setu/system/system.hpp"

/// How a result is named: one grammar for elasticities, policies and the columns of sweeps (docs/results.md). Private to
/// experiments/.
namespace setu {

/// factor · level of a, times the level of b where there is one; or factor · x_a where a is a plain number.
struct ResultTerm {
  double factor = 1;
  Index a = kNone, b = kNone;
};

enum class ResultKind {
  Plain,   ///< a sum of plain numbers: EV(IND)
  Change,  ///< percentage change of one sum of levels from the benchmark: qgdp(IND)
  Amount,  ///< sums and differences of levels, of products of two and of plain numbers: pfob*qxs(all,JPN,IND) - EV(IND)
  Share,   ///< one sum of levels in another, per cent: qxs(cars,IND,EU) / qxs(cars,IND,all)
};

struct NamedResult {
  std::string text;  ///< as it was written
  ResultKind kind = ResultKind::Plain;
  std::vector<ResultTerm> terms, whole;  ///< `whole` of a share only
  std::string unit;                      ///< "US$ million", "%" or ""
  std::string label;                     ///< in words
};

/// Reads `text`; `asked` begins the messages: "--result" or "file:3: result". Throws InputError that lists the known names.
NamedResult read_result(const std::string& text, const std::string& asked, const Aliases& aliases, const EquationSystem& system);

/// Whether a text says more than one variable with its elements.
bool is_formula(const std::string& text);

/// Σ of terms at x, where levels are in their own units.
double sum_of(std::span<const ResultTerm> terms, const EquationSystem& system, std::span<const double> x);
/// The same at the benchmark.
double base_of(std::span<const ResultTerm> terms, const EquationSystem& system);
/// The result at x: a change or a share in per cent, else the sum itself.
double value_of(const NamedResult& result, const EquationSystem& system, std::span<const double> x);

}  // namespace setu
