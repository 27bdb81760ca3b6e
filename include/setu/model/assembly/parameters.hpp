#pragma once
#include <string>
#include <vector>

#include "setu/model/assembly/model.hpp"
#include "setu/model/recorded.hpp"
#include "setu/system/derive/evaluator.hpp"

namespace setu {

/// All parameters that equations read, header by header in the catalogue's order, with defaults where a header is absent.
std::vector<double> parameter_values(const Database& database);

/// λᵀ ∂F/∂θ at one point, for every parameter θ in the order of parameter_values. What the benchmark's rounding does to the
/// constants counts too. The model must outlive it and keep its parameters.
class ParameterGradient {
 public:
  /// Throws LogicError for a model that was built without the record, and where x cannot be evaluated.
  ParameterGradient(const Model& model, std::span<const double> x);
  /// `multipliers` has one λ per equation.
  [[nodiscard]] std::vector<double> operator()(std::span<const double> multipliers) const;

 private:
  std::shared_ptr<const ModelParameters> parameters_;
  Evaluator here_, benchmark_;
};

/// Brings the model to other values of the parameters without building it anew; flows, sets and flags of `database` must be
/// those that it was built from. False, with the model unchanged, where it must be built anew: its structure would
/// change (ParameterRecord::apply), or the values lie outside what the equations allow, or it holds forms.
[[nodiscard]] bool set_parameters(Model& model, const Database& database);

}  // namespace setu
