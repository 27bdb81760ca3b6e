#pragma once
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "setu/system/terms.hpp"

namespace setu {

/// constant + Σ coef·x_v under construction: repeated variables add up, and coefficients that cancel to rounding
/// vanish. Costs nothing per variable that is not mentioned.
class SparseSum {
 public:
  explicit SparseSum(Index variables) : coef_(variables, 0.0), size_(variables, 0.0) {}

  void clear() {
    constant_ = 0;
    parts_.clear();
  }
  void add_constant(double c) { constant_ += c; }
  void add(Index v, double c) {
    if (size_[v] == 0) touched_.push_back(v);
    coef_[v] += c;
    size_[v] += std::abs(c) + std::numeric_limits<double>::min();
  }
  /// Moves what was added into `parts`, sorted by variable.
  void finish() {
    std::sort(touched_.begin(), touched_.end());
    for (const Index v : touched_) {
      if (std::abs(coef_[v]) > 8 * std::numeric_limits<double>::epsilon() * size_[v]) parts_.emplace_back(v, coef_[v]);
      coef_[v] = size_[v] = 0;
    }
    touched_.clear();
  }
  [[nodiscard]] double constant() const { return constant_; }
  [[nodiscard]] const std::vector<std::pair<Index, double>>& parts() const { return parts_; }

 private:
  double constant_ = 0;
  std::vector<double> coef_, size_;
  std::vector<Index> touched_;
  std::vector<std::pair<Index, double>> parts_;
};

}  // namespace setu
