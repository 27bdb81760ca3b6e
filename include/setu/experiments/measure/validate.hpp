#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "setu/experiments/study/run.hpp"

namespace setu {

/// One cell of another code's results beside ours.
struct ComparedCell {
  std::string name;  ///< "qxs(Food,USA,EU_28)"
  double expected = 0, found = 0;
  double difference = 0;  ///< percentage points; US$ cells: per cent of the region's (the world's) income
};

struct VariableComparison {
  std::string variable;
  std::size_t cells = 0;
  double largest = 0, mean = 0;  ///< absolute differences
  double limit = 0;
};

struct Comparison {
  std::vector<VariableComparison> variables;  ///< in the order of the file
  std::vector<ComparedCell> worst;            ///< largest difference relative to its limit first
  std::vector<std::string> unknown;           ///< variables that the model does not have
  std::vector<std::string> absent;            ///< cells that are no flow of the database
  std::size_t cells = 0;
  double tolerance = 0;

  /// True when cells were compared and none is above its limit.
  [[nodiscard]] bool passed() const;
  [[nodiscard]] std::string text() const;
};

/// US$ cells (EV, WEV, CNT*, del_tbal) may differ by this many times the tolerance, in per cent of income.
inline constexpr double kDollarFactor = 3;

/// Compares a result with a file name,i1,i2,i3,i4,value of percentage changes (US$ million for EV, WEV, CNT* and
/// del_tbal). Throws InputError for a file that is not in that layout.
Comparison compare_results(const Experiment& experiment, const RunResult& result, const std::filesystem::path& expected, double tolerance);

}  // namespace setu
