#pragma once
#include <string>

namespace setu {

/// What is believed of an uncertain number. docs/sensitivity.md, S1–S4.
struct Distribution {
  enum class Kind { Normal, Lognormal, Uniform, Triangular };
  Kind kind = Kind::Normal;
  double mean = 0, sd = 0;       ///< normal
  double median = 1, sigma = 0;  ///< lognormal: sigma is the standard deviation of the logarithm
  double from = 0, to = 0;       ///< uniform, triangular
  double mode = 0;               ///< triangular
  std::string where;             ///< "file:line"

  static Distribution normal(double mean, double sd);
  static Distribution lognormal(double median, double sigma);
  static Distribution uniform(double from, double to);
  static Distribution triangular(double from, double mode, double to);

  /// Why the numbers describe no distribution ("sd = -1: give a number above 0"); empty if they do.
  [[nodiscard]] std::string problem() const;

  /// The value that is not exceeded with probability u, 0 < u < 1.
  [[nodiscard]] double quantile(double u) const;
  /// The value at the quantile that `z` has in the standard normal distribution: quantile(Φ(z)) without loss in the tails.
  [[nodiscard]] double from_normal(double z) const;
  [[nodiscard]] double expectation() const;
  [[nodiscard]] double deviation() const;  ///< standard deviation
  /// E[(x − expectation)³] / deviation³.
  [[nodiscard]] double skewness() const;
  /// The number that the file gives as the middle: mean, median, midpoint or mode.
  [[nodiscard]] double central() const;
  /// Whether `x` can be drawn at all.
  [[nodiscard]] bool possible(double x) const;
  [[nodiscard]] bool symmetric() const;
  /// "normal, mean 1, sd 0.2".
  [[nodiscard]] std::string text() const;
};

}  // namespace setu
