#pragma once
#include <string>
#include <vector>

#include "experiments/files/policy_files.hpp"
#include "experiments/files/run_log.hpp"
#include "setu/experiments/policy/policy.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

/// What was asked, on what, with which programs, and the versions of the files of `kind` that `folder` holds.
PolicySource policy_source(const PolicyProblem& problem, const std::filesystem::path& folder, const char* kind);
/// An instrument with its range, in the unit of its range.
PolicyControl control_of(const Instrument& instrument);
/// "One US$ million more of EV(IND) costs 1.14 US$ million of EV(JPN).": a sentence for each constraint that has a price.
std::vector<std::string> price_sentences(const PolicyProblem& problem, const PolicyPoint& point);
/// One point with its certificate.
PolicyPointFile point_of(const PolicyPoint& point);
/// Paths and the seconds of the search, for run.log.json.
RunLog policy_log(const PolicyProblem& problem, double seconds);

}  // namespace setu
