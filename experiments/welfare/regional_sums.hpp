#pragma once
#include <span>
#include <string>
#include <vector>

#include "setu/experiments/welfare/decomposition.hpp"

namespace setu {

/// EV of a region beside what the decomposition adds up to, US$ million.
struct RegionalSum {
  std::string region;
  double ev = 0, income = 0;    ///< at `end`, at the benchmark
  double parts = 0, gross = 0;  ///< Σ of the contributions and of their sizes
};

/// One for each region of the model, in its order.
std::vector<RegionalSum> regional_sums(const Model& model, const Decomposition& d, std::span<const double> end);

}  // namespace setu
