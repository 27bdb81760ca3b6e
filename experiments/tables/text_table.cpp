#include "text_table.hpp"

#include <algorithm>
#include <cmath>

#include "setu/base/number.hpp"

namespace setu {

namespace {

/// Columns that a UTF-8 text takes on the terminal (every code point counts as one).
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t to, bool left) {
  const std::string blanks(to > width(text) ? to - width(text) : 0, ' ');
  return left ? text + blanks : blanks + text;
}

}  // namespace

std::string number(std::optional<double> value, int decimals) {
  if (!value || !std::isfinite(*value)) return "–";
  std::string text = decimal(*value, decimals);
  const std::size_t first = text.starts_with('-') ? 1 : 0, point = std::min(text.find('.'), text.size());
  for (std::size_t i = point; i > first + 3; i -= 3) text.insert(i - 3, ",");
  return text;
}

std::string TextTable::text() const {
  if (rows_.empty()) return {};
  std::vector<std::size_t> widths;
  for (const auto& c : columns_) widths.push_back(width(c));
  for (const auto& r : rows_)
    for (std::size_t c = 0; c < r.size(); ++c) widths[c] = std::max(widths[c], width(r[c]));
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text = " ";
    for (std::size_t c = 0; c < cells.size(); ++c) text += (c ? "  " : " ") + padded(cells[c], widths[c], c == 0);
    return text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
  };
  std::size_t total = 0;
  for (const auto w : widths) total += w + 2;
  const std::string rule = "  " + std::string(total - 2, '-') + "\n";
  std::string out = "\n" + title_ + "\n" + line(columns_) + rule;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (std::find(rules_.begin(), rules_.end(), r) != rules_.end()) out += rule;
    out += line(rows_[r]);
  }
  for (const auto& note : notes_) out += "  " + note + "\n";
  return out;
}

}  // namespace setu
