#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "setu/experiments/study/run.hpp"

namespace setu {

/// One cell of another code's results beside ours.
struct ComparedCell {
  std::string name;  ///< "qxs(Food,USA,EU_28)"
  double expected = 0, found = 0;
  double difference = 0;  ///< percentage points; US$ cells: per cent of the region's (the world's) income, of plain numbers in hundredths
  double limit = 0;
};

struct VariableComparison {
  std::string variable;
  std::size_t cells = 0;
  double largest = 0, mean = 0;  ///< absolute differences
  double limit = 0;
};

struct Comparison {
  std::vector<VariableComparison> variables;               ///< in the order of the file
  std::vector<ComparedCell> worst;                         ///< largest difference relative to its limit first
  std::vector<std::string> unknown;                        ///< variables that the model does not have
  std::map<std::string, std::set<std::string>> strangers;  ///< elements that the model does not have, with the variables they stand in
  std::vector<std::string> empty;                          ///< variables whose results the file leaves out
  std::vector<std::string> absent;                         ///< cells that are no flow of the database
  std::string warning;  ///< what is wrong with the run's own welfare decomposition; empty where nothing is
  std::size_t cells = 0;
  double tolerance = 0;

  /// True when cells were compared and none is above its limit.
  [[nodiscard]] bool passed() const;
  [[nodiscard]] std::string text() const;
};

/// Changes in US$ million (EV, WEV, CNT…, del_tbal) may differ by this many times the tolerance, in per cent of income.
inline constexpr double kDollarFactor = 3;

/// Compares a result with another code's: a CSV file name,i1,…,value of percentage changes (and changes of what changes: EV,
/// del_tbal, …), a header array file with one header for each variable, or a GEMPACK solution file. Names and elements match in any
/// case; what the model does not have is listed, and the rest is compared. Throws InputError for a file that is in none of these
/// layouts.
Comparison compare_results(const Experiment& experiment, const RunResult& result, const std::filesystem::path& expected, double tolerance);

}  // namespace setu
