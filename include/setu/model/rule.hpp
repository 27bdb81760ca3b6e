#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "setu/system/system.hpp"

namespace setu {

/// An instrument that a rule moves, in logarithms: equal to the rule's first instrument, or, if `share` is given, to
/// share times what the first is away from where it rests.
struct RuleInstrument {
  Index variable = kNone;
  std::optional<double> share;
};

/// Real wage by unemployment: elasticity ε > 0 of the wage by the unemployment rate, and the rate at the benchmark.
struct WageCurve {
  double elasticity = 0, unemployment = 0;
};

/// One rule that binds only sometimes (docs/equations.md §20): instruments, exogenous without it, that move between two given
/// bounds so far as it takes to keep a quantity or price at its limit.
struct RuleSpec {
  std::string name;                         ///< element of the set RULE
  std::size_t source = 0;                   ///< the caller's own number of what it was made from
  std::vector<RuleInstrument> instruments;  ///< logged variables of the standard closure's exogenous side; the first leads
  std::vector<Index> limited;               ///< logged variables whose levels are added up and limited
  bool lower = false, upper = false;        ///< whether the leading instrument has a bound on either side
  bool down = false;                        ///< the instrument rests on its upper bound instead of its lower
  bool reversed = false;                    ///< F = total − limit instead of limit − total (eq. 20.1)
  std::optional<WageCurve> curve;           ///< instead of a limit: the wage curve (eq. 20.3); one instrument, one limited variable

  // Filled by build_model: ids of rulelimit, rulelow, rulehigh.
  Index limit = kNone, low = kNone, high = kNone;
};

/// The rules of a model, asked for when all other variables are declared (with their masks) and no equation is written.
using RuleWriter = std::function<std::vector<RuleSpec>(const EquationSystem& declared)>;

}  // namespace setu
