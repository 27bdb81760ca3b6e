#include "delimited_text.hpp"

#include <algorithm>

#include "setu/base/error.hpp"
#include "setu/base/limits.hpp"
#include "text_encoding.hpp"

namespace setu {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

int only_space(unsigned char c) { return c == ' ' ? 1 : 0; }

}  // namespace

std::string_view plain_text(const std::string& name, std::string_view content) {
  if (content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF"))
    throw InputError(name + ":1: the file is UTF-16 text; save it as UTF-8.");
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  if (const auto bad = first_not_utf8(content))
    throw InputError(name + ":" +
                     std::to_string(1 + std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(*bad), '\n')) +
                     ": the line is not UTF-8 text; save the file as UTF-8.");
  return content;
}

DelimitedText::DelimitedText(std::string name, std::string_view content, char separator)
    : name_(std::move(name)),
      rest_(plain_text(name_, content)),
      separator_(separator),
      most_bytes_(limit(Limit::RowBytes)),
      most_row_cells_(limit(Limit::RowCells)),
      most_cells_(limit(Limit::TableCells)) {
  if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw LogicError("libcsv cannot be initialised");
  csv_set_blk_size(&parser_, std::size_t{1} << 16U);  // by which a long cell grows: its 128 bytes copy it a hundred thousand times
  csv_set_delim(&parser_, static_cast<unsigned char>(separator));
  if (separator == '\t') csv_set_space_func(&parser_, only_space);
}

void DelimitedText::fail(std::size_t line, const std::string& message) const {
  throw InputError(name_ + ":" + std::to_string(line) + ": " + message);
}

bool DelimitedText::read_line(std::string_view& line) {
  if (rest_.empty()) return false;
  const std::size_t end = std::min(rest_.find('\n'), rest_.size());
  line = rest_.substr(0, end);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  ++physical_line_;
  check_row(line.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.find('\0') != std::string_view::npos) fail(physical_line_, "the file is not text (it holds a zero byte).");
  if (line.find('\r') != std::string_view::npos)
    fail(physical_line_, "a bare carriage return stands inside the line; save the file with LF or CRLF line ends.");
  return true;
}

void DelimitedText::check_row(std::size_t bytes) const {
  if (bytes > most_bytes_) fail(open_ ? row_line_ : physical_line_, "the row is too long" + limit_hint(Limit::RowBytes) + ".");
}

void DelimitedText::check_cells() const {
  if (std::max(fields_.size(), ends_.size()) > most_row_cells_)
    fail(physical_line_, "the row has too many cells" + limit_hint(Limit::RowCells) + ".");
  if (cells_ > most_cells_) fail(physical_line_, "the table has too many cells up to here" + limit_hint(Limit::TableCells) + ".");
}

/// A line without quotes. False if all fields are empty.
bool DelimitedText::split(std::string_view line) {
  fields_.clear();
  bool any = false;
  for (;;) {
    const std::size_t end = std::min(line.find(separator_), line.size());
    std::string_view field = line.substr(0, end);
    if (separator_ == '\t') {  // a tab separates, so only spaces surround
      while (field.starts_with(' ')) field.remove_prefix(1);
      while (field.ends_with(' ')) field.remove_suffix(1);
    } else {
      field = trimmed(field);
    }
    any = any || !field.empty();
    fields_.push_back(field);
    if (fields_.size() > most_row_cells_) check_cells();
    if (end == line.size()) return any;
    line.remove_prefix(end + 1);
  }
}

void DelimitedText::parse(std::string_view line) {
  const auto on_field = [](void* data, std::size_t size, void* self) {
    auto& s = *static_cast<DelimitedText*>(self);
    s.text_.append(static_cast<const char*>(data), size);
    s.ends_.push_back(s.text_.size());
  };
  const auto on_row = [](int, void* self) { ++static_cast<DelimitedText*>(self)->rows_ended_; };
  for (const std::string_view part : {line, std::string_view("\n")})
    if (csv_parse(&parser_, part.data(), part.size(), on_field, on_row, this) != part.size())
      fail(physical_line_, "a quote stands inside a field; double it (\"\") and quote the whole field.");
}

/// The row that libcsv has ended. False if all its fields are empty.
bool DelimitedText::publish() {
  fields_.clear();
  std::size_t begin = 0;
  for (const std::size_t end : ends_) {
    fields_.emplace_back(text_.data() + begin, end - begin);
    begin = end;
  }
  return !text_.empty();
}

bool DelimitedText::next() {
  std::string_view line;
  text_.clear();
  ends_.clear();
  rows_ended_ = 0;
  while (read_line(line)) {
    if (!open_) row_line_ = physical_line_;
    if (!open_ && line.find('"') == std::string_view::npos) {
      const bool any = split(line);
      cells_ += fields_.size();
      check_cells();
      if (any) return true;
      continue;
    }
    parse(line);
    check_row(text_.size());
    open_ = rows_ended_ == 0;
    if (open_) continue;
    const bool any = publish();
    cells_ += fields_.size();
    check_cells();
    if (any) return true;
    text_.clear();
    ends_.clear();
    rows_ended_ = 0;
  }
  if (open_) fail(row_line_, "a quoted field begins here and is never closed.");
  return false;
}

}  // namespace setu
