#include "label_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

namespace setu::sheets {

namespace {

constexpr std::array<std::string_view, 66> kTotals = {"total",
                                                      "totals",
                                                      "sum",
                                                      "sums",
                                                      "tot",
                                                      "tot.",
                                                      "grand total",
                                                      "row total",
                                                      "row totals",
                                                      "column total",
                                                      "column totals",
                                                      "col total",
                                                      "col. total",
                                                      "total receipts",
                                                      "total outlay",
                                                      "total outlays",
                                                      "total income",
                                                      "total incomes",
                                                      "total expenditure",
                                                      "total expenditures",
                                                      "total payments",
                                                      "total row",
                                                      "total column",
                                                      "row sum",
                                                      "row sums",
                                                      "column sum",
                                                      "column sums",
                                                      "rowsum",
                                                      "colsum",
                                                      "sum of rows",
                                                      "sum of columns",
                                                      "overall total",
                                                      "total general",
                                                      "total général",
                                                      "totaux",
                                                      "somme",
                                                      "ensemble",
                                                      "suma",
                                                      "suma total",
                                                      "totales",
                                                      "total ingresos",
                                                      "total gastos",
                                                      "totais",
                                                      "soma",
                                                      "summe",
                                                      "gesamt",
                                                      "insgesamt",
                                                      "gesamtsumme",
                                                      "totale",
                                                      "somma",
                                                      "totaal",
                                                      "totalt",
                                                      "i alt",
                                                      "yhteensä",
                                                      "toplam",
                                                      "genel toplam",
                                                      "jumlah",
                                                      "итого",
                                                      "всего",
                                                      "сумма",
                                                      "合计",
                                                      "合計",
                                                      "总计",
                                                      "合计数",
                                                      "총계",
                                                      "tổng"};

constexpr std::array<std::string_view, 13> kTotalParts = {"total",    "totals",    "totaux",    "totale",    "totales", "totais", "totaal",
                                                          "subtotal", "sub-total", "subtotals", "insgesamt", "summe",   "итого"};

constexpr std::array<std::string_view, 40> kChecks = {
    "check",        "checks",        "check sum",    "checksum",       "check total", "check row",   "check column", "row check",
    "column check", "balance check", "diff",         "diff.",          "difference",  "differences", "row-col",      "row - col",
    "row-column",   "row - column",  "rows-columns", "rows - columns", "col-row",     "col - row",   "column - row", "column-row",
    "imbalance",    "discrepancy",   "gap",          "error",          "errors",      "écart",       "ecart",        "différence",
    "contrôle",     "diferencia",    "diferença",    "differenz",      "prüfung",     "kontrolle",   "selisih",      "control"};

/// One code point of UTF-8 and its length; 0 for what is none.
std::pair<std::uint32_t, std::size_t> code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  if (byte(0) < 0x80) return {byte(0), 1};
  if ((byte(0) & 0xE0U) == 0xC0) return {(byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU), 2};
  return {0, 1};
}

/// Capital letters with two bytes whose small ones have two as well: Latin-1, Greek, Cyrillic.
std::uint32_t small_letter(std::uint32_t c) {
  if (c < 0x80) return static_cast<std::uint32_t>(std::tolower(static_cast<int>(c)));
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 0x20;
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  if (c >= 0x100 && c <= 0x17F && c != 0x130 && c != 0x131 && c != 0x138 && c != 0x149 && c != 0x178 && c != 0x17F) {
    const bool odd_capital = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    return (c % 2 == 1) == odd_capital ? c + 1 : c;
  }
  return c;
}

template <class Words>
bool is_one_of(std::string_view label, const Words& words) {
  std::string text = joined(label, true);
  while (!text.empty() && (text.back() == ':' || text.back() == '*')) text.pop_back();
  return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

std::string joined(std::string_view label, bool fold) {
  std::string out;
  bool gap = false;
  for (std::size_t i = 0; i < label.size();) {
    const auto [c, size] = code_point(label.substr(i));
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0;
    if (blank) {
      gap = !out.empty();
    } else {
      if (gap) out += ' ';
      gap = false;
      if (const std::uint32_t small = fold ? small_letter(c) : c; small == c) out += label.substr(i, size);
      else if (small < 0x80) out += static_cast<char>(small);
      else out += {static_cast<char>(0xC0U | small >> 6U), static_cast<char>(0x80U | (small & 0x3FU))};
    }
    i += size;
  }
  return out;
}

bool is_total_word(std::string_view label) { return is_one_of(label, kTotals); }
bool is_check_word(std::string_view label) { return is_one_of(label, kChecks); }

bool has_total_word(std::string_view label) {
  const std::string text = joined(label, true);
  for (const auto part : kTotalParts)
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
      const auto edge = [&](std::size_t i) {
        return i >= text.size() || (std::isalnum(static_cast<unsigned char>(text[i])) == 0 && (text[i] & 0x80) == 0);
      };
      if ((at == 0 || edge(at - 1)) && edge(at + part.size())) return true;
    }
  return false;
}

}  // namespace setu::sheets
