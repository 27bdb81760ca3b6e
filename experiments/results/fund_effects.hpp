#pragma once
#include <optional>
#include <string>
#include <vector>

#include "result_view.hpp"

/// What a fund moves (docs/report.md, R1–R4). Capital is its yearly income at the returns before the shock, US$ million: a change is one
/// of the quantity alone.
namespace setu {

struct FundEffects {
  struct Window {
    std::string name;   ///< empty: all windows together
    double outlay = 0;  ///< US$ million a year
    double rate = 0;    ///< per cent; of all windows together: not used
    double moved = 0;   ///< the owner's capital in the window's activities, change
    double others = 0;  ///< capital of the other owners there, change
    /// moved / outlay; nothing without outlay.
    [[nodiscard]] std::optional<double> leverage() const { return outlay > 0 ? std::optional(moved / outlay) : std::nullopt; }
  };
  struct Place {
    std::string host;
    double before = 0, percent = 0, change = 0;  ///< the owner's capital there
    std::optional<double> crowding;              ///< per cent of what the fund's host gains that leaves this place; nothing for the host
  };
  std::vector<Window> windows;  ///< the last one: all together
  std::vector<Place> places;    ///< where the owner has capital
  Place elsewhere;              ///< neither the owner's home nor the fund's host
};

/// Nothing without a fund.
std::optional<FundEffects> fund_effects(const ResultView& view);

/// Change of `owner`'s capital in `activity` of `host`; 0 where there is none.
double moved_capital(const ResultView& view, const std::string& owner, const std::string& activity, const std::string& host);

}  // namespace setu
