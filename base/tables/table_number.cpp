#include "table_number.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include "setu/base/number.hpp"

namespace setu {

namespace {

bool is_figure(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// The cell without sign and exponent: digits, commas and points, or empty if it is anything else.
std::string_view mantissa(std::string_view cell) {
  if (!cell.empty() && (cell.front() == '-' || cell.front() == '+')) cell.remove_prefix(1);
  const auto end = std::find_if_not(cell.begin(), cell.end(), [](char c) { return is_figure(c) || c == ',' || c == '.'; });
  std::string_view head = cell.substr(0, static_cast<std::size_t>(end - cell.begin()));
  std::string_view tail = cell.substr(head.size());
  if (!tail.empty()) {
    if (tail.front() != 'e' && tail.front() != 'E') return {};
    tail.remove_prefix(1);
    if (!tail.empty() && (tail.front() == '-' || tail.front() == '+')) tail.remove_prefix(1);
    if (tail.empty() || !std::all_of(tail.begin(), tail.end(), is_figure)) return {};
  }
  return std::any_of(head.begin(), head.end(), is_figure) ? head : std::string_view{};
}

/// 1,234,567: one to three digits (not a lone zero), then groups of exactly three.
bool grouped(std::string_view digits, char separator) {
  std::size_t run = 0;
  bool first = true;
  if (digits.starts_with('0')) return false;
  for (std::size_t i = 0; i <= digits.size(); ++i) {
    if (i < digits.size() && digits[i] != separator) {
      if (!is_figure(digits[i])) return false;
      ++run;
      continue;
    }
    if (first ? run < 1 || run > 3 : run != 3) return false;
    first = false;
    run = 0;
  }
  return true;
}

}  // namespace

NumberEvidence number_evidence(std::string_view cell) {
  const std::string_view number = mantissa(cell);
  const auto commas = std::count(number.begin(), number.end(), ',');
  const auto points = std::count(number.begin(), number.end(), '.');
  if (commas == 0 && points == 0) return NumberEvidence::None;
  if (commas > 0 && points > 0) return number.rfind(',') > number.rfind('.') ? NumberEvidence::Comma : NumberEvidence::Point;
  if (commas > 1) return grouped(number, ',') ? NumberEvidence::Point : NumberEvidence::None;
  if (points > 1) return grouped(number, '.') ? NumberEvidence::Comma : NumberEvidence::None;  // a date, perhaps
  if (commas == 1) return grouped(number, ',') ? NumberEvidence::EitherComma : NumberEvidence::Comma;
  return grouped(number, '.') ? NumberEvidence::EitherPoint : NumberEvidence::Point;
}

std::optional<double> table_number(std::string_view cell, NumberStyle style) {
  if (const auto plain = style.decimal_comma && cell.find_first_of(",.") != std::string_view::npos ? std::nullopt : parse_number(cell))
    return plain;
  const std::string_view number = mantissa(cell);
  if (number.empty()) return std::nullopt;
  const char decimal = style.decimal_comma ? ',' : '.', thousands = style.decimal_comma ? '.' : ',';
  const std::size_t at = number.find(decimal);
  const std::string_view whole = number.substr(0, at);
  if (whole.find(thousands) != std::string_view::npos && !grouped(whole, thousands)) return std::nullopt;
  std::string plain;
  const std::size_t decimals = static_cast<std::size_t>(number.data() - cell.data()) + std::min(at, number.size());
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == thousands && i < decimals) continue;
    plain += cell[i] == decimal ? '.' : cell[i];
  }
  return parse_number(plain);
}

}  // namespace setu
