#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/experiments/sensitivity/sensitivity.hpp"

namespace setu {

namespace {

/// Result `k` of all rows of the sample; NaN for failed runs.
std::vector<double> column(const PointTable& table, std::size_t k) {
  std::vector<double> y;
  y.reserve(table.outcomes.size() - 1);
  for (std::size_t row = 1; row < table.outcomes.size(); ++row) {
    const auto& outcome = table.outcomes[row];
    y.push_back(outcome.certified() ? outcome.results[k] : std::numeric_limits<double>::quiet_NaN());
  }
  return y;
}

Draws only_draws(const Sample& sample) {
  Draws draws(sample.weights.size(), sample.points.columns);
  std::copy_n(sample.points.values.begin(), draws.values.size(), draws.values.begin());
  return draws;
}

/// A reason without its numbers, which differ from run to run.
std::string kind_of(std::string reason) {
  std::erase_if(reason, [](char c) { return std::string_view("0123456789.-+e").find(c) != std::string_view::npos; });
  return reason;
}

void count_reasons(const PointTable& table, Failures& failures) {
  std::map<std::string, std::pair<std::string, std::size_t>> kinds;  // the first reason of its kind, how often
  for (std::size_t row = 1; row < table.outcomes.size(); ++row) {
    if (table.outcomes[row].certified()) continue;
    auto& kind = kinds.try_emplace(kind_of(table.outcomes[row].failure), table.outcomes[row].failure, 0).first->second;
    ++kind.second;
  }
  for (const auto& [kind, reason] : kinds) failures.reasons.push_back(reason);
  std::stable_sort(failures.reasons.begin(), failures.reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
}

/// Where the failed runs lie among all.
void locate(const SensitivityStudy& study, const PointTable& table, Failures& failures) {
  for (std::size_t i = 0; i < study.numbers.size(); ++i) {
    double all = 0, failed = 0;
    for (std::size_t row = 1; row < study.points.size(); ++row) {
      all += study.points[row][i] / static_cast<double>(failures.runs);
      if (!table.outcomes[row].certified()) failed += study.points[row][i] / static_cast<double>(failures.failed);
    }
    const double distance = (failed - all) / study.numbers[i].distribution.deviation();
    if (std::abs(distance) <= std::abs(failures.distance) && i > 0) continue;
    failures.furthest = study.numbers[i].name;
    failures.distance = distance;
  }
}

Failures failures_of(const SensitivityStudy& study, const PointTable& table) {
  Failures failures;
  failures.runs = table.outcomes.size() - 1;
  failures.central = !table.outcomes[0].certified();
  for (std::size_t row = 1; row < table.outcomes.size(); ++row)
    if (!table.outcomes[row].certified()) ++failures.failed;
  if (failures.failed == 0) return failures;
  count_reasons(table, failures);
  locate(study, table, failures);
  return failures;
}

std::string refusal_of(const SensitivityStudy& study, const PointTable& table, const Failures& failures) {
  if (failures.central) return fmt::format("With every number at its centre there is no certified solution: {}", table.outcomes[0].failure);
  if (failures.failed == 0) return {};
  if (is_quadrature(study.plan.method))
    return "A quadrature needs all its points. Narrow the distributions, or use latin_hypercube, sobol or random.";
  const double share = 100.0 * static_cast<double>(failures.failed) / static_cast<double>(failures.runs);
  if (share > study.allowed_failures)
    return fmt::format("That is {:.3g} per cent, and [analysis] allows {:.3g}: what is left is no fair sample.", share,
                       study.allowed_failures);
  return {};
}

}  // namespace

std::string group_name(const SensitivityStudy& study, std::size_t group) {
  std::string name;
  for (const std::size_t i : study.dependence.groups[group]) name += (name.empty() ? "" : " + ") + study.numbers[i].name;
  return name;
}

SensitivityResults analyse(const SensitivityStudy& study, const PointTable& table) {
  if (!table.complete || table.outcomes.size() != study.points.size()) throw LogicError("statistics need all runs");
  SensitivityResults out;
  out.failures = failures_of(study, table);
  out.refusal = refusal_of(study, table, out.failures);
  for (const auto& outcome : table.outcomes)
    if (outcome.certified()) out.residual = std::max(out.residual, outcome.residual);
  if (!out.refusal.empty()) return out;
  const bool quadrature = is_quadrature(study.plan.method);
  const Draws draws = only_draws(study.sample);
  for (std::size_t k = 0; k < table.results.size(); ++k) {
    const std::vector<double> y = column(table, k);
    const std::span<const double> drawn(y.data(), draws.rows);
    ResultStatistics s{table.results[k], table.outcomes[0].results[k], {}, {}, {}};
    s.summary = quadrature ? summarize_quadrature(drawn, study.sample.weights) : summarize_draws(drawn);
    if (study.sample.base > 0) s.shares = variance_shares(y, study.sample.base, study.dependence.groups.size());
    if (!quadrature) s.linear = linear_shares(draws, drawn, study.dependence.groups);
    out.results.push_back(std::move(s));
  }
  return out;
}

}  // namespace setu
