#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "setu/base/tables/table_reader.hpp"

namespace setu {

/// A whole table in memory, for readers that must look at all of it before they know where it begins.
class TableGrid {
 public:
  /// Reads what is left of `table`, after its current row.
  explicit TableGrid(TableReader table);

  [[nodiscard]] std::size_t rows() const { return rows_.size(); }
  [[nodiscard]] std::size_t width() const { return width_; }  ///< of the widest row
  /// The row's fields as the file has them, empty ones at its end included.
  [[nodiscard]] std::size_t fields(std::size_t row) const { return rows_[row].fields; }
  [[nodiscard]] std::string_view text(std::size_t row, std::size_t column) const;
  [[nodiscard]] std::size_t line(std::size_t row) const { return rows_[row].line; }
  [[nodiscard]] bool is_text() const { return table_.separator() != 0; }
  [[nodiscard]] const TableReader& table() const { return table_; }
  [[nodiscard]] const std::string& name() const { return table_.name(); }

  /// What the punctuation of a cell's number allows: with a decimal point, with a decimal comma; neither where it is no number.
  struct Reading {
    std::optional<double> point, comma;
    bool percent = false;  ///< a % stands behind it; the numbers are as they stand
  };
  [[nodiscard]] Reading reading(std::size_t row, std::size_t column) const;
  /// A number in any of the spellings, or a mark for nothing ("-", "n.a."), or nothing.
  [[nodiscard]] bool is_numeric(std::size_t row, std::size_t column) const;
  [[nodiscard]] bool is_mark(std::size_t row, std::size_t column) const;
  /// Why a cell that is not empty can be no number, whatever its text.
  [[nodiscard]] std::string refusal(std::size_t row, std::size_t column) const;
  [[noreturn]] void fail(std::size_t row, std::optional<std::size_t> column, const std::string& message) const;
  /// "row 4 and column B".
  [[nodiscard]] std::string corner(std::size_t row, std::size_t column) const;

 private:
  struct Row {
    std::size_t line, first, fields;
  };
  struct Special {
    std::size_t row, column;
    std::string why;
  };
  TableReader table_;
  std::vector<Row> rows_;
  std::vector<std::size_t> ends_;  ///< of the cells in text_, row by row
  std::vector<bool> stored_;       ///< cells that a workbook stores as numbers
  std::string text_;
  std::vector<Special> special_;
  std::size_t width_ = 0;
};

}  // namespace setu
