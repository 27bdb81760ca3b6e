#pragma once
#include <csv.h>

#include <string>
#include <string_view>
#include <vector>

namespace setu {

/// Delimited text in memory (RFC 4180), row by row: quoted fields, LF and CRLF, a UTF-8 byte order mark, blank lines and
/// rows of empty fields (skipped), blanks around unquoted fields (trimmed). The content must outlive the object.
/// Lines without quotes are split in place; libcsv reads the others. Complaints are InputErrors "NAME:LINE: …".
class DelimitedText {
 public:
  DelimitedText(std::string name, std::string_view content, char separator);
  ~DelimitedText() { csv_free(&parser_); }
  DelimitedText(const DelimitedText&) = delete;
  DelimitedText& operator=(const DelimitedText&) = delete;

  bool next();
  [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }
  [[nodiscard]] std::size_t line() const { return row_line_; }  ///< on which the current row begins, from 1
  [[nodiscard]] const std::string& name() const { return name_; }
  [[noreturn]] void fail(std::size_t line, const std::string& message) const;

 private:
  bool read_line(std::string_view& line);
  bool split(std::string_view line);
  void parse(std::string_view line);
  bool publish();
  void check_row(std::size_t bytes) const;
  void check_cells() const;

  std::string name_;
  std::string_view rest_;
  char separator_;
  csv_parser parser_{};
  std::size_t physical_line_ = 0, row_line_ = 0;
  std::string text_;               // libcsv's fields of the row, one after the other
  std::vector<std::size_t> ends_;  // where each ends in `text_`
  std::vector<std::string_view> fields_;
  int rows_ended_ = 0;
  std::size_t most_bytes_, most_row_cells_, most_cells_, cells_ = 0;
  bool open_ = false;  // inside a row that began on an earlier line
};

/// Refuses UTF-16 and what is not UTF-8, by line, and drops a UTF-8 byte order mark.
std::string_view plain_text(const std::string& name, std::string_view content);

}  // namespace setu
