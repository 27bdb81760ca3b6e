#include <algorithm>
#include <charconv>

#include "setu/base/error.hpp"
#include "setu/base/limits.hpp"
#include "table_source.hpp"
#include "workbook.hpp"
#include "xml_scan.hpp"

namespace setu {

namespace {

constexpr std::size_t kMostColumns = 16384, kMostRows = 1048576;  ///< of a sheet (ECMA-376)

enum class CellKind { Empty, Number, Text, Boolean, Error, Date, Formula };

struct Cell {
  std::size_t column = 0, begin = 0, end = 0;
  CellKind kind = CellKind::Empty;
};

std::size_t to_number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : static_cast<std::size_t>(-1);
}

/// "D12" gives 3; kMostColumns where it is not a cell's name.
std::size_t column_of(std::string_view cell) {
  std::size_t column = 0, letters = 0;
  while (letters < cell.size() && letters < 4 && cell[letters] >= 'A' && cell[letters] <= 'Z')
    column = column * 26 + static_cast<std::size_t>(cell[letters++] - 'A') + 1;
  return letters == 0 || column > kMostColumns ? kMostColumns : column - 1;
}

class SheetSource final : public TableSource {
 public:
  SheetSource(std::string name, WorkbookSheet sheet)
      : sheet_(std::move(sheet)), where_(std::move(name) + ", sheet '" + sheet_.name + "'"), scan_(where_, sheet_.xml) {}

  bool next() override;
  [[nodiscard]] const std::vector<std::string_view>& cells() const override { return views_; }
  [[nodiscard]] std::size_t line() const override { return row_; }
  [[nodiscard]] std::string place(std::size_t line, std::optional<std::size_t> column) const override {
    if (column) return where_ + ", cell " + column_letters(*column) + std::to_string(line) + ": ";
    return where_ + ", row " + std::to_string(line) + ": ";
  }
  [[nodiscard]] std::string column_name(std::size_t column) const override { return "column " + column_letters(column); }
  [[nodiscard]] bool stored_number(std::size_t column) const override {
    const Cell* cell = find(column);
    return cell != nullptr && cell->kind == CellKind::Number;
  }
  [[nodiscard]] std::string refusal(std::size_t column) const override;

 private:
  [[noreturn]] void fail(std::size_t column, const std::string& message) const { throw InputError(place(row_, column) + message); }
  [[nodiscard]] const Cell* find(std::size_t column) const;
  void begin_row(const XmlToken& token);
  void read_row();
  void read_cell(const XmlToken& token);
  void read_value(const XmlToken& token, Cell& cell, std::string_view type);
  void take_shared(Cell& cell);
  void trim(Cell& cell) const;
  bool publish();

  WorkbookSheet sheet_;
  std::string where_;
  XmlScan scan_;
  std::size_t row_ = 0;
  std::string text_;         // the row's texts, one after the other
  std::vector<Cell> cells_;  // of the row, by column
  std::vector<std::string_view> views_;
  std::size_t table_cells_ = 0, most_cells_ = limit(Limit::TableCells), most_bytes_ = limit(Limit::RowBytes);
  std::size_t next_column_ = 0;  // where a cell without a name stands
  bool in_data_ = false, done_ = false;
};

void SheetSource::begin_row(const XmlToken& token) {
  const std::string_view number = attribute(token, "r");
  const std::size_t row = number.empty() ? row_ + 1 : to_number(number);
  if (row <= row_ || row > kMostRows)
    throw InputError(where_ + ", after row " + std::to_string(row_) + ": the rows are not in order or too many.");
  row_ = row;
  next_column_ = 0;
  text_.clear();
  cells_.clear();
}

void SheetSource::trim(Cell& cell) const {
  const auto blank = [&](std::size_t i) { return text_[i] == ' ' || text_[i] == '\t' || text_[i] == '\n' || text_[i] == '\r'; };
  while (cell.begin < cell.end && blank(cell.begin)) ++cell.begin;
  while (cell.begin < cell.end && blank(cell.end - 1)) --cell.end;
}

void SheetSource::take_shared(Cell& cell) {
  const std::size_t index = to_number(std::string_view(text_).substr(cell.begin));
  if (index >= sheet_.strings.size()) fail(cell.column, "the cell points to a text that the workbook does not have.");
  text_.resize(cell.begin);
  text_ += sheet_.strings[index];
}

/// What stands inside <c>: <v>, or <is> with <t> in runs; formulas are passed over.
void SheetSource::read_value(const XmlToken& open, Cell& cell, std::string_view type) {
  bool value = false, formula = false, phonetic = false;
  const std::string_view wanted = type == "inlineStr" ? "t" : "v";
  while (!open.empty) {
    const XmlToken token = scan_.next();
    if (token.kind == XmlToken::Kind::End || token.opens("c") || token.opens("row") || token.closes("row"))
      fail(cell.column, "the cell's XML is cut off.");
    if (token.closes("c")) break;
    if (token.opens("f")) formula = true;
    if (token.opens("rPh")) phonetic = !token.empty;
    if (token.closes("rPh")) phonetic = false;
    if (token.opens(wanted)) value = !token.empty && !phonetic;
    if (token.closes(wanted)) value = false;
    if (token.kind == XmlToken::Kind::Text && value) append_text(token, text_);
  }
  if (type == "s" && text_.size() > cell.begin) take_shared(cell);
  cell.end = text_.size();
  if (text_.size() > most_bytes_) fail(cell.column, "the row is too long" + limit_hint(Limit::RowBytes) + ".");
  trim(cell);
  if (cell.begin == cell.end && formula) cell.kind = type == "str" ? CellKind::Empty : CellKind::Formula;
}

void SheetSource::read_cell(const XmlToken& token) {
  Cell cell;
  const std::string_view name = attribute(token, "r"), type = attribute(token, "t"), style = attribute(token, "s");
  cell.column = !name.empty() ? column_of(name) : next_column_;
  if (cell.column >= kMostColumns || cell.column < next_column_)
    throw InputError(place(row_, {}) + "the cells are not in order, or one stands twice (at '" + std::string(name.substr(0, 12)) + "').");
  next_column_ = cell.column + 1;
  cell.begin = text_.size();
  cell.kind = type == "s" || type == "str" || type == "inlineStr" ? CellKind::Text
              : type == "b"                                       ? CellKind::Boolean
              : type == "e"                                       ? CellKind::Error
              : type == "d"                                       ? CellKind::Date
                                                                  : CellKind::Number;
  if (cell.kind == CellKind::Number && !style.empty())
    if (const std::size_t s = to_number(style); s < sheet_.date_styles.size() && sheet_.date_styles[s]) cell.kind = CellKind::Date;
  read_value(token, cell, type);
  if (cell.begin < cell.end || cell.kind == CellKind::Formula) cells_.push_back(cell);
}

void SheetSource::read_row() {
  for (;;) {
    const XmlToken token = scan_.next();
    if (token.kind == XmlToken::Kind::End || token.opens("row") || token.closes("sheetData"))
      throw InputError(place(row_, {}) + "the row's XML is cut off.");
    if (token.closes("row")) return;
    if (token.opens("c")) read_cell(token);
  }
}

bool SheetSource::publish() {
  views_.clear();
  if (cells_.empty()) return false;
  views_.resize(cells_.back().column + 1);
  table_cells_ += views_.size();
  if (table_cells_ > most_cells_)
    throw InputError(place(row_, {}) + "the table has too many cells up to here" + limit_hint(Limit::TableCells) + ".");
  for (const Cell& c : cells_) views_[c.column] = std::string_view(text_).substr(c.begin, c.end - c.begin);
  return true;
}

bool SheetSource::next() {
  if (done_) return false;
  for (XmlToken token = scan_.next(); token.kind != XmlToken::Kind::End; token = scan_.next()) {
    if (token.opens("sheetData")) in_data_ = !token.empty;
    if (token.closes("worksheet")) {
      done_ = true;
      return false;
    }
    if (!token.opens("row") || !in_data_) continue;
    begin_row(token);
    if (!token.empty) read_row();
    if (publish()) return true;
  }
  throw InputError(where_ + ": the sheet's XML is cut off after row " + std::to_string(row_) + ".");
}

const Cell* SheetSource::find(std::size_t column) const {
  const auto at = std::lower_bound(cells_.begin(), cells_.end(), column, [](const Cell& c, std::size_t i) { return c.column < i; });
  return at == cells_.end() || at->column != column ? nullptr : &*at;
}

std::string SheetSource::refusal(std::size_t column) const {
  const Cell* at = find(column);
  if (at == nullptr) return {};
  const std::string text = text_.substr(at->begin, at->end - at->begin);
  switch (at->kind) {
    case CellKind::Error: return "the cell holds the error " + text + ", not a number.";
    case CellKind::Date: return "the cell is formatted as a date (stored as " + text + "), not as a number.";
    case CellKind::Boolean: return "the cell holds true or false, not a number.";
    case CellKind::Formula:
      return "the cell holds a formula without a stored value; open the workbook in a spreadsheet program and save it.";
    case CellKind::Text:
      if (text.find(',') != std::string::npos) return "'" + text + "' is text, not a number; store it as a number.";
      return {};
    case CellKind::Empty:
    case CellKind::Number: return {};
  }
  return {};
}

}  // namespace

std::unique_ptr<TableSource> open_workbook(const std::string& name, const std::string& bytes, const TableOptions& options) {
  if (options.separator) throw InputError(name + ": --separator is for text, but the file is a workbook.");
  if (options.decimal_comma) throw InputError(name + ": --decimal-comma is for text, but the file is a workbook.");
  return std::make_unique<SheetSource>(name, open_sheet(name, bytes, options.sheet));
}

}  // namespace setu
