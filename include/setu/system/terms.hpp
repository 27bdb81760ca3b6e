#pragma once
#include <cstdint>
#include <vector>

namespace setu {

using Index = std::int32_t;
inline constexpr Index kNone = -1;

/// How a variable is measured.
///   Log   x = log(value / benchmark value); x = 0 is the benchmark
///   Level x is the plain number (a rate, a change in US$ million, a share); its benchmark value is `EquationSystem::level0`
enum class Unit : std::uint8_t { Log, Level };

/// The numbers of a system of equations, without names: what residual, Jacobian, Hessian and every solver read.
///
/// Equation i is  (docs/algorithms.md, eq. A1)
///
///   F_i(x) = constant_i + Σ_j linear_coef_j x_j + Σ_{g ∈ groups(i)} scale_g · W_g( S_g(x) )
///   S_g(x) = Σ_{k ∈ terms(g)} coef_k · exp( Σ_f factor_exponent_f x_f ) · z_k
///
/// with W_g = log where `group_log[g]`, else the identity, and z_k = x[term_level[k]] (an unlogged variable) or 1.
/// A log group needs S_g > 0 at the point of evaluation; coefficients may be negative.
/// `group_near_one[g]` says that |scale_g| is large (a CES elasticity near 1): S_g − 1 is then summed with expm1 and
/// the logarithm taken with log1p, which keeps full accuracy as the elasticity tends to 1.
///
/// All ranges are half-open and stored as offsets: the linear part of equation i is
/// [linear_begin[i], linear_begin[i+1]), and likewise for groups, terms and factors.
struct Terms {
  Index variables = 0;  ///< length of x: endogenous and exogenous variables together

  std::vector<double> constant;  ///< per equation
  std::vector<Index> linear_begin{0};
  std::vector<Index> linear_var;
  std::vector<double> linear_coef;
  std::vector<Index> group_begin{0};

  std::vector<double> group_scale;  ///< per group
  std::vector<std::uint8_t> group_log;
  std::vector<std::uint8_t> group_near_one;
  std::vector<Index> term_begin{0};

  std::vector<double> term_coef;  ///< per term
  std::vector<Index> term_level;  ///< variable id of z_k, or kNone
  std::vector<Index> factor_begin{0};
  std::vector<Index> factor_var;  ///< per factor
  std::vector<double> factor_exponent;

  [[nodiscard]] Index equations() const { return static_cast<Index>(constant.size()); }
  [[nodiscard]] Index groups() const { return static_cast<Index>(group_scale.size()); }
  [[nodiscard]] Index terms() const { return static_cast<Index>(term_coef.size()); }
};

}  // namespace setu
