#pragma once
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace setu {

/// One column: what stands in it and how it is printed.
struct TableColumn {
  std::string title;       ///< "Change"; of the first column what its words are ("Region"), which text tables leave out
  std::string unit = {};   ///< "%"; empty: the table's own
  int digits = 1;          ///< after the point, where numbers are printed
  std::string span = {};   ///< a heading above this column and its neighbours with the same one
  std::string print = {};  ///< the heading of text tables where it is not "title, unit"
  bool words = false;      ///< holds words: no unit, never printed as numbers
};

/// Words ("" is a blank) or a number with all its digits; no number, or one that is not finite, is a value that does not exist ("–").
using TableCell = std::variant<std::string, std::optional<double>>;

struct TableRow {
  std::vector<TableCell> cells;  ///< one a column, the first in words
  int level = 0;                 ///< 1: a part of the row above
  bool rule = false;             ///< a line across the table before this row
};

/// A table of results, independent of where it is shown: text, CSV, xlsx and LaTeX are all made from it.
struct DataTable {
  std::string id;  ///< "sectors IND": names its file and sheet
  std::string title;
  std::string unit;  ///< of the columns that have none of their own; may be empty
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows = {};
  std::vector<std::string> notes = {};

  void row(std::vector<TableCell> cells, int level = 0) { rows.push_back({std::move(cells), level, std::exchange(rule_next_, false)}); }
  /// A line across the table before the next row.
  void rule() { rule_next_ = true; }
  void note(std::string text) { notes.push_back(std::move(text)); }

  /// "Welfare, US$ million".
  [[nodiscard]] std::string heading() const;
  /// The unit of a column of numbers, its own or the table's; nothing for words.
  [[nodiscard]] const std::string& unit_of(const TableColumn& column) const;

  bool rule_next_ = false;  // between rule() and row()
};

/// All tables of one result.
struct TableSet {
  std::string title;  ///< the scenario's
  std::vector<DataTable> tables;
};

/// The number of a cell; nothing for words and for values that do not exist.
std::optional<double> number_in(const TableCell& cell);
/// A cell as text tables and LaTeX print it: rounded to the column's digits, with thousands separators.
std::string printed(const TableCell& cell, const TableColumn& column);
/// The table for the terminal; nothing for a table without rows.
std::string text_of(const DataTable& table);

}  // namespace setu
