#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "regional_sums.hpp"

namespace setu {

namespace {

/// Of a region's income: what the benchmark's rounding hides whatever the shock.
constexpr double kNoise = 1e-11;

IntegratedForm rest_of(const std::string& region, double value, std::size_t groups) {
  IntegratedForm form;
  form.name = kNotExplained;
  form.elements = {region};
  form.region = region;
  form.label = "EV that the parts do not explain";
  form.contribution = true;
  form.value = value;
  form.by_group.assign(groups, 0.0);
  return form;
}

}  // namespace

std::vector<RegionalSum> regional_sums(const Model& model, const Decomposition& d, std::span<const double> end) {
  std::vector<RegionalSum> sums;
  std::map<std::string, std::size_t> position;
  for (const auto& region : model.sets.reg) {
    const std::vector<std::string> element{region};
    position.emplace(region, sums.size());
    sums.push_back({region, end[model.system.id("EV", element)], model.system.level0[model.system.id("y", element)], 0, 0});
  }
  for (const auto& form : d.forms) {
    const auto it = position.find(form.region);
    if (!form.contribution || it == position.end()) continue;
    sums[it->second].parts += form.value;
    sums[it->second].gross += std::abs(form.value);
  }
  return sums;
}

const char* to_string(DecompositionStatus status) {
  switch (status) {
    case DecompositionStatus::LeftOut: return "left out";
    case DecompositionStatus::Complete: return "complete";
    case DecompositionStatus::Open: return "open";
  }
  return "unknown";
}

void judge_decomposition(const Model& model, std::span<const double> end, double limit, Decomposition& d) {
  d.status = DecompositionStatus::LeftOut;
  if (!d.complete) {
    d.message = fmt::format("EV is not split into parts: {}{}", d.message, d.message.ends_with('.') ? "" : ".");
    return;
  }
  std::vector<IntegratedForm> rests;
  double worst = 0;
  std::string where;
  bool open = false;
  for (const auto& sum : regional_sums(model, d, end)) {
    const double rest = sum.ev - sum.parts;
    rests.push_back(rest_of(sum.region, rest, d.groups.size()));
    const double allowed = std::max(limit * std::max(std::abs(sum.ev), sum.gross), kNoise * sum.income);
    open = open || !(std::abs(rest) <= allowed);
    if (where.empty() || std::abs(rest) > std::abs(worst)) worst = rest, where = sum.region;
  }
  d.status = open ? DecompositionStatus::Open : DecompositionStatus::Complete;
  if (!open) return;
  d.message = fmt::format(
      "The parts do not add up to EV: {:.3g} US$ million of {} are not explained (column \"Not explained\"), and less elsewhere. The "
      "equilibrium itself is certified.",
      worst, where);
  for (auto& rest : rests) d.forms.push_back(std::move(rest));
}

}  // namespace setu
