#pragma once
#include <map>
#include <string>
#include <vector>

#include "result_view.hpp"

namespace setu {

/// One heading of the Huff–Hertel decomposition and its sum by region, US$ million.
struct WelfarePart {
  std::string title;
  std::map<std::string, double> by_region;
};

/// The parts of EV under the headings of Huff and Hertel (2000); a heading that is zero everywhere is left out, except
/// allocative efficiency and terms of trade.
std::vector<WelfarePart> welfare_parts(const ResultView& view);

/// The heading under which a part of EV counts; its label where Huff and Hertel have none.
std::string welfare_heading(const IntegratedForm& form);

/// EV(region) by group of shocks, in the order of ShockPlan::groups, US$ million.
std::vector<double> ev_by_group(const ResultView& view, const std::string& region);

}  // namespace setu
