#pragma once
#include <optional>
#include <string>
#include <vector>

#include "setu/experiments/study/run.hpp"

namespace setu {

/// One rule at a solution.
struct RuleState {
  std::string name, instrument;  ///< the rule's and the leading instrument's
  std::string words;             ///< "binds", "does not bind", "gives way"
  std::size_t instruments = 1;
  bool binds = false;  ///< the limit holds by the instrument, or the instrument has gone as far as it may
  double limit_percent = 0, limited_percent = 0, instrument_percent = 0;  ///< changes from the benchmark
  std::optional<double> rent;                                             ///< US$ million; nothing for instruments that earn nothing
  std::optional<double> unemployment;                                     ///< per cent, of rules on employment
};

/// Every rule of an experiment at its solution, in the order of the set RULE.
std::vector<RuleState> rule_states(const Experiment& experiment, const RunResult& result);

}  // namespace setu
