#pragma once
#include <initializer_list>
#include <string_view>
#include <vector>

#include "setu/calibration/reshape/aggregate.hpp"

namespace setu::reshape {

/// The mappings of one aggregation with that of MARG, which follows from COMM's.
class Regroup {
 public:
  Regroup(const Sets& sets, const SetMappings& mappings);
  [[nodiscard]] const Mapping& of(std::string_view set) const;
  /// Per cell of `header`: the position of the cell that it becomes part of.
  [[nodiscard]] std::vector<std::size_t> cells(const Array& header) const;
  /// Per cell of the new header (`targets` from cells()): the old cells that it is made of, ascending.
  static std::vector<std::vector<std::size_t>> parts(const std::vector<std::size_t>& targets, std::size_t new_cells);

 private:
  const SetMappings& mappings_;
  Mapping marg_, type_;
};

/// The sums of an array over all dimensions but those at the positions `kept`, row-major in the order of `kept`.
std::vector<double> sums_over(const Array& array, std::initializer_list<std::size_t> kept);

/// a + b, cell by cell.
std::vector<double> plus(std::vector<double> a, const std::vector<double>& b);

/// The mean of `values` at the positions `part` with `weight`; weights that add to zero count as equal. Equal values
/// are returned as they are.
double weighted_mean(const std::vector<std::size_t>& part, std::span<const double> values, std::span<const double> weight);

/// Capital income at supplier prices by owner and host (REG × REG), the home owner holding the remainder, and by host.
std::vector<double> capital_owned(const Database& database);
std::vector<double> capital_income(const Database& database);

/// The steps of aggregate(): elasticities; CDE parameters; tariff preferences.
void aggregate_elasticities(const Database& from, const Regroup& groups, Database& to);
void aggregate_demand(const Database& from, const Regroup& groups, Reshaped& to);
void aggregate_preferences(const Database& from, const Regroup& groups, Database& to);

}  // namespace setu::reshape
