#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "findings.hpp"
#include "portrait.hpp"
#include "setu/calibration/audit/plausible.hpp"
#include "setu/calibration/audit/source_figures.hpp"

namespace setu::detail {

/// Compares values with the ranges: outside low … high is a note, outside lowest … highest a warning.
class Plausibility {
 public:
  Plausibility(const std::vector<PlausibleRange>& ranges, Findings& findings) : ranges_(ranges), findings_(findings) {}

  /// The row of `quantity` for a kind of sector, or null where it is not to be judged.
  [[nodiscard]] const PlausibleRange* range(std::string_view quantity, std::string_view sector = "any") const;

  /// `where` is called only for a value out of range. Of the findings with the farthest values the `weightiest` come first.
  template <class Where>
  void judge(const PlausibleRange* range, double value, double weight, const Where& where) {
    if (range && !(value >= range->low && value <= range->high)) report(*range, value, weight, where());
  }
  template <class Where>
  void judge(std::string_view quantity, double value, double weight, const Where& where) {
    judge(range(quantity), value, weight, where);
  }

 private:
  void report(const PlausibleRange& range, double value, double weight, const std::string& where);
  const std::vector<PlausibleRange>& ranges_;
  Findings& findings_;
};

/// Aggregates of each region and of the world.
void judge_regions(const Sums& sums, const Portrait& portrait, Plausibility& p);
/// Labour's share and value added by activity, the sources of each use, exports against output.
void judge_shares(const Sums& sums, Plausibility& p);
/// Tariffs, powers of other taxes, transport margins, cell by cell.
void judge_rates(const Sums& sums, Plausibility& p);
/// Elasticities where there is a flow that they act on.
void judge_elasticities(const Sums& sums, Plausibility& p);
/// Trade against the figures of its sources.
void judge_sources(const Database& db, const std::vector<SourceFigure>& figures, Findings& findings);

}  // namespace setu::detail
