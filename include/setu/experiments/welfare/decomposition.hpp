#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "setu/model/assembly/model.hpp"
#include "setu/solver/solve/path.hpp"
#include "setu/solver/solve/solve.hpp"

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

/// The verdict on a decomposition, which is not that on the equilibrium (docs/welfare.md §4).
enum class DecompositionStatus {
  LeftOut,   ///< not made, or the path could not be followed; `message` says why
  Complete,  ///< the parts add up to EV
  Open,      ///< they miss EV by what the form `kNotExplained` holds for each region; `message` says by how much
};
/// "complete", "open", "left out".
const char* to_string(DecompositionStatus status);

/// Name of the form that holds EV − Σ parts where a decomposition is open.
inline constexpr const char* kNotExplained = "NotExplained";

/// Welfare decomposition and subtotals by shock group (Huff and Hertel 2000; Harrison, Horridge and Pearson 2000).
struct Decomposition {
  bool complete = false;                                      ///< false: a point on the path was not certified; nothing below is filled
  DecompositionStatus status = DecompositionStatus::LeftOut;  ///< set by `judge_decomposition`
  std::string message;                                        ///< why it is left out or open, a sentence; empty where it is complete
  std::vector<std::string> groups;
  std::vector<IntegratedForm> forms;
  /// Filled only if asked for. Per group, per variable of the system: its part of the change, in percent of the benchmark for Log variables
  /// and in the variable's own unit for Level variables. Groups add up to the total change.
  std::vector<std::vector<double>> subtotals;
  /// max over regions of |Σ parts − EV| / max(|EV|, 1e-8 · income): how far the parts are from adding up.
  double gap = 0;
  bool integrated_saving = false;  ///< the price of saving is its path integral, in the solution too (`decompose_integrating`)
  std::vector<double> switches;    ///< points of the path, within (0, 1), at which a rule begins or ceases to bind
  int nodes = 0;                   ///< points of the path at which the model was solved
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

/// The same, after which the price of saving is the index integrated along the path, as in GEMPACK, wherever psaveslack stands in the
/// path (Corong et al. 2017; docs/welfare.md, eq. 17.18): psaveslack carries what the integral has beyond the system's own index,
/// and `solution` is moved there. Where that fails, `integrated_saving` stays false and the solution as it is.
Decomposition decompose_integrating(const Model& model, const Problem& problem, Solution& solution, const std::vector<ShockGroup>& groups,
                                    const SolveOptions& solve_options, const DecompositionOptions& options = {},
                                    std::optional<PathSolver> solver = {});

/// Judges a decomposition made by `decompose`: complete where the parts of every region miss EV by at most `limit` times the
/// larger of |EV| and Σ |parts|, or by 1e-11 of its income; else open, and the forms called kNotExplained are added.
void judge_decomposition(const Model& model, std::span<const double> end, double limit, Decomposition& d);

}  // namespace setu
