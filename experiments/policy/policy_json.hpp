#pragma once
#include <nlohmann/json.hpp>

#include "setu/experiments/policy.hpp"

namespace setu {

using Json = nlohmann::ordered_json;

/// What was asked, on what, with which programs.
Json policy_manifest(const PolicyProblem& problem);
/// One point with its certificate.
Json point_json(const PolicyPoint& point);

}  // namespace setu
