#include <algorithm>

#include "setu/experiments/sweep/sweep_file.hpp"

namespace setu {

double Axis::middle() const {
  if (distribution) return distribution->quantile(0.5);
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  return sorted.empty() ? 0.0 : sorted[(sorted.size() - 1) / 2];
}

}  // namespace setu
