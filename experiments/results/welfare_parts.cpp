#include "welfare_parts.hpp"

#include <algorithm>
#include <cmath>

namespace setu {

namespace {

/// Headings of Huff and Hertel (2000, GTAP Technical Paper 5) by the beginning of GTAP's names.
struct Heading {
  const char* prefix;
  const char* title;
};
constexpr Heading kHeadings[] = {{"CNTalleff", "Allocative"},     {"CNTq", "Allocative"},    {"CNTtot", "Terms of trade"},
                                 {"CNTendw", "Endowments"},       {"CNTtech", "Technology"}, {"CNTpinv", "Inv.-saving"},
                                 {"CNTcgds", "Inv.-saving"},      {"CNTpop", "Population"},  {"CNTdp", "Preferences"},
                                 {"CNTnfi", "Capital abroad"},    {"CNTfund", "Fund"},       {"CNTstock", "Public stocks"},
                                 {kNotExplained, "Not explained"}};

WelfarePart& part_called(std::vector<WelfarePart>& parts, const std::string& title, const Sets& sets) {
  for (auto& part : parts)
    if (part.title == title) return part;
  parts.push_back({title, {}});
  for (const auto& region : sets.reg) parts.back().by_region[region] = 0;
  return parts.back();
}

}  // namespace

std::string welfare_heading(const IntegratedForm& form) {
  for (const auto& heading : kHeadings)
    if (form.name.starts_with(heading.prefix)) return heading.title;
  return form.label.empty() ? form.name : form.label;
}

std::vector<WelfarePart> welfare_parts(const ResultView& view) {
  std::vector<WelfarePart> parts;
  if (view.result().decomposition.status == DecompositionStatus::LeftOut) return parts;
  part_called(parts, "Allocative", view.sets());
  part_called(parts, "Terms of trade", view.sets());
  for (const auto& form : view.result().decomposition.forms)
    if (form.contribution) part_called(parts, welfare_heading(form), view.sets()).by_region[form.region] += form.value;
  const auto is_empty = [](const WelfarePart& part) {
    return std::all_of(part.by_region.begin(), part.by_region.end(), [](const auto& v) { return std::abs(v.second) < 1e-6; });
  };
  parts.erase(std::remove_if(parts.begin() + 2, parts.end(), is_empty), parts.end());
  return parts;
}

std::vector<double> ev_by_group(const ResultView& view, const std::string& region) {
  std::vector<double> sums(view.experiment().plan.groups.size(), 0.0);
  for (const auto& form : view.result().decomposition.forms)
    if (form.contribution && form.region == region)
      for (std::size_t g = 0; g < form.by_group.size() && g < sums.size(); ++g) sums[g] += form.by_group[g];
  return sums;
}

}  // namespace setu
