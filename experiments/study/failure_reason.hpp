#pragma once
#include <string>

#include "setu/experiments/study/study.hpp"

namespace setu {

/// Why an experiment has no solution that could be found, in the user's words.
struct FailureReason {
  std::string text;       ///< full sentences
  bool perverse = false;  ///< a rule works against itself there
  double reached = 0;     ///< the largest part of the shock, from 0 to 1, that was solved step by step
};

/// Follows the path of the shock from the benchmark as far as it leads and looks at what happens there: a rule that works against
/// itself, an equation that has no value beyond, a fold, or what has moved most.
FailureReason failure_reason(const Experiment& experiment, const StopCheck& stop);

}  // namespace setu
