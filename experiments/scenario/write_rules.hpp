#pragma once
#include "setu/experiments/scenario/shocks.hpp"

namespace setu {

/// The scenario's rules on a model whose variables are declared: one RuleSpec for each element of what is limited, or one for
/// the total; `source` is the position in `rules`. Zero flows are left out. Throws InputError.
std::vector<RuleSpec> rules_on(const std::vector<RuleChoice>& rules, const Aliases& aliases, const EquationSystem& declared);

/// What a scenario's rules ask of the model, as text: equal texts, equal equations (limits may differ).
std::string rules_key(const std::vector<RuleChoice>& rules);

}  // namespace setu
