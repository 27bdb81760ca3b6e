#include <algorithm>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "text_table.hpp"
#include "setu/base/error.hpp"
#include "table_writers.hpp"

namespace setu {

namespace {

/// Equal tables are equal files: none says when it was made. 1980-01-01, as the files inside the workbook.
constexpr time_t kCreated = 315532800;

constexpr const char* kFirstSheet = "About";
constexpr lxw_row_t kHeadingRow = 3;  // below title, unit and a blank row

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw InputError(fmt::format("The workbook could not be made: {}.", lxw_strerror(error)));
}

/// A workbook being filled; it reaches the disk with close().
class Book {
 public:
  explicit Book(const std::filesystem::path& file) : book_(workbook_new(file.c_str())) {
    if (!book_) throw InputError("The workbook could not be made: out of memory.");
    lxw_doc_properties properties{};
    properties.created = kCreated;
    (void)workbook_set_properties(book_, &properties);
    title_ = workbook_add_format(book_);
    format_set_bold(title_);
    format_set_font_size(title_, 13);
    wrapped_ = workbook_add_format(book_);
    format_set_text_wrap(wrapped_);
    format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
  }
  ~Book() {
    if (book_) lxw_workbook_free(book_);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  lxw_worksheet* sheet(const std::string& name) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, name.c_str());
    if (!sheet) throw LogicError("a workbook refuses the sheet name '" + name + "'");
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    return sheet;
  }
  /// Bold and grey, with a line below where it is the last of the headings.
  lxw_format* heading(bool left, bool last) {
    lxw_format*& format = headings_[{left, last}];
    if (format) return format;
    format = workbook_add_format(book_);
    format_set_bold(format);
    format_set_text_wrap(format);
    format_set_align(format, left ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT);
    format_set_bg_color(format, 0xEEEEEE);
    if (last) format_set_bottom(format, LXW_BORDER_THIN);
    return format;
  }
  /// Numbers with `digits` after the point, or words (-1), indented by level, below a line if `rule`.
  lxw_format* cell(int digits, int level, bool rule) {
    lxw_format*& format = cells_[{digits, level, rule}];
    if (format) return format;
    format = workbook_add_format(book_);
    if (digits >= 0)
      format_set_num_format(format, digits == 0 ? "#,##0" : ("#,##0." + std::string(static_cast<std::size_t>(digits), '0')).c_str());
    if (level > 0) format_set_indent(format, static_cast<std::uint8_t>(level));
    if (rule) format_set_top(format, LXW_BORDER_THIN);
    return format;
  }
  [[nodiscard]] lxw_format* title() const { return title_; }
  [[nodiscard]] lxw_format* wrapped() const { return wrapped_; }
  void close() { check(workbook_close(std::exchange(book_, nullptr))); }

 private:
  lxw_workbook* book_;
  lxw_format *title_ = nullptr, *wrapped_ = nullptr;
  std::map<std::pair<bool, bool>, lxw_format*> headings_;
  std::map<std::tuple<int, int, bool>, lxw_format*> cells_;
};

lxw_col_t at(std::size_t column) { return static_cast<lxw_col_t>(column); }

void write(lxw_worksheet* sheet, lxw_row_t row, std::size_t column, const std::string& text, lxw_format* format = nullptr) {
  if (text.empty() && !format) return;
  check(text.empty() ? worksheet_write_blank(sheet, row, at(column), format)
                     : worksheet_write_string(sheet, row, at(column), text.c_str(), format));
}

/// Spans, titles and units; the row after them.
lxw_row_t write_headings(Book& book, lxw_worksheet* sheet, const DataTable& table) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const auto& column = table.columns[c];
    write(sheet, kHeadingRow, c,
          column.span.empty() || column.title.empty() ? column.span + column.title : column.span + " " + column.title,
          book.heading(column.words, false));
    write(sheet, kHeadingRow + 1, c, table.unit_of(column), book.heading(column.words, true));
  }
  return kHeadingRow + 2;
}

void write_cells(Book& book, lxw_worksheet* sheet, lxw_row_t at_row, const DataTable& table, const TableRow& row) {
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (const auto value = number_in(row.cells[c])) {
      check(worksheet_write_number(sheet, at_row, at(c), *value, book.cell(table.columns[c].digits, 0, row.rule)));
    } else {
      const auto* words = std::get_if<std::string>(&row.cells[c]);
      write(sheet, at_row, c, words ? *words : "", book.cell(-1, c == 0 ? row.level : 0, row.rule));
    }
  }
}

void set_widths(lxw_worksheet* sheet, const DataTable& table) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    std::size_t width = std::max<std::size_t>(10, table.unit_of(table.columns[c]).size());
    for (const auto& row : table.rows)
      width = std::max(width, printed(row.cells[c], table.columns[c]).size() + 2 * static_cast<std::size_t>(row.level));
    check(worksheet_set_column(sheet, at(c), at(c), static_cast<double>(std::min<std::size_t>(width, 40) + 2), nullptr));
  }
}

void write_table(Book& book, const DataTable& table, const std::string& name) {
  lxw_worksheet* sheet = book.sheet(name);
  write(sheet, 0, 0, table.title, book.title());
  write(sheet, 1, 0, table.unit);
  lxw_row_t row = write_headings(book, sheet, table);
  worksheet_freeze_panes(sheet, row, 1);
  worksheet_repeat_rows(sheet, kHeadingRow, row - 1);
  for (const auto& r : table.rows) write_cells(book, sheet, row++, table, r);
  for (const auto& note : table.notes) write(sheet, ++row, 0, note);
  set_widths(sheet, table);
}

void write_about(Book& book, const TableSet& set, const Facts& facts, const std::vector<std::string>& sheets) {
  lxw_worksheet* sheet = book.sheet(kFirstSheet);
  check(worksheet_set_column(sheet, 0, 0, 28, nullptr));
  check(worksheet_set_column(sheet, 1, 1, 90, nullptr));
  lxw_row_t row = 0;
  write(sheet, row, 0, set.title, book.title());
  row += 2;
  for (const auto& [name, text] : facts) {
    write(sheet, row, 0, name, book.wrapped());
    write(sheet, row++, 1, text, book.wrapped());
  }
  write(sheet, ++row, 0, "Sheet", book.heading(true, true));
  write(sheet, row++, 1, "Table", book.heading(true, true));
  for (std::size_t t = 0; t < sheets.size(); ++t) {
    write(sheet, row, 0, sheets[t]);
    write(sheet, row++, 1, set.tables[t].heading(), book.wrapped());
  }
}

}  // namespace

void write_tables_xlsx(const TableSet& set, const Facts& facts, const std::filesystem::path& file) {
  Book book(file);
  const auto sheets = sheet_names(set, kFirstSheet);
  write_about(book, set, facts, sheets);
  for (std::size_t t = 0; t < set.tables.size(); ++t) write_table(book, set.tables[t], sheets[t]);
  book.close();
}

}  // namespace setu
