#pragma once
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "columns.hpp"
#include "setu/experiments/study/run.hpp"
#include "setu/solver/solve/session.hpp"

namespace setu {

/// A model and all that is kept for the points that are solved on it. Private to experiments/.
class PointModel {
 public:
  /// Builds the model on `base` with the scenario's parameters. Throws InputError.
  PointModel(const Scenario& scenario, const Aliases& aliases, const Database& base, const ModelOptions& options,
             const std::vector<VariableChoice>& keep);
  PointModel(const PointModel&) = delete;
  PointModel& operator=(const PointModel&) = delete;

  [[nodiscard]] const Database& database() const { return database_; }  ///< with the parameters
  [[nodiscard]] const Model& model() const { return model_; }
  [[nodiscard]] const ResultColumns& columns() const { return columns_; }

  /// Takes the numbers of `other` and keeps the sessions; false, and nothing has changed, where its equations have another structure.
  bool take_numbers(PointModel& other);

  /// The session for points with these swaps that move these variables; `middle` says where they are at the reference point. Throws
  /// InputError for a closure that does not fit.
  SolverSession& session(const ShockPlan& plan, const ShockPlan& middle);

 private:
  using Moving = std::vector<Index>;
  struct Closed {
    Closure closure;
    std::map<Moving, std::unique_ptr<SolverSession>> sessions;
  };
  Closed& closed(const ShockPlan& plan);

  Database database_;
  Model model_;
  ResultColumns columns_;
  std::map<std::vector<std::string>, Closed> closed_;  ///< by the swaps' texts
};

/// A text that is equal for two scenarios exactly where they ask for the same equations: parameters and fund.
std::string model_key(const Scenario& scenario, const std::optional<FundSpec>& fund);

/// The variables that a plan names, in rising order, also those that it leaves where they are.
std::vector<Index> moving_variables(const ShockPlan& plan);
/// The values of `moving` after the shock.
std::vector<double> target_values(const std::vector<Index>& moving, const ShockPlan& plan);

}  // namespace setu
