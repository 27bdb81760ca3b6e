#pragma once
#include <array>
#include <string>
#include <vector>

#include "condensation.hpp"

namespace setu {

/// Splits a reduced system along one of the model's index sets, such as its regions: unknowns that carry an element
/// of the set belong to that element's group, those that carry two (trade from one to another) to both. Knows names and
/// indices only; which set is best is read off the matrix: few entries may connect unknowns without a common group.
struct Grouping {
  using Groups = std::array<Index, 2>;  ///< kNone where there is none

  std::string set;                  ///< name of the set; empty: no set is fit
  Index count = 0;                  ///< number of groups
  std::vector<Groups> column, row;  ///< by column and row of the reduced matrix
  std::vector<Index> partner;       ///< by row: the column that the model pairs it with, or kNone
};

/// Unknowns without a group that are worth exact rows and columns; with more of them the blocks are no good guide.
inline constexpr std::size_t kLargestBorder = 64;

/// The set that leaves the fewest of the core's unknowns without a group and, among equals, cuts the fewest entries of the
/// matrix. `count` is 0 when every set leaves more than kLargestBorder, or when one group would be most of the core.
Grouping find_grouping(const EquationSystem& system, const Reduction& reduction, const SparsePattern& pattern, const Triangle& triangle);

}  // namespace setu
