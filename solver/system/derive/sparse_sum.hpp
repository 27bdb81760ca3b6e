#pragma once
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "setu/system/terms.hpp"

namespace setu {

/// constant + Σ coef·x_v under construction: repeated variables add up in the order they were given, and coefficients that
/// cancel to rounding vanish. Costs nothing per variable that is not mentioned.
class SparseSum {
 public:
  void clear() {
    constant_ = 0;
    parts_.clear();
  }
  void add_constant(double c) { constant_ += c; }
  void add(Index v, double c) { parts_.emplace_back(v, c); }

  /// Brings the parts into order of variables, each once.
  void finish() {
    if (parts_.size() <= kShort) sort_short();
    else std::stable_sort(parts_.begin(), parts_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::size_t kept = 0;
    for (std::size_t p = 0; p < parts_.size();) {
      const Index v = parts_[p].first;
      double coef = 0, size = 0;
      for (; p < parts_.size() && parts_[p].first == v; ++p) {
        coef += parts_[p].second;
        size += std::abs(parts_[p].second);
      }
      if (std::abs(coef) > 8 * std::numeric_limits<double>::epsilon() * size) parts_[kept++] = {v, coef};
    }
    parts_.resize(kept);
  }
  [[nodiscard]] double constant() const { return constant_; }
  [[nodiscard]] const std::vector<std::pair<Index, double>>& parts() const { return parts_; }

 private:
  static constexpr std::size_t kShort = 24;  // insertion sort, stable and without calls, for the usual lengths

  void sort_short() {
    for (std::size_t i = 1; i < parts_.size(); ++i) {
      const auto part = parts_[i];
      std::size_t j = i;
      for (; j > 0 && parts_[j - 1].first > part.first; --j) parts_[j] = parts_[j - 1];
      parts_[j] = part;
    }
  }

  double constant_ = 0;
  std::vector<std::pair<Index, double>> parts_;
};

}  // namespace setu
