#include <cmath>
#include <optional>
#include <string>

#include "setu/system/prove/structure.hpp"

namespace setu {

namespace {

constexpr double kSameDegree = 1e-9;
constexpr double kAbsorbed = 1e-12;  ///< a constant below this is rounding that the benchmark left, relative to the equation

std::string number(double d) {
  std::string text = std::to_string(d);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

/// Degrees of one equation's parts. A logged variable of degree d shifts by d·log κ; what stands outside a logarithm is
/// multiplied by a power of κ. The equation is homogeneous when all multiplied parts share one power, and when the
/// logged parts shift by nothing in all (docs/algorithms.md §7).
class Degrees {
 public:
  Degrees(const Terms& t, const std::vector<double>& degree, const std::vector<std::uint8_t>& level)
      : t_(t), degree_(degree), level_(level) {}

  /// A sentence saying what is wrong with equation i, or nothing.
  std::optional<std::string> fault(Index i) {
    power_.reset();
    fault_.reset();
    double shift = 0;
    for (Index l = t_.linear_begin[i]; l < t_.linear_begin[i + 1]; ++l) {
      const Index v = t_.linear_var[l];
      if (level_[v]) multiplied(degree_[v], "an unlogged variable");
      else shift += t_.linear_coef[l] * degree_[v], multiplied(0, "a logged variable");
    }
    if (std::abs(t_.constant[i]) > kAbsorbed) multiplied(0, "the constant");
    for (Index g = t_.group_begin[i]; g < t_.group_begin[i + 1]; ++g) shift += group(g);
    if (std::abs(shift) > kSameDegree) fail("the degrees of its logged parts add up to " + number(shift) + ", not to 0");
    return fault_;
  }

 private:
  double group(Index g) {
    std::optional<double> common;
    for (Index k = t_.term_begin[g]; k < t_.term_begin[g + 1]; ++k) {
      double d = t_.term_level[k] == kNone ? 0.0 : degree_[t_.term_level[k]];
      for (Index f = t_.factor_begin[k]; f < t_.factor_begin[k + 1]; ++f) {
        const Index v = t_.factor_var[f];
        if (level_[v] && degree_[v] != 0) fail("an unlogged variable with a degree stands in an exponent");
        if (!level_[v]) d += t_.factor_exponent[f] * degree_[v];
      }
      if (common && std::abs(*common - d) > kSameDegree * (1 + std::abs(d)))
        fail("a sum adds terms of degree " + number(*common) + " and " + number(d));
      if (!common) common = d;
    }
    if (!t_.group_log[g]) {
      multiplied(common.value_or(0), "a sum");
      return 0;
    }
    multiplied(0, "a logarithm");
    return t_.group_scale[g] * common.value_or(0);
  }

  void multiplied(double power, const char* what) {
    if (!power_) power_ = power;
    else if (std::abs(*power_ - power) > kSameDegree)
      fail(std::string(what) + " of degree " + number(power) + " stands beside parts of degree " + number(*power_));
  }

  void fail(std::string text) {
    if (!fault_) fault_ = std::move(text);
  }

  const Terms& t_;
  const std::vector<double>& degree_;
  const std::vector<std::uint8_t>& level_;
  std::optional<double> power_;
  std::optional<std::string> fault_;
};

}  // namespace

std::vector<DegreeFault> homogeneity_faults(const EquationSystem& system, std::size_t most) {
  std::vector<double> degree(system.terms.variables);
  std::vector<std::uint8_t> level(system.terms.variables);
  for (const auto& block : system.variables)
    for (Index v = block.first; v < block.first + block.count; ++v) {
      degree[v] = block.degree;
      level[v] = block.unit == Unit::Level ? 1 : 0;
    }
  std::vector<DegreeFault> faults;
  Degrees degrees(system.terms, degree, level);
  for (Index i = 0; i < system.terms.equations() && faults.size() < most; ++i)
    if (const auto fault = degrees.fault(i)) faults.push_back({system.equation_name(i), *fault});
  return faults;
}

}  // namespace setu
