#pragma once
#include <vector>

#include "setu/system/terms.hpp"

namespace setu {

/// Where the nonzeros of a rows × columns matrix stand, by compressed columns: column j holds the rows
/// row[column_begin[j]] … row[column_begin[j+1]−1] in ascending order. Values live in a separate array of the same
/// length.
struct SparsePattern {
  Index rows = 0;
  Index columns = 0;
  std::vector<Index> column_begin{0};
  std::vector<Index> row;

  [[nodiscard]] Index nonzeros() const { return static_cast<Index>(row.size()); }
};

/// The same matrix by rows.
struct ByRows {
  SparsePattern pattern;    ///< the transpose: column_begin by row, row = column of each entry, ascending
  std::vector<Index> slot;  ///< where each entry stands in the pattern by columns
};
ByRows by_rows(const SparsePattern& pattern);

}  // namespace setu
