#pragma once
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "setu/experiments/policy/policy.hpp"

namespace setu {

using Json = nlohmann::ordered_json;

/// What was asked, on what, with which programs.
Json policy_manifest(const PolicyProblem& problem);
/// An instrument with its range, in the unit of its range.
Json instrument_json(const Instrument& instrument);
/// "One US$ million more of EV(IND) costs 1.14 US$ million of EV(JPN).": a sentence for each constraint that has a price.
std::vector<std::string> price_sentences(const PolicyProblem& problem, const PolicyPoint& point);
/// One point with its certificate.
Json point_json(const PolicyPoint& point);

}  // namespace setu
