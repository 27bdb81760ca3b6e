#pragma once
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "setu/system/terms.hpp"

namespace setu {

/// A named list of element labels (REG, COMM, …).
struct IndexSet {
  std::string name;
  std::vector<std::string> elements;
};

/// One named family of variables, such as qxs(COMM,REG,REG). Element (i,j,k) is present only where the model has it:
/// `slot` maps the dense row-major position to the variable id, or kNone where the underlying flow is zero.
struct VariableBlock {
  std::string name;              ///< the field's standard name, e.g. "qxs"
  std::string label;             ///< one line in words
  std::vector<Index> index_set;  ///< indices into EquationSystem::sets, one per dimension
  double degree = 0;             ///< nominal degree: 1 for prices and values, 0 for quantities, ratios and utilities
  Unit unit = Unit::Log;
  Index first = 0;  ///< id of the first variable; present elements are numbered consecutively in row-major order
  Index count = 0;
  std::vector<Index> slot;
  std::uint8_t quantity = 0;  ///< what it measures, in the model's own numbering; nothing here reads it
  std::string measured_in;    ///< unit of the level in words, "" for indices
};

/// One named family of equations, such as E_qxs, with the variable family that it determines.
struct EquationBlock {
  std::string name;    ///< e.g. "E_qxs"
  std::string number;  ///< number in docs/equations.md, e.g. "6.2"
  std::string label;   ///< one line in words
  std::string file;    ///< source file where the block is written
  unsigned line = 0;
  Index paired_block = kNone;  ///< variable block it is paired with, one variable per equation
  bool definition = false;     ///< each equation gives its paired variable explicitly: F = x_paired − f(other variables)
  Index first = 0;
  Index count = 0;
};

/// An equation that is an inequality: F ⟂ v between two given variables, v being its paired variable (docs/algorithms.md
/// §12, eq. A20):
///   v = lower: F ≥ 0;   lower < v < upper: F = 0;   v = upper: F ≤ 0
struct Complementarity {
  Index equation = kNone, variable = kNone;
  Index lower = kNone, upper = kNone;  ///< ids of the given variables, in v's own measure; kNone: no bound on that side
  double floor = -std::numeric_limits<double>::infinity();  ///< instead of `lower`: a number

  [[nodiscard]] bool bounded_below() const { return lower != kNone || std::isfinite(floor); }
  [[nodiscard]] double lower_bound(std::span<const double> x) const { return lower != kNone ? x[lower] : floor; }
};

/// A floor of the variable that an equation determines, which hardly ever binds: F = 0 is solved as an equation, and as the
/// complementarity of F ≥ 0 and v ≥ `at` only where that has no solution above the floor (with_floors).
struct Floor {
  Index equation = kNone, variable = kNone;
  double at = 0;  ///< in v's own measure
};

/// A whole model as plain data: the only thing that passes from economics to numerics. It holds variables of both
/// kinds; which of them are exogenous is said by a Closure (closure.hpp), not here.
struct EquationSystem {
  Terms terms;
  std::vector<IndexSet> sets;
  std::vector<VariableBlock> variables;
  std::vector<EquationBlock> equations;
  std::vector<Index> paired;                       ///< per equation: the id of the variable it is paired with
  std::vector<Complementarity> complementarities;  ///< by ascending equation; usually none
  std::vector<Floor> floors;                       ///< by ascending equation; none of them stands among the complementarities
  std::vector<double> level0;                      ///< per variable: benchmark value in natural units (US$ million, index, rate)

  /// The block that owns variable or equation `id`.
  [[nodiscard]] const VariableBlock& variable_block_of(Index id) const;
  [[nodiscard]] const EquationBlock& equation_block_of(Index id) const;

  /// "qxs(Food,USA,EU_28)" and "E_qxs(Food,USA,EU_28)".
  [[nodiscard]] std::string variable_name(Index id) const;
  [[nodiscard]] std::string equation_name(Index id) const;

  /// Element labels of variable `id`, outermost first.
  [[nodiscard]] std::vector<std::string> variable_elements(Index id) const;

  /// The block called `name`, or nullptr.
  [[nodiscard]] const VariableBlock* find(std::string_view name) const;

  /// Id of one variable by name and element labels. Throws InputError naming the known alternatives when the name or
  /// an element is unknown; returns kNone when the element exists but is masked (its flow is zero).
  [[nodiscard]] Index id(std::string_view name, std::span<const std::string> elements) const;

  /// Value of variable `id` in natural units at point x: level0·exp(x) for Log, x itself for Level variables.
  [[nodiscard]] double value(Index id, std::span<const double> x) const;

  /// The benchmark point: 0 for Log variables, level0 for Level variables.
  [[nodiscard]] std::vector<double> benchmark() const;

  [[nodiscard]] Unit unit(Index id) const { return variable_block_of(id).unit; }
};

}  // namespace setu
