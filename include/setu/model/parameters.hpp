#pragma once
#include <string>
#include <vector>

#include "setu/model/model.hpp"
#include "setu/system/parameters.hpp"

namespace setu {

/// What stands for ESKO and ETKO in a database that does not give them (docs/equations.md §13).
inline constexpr double kDefaultOwnerSubstitution = 2.0;
inline constexpr double kDefaultOwnerTransformation = 1.5;

/// One header of parameters that the equations read, and where its elements stand among all parameters, row-major.
struct ParameterHeader {
  std::string name;
  Index first = 0, count = 0;
};

/// How the equations of one model depend on the database's parameters.
struct ModelParameters {
  explicit ModelParameters(const Database& database);
  [[nodiscard]] Index first(const std::string& header) const;

  std::vector<ParameterHeader> headers;
  ParameterRecord record;
  std::vector<double> constant;  ///< of the equations, before the benchmark's rounding was absorbed
};

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
