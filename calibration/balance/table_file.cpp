#include <fmt/format.h>

#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "no_limit.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/calibration/balance/balance_file.hpp"
#include "setu/calibration/sheets/square_table.hpp"

namespace setu {

namespace {

/// A table whose rows and columns name the same accounts, wherever it stands on its sheet; totals and checks are no accounts. Nothing for
/// tables of another shape.
std::optional<TableProblem> read_alike(const std::filesystem::path& file, const TableOptions& options) {
  TableOptions later = options;
  later.numbers_later = true;
  const TableGrid grid(TableReader(file, later));
  const auto corner = find_square(grid);
  if (!corner || corner->matched < 2 || corner->in_row > corner->matched + 2 || corner->in_column > corner->matched + 5)
    return std::nullopt;
  const bool plain = corner->row == 0 && corner->column == 0;
  try {
    SquareTable square = read_square(grid, {.decimal_comma = options.decimal_comma, .tolerance = 1e-4, .must_balance = false});
    if (!square.short_rows.empty())
      throw InputError(square.name + ": " + square.short_rows + "; a field is missing, which moves the others.");
    TableProblem table;
    table.rows = table.columns = square.labels;
    table.prior = square.values;
    table.notes = square.notes;
    return table;
  } catch (const InputError&) {
    if (!plain || corner->matched == corner->in_row) throw;
    return std::nullopt;  // rows and columns of their own names
  }
}

}  // namespace

TableProblem read_balance_table(const std::filesystem::path& file, const TableOptions& options) {
  if (auto alike = read_alike(file, options)) return std::move(*alike);
  TableReader reader(file, options);
  TableProblem table;
  if (!reader.next()) reader.fail("the table is empty");
  std::set<std::string, std::less<>> seen;
  for (std::size_t j = 1; j < reader.cells().size(); ++j) {
    table.columns.emplace_back(reader.text(j));
    if (table.columns.back().empty()) reader.fail("a column has no name", j);
    if (!seen.insert(table.columns.back()).second) reader.fail("the column '" + table.columns.back() + "' appears twice", j);
  }
  if (table.columns.empty()) reader.fail("the first row names no columns");
  seen.clear();
  while (reader.next()) {
    table.rows.emplace_back(reader.text(0));
    if (table.rows.back().empty()) reader.fail("a row has no name", 0);
    if (!seen.insert(table.rows.back()).second) reader.fail("the row '" + table.rows.back() + "' appears twice", 0);
    for (std::size_t j = table.columns.size() + 1; j < reader.cells().size(); ++j)
      if (!reader.text(j).empty())
        reader.fail(fmt::format("there is a cell beyond the {} columns that the first row names", table.columns.size()), j);
    for (std::size_t j = 1; j <= table.columns.size(); ++j) table.prior.push_back(reader.number(j));
  }
  if (table.rows.empty()) reader.fail("the table has no rows below its first");
  return table;
}

namespace {

/// One file of conditions: its header row is checked, names are looked up.
class Conditions {
 public:
  Conditions(const TableProblem& table, const std::filesystem::path& file, std::vector<std::string> header, std::size_t needed)
      : reader(file), table_(table) {
    std::string wanted;
    for (const auto& name : header) wanted += (wanted.empty() ? "" : ",") + name;
    if (!reader.next()) reader.fail("the file is empty; its first row must be " + wanted);
    for (std::size_t j = 0; j < header.size(); ++j)
      if (reader.text(j) != header[j] && (j < needed || !reader.text(j).empty())) reader.fail("the first row must be " + wanted, j);
    for (std::size_t i = 0; i < table.rows.size(); ++i) rows_[table.rows[i]] = i;
    for (std::size_t j = 0; j < table.columns.size(); ++j) columns_[table.columns[j]] = j;
  }

  [[nodiscard]] std::size_t place(bool row, std::size_t at) const {
    const auto& known = row ? rows_ : columns_;
    const auto found = known.find(reader.text(at));
    if (found == known.end()) reader.fail(unknown_name(row ? "row" : "column", reader.text(at), row ? table_.rows : table_.columns), at);
    return found->second;
  }

  /// Calls `use` for the cells that text(at) and text(at + 1) name; `*` names all.
  template <class Use>
  void each_cell(std::size_t at, Use use) const {
    const auto range = [&](bool row, std::size_t column) {
      const std::size_t all = row ? table_.rows.size() : table_.columns.size();
      if (reader.text(column) == "*") return std::pair<std::size_t, std::size_t>{0, all};
      const std::size_t one = place(row, column);
      return std::pair<std::size_t, std::size_t>{one, one + 1};
    };
    const auto [i0, i1] = range(true, at);
    const auto [j0, j1] = range(false, at + 1);
    for (std::size_t i = i0; i < i1; ++i)
      for (std::size_t j = j0; j < j1; ++j) use(i * table_.columns.size() + j);
  }

  [[nodiscard]] double number_or(std::size_t at, double absent) const { return reader.text(at).empty() ? absent : reader.number(at); }

  TableReader reader;

 private:
  const TableProblem& table_;
  std::map<std::string, std::size_t, std::less<>> rows_, columns_;
};

void make_bounds(TableProblem& table) {
  if (table.lower.empty()) table.lower.assign(table.prior.size(), -balancing::kNoLimit);
  if (table.upper.empty()) table.upper.assign(table.prior.size(), balancing::kNoLimit);
}

}  // namespace

void read_targets(TableProblem& table, const std::filesystem::path& file) {
  Conditions in(table, file, {"kind", "name", "value"}, 3);
  if (table.row_totals.empty()) table.row_totals.assign(table.rows.size(), std::nan(""));
  if (table.column_totals.empty()) table.column_totals.assign(table.columns.size(), std::nan(""));
  while (in.reader.next()) {
    const bool row = in.reader.text(0) == "row";
    if (!row && in.reader.text(0) != "column") in.reader.fail(unknown_name("kind of total", in.reader.text(0), {"row", "column"}), 0);
    double& total = (row ? table.row_totals : table.column_totals)[in.place(row, 1)];
    if (!std::isnan(total)) in.reader.fail(fmt::format("the total of {} '{}' is given twice", in.reader.text(0), in.reader.text(1)), 1);
    if (in.reader.text(2).empty()) in.reader.fail("the total has no value", 2);
    total = in.reader.number(2);
  }
}

void read_bounds(TableProblem& table, const std::filesystem::path& file) {
  Conditions in(table, file, {"row", "column", "lower", "upper"}, 4);
  make_bounds(table);
  while (in.reader.next()) {
    const double lower = in.number_or(2, -balancing::kNoLimit), upper = in.number_or(3, balancing::kNoLimit);
    if (lower > upper) in.reader.fail(fmt::format("the lower bound {:.10g} is above the upper bound {:.10g}", lower, upper), 2);
    in.each_cell(0, [&](std::size_t cell) {
      table.lower[cell] = lower;
      table.upper[cell] = upper;
    });
  }
}

void read_fixed(TableProblem& table, const std::filesystem::path& file) {
  Conditions in(table, file, {"row", "column", "value"}, 2);
  make_bounds(table);
  while (in.reader.next())
    in.each_cell(0, [&](std::size_t cell) { table.lower[cell] = table.upper[cell] = in.number_or(2, table.prior[cell]); });
}

void read_weights(TableProblem& table, const std::filesystem::path& file) {
  Conditions in(table, file, {"row", "column", "weight"}, 3);
  if (table.weight.empty()) table.weight.assign(table.prior.size(), 1.0);
  while (in.reader.next()) {
    const double weight = in.reader.number(2);
    if (!(weight > 0)) in.reader.fail(fmt::format("the weight is {:.10g}; it must be positive", weight), 2);
    in.each_cell(0, [&](std::size_t cell) { table.weight[cell] = weight; });
  }
}

void read_conditions(TableProblem& table, const std::filesystem::path& file) {
  Conditions in(table, file, {"name", "row", "column", "coefficient", "value", "error"}, 5);
  std::map<std::string, std::size_t, std::less<>> known;
  while (in.reader.next()) {
    const std::string name(in.reader.text(0));
    if (name.empty()) in.reader.fail("the condition has no name", 0);
    const bool first = known.try_emplace(name, table.sides.size()).second;
    if (first) {
      if (in.reader.text(4).empty()) in.reader.fail("the condition '" + name + "' has no value on its first line", 4);
      table.sides.push_back({name, {}, {}, in.reader.number(4), in.number_or(5, 0)});
      if (table.sides.back().error < 0) in.reader.fail("the standard error is negative", 5);
    } else if (!in.reader.text(4).empty() || !in.reader.text(5).empty()) {
      in.reader.fail("the value of '" + name + "' stands on its first line already", 4);
    }
    SideCondition& side = table.sides[known[name]];
    const double coefficient = in.number_or(3, 1);
    in.each_cell(1, [&](std::size_t cell) {
      side.cells.push_back(cell);
      side.coefficients.push_back(coefficient);
    });
  }
}

}  // namespace setu
