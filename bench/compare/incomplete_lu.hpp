#pragma once
#include <span>

#include "full_view.hpp"

namespace setu::bench {

/// ILU(0) by rows in the given order (Saad 2003, Iterative Methods for Sparse Linear Systems, algorithm 10.4): what users
/// of a library without preconditioners write first. Pivots below 1e-8 of their row are replaced by that.
class IncompleteLu {
 public:
  explicit IncompleteLu(FullView::Rows rows);
  /// `values` follow FullView::pattern().
  void factorize(std::span<const double> values);
  void solve(std::span<double> b) const;

 private:
  void eliminate(std::size_t i);
  FullView::Rows rows_;
  std::vector<Index> diagonal_, place_;
  std::vector<double> value_;
};

}  // namespace setu::bench
