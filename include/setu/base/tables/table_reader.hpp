#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace setu {

/// How a table is written. What is not given is found by looking at the file; a file that can be read in two ways
/// (semicolons and commas alike, "1,234" that may be a decimal comma or thousands) is refused with both readings named.
struct TableOptions {
  std::string sheet;                  ///< xlsx: which sheet; empty: the only one (several: an error that lists them)
  std::optional<char> separator;      ///< ',', ';' or '\t'
  std::optional<bool> decimal_comma;  ///< numbers like 1.234,56
};

/// Reads a table row by row from delimited text (plain or gzip; UTF-8 with or without byte order mark; comma, semicolon
/// or tab; quoted fields; LF or CRLF) or from one sheet of an xlsx workbook (the values; shared and inline strings).
///
///   TableReader table(path);
///   while (table.next()) use(table.text(0), table.number(1));
///
/// Cells are trimmed; rows of empty cells are skipped; a row may be shorter than others. Every complaint is an
/// InputError that begins with "FILE:LINE: " for text and "FILE, sheet 'S', cell D12: " for workbooks.
class TableReader {
 public:
  /// Throws InputError when the file is missing, empty, not a table, or more than one thing it could be.
  explicit TableReader(const std::filesystem::path& path, const TableOptions& options = {});
  /// Reads a file that is already in memory; `name` stands for its path in messages.
  TableReader(std::string name, std::span<const char> bytes, const TableOptions& options = {});
  ~TableReader();
  TableReader(TableReader&&) noexcept;
  TableReader& operator=(TableReader&&) noexcept;

  /// Moves to the next row; false at the end.
  bool next();
  /// The current row's cells, valid until the next call of next().
  [[nodiscard]] const std::vector<std::string_view>& cells() const;
  /// Cell `column` of the current row, counted from 0; empty where the row is shorter.
  [[nodiscard]] std::string_view text(std::size_t column) const;
  /// Cell `column` as a finite number, empty cells being 0. Throws InputError naming line, column and text.
  [[nodiscard]] double number(std::size_t column) const;
  /// The line (text) or row (workbook) of the current row, counted from 1.
  [[nodiscard]] std::size_t line() const;
  [[nodiscard]] const std::string& name() const;
  /// Throws InputError "FILE:LINE: message", or with the cell where `column` is given.
  [[noreturn]] void fail(const std::string& message, std::optional<std::size_t> column = {}) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace setu
