#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "setu/model/assembly/model.hpp"
#include "setu/solver/solve/path.hpp"

namespace setu {

/// A differential form integrated along the path of the shock.
struct IntegratedForm {
  std::string name;  ///< CNTalleffr, CNTtotr, pgdp, …
  std::vector<std::string> elements;
  std::string region;
  std::string label;
  bool contribution = false;  ///< one of the parts that add up to EV(region)
  bool log_index = false;
  double value = 0;              ///< US$ million; for index numbers percent change, 100·(exp ∫ − 1)
  std::vector<double> by_group;  ///< share of `value` that each shock group causes (∫, so log points for indices)
};

/// Welfare decomposition and subtotals by shock group (Huff and Hertel 2000; Harrison, Horridge and Pearson 2000).
struct Decomposition {
  bool complete = false;  ///< false: a point on the path was not certified; nothing below is filled
  std::string message;    ///< why it is incomplete
  std::vector<std::string> groups;
  std::vector<IntegratedForm> forms;
  /// Filled only if asked for. Per group, per variable of the system: its part of the change, in percent of the benchmark for Log variables
  /// and in the variable's own unit for Level variables. Groups add up to the total change.
  std::vector<std::vector<double>> subtotals;
  /// max over regions of |Σ parts − EV| / max(|EV|, 1e-8 · income): how far the parts are from adding up.
  double gap = 0;
  std::vector<double> switches;  ///< points of the path, within (0, 1), at which a rule begins or ceases to bind
  int nodes = 0;                 ///< points of the path at which the model was solved
  double seconds = 0;
};

/// Which entries of problem.path belong to a named group. Groups partition the path.
struct ShockGroup {
  std::string name;
  std::vector<Index> positions;
};

struct DecompositionOptions {
  double tolerance = 5e-8;  ///< stop refining once `gap` is below this
  int finest = 4;           ///< last rule that is tried: 4, 7, 13, 25, 49 points
  bool subtotals = false;   ///< also fill Decomposition::subtotals
};

/// Integrates the model's forms from the benchmark to the solution `end` by nested quadrature, refined until the parts
/// add up (docs/algorithms.md §5, eq. A8a). `solver`, if given, is of the same problem and saves a factorisation. Never
/// throws for numerical failure; LogicError if the model was built without forms.
Decomposition decompose(const Model& model, const Problem& problem, std::span<const double> end, const std::vector<ShockGroup>& groups,
                        const SolveOptions& solve_options, const DecompositionOptions& options = {}, std::optional<PathSolver> solver = {});

}  // namespace setu
