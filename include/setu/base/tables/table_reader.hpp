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
  std::string sheet;                  ///< xlsx: which sheet; zip: which file; empty: the only one (several: an error that lists them)
  std::string range{};                ///< what to read: "SAM!B4:GO200", "B4:GO200" or "B4"; empty: all
  bool numbers_later = false;         ///< the reader looks at cells in its own way: how numbers are written is not asked here
  bool marks_are_zero = false;        ///< "-", "..", "n.a." and their like count as empty cells, and are counted
  std::optional<char> separator;      ///< ',', ';' or '\t'
  std::optional<bool> decimal_comma;  ///< numbers like 1.234,56
};

/// Reads a table row by row from delimited text (plain, gzip or in a zip archive; UTF-8 with or without byte order mark, UTF-16,
/// Windows-1252 with a note; comma, semicolon or tab; quoted fields; LF or CRLF) or from one sheet of an xlsx workbook (the values; shared
/// and inline strings).
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
  /// How the file had to be read, where that is not plain: a sentence each. Complete once the table has been read.
  [[nodiscard]] std::vector<std::string> notes() const;
  /// "FILE:12: column 3: " or "FILE, sheet 'S', cell C12: ", for complaints about a row that has gone by.
  [[nodiscard]] std::string place(std::size_t line, std::optional<std::size_t> column = {}) const;
  /// "column 3", or "column C" in a workbook.
  [[nodiscard]] std::string column_name(std::size_t column) const;
  /// Whether the cell is stored as a number (in a workbook), and why it can be none, or nothing.
  [[nodiscard]] bool stored_number(std::size_t column) const;
  [[nodiscard]] std::string refusal(std::size_t column) const;
  /// ',', ';' or tab, as found; a zero in a workbook.
  [[nodiscard]] char separator() const;
  /// Throws InputError "FILE:LINE: message", or with the cell where `column` is given.
  [[noreturn]] void fail(const std::string& message, std::optional<std::size_t> column = {}) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A table inside a file: the sheet of a workbook or a file in a zip archive. A text has one, without a name.
struct TablePart {
  std::string name;
  bool hidden = false;
};

/// The tables that a file holds, in its order. Throws InputError as TableReader does, but not for several.
std::vector<TablePart> table_parts(const std::filesystem::path& path);

}  // namespace setu
