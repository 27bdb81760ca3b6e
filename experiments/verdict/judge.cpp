#include "judge.hpp"

#include <cmath>

#include "setu/base/error.hpp"

namespace setu {

namespace {

constexpr double kSame = 1e-9;  ///< of a result's size, or of what is negligible: less is rounding

const char* sign_of(double value, double threshold) { return std::abs(value) < threshold ? "negligible" : value > 0 ? "plus" : "minus"; }

/// Files by their names alone: equal results are equal wherever they are made.
std::string without_folders(const Cases& cases, std::string text) {
  for (const auto& file : {cases.battery().file, cases.asked().file, std::filesystem::path(cases.file())}) {
    const std::string folder = file.parent_path().string() + "/";
    for (auto at = text.find(folder); folder.size() > 1 && at != std::string::npos; at = text.find(folder)) text.erase(at, folder.size());
  }
  return text;
}

void count(VerdictResult& result, const VerdictVariant& variant, double value) {
  if (std::isnan(value)) return;
  ++result.counted;
  if (value < result.least) result.least = value, result.least_in = variant.name;
  if (value > result.most) result.most = value, result.most_in = variant.name;
  const std::string sign = sign_of(value, result.threshold);
  if (sign == result.sign) ++result.holds;
  else (sign == "negligible" ? result.negligible_in : result.flipped_by).push_back(variant.name);
}

}  // namespace

std::vector<VerdictResult> judge(const Subject& subject, const std::vector<double>& standard, const std::vector<VerdictVariant>& variants) {
  std::vector<VerdictResult> all;
  for (std::size_t k = 0; k < subject.results.size(); ++k) {
    const WatchedResult& watched = subject.results[k];
    VerdictResult& result = all.emplace_back();
    result.name = watched.name;
    result.region = watched.region;
    result.label = watched.label;
    result.unit = watched.unit;
    result.threshold = watched.threshold;
    result.central = result.least = result.most = standard[k];
    result.least_in = result.most_in = "standard";
    result.sign = sign_of(standard[k], watched.threshold);
    for (const auto& variant : variants)
      if (variant.state == "counted") count(result, variant, variant.values[k]);
  }
  return all;
}

VerdictVariant judged_variant(const Cases& cases, const Variant& variant, const PointOutcome& outcome,
                              const std::vector<double>& standard) {
  VerdictVariant judged{variant.name, variant.title, variant.when, "counted", {}, {}, {}};
  if (auto reason = cases.left_out(variant); !reason.empty()) {
    judged.state = "left out";
    judged.reason = std::move(reason);
    return judged;
  }
  if (!outcome.certified()) {
    judged.state = "unknown";
    judged.reason = without_folders(cases, outcome.failure);
    return judged;
  }
  if (!outcome.results.empty()) judged.max_scaled_residual = outcome.residual;
  judged.values = outcome.results.empty() ? standard : outcome.results;
  bool same = true;
  for (std::size_t k = 0; k < standard.size(); ++k)
    same =
        same && std::abs(judged.values[k] - standard[k]) <= kSame * std::max(std::abs(standard[k]), cases.subject().results[k].threshold);
  if (same) judged.state = "same";
  return judged;
}

}  // namespace setu
