#pragma once
#include <string>
#include <vector>

#include "cases.hpp"
#include "experiments/files/verdict_file.hpp"

/// Private to experiments/verdict.
namespace setu {

/// The signs of all results over the variants that count. `variants` have their states and values, `standard` the results of the standard
/// case.
std::vector<VerdictResult> judge(const Subject& subject, const std::vector<double>& standard, const std::vector<VerdictVariant>& variants);

/// What became of a variant.
VerdictVariant judged_variant(const Cases& cases, const Variant& variant, const PointOutcome& outcome, const std::vector<double>& standard);

/// The verdict in words: welfare of each region with its conditions, then what else holds.
std::vector<std::string> verdict_sentences(const VerdictFile& verdict);

}  // namespace setu
