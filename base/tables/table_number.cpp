#include "table_number.hpp"

#include <algorithm>
#include <array>
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

struct Spelling {
  std::string_view text;
  const char* plain;
};

constexpr std::array kSigns = {Spelling{"\xE2\x88\x92", "-"}, Spelling{"\xE2\x80\x93", "-"}, Spelling{"\xE2\x80\x94", "-"},
                               Spelling{"\xE2\x80\x90", "-"}, Spelling{"\xE2\x80\x91", "-"}};
constexpr std::array<std::string_view, 8> kGaps = {" ", "\xC2\xA0",     "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x87",
                                                   "'", "\xE2\x80\x99", "\xE2\x80\x88"};
constexpr std::array<std::string_view, 6> kMoney = {"$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5", "\xE2\x82\xB9", "\xE2\x82\xA9"};

std::string_view trimmed_cell(std::string_view cell) {
  const auto strip = [&](std::string_view gap) {
    bool any = false;
    while (cell.starts_with(gap)) cell.remove_prefix(gap.size()), any = true;
    while (cell.ends_with(gap)) cell.remove_suffix(gap.size()), any = true;
    return any;
  };
  while (strip(" ") || strip("\xC2\xA0") || strip("\xE2\x80\xAF")) continue;
  return cell;
}

/// The gap that `text` begins with, or nothing.
std::string_view gap_at(std::string_view text) {
  for (const auto gap : kGaps)
    if (text.starts_with(gap)) return gap;
  return {};
}

/// Takes gaps out of the whole part; false where they do not stand before groups of exactly three figures.
bool join_groups(std::string_view text, std::string& out) {
  std::string_view used;
  std::size_t run = 0, groups = 0;
  bool decimals = false;
  while (!text.empty()) {
    if (const std::string_view gap = gap_at(text); !gap.empty()) {
      if (decimals || run == 0 || run > 3 || (groups > 0 && run != 3) || (!used.empty() && used != gap)) return false;
      used = gap, run = 0, ++groups;
      text.remove_prefix(gap.size());
      continue;
    }
    if (is_figure(text[0])) {
      ++run;
    } else {
      if (groups > 0 && !decimals && run != 3) return false;
      decimals = true;
    }
    out += text[0];
    text.remove_prefix(1);
  }
  return groups == 0 || decimals || run == 3;
}

bool takes_off(std::string_view& cell, std::string_view part, bool front) {
  if (front ? !cell.starts_with(part) : !cell.ends_with(part)) return false;
  front ? cell.remove_prefix(part.size()) : cell.remove_suffix(part.size());
  cell = trimmed_cell(cell);
  return true;
}

/// The cell with figures, comma, point, sign and exponent only, or nothing.
std::optional<std::string> plain_spelling(std::string_view cell) {
  cell = trimmed_cell(cell);
  bool negative = false, signed_already = false;
  const auto money = [&] {
    for (const auto sign : kMoney)
      if (takes_off(cell, sign, true) || takes_off(cell, sign, false)) return;
  };
  money();
  if (cell.size() > 2 && cell.front() == '(' && cell.back() == ')')
    cell = trimmed_cell(cell.substr(1, cell.size() - 2)), negative = signed_already = true;
  money();
  const auto sign = [&](bool front) {
    if (signed_already || cell.size() < 2) return;
    bool minus = takes_off(cell, "-", front);
    for (const auto& s : kSigns) minus = minus || (cell.size() > s.text.size() && takes_off(cell, s.text, front));
    negative = minus, signed_already = minus || (front && takes_off(cell, "+", true));
  };
  sign(true);
  sign(false);
  money();
  if (cell.empty() || (!is_figure(cell.front()) && cell.front() != '.' && cell.front() != ',')) return std::nullopt;
  std::string out = negative ? "-" : "";
  if (!join_groups(cell, out)) return std::nullopt;
  return out;
}

/// Whether plain_spelling would change the cell.
bool is_plain(std::string_view cell) {
  return std::all_of(cell.begin(), cell.end(),
                     [](char c) { return is_figure(c) || std::string_view(",.+-eE").find(c) != std::string_view::npos; }) &&
         !cell.ends_with('-');
}

/// 1,23,45,678: groups of two before a last one of three.
bool lakhs(std::string_view digits) {
  if (digits.size() < 6 || digits.starts_with('0') || digits[digits.size() - 4] != ',') return false;
  std::string_view rest = digits.substr(0, digits.size() - 4);
  while (rest.size() > 2) {
    if (rest[rest.size() - 3] != ',') return false;
    rest.remove_suffix(3);
  }
  return !rest.empty() && std::count(digits.begin(), digits.end(), ',') > 1;
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

bool is_missing_mark(std::string_view cell) {
  static constexpr std::array<std::string_view, 24> marks = {"-",
                                                             "--",
                                                             "---",
                                                             ".",
                                                             "..",
                                                             "...",
                                                             ":",
                                                             "n.a.",
                                                             "n.a",
                                                             "na",
                                                             "n/a",
                                                             "n.d.",
                                                             "nd",
                                                             "s.d.",
                                                             "k.a.",
                                                             "<na>",
                                                             "\xE2\x80\x93",
                                                             "\xE2\x80\x94",
                                                             "\xE2\x88\x92",
                                                             "\xE2\x80\xA6",
                                                             "\xE2\x80\x90",
                                                             "null",
                                                             "n.v.",
                                                             "n. a."};
  if (cell.size() > 6) return false;
  std::string lower(trimmed_cell(cell));
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::find(marks.begin(), marks.end(), lower) != marks.end();
}

NumberEvidence number_evidence(std::string_view cell) {
  std::string plain;
  if (!is_plain(cell)) {
    auto spelt = plain_spelling(cell);
    if (!spelt) return NumberEvidence::None;
    plain = std::move(*spelt), cell = plain;
  }
  const std::string_view number = mantissa(cell);
  const auto commas = std::count(number.begin(), number.end(), ',');
  const auto points = std::count(number.begin(), number.end(), '.');
  if (commas == 0 && points == 0) return NumberEvidence::None;
  if (commas > 0 && points > 0) return number.rfind(',') > number.rfind('.') ? NumberEvidence::Comma : NumberEvidence::Point;
  if (commas > 1) return grouped(number, ',') || lakhs(number) ? NumberEvidence::Point : NumberEvidence::None;
  if (points > 1) return grouped(number, '.') ? NumberEvidence::Comma : NumberEvidence::None;  // a date, perhaps
  if (commas == 1) return grouped(number, ',') ? NumberEvidence::EitherComma : NumberEvidence::Comma;
  return grouped(number, '.') ? NumberEvidence::EitherPoint : NumberEvidence::Point;
}

std::optional<double> table_number(std::string_view cell, NumberStyle style) {
  std::string spelt;
  if (!is_plain(cell))
    if (auto plain = plain_spelling(cell)) spelt = std::move(*plain), cell = spelt;
  if (const auto plain = style.decimal_comma && cell.find_first_of(",.") != std::string_view::npos ? std::nullopt : parse_number(cell))
    return plain;
  const std::string_view number = mantissa(cell);
  if (number.empty()) return std::nullopt;
  const char decimal = style.decimal_comma ? ',' : '.', thousands = style.decimal_comma ? '.' : ',';
  const std::size_t at = number.find(decimal);
  const std::string_view whole = number.substr(0, at);
  if (whole.find(thousands) != std::string_view::npos && !grouped(whole, thousands) && (thousands != ',' || !lakhs(whole)))
    return std::nullopt;
  std::string plain;
  const std::size_t decimals = static_cast<std::size_t>(number.data() - cell.data()) + std::min(at, number.size());
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == thousands && i < decimals) continue;
    plain += cell[i] == decimal ? '.' : cell[i];
  }
  return parse_number(plain);
}

}  // namespace setu
