#pragma once
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "setu/system/closure.hpp"
#include "setu/system/system.hpp"

namespace setu {

/// A table of numbers with labels. `columns` is empty for a list: one number a row.
struct EconomyTable {
  std::string file;
  std::vector<std::string> rows, columns;
  std::vector<double> values;  ///< row by row
};

/// One line of an economy's description: "Q[i in goods]" and its formula, with the place that messages name.
struct EconomyLine {
  std::string key, formula;
  std::string place;  ///< "economy.toml:12"
};

/// An economy in words: what a folder with an economy.toml holds (docs/economies.md has the language).
struct EconomySource {
  std::string file, name, title;
  std::vector<IndexSet> sets;
  std::map<std::string, EconomyTable> tables;
  std::vector<EconomyLine> parameters;  ///< numbers, from tables and from each other, in any order
  std::vector<EconomyLine> variables;   ///< positive unknowns; the formula is the start value, zero meaning absent
  std::vector<EconomyLine> free;        ///< unknowns of any sign
  std::vector<EconomyLine> given;       ///< positive values from outside
  std::vector<EconomyLine> rates;       ///< values of any sign from outside: tax rates, transfers
  std::vector<EconomyLine> equations;   ///< "E_Q[i in goods]" goes with Q[i]; the formula is "left = right"
  std::vector<EconomyLine> reports;     ///< further numbers to be shown at every solution
};

/// A change of one given value or rate.
struct EconomyShock {
  std::string key, formula;  ///< "taum[*]" or "taum[BRD]" and its new value
  std::string place;
};

/// An economy as equations. Variables that start at zero and are not free are absent, and so are their equations.
class Economy {
 public:
  /// Throws InputError that names place, formula and column, and the known names.
  explicit Economy(EconomySource source);
  ~Economy();
  Economy(Economy&&) noexcept;
  Economy& operator=(Economy&&) noexcept;

  [[nodiscard]] const EconomySource& source() const;
  [[nodiscard]] const EquationSystem& system() const;
  [[nodiscard]] const Closure& closure() const;
  /// Given values at their start and moved as the shocks say. Throws InputError for unknown names and for a positive
  /// given value that would become zero or negative.
  [[nodiscard]] ShockPath path(const std::vector<EconomyShock>& shocks) const;

  struct Report {
    std::string name;
    std::vector<std::string> elements;
    double value = 0;
  };
  /// The reports at a point of the system.
  [[nodiscard]] std::vector<Report> reports(std::span<const double> x) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace setu
