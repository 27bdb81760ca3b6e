#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "setu/base/tables/table_reader.hpp"
#include "table_number.hpp"

namespace setu {

/// Where a table's rows come from.
class TableSource {
 public:
  virtual ~TableSource() = default;
  virtual bool next() = 0;
  [[nodiscard]] virtual const std::vector<std::string_view>& cells() const = 0;
  [[nodiscard]] virtual std::size_t line() const = 0;
  [[nodiscard]] virtual NumberStyle numbers() const { return {}; }
  /// Why a cell of the current row that is not empty cannot be a number whatever its text, or nothing.
  [[nodiscard]] virtual std::string refusal(std::size_t) const { return {}; }
  [[nodiscard]] virtual bool stored_number(std::size_t) const { return false; }
  [[nodiscard]] virtual char separator() const { return 0; }
  [[nodiscard]] virtual std::string note() const { return {}; }
  [[nodiscard]] virtual std::string column_name(std::size_t column) const = 0;
  /// "FILE:12: " or "FILE, sheet 'S', cell D12: ".
  [[nodiscard]] virtual std::string place(std::size_t line, std::optional<std::size_t> column) const = 0;
};

/// What of a table a range like "B4:GO200" leaves: rows and columns, counted from 1 and 0.
struct TableRange {
  std::string sheet;
  std::size_t first_line = 1, last_line = static_cast<std::size_t>(-1), first_column = 0, last_column = static_cast<std::size_t>(-1);
};

/// Throws InputError for text that is no range.
TableRange parse_range(const std::string& text);

/// Only what lies in the range; columns are counted from its first one, places are those of the file.
std::unique_ptr<TableSource> within(std::unique_ptr<TableSource> source, const TableRange& range);

/// "D" for 3, and back; nothing for text that is no name of a column.
std::string column_letters(std::size_t column);
std::optional<std::size_t> column_number(std::string_view letters);

std::unique_ptr<TableSource> open_text(std::string name, std::string bytes, const TableOptions& options);
std::unique_ptr<TableSource> open_workbook(const std::string& name, const std::string& bytes, const TableOptions& options);

}  // namespace setu
