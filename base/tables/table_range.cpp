#include <algorithm>
#include <cctype>
#include <charconv>

#include "setu/base/error.hpp"
#include "table_source.hpp"

namespace setu {

namespace {

/// "B4" or "$B$4": column and line.
std::optional<std::pair<std::size_t, std::size_t>> parse_corner(std::string text) {
  std::erase(text, '$');
  const auto digits = std::find_if(text.begin(), text.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
  const auto column = column_number(std::string_view(text).substr(0, static_cast<std::size_t>(digits - text.begin())));
  std::size_t line = 0;
  const char* begin = text.data() + (digits - text.begin());
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), line);
  if (!column || error != std::errc{} || end != text.data() + text.size() || line == 0) return std::nullopt;
  return std::pair{*column, line};
}

class RangeSource final : public TableSource {
 public:
  RangeSource(std::unique_ptr<TableSource> source, const TableRange& range) : source_(std::move(source)), range_(range) {}

  bool next() override {
    while (source_->next()) {
      if (source_->line() > range_.last_line) return false;
      if (source_->line() < range_.first_line) continue;
      const auto& all = source_->cells();
      const std::size_t begin = std::min(range_.first_column, all.size());
      const std::size_t end = range_.last_column < all.size() ? range_.last_column + 1 : all.size();
      cells_.assign(all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(std::max(begin, end)));
      if (std::any_of(cells_.begin(), cells_.end(), [](std::string_view cell) { return !cell.empty(); })) return true;
    }
    return false;
  }
  [[nodiscard]] const std::vector<std::string_view>& cells() const override { return cells_; }
  [[nodiscard]] std::size_t line() const override { return source_->line(); }
  [[nodiscard]] NumberStyle numbers() const override { return source_->numbers(); }
  [[nodiscard]] std::string refusal(std::size_t column) const override { return source_->refusal(column + range_.first_column); }
  [[nodiscard]] bool stored_number(std::size_t column) const override { return source_->stored_number(column + range_.first_column); }
  [[nodiscard]] char separator() const override { return source_->separator(); }
  [[nodiscard]] std::string note() const override { return source_->note(); }
  [[nodiscard]] std::string column_name(std::size_t column) const override { return source_->column_name(column + range_.first_column); }
  [[nodiscard]] std::string place(std::size_t line, std::optional<std::size_t> column) const override {
    if (column) *column += range_.first_column;
    return source_->place(line, column);
  }

 private:
  std::unique_ptr<TableSource> source_;
  TableRange range_;
  std::vector<std::string_view> cells_;
};

}  // namespace

std::string column_letters(std::size_t column) {
  std::string letters;
  for (++column; column > 0; column = (column - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

std::optional<std::size_t> column_number(std::string_view letters) {
  std::size_t column = 0;
  if (letters.empty() || letters.size() > 4) return std::nullopt;
  for (const char c : letters) {
    const int upper = std::toupper(static_cast<unsigned char>(c));
    if (upper < 'A' || upper > 'Z') return std::nullopt;
    column = column * 26 + static_cast<std::size_t>(upper - 'A') + 1;
  }
  return column - 1;
}

TableRange parse_range(const std::string& text) {
  TableRange range;
  const auto refuse = [&] { return InputError("--range: '" + text + "' is no range; write it like B4:GO200 or 'SAM!B4:GO200'."); };
  const std::size_t mark = text.rfind('!');
  std::string cells = text;
  if (mark != std::string::npos) {
    range.sheet = text.substr(0, mark), cells = text.substr(mark + 1);
    if (range.sheet.size() > 1 && range.sheet.front() == '\'' && range.sheet.back() == '\'')
      range.sheet = range.sheet.substr(1, range.sheet.size() - 2);
  }
  if (cells.empty() && !range.sheet.empty()) return range;
  const std::size_t colon = cells.find(':');
  const auto first = parse_corner(cells.substr(0, colon));
  if (!first) throw refuse();
  range.first_column = first->first, range.first_line = first->second;
  if (colon == std::string::npos) return range;
  const auto last = parse_corner(cells.substr(colon + 1));
  if (!last || last->first < first->first || last->second < first->second) throw refuse();
  range.last_column = last->first, range.last_line = last->second;
  return range;
}

std::unique_ptr<TableSource> within(std::unique_ptr<TableSource> source, const TableRange& range) {
  return std::make_unique<RangeSource>(std::move(source), range);
}

}  // namespace setu
