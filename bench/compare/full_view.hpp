#pragma once
#include <span>
#include <vector>

#include "setu/system/closure.hpp"
#include "setu/system/derive/evaluator.hpp"

namespace setu::bench {

/// The whole, unreduced system as a careful user of a nonlinear solver would hand it over: unknowns are the endogenous
/// variables in their order, each in a unit that makes the largest entry of its column at the benchmark about one (values
/// in US$ million stand beside logarithms); given variables are at their shocked values; and equation i stands in the row
/// of the variable that `match` pairs it with, so that the diagonal has no structural zeros (incomplete factorisations and
/// AMD need that).
class FullView {
 public:
  explicit FullView(const Problem& problem);

  [[nodiscard]] Index size() const { return static_cast<Index>(unknown_.size()); }
  [[nodiscard]] const SparsePattern& pattern() const { return pattern_; }
  /// The same matrix by rows: row i holds columns column[row_begin[i]] …, each with its place in `pattern()`.
  struct Rows {
    std::vector<Index> row_begin, column, slot;
  };
  [[nodiscard]] Rows rows() const;

  /// The benchmark's values of the unknowns.
  void start(std::span<double> u) const;
  /// F(u); false where it cannot be evaluated. The derivatives below are at the last point that was evaluated.
  bool evaluate(std::span<const double> u, std::span<double> f);
  void jacobian(std::span<double> values);
  void product(std::span<const double> du, std::span<double> out);
  /// u with the given variables, full length.
  [[nodiscard]] std::vector<double> point(std::span<const double> u) const;

 private:
  void choose_units(const Problem& problem);
  std::vector<double> x_, direction_, work_, values_, unit_;
  std::vector<Index> unknown_, equation_of_row_, slot_;  // slot_: place in the evaluator's pattern of each of ours
  Evaluator evaluator_;
  SparsePattern pattern_;
};

/// The goal of every solver here: max |F_i| of the full system.
inline constexpr double kGoal = 1e-9;

double largest(std::span<const double> f);

}  // namespace setu::bench
