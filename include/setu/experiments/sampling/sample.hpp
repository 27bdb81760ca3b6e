#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "setu/experiments/sampling/distribution.hpp"

namespace setu {

/// Rows × columns of numbers, row by row.
struct Draws {
  std::size_t rows = 0, columns = 0;
  std::vector<double> values;

  Draws() = default;
  Draws(std::size_t r, std::size_t c) : rows(r), columns(c), values(r * c) {}
  double& operator()(std::size_t r, std::size_t c) { return values[r * columns + c]; }
  double operator()(std::size_t r, std::size_t c) const { return values[r * columns + c]; }
  [[nodiscard]] std::span<const double> row(std::size_t r) const { return {values.data() + r * columns, columns}; }
};

/// One uncertain number.
struct Uncertain {
  std::string name;
  Distribution distribution;
};

/// One [[correlate]] table as written.
struct CorrelationTable {
  std::vector<std::string> names;
  Draws matrix;             ///< names × names
  bool covariance = false;  ///< else correlation
  std::string where;        ///< for messages: "file:line"
};

/// How uncertain numbers move together. docs/sensitivity.md, S5–S7.
struct Dependence {
  Draws correlation;  ///< of the numbers themselves
  Draws normal;       ///< of the normal numbers behind them (Gaussian copula)
  /// Sets of numbers that are independent of each other, each in order, ordered by their first member.
  std::vector<std::vector<std::size_t>> groups;

  [[nodiscard]] bool independent() const { return groups.size() == correlation.rows; }
};

/// Puts the tables together; numbers in no table are independent. Throws InputError, with the table's place, for unknown,
/// repeated or missing names, a matrix of another size, not symmetric, with a diagonal that is not 1 (for a covariance: not the
/// variances of the distributions), beyond ±1, unattainable by these distributions or not positive semidefinite; the last names the numbers
/// whose correlations contradict each other.
Dependence join(std::span<const Uncertain> numbers, std::span<const CorrelationTable> tables);

enum class SampleMethod {
  Stroud,          ///< degree 3, 2n points, symmetric distributions (S8)
  Liu,             ///< degree 3, 2n points, skewed distributions too (S9)
  LatinHypercube,  ///< stratified (S10), correlated by ranks (S11)
  Sobol,           ///< scrambled Sobol sequence (S12)
  Random           ///< plain Monte Carlo
};
/// "stroud", "liu", "latin_hypercube", "sobol", "random".
const char* to_string(SampleMethod);
const std::vector<SampleMethod>& methods();
/// Whether points and weights follow from the distributions alone: no draws, no seed, nothing but mean and standard deviation.
inline bool is_quadrature(SampleMethod m) { return m == SampleMethod::Stroud || m == SampleMethod::Liu; }

struct SamplePlan {
  SampleMethod method = SampleMethod::LatinHypercube;
  std::size_t draws = 0;   ///< ignored by quadratures
  std::uint64_t seed = 1;  ///< same seed, same draws, on every machine (to rounding)
  bool shares = false;     ///< add the runs that variance shares need (S17): draws/2 for every group
};

/// What to run. Rows: the draws (with shares: matrix A, then matrix B, half of the draws each), then, with shares, for every group
/// matrix A with that group's columns from B.
struct Sample {
  Draws points;
  std::vector<double> weights;  ///< of the draws, adding to 1; the remaining rows have none
  std::size_t base = 0;         ///< rows of A, 0 without shares
};

/// Throws InputError where the method does not fit the distributions or the number of draws.
Sample make_sample(std::span<const Uncertain> numbers, const Dependence& dependence, const SamplePlan& plan);

}  // namespace setu
