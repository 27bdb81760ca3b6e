#pragma once
#include "setu/model/database/quantity.hpp"
#include "setu/system/terms.hpp"

/// How variables are measured: each declaration names one of these.
namespace setu {

struct Measured {
  Quantity quantity;
  const char* unit = "";   ///< of the level; "" for indices and plain ratios
  double degree = 0;       ///< nominal degree: by what power of the numeraire it moves
  Unit scale = Unit::Log;  ///< solved for as a logarithm or as a plain number
};

// Logarithms of levels.
inline constexpr Measured kVolume{Quantity::Volume, kMillion};  // at benchmark prices
inline constexpr Measured kVolumeIndex{Quantity::Volume};       // 1 at the benchmark
inline constexpr Measured kPrice{Quantity::Price, "", 1};
inline constexpr Measured kValue{Quantity::Value, kMillion, 1};
inline constexpr Measured kValueIndex{Quantity::Value, "", 1};  // 1 at the benchmark
inline constexpr Measured kRealValueIndex{Quantity::Value};     // at benchmark prices
inline constexpr Measured kPower{Quantity::Power};
inline constexpr Measured kIndex{Quantity::Relative};
inline constexpr Measured kSlack{Quantity::Slack};
inline constexpr Measured kLimit{Quantity::Limit};
inline constexpr Measured kPersons{Quantity::Persons, "million persons"};

// Plain numbers, which may be zero or negative.
inline constexpr Measured kChange{Quantity::Value, kMillion, 1, Unit::Level};
inline constexpr Measured kRealChange{Quantity::Value, kMillion, 0, Unit::Level};  // at benchmark prices or of the numeraire
inline constexpr Measured kNetValue{Quantity::NetValue, kMillion, 1, Unit::Level};
inline constexpr Measured kRatio{Quantity::Ratio, "", 0, Unit::Level};
inline constexpr Measured kShare{Quantity::Share, "", 0, Unit::Level};
inline constexpr Measured kRate{Quantity::Rate, "", 0, Unit::Level};
inline constexpr Measured kReturn{Quantity::Relative, "", 0, Unit::Level};  // 1 at the benchmark
inline constexpr Measured kUtility{Quantity::Utility, "", 0, Unit::Level};

}  // namespace setu
