#pragma once
#include <cstdint>

namespace setu {

/// What the number of a variable or header is, said where it is declared. Code asks this, never the words of a label.
enum class Quantity : std::uint8_t {
  None,        ///< not said
  Volume,      ///< a quantity, at benchmark prices
  Price,       ///< an index of a price, 1 at the benchmark
  Value,       ///< a value, or the change of one
  Power,       ///< of a tax: 1 + rate
  Rate,        ///< of a tax or subsidy
  Share,       ///< between 0 and 1
  Ratio,       ///< a value, or the change of one, over another
  Relative,    ///< relative to the benchmark, of anything else: technology, preferences, utility, returns
  Slack,       ///< 1 while the equation that it stands in holds
  Utility,     ///< logarithm of a utility as a plain number
  Limit,       ///< measured as what it limits
  Persons,     ///< people
  Elasticity,  ///< a parameter: of substitution, transformation, supply
  Parameter,   ///< any other parameter
  Flag,        ///< 0 or 1
  NetValue     ///< a value less others: positive at the benchmark, may become negative
};

inline constexpr const char* kMillion = "US$ million";

}  // namespace setu
