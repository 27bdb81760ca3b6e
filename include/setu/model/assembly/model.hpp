#pragma once
#include <cmath>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "setu/model/database/database.hpp"
#include "setu/model/forms/forms.hpp"
#include "setu/model/closing/swap.hpp"
#include "setu/model/options.hpp"
#include "setu/system/closure.hpp"
#include "setu/system/system.hpp"

namespace setu {

struct ModelParameters;

/// A calibrated model: the equations, the standard closure and the forms that are integrated after a solve.
struct Model {
  Sets sets;
  EquationSystem system;
  std::vector<std::string> exogenous_blocks;    ///< variable blocks that are exogenous in the standard closure
  std::vector<RuleSpec> rules;                  ///< their instruments are endogenous in the standard closure
  DifferentialForms forms;                      ///< empty unless asked for (ModelOptions)
  std::shared_ptr<ModelParameters> parameters;  ///< null unless asked for (ModelOptions); copies of a model share it
  std::vector<double> absorbed;                 ///< per equation |F| at the benchmark that was absorbed as rounding of the database
  double benchmark_rounding = 0;                ///< the largest of them
  double account_gaps = 0;                      ///< Σ |gap| of what was absorbed above single precision, relative to world net investment
  std::vector<std::string> notes;               ///< what was absorbed or assumed of the database, one full sentence each
};

/// What a variable of the model measures; Quantity::None for systems of other origin.
inline Quantity quantity_of(const VariableBlock& block) { return static_cast<Quantity>(block.quantity); }

/// Whether results tell a variable's change in per cent: all in logarithms, and what is positive at the benchmark but may become
/// negative (net rates of return, net incomes).
inline bool in_percent(const VariableBlock& block) {
  return block.unit == Unit::Log || quantity_of(block) == Quantity::Relative || quantity_of(block) == Quantity::NetValue;
}

/// Change of variable `id`, for which `in_percent` holds, at x.
inline double percent_change(const EquationSystem& system, Index id, std::span<const double> x) {
  return system.unit(id) == Unit::Log ? 100 * std::expm1(x[id]) : 100 * (x[id] / system.level0[id] - 1);
}

/// Builds GTAP v7 in levels with Setu's extensions (docs/equations.md) on a balanced database.
/// Throws InputError, naming accounts, where the database cannot carry the model.
Model build_model(const Database& database, const ModelOptions& options = {});

/// The standard closure with `swaps` applied. Throws InputError for unknown names, for a swap of blocks of different
/// shape and for variables that are already on the side they are moved to.
Closure make_closure(const Model& model, const std::vector<Swap>& swaps);

/// One line per variable block with exogenous members: "tms: all" or "qe: all but qe(Capital,IND)" or the list.
std::vector<std::string> closure_listing(const EquationSystem& system, const Closure& closure);

/// 16 hexadecimal digits that identify the closure: a hash (FNV-1a, 64 bit) of its listing.
std::string closure_signature(const EquationSystem& system, const Closure& closure);

/// The database after the shock: every flow of `base` updated with the solution x, balanced by construction.
Database updated_database(const Model& model, const Database& base, std::span<const double> x);

}  // namespace setu
