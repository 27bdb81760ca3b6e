#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "formula.hpp"
#include "setu/model/economy/economy.hpp"

namespace setu::economy {

using Elements = std::vector<std::string>;

/// Which element each index name stands for while a formula is read.
using Environment = std::vector<std::pair<std::string, std::string>>;

/// A line of the description, parsed.
struct Declaration {
  Key key;
  std::string place, text;
  Formula formula;    ///< of parameters, variables and reports
  Equality equality;  ///< of equations
};

/// All lines that declare one name; the line with most single elements in its key wins.
class Declared {
 public:
  void add(Declaration d) { lines_.push_back(std::move(d)); }
  [[nodiscard]] const std::vector<Declaration>& lines() const { return lines_; }
  /// The line for these elements and what its indices stand for; nullptr if none covers them.
  const Declaration* find(const Elements& elements, const class Symbols& symbols, Environment& environment) const;

 private:
  std::vector<Declaration> lines_;
};

/// Sets, tables and parameters by name, and the numbers that formulas of them give.
class Symbols {
 public:
  explicit Symbols(const EconomySource& source);

  [[nodiscard]] const IndexSet& set(const std::string& name, const std::string& place) const;
  [[nodiscard]] bool contains(const std::string& set, const std::string& element) const;
  [[nodiscard]] bool is_number(const std::string& name) const { return tables_.contains(name) || parameters_.contains(name); }
  [[nodiscard]] const std::vector<std::string>& set_names() const { return set_names_; }
  /// Names of tables and parameters.
  [[nodiscard]] std::vector<std::string> number_names() const;

  /// What a formula's argument stands for: the bound index or the element of that name.
  static std::string element(const std::string& argument, const Environment& environment);
  static Elements elements(const Formula& name, const Environment& environment);

  /// Calls `visit` with every combination of the bindings' elements added to the environment.
  void for_each(const std::vector<Binding>& bindings, const std::string& place, Environment& environment,
                const std::function<void()>& visit) const;

  /// What names that are neither tables nor parameters stand for; by default an error.
  using Lookup = std::function<double(const Formula& name, const Environment& environment, const std::string& place)>;
  /// The number that a formula gives. Throws InputError for unknown names, division by zero and the like.
  double evaluate(const Formula& formula, Environment& environment, const std::string& place, const Lookup& other) const;
  double evaluate(const Formula& formula, Environment& environment, const std::string& place) const;
  /// A table's cell or a parameter's value.
  double number(const Formula& name, const Environment& environment, const std::string& place) const;

 private:
  struct Table {
    const EconomyTable* table;
    std::unordered_map<std::string, std::size_t> row, column;
  };
  double cell(const Table& table, const std::string& name, const Elements& at, const std::string& place) const;
  double parameter(const std::string& name, const Elements& at, const std::string& place) const;

  std::vector<std::string> set_names_;
  std::map<std::string, std::pair<const IndexSet*, std::unordered_map<std::string, std::size_t>>> sets_;
  std::map<std::string, Table> tables_;
  std::map<std::string, Declared> parameters_;
  mutable std::map<std::pair<std::string, Elements>, std::optional<double>> values_;  ///< empty while being found
};

/// "Q[BRD,MLK]"
std::string display(const std::string& name, const Elements& elements);

}  // namespace setu::economy
