#pragma once
#include <span>
#include <utility>
#include <vector>

#include "setu/system/terms.hpp"
#include "setu/system/write/tape.hpp"

namespace setu {

class Evaluator;

/// Where parameters enter the equations of one system (docs/algorithms.md §10): which coefficients, scales and exponents
/// of its table of terms come from which node of the tape. Written by the Builder. Parameters are the tape's first nodes.
class ParameterRecord {
 public:
  explicit ParameterRecord(std::span<const double> parameters) {
    parameters_ = tape_.parameters(parameters) + static_cast<Index>(parameters.size());
  }
  ParameterRecord(const ParameterRecord&) = delete;
  ParameterRecord& operator=(const ParameterRecord&) = delete;

  [[nodiscard]] Tape& tape() { return tape_; }
  [[nodiscard]] Index parameters() const { return parameters_; }

  /// λᵀ ∂F/∂θ for every parameter θ at the evaluator's last accepted point; one λ per equation. The evaluator is that of
  /// the full system.
  [[nodiscard]] std::vector<double> gradient(const Evaluator& evaluator, std::span<const double> lambda) const;

  /// Writes into `terms` the coefficients at other parameter values. False, with nothing changed, where the structure
  /// would change: a coefficient appears or vanishes, or an elasticity comes to 1, leaves it, or crosses the limit of
  /// `group_near_one`. Then the model must be built anew.
  [[nodiscard]] bool apply(std::span<const double> values, Terms& terms);

  // For the Builder. `position` is kNone where a coefficient was left out because it is zero at these parameters.
  struct InLinear {
    Index equation, position, variable, node;
  };
  struct InScale {
    Index equation, group, node;
  };
  struct InCoef {
    Index equation, group, term, node;
  };
  struct InExponent {
    Index equation, group, term, position, variable, node;
  };
  /// A CES index at elasticity 1, written as Σ share·exponent: in ε = 1 − σ it is that plus ε/2 times the variance of the
  /// exponents (docs/algorithms.md, eq. A16).
  struct Limit {
    struct Addend {
      double share, constant;
      std::vector<std::pair<Index, double>> exponent;
    };
    Index equation, node;  ///< node: ε times what the index is multiplied by
    std::vector<Addend> addends;
  };
  std::vector<InLinear> linear;
  std::vector<InScale> scale;
  std::vector<InCoef> coef;
  std::vector<InExponent> exponent;
  std::vector<Limit> limit;

 private:
  [[nodiscard]] bool same_structure(const Terms& terms) const;
  void write(Terms& terms) const;
  Tape tape_;
  Index parameters_ = 0;
};

}  // namespace setu
