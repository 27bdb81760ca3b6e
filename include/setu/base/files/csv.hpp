#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace setu {

/// Reads a comma-separated file (RFC 4180) row by row: quoted fields, CRLF and LF, a UTF-8 byte order mark, blank
/// lines and rows of empty fields (skipped), and blanks around unquoted fields (trimmed) are all understood.
///
///   CsvReader csv(path);
///   while (csv.next()) use(csv.fields());
///
/// Every complaint is an InputError that begins with "FILE:LINE: ".
class CsvReader {
 public:
  /// Throws InputError when the file is missing, a folder, unreadable, empty or not UTF-8 text.
  explicit CsvReader(std::filesystem::path path);
  ~CsvReader();
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  /// Moves to the next row; false at the end of the file. Throws InputError for broken quoting.
  bool next();
  /// The current row's fields, valid until the next call of next().
  [[nodiscard]] const std::vector<std::string_view>& fields() const;
  /// The line on which the current row begins, counted from 1.
  [[nodiscard]] std::size_t line() const;
  [[nodiscard]] const std::filesystem::path& path() const;
  /// Throws InputError "FILE:LINE: message".
  [[noreturn]] void fail(const std::string& message) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// `text` as one field of a CSV file, in quotes where any reader would need them.
inline std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\n\r\t;") == std::string_view::npos) return std::string(text);
  std::string field = "\"";
  for (const char c : text) field += c == '"' ? std::string("\"\"") : std::string(1, c);
  return field + '"';
}

}  // namespace setu
