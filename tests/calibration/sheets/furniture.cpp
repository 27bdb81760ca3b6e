#include "furniture.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace setu::testing {

namespace {

using Words = std::vector<const char*>;

const std::vector<Words> kSectors = {{"Agriculture", "Industry", "Services", "Mining", "Trade", "Transport"},
                                     {"Agricultura", "Industria", "Servicios",
                                      "Miner\xC3\xAD"
                                      "a",
                                      "Comercio", "Transporte"},
                                     {"Agriculture", "\xC3\x89nergie", "B\xC3\xA2timent", "Mines", "Commerce", "Transports"},
                                     {"Landwirtschaft", "Industrie", "Dienste", "Bergbau", "Handel", "Verkehr"},
                                     {"Pertanian", "Industri", "Jasa", "Tambang", "Dagang", "Angkutan"}};
const std::vector<Words> kOthers = {
    {"Labour", "Capital", "Households", "Government", "Savings", "Rest of world", "Taxes"},
    {"Trabajo", "Capital", "Hogares", "Gobierno", "Ahorro", "Resto del mundo", "Impuestos"},
    {"Travail", "Capital", "M\xC3\xA9nages", "\xC3\x89tat", "\xC3\x89pargne", "Reste du monde", "Imp\xC3\xB4ts"},
    {"Arbeit", "Kapital", "Haushalte", "Staat", "Sparen", "Ausland", "Steuern"},
    {"Tenaga kerja", "Modal", "Rumah tangga", "Pemerintah", "Tabungan", "Luar negeri", "Pajak"}};
const std::vector<Words> kTotals = {{"Total", "TOTAL", "Row total", "Grand total", "Sum", "totals"},
                                    {"Total", "Suma", "Total general"},
                                    {"Total", "Totaux", "Somme"},
                                    {"Summe", "Insgesamt", "Gesamt"},
                                    {"Jumlah", "Total"}};
const std::vector<Words> kTitles = {{"Social accounting matrix 2019, million rupiah", "Table 1. SAM (current prices)"},
                                    {"Matriz de contabilidad social 2018", "Millones de pesos"},
                                    {"Matrice de comptabilit\xC3\xA9 sociale"},
                                    {"Sozialrechnungsmatrix; Mio. Euro"},
                                    {"Sistem Neraca Sosial Ekonomi, 2020"}};

std::string upper_ascii(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  return out;
}

std::string letters(std::size_t column) {
  std::string name;
  for (++column; column > 0; column = (column - 1) / 26) name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
  return name;
}

}  // namespace

/// A sum of payments that go in circles, so that every account balances to the last figure.
void Furniture::invent_matrix() {
  n_ = 5 + below(12);
  out_.values.assign(n_ * n_, 0);
  decimals_ = below(4);
  const double unit = std::pow(10.0, -static_cast<double>(decimals_));
  const double large = any(std::vector<double>{50, 900, 40000, 3e6});
  std::vector<std::int64_t> cells(n_ * n_, 0);
  for (std::size_t circle = 0; circle < 3 * n_; ++circle) {
    std::vector<std::size_t> way(n_);
    for (std::size_t i = 0; i < n_; ++i) way[i] = i;
    std::shuffle(way.begin(), way.end(), random_);
    const std::size_t length = circle == 0 ? n_ : 2 + below(n_ - 2);
    const auto amount = static_cast<std::int64_t>(1 + below(static_cast<std::size_t>(large / unit)));
    const bool negative = circle > 0 && chance(0.04);
    for (std::size_t k = 0; k < length; ++k) cells[way[k] * n_ + way[(k + 1) % length]] += negative ? -amount / 10 : amount;
  }
  for (std::size_t k = 0; k < cells.size(); ++k)
    out_.values[k] = static_cast<double>(cells[k]) / std::pow(10.0, static_cast<double>(decimals_));
}

void Furniture::invent_names() {
  language_ = below(kSectors.size());
  const bool codes = chance(0.5);
  for (std::size_t i = 0; i < n_; ++i) {
    const Words& words = i % 2 == 0 ? kSectors[language_] : kOthers[language_];
    const std::string word = words[i / 2 % words.size()];
    const std::size_t round = i / 2 / words.size();
    descriptions_.push_back(word + (round > 0 ? " " + std::to_string(round + 1) : ""));
    out_.names.push_back(codes ? fmt::format("{}{}", any(Words{"a-", "c", "f_", "H", "x."}), 10 + i) : descriptions_.back());
  }
  column_names_ = out_.names;
  if (chance(0.15))
    for (auto& name : column_names_) name = upper_ascii(name);
}

void Furniture::choose_style() {
  workbook_ = chance(0.3);
  percent_ = chance(0.03);
  decimal_comma_ = !workbook_ && chance(0.3);
  separator_ = decimal_comma_ ? any(std::string(";\t")) : any(std::string(",;\t"));
  thousands_ = any(std::vector<std::string>{"", "", " ", "\xC2\xA0", "'", decimal_comma_ ? "." : ",", "\xE2\x80\xAF"});
  mark_ = any(std::vector<std::string>{"", "", "0", "-", "..", "n.a.", "\xE2\x80\x93"});
  minus_ = any(std::vector<std::string>{"-", "-", "\xE2\x88\x92", "()"});
}

std::string Furniture::number(double value) {
  if (value == 0) return mark_;
  std::string text = fmt::format("{:.{}f}", std::abs(value) * (percent_ ? 100 : 1), decimals_);
  std::size_t point = text.find('.');
  if (point == std::string::npos) point = text.size();
  if (decimal_comma_ && point < text.size()) text[point] = ',';
  for (std::size_t at = point; at > 3 && !thousands_.empty(); at -= 3) text.insert(at - 3, thousands_);
  if (percent_) text += "%";
  if (value > 0) return text;
  return minus_ == "()" ? "(" + text + ")" : minus_ + text;
}

void Furniture::lay_grid() {
  std::size_t row = 0, column = 0;
  for (std::size_t k = below(4); k > 0; --k) put(row++, below(2), any(kTitles[language_]));
  row += below(2);
  column += chance(0.2) ? 1 : 0;
  const bool described = out_.names != descriptions_ && chance(0.6), first = chance(0.5), groups = chance(0.25), codes = chance(0.15);
  const std::size_t group = column;
  if (groups) ++column;
  const std::size_t left = column;
  const std::size_t label = left + (described && first ? 1 : 0), text = left + (first ? 0 : 1);
  column = left + (described ? 2 : 1);
  const std::size_t numbering = column;
  if (codes) ++column;
  std::vector<std::size_t> order(n_);
  for (std::size_t i = 0; i < n_; ++i) order[i] = i;
  if (chance(0.2)) std::shuffle(order.begin(), order.end(), random_);
  const auto group_of = [&](std::size_t i) { return std::string(i % 2 == 0 ? "Sectors" : "Institutions"); };
  if (groups)
    for (std::size_t j = 0; j < n_; ++j) put(row, column + j, group_of(order[j]));
  if (groups) ++row;
  const std::size_t header = row++;
  if (chance(0.5)) put(header, label, "Code");
  for (std::size_t j = 0; j < n_; ++j) put(header, column + j, column_names_[order[j]]);
  if (described && chance(0.3)) {
    for (std::size_t j = 0; j < n_; ++j) put(row, column + j, descriptions_[order[j]]);
    ++row;
  }
  const bool totals = chance(0.6), check = totals && chance(0.4), notes = chance(0.15);
  const std::string total = any(kTotals[language_]);
  if (totals) put(header, column + n_, total);
  if (check) put(header, column + n_ + 1, any(Words{"Check", "Diff", "Difference", "row - col"}));
  if (notes) put(header, column + n_ + (totals ? 1 : 0) + (check ? 1 : 0), "Notes");
  std::vector<double> sums(n_);
  for (std::size_t i = 0; i < n_; ++i) {
    if (chance(0.03)) ++row;
    put(row, label, out_.names[i]);
    if (described) put(row, text, descriptions_[i]);
    if (groups) put(row, group, group_of(i));
    if (codes) put(row, numbering, std::to_string(i + 1));
    double sum = 0;
    for (std::size_t j = 0; j < n_; ++j) {
      const double value = out_.values[i * n_ + order[j]];
      sum += value, sums[j] += value;
      put(row, column + j, number(value));
    }
    if (totals) put(row, column + n_, number(std::round(sum * 1e6) / 1e6));
    if (check) put(row, column + n_ + 1, "0");
    if (notes && chance(0.3)) put(row, column + n_ + 1 + (check ? 1 : 0), "estimate");
    ++row;
  }
  if (totals || chance(0.2)) {
    put(row, label, total);
    for (std::size_t j = 0; j < n_; ++j) put(row, column + j, number(std::round(sums[j] * 1e6) / 1e6));
    ++row;
  }
  if (chance(0.3)) put(row + 1, left, "Source: own compilation.");
  out_.what = fmt::format(
      "n={} {} decimals={} thousands='{}' mark='{}' minus='{}' comma={} separator='{}' groups={} described={} codes={} totals={}", n_,
      workbook_ ? "xlsx" : "csv", decimals_, thousands_, mark_, minus_, decimal_comma_, separator_, groups, described, codes, totals);
}

std::string Furniture::as_text() {
  std::size_t width = 0;
  for (const auto& row : grid_) width = std::max(width, row.size());
  const bool ragged = chance(0.2), windows = chance(0.3);
  std::string text;
  for (const auto& row : grid_) {
    for (std::size_t c = 0; c < (ragged ? row.size() : width); ++c) {
      const std::string cell = c < row.size() ? row[c] : "";
      const bool quote = cell.find(separator_) != std::string::npos || cell.find('"') != std::string::npos;
      text += (c > 0 ? std::string(1, separator_) : "") + (quote ? "\"" + cell + "\"" : cell);
    }
    text += windows ? "\r\n" : "\n";
  }
  const std::size_t encoding = below(6);
  if (encoding == 0) return "\xEF\xBB\xBF" + text;
  if (encoding > 2) return text;
  std::u16string wide;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
    std::uint32_t c = size == 1 ? lead : size == 2 ? lead & 0x1FU : lead & 0x0FU;
    for (std::size_t k = 1; k < size; ++k) c = c << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    wide += static_cast<char16_t>(c), i += size;
  }
  const bool latin = std::all_of(wide.begin(), wide.end(), [](char16_t c) { return c < 0x80 || (c >= 0xA0 && c < 0x100); });
  std::string bytes;
  if (encoding == 2 && latin) {
    for (const char16_t c : wide) bytes += static_cast<char>(c);
    out_.what += " Windows-1252";
    return bytes;
  }
  bytes = "\xFF\xFE";
  for (const char16_t c : wide) bytes += {static_cast<char>(c & 0xFFU), static_cast<char>(c >> 8U)};
  out_.what += " UTF-16";
  return bytes;
}

std::string Furniture::as_workbook() {
  std::string rows;
  const bool as_numbers = chance(0.7) && !percent_;
  for (std::size_t r = 0; r < grid_.size(); ++r) {
    std::string cells;
    for (std::size_t c = 0; c < grid_[r].size(); ++c) {
      const std::string& cell = grid_[r][c];
      if (cell.empty()) continue;
      const std::string name = letters(c) + std::to_string(r + 1);
      const bool plain = as_numbers && cell.find_first_not_of("0123456789.-") == std::string::npos &&
                         cell.find_first_of("0123456789") != std::string::npos;
      cells += plain ? "<c r=\"" + name + "\"><v>" + cell + "</v></c>"
                     : "<c r=\"" + name + "\" t=\"inlineStr\"><is><t>" + escaped(cell) + "</t></is></c>";
    }
    if (!cells.empty()) rows += "<row r=\"" + std::to_string(r + 1) + "\">" + cells + "</row>";
  }
  return zip_bytes(workbook_parts({{"SAM", rows}}));
}

Furnished Furniture::make() {
  invent_matrix();
  invent_names();
  choose_style();
  lay_grid();
  if (percent_)
    for (double& v : out_.values) v = std::round(v * 1e8) / 1e8;
  out_.descriptions = descriptions_;
  out_.bytes = workbook_ ? as_workbook() : as_text();
  return out_;
}

}  // namespace setu::testing
