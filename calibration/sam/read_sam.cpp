#include <algorithm>
#include <cctype>
#include <cmath>
#include <fstream>
#include <map>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/base/suggest.hpp"
#include "setu/calibration/sam.hpp"

namespace setu {

namespace {

constexpr std::size_t kMostNamed = 5;

bool is_total(std::string_view label) {
  std::string lower;
  for (const char c : label) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower == "total" || lower == "totals" || lower == "sum" || lower == "total outlay" || lower == "total receipts";
}

/// Reads rows into a SAM whose columns are still in the file's order.
class SamReader {
 public:
  SamReader(const std::filesystem::path& file, const TableOptions& options) : table_(file, options), name_(file.string()) {
    read_header();
    while (table_.next()) read_row();
  }

  Sam finish() {
    Sam sam{name_, labels_, {}};
    std::map<std::string, std::size_t> column;
    for (std::size_t j = 0; j < columns_.size(); ++j)
      if (j != total_column_) column[columns_[j]] = j;
    for (const auto& label : labels_)
      if (!column.contains(label)) throw InputError(fmt::format("{}: the account '{}' has a row but no column: {}.", name_, label,
                                                                unknown_name("column", label, columns_)));
    for (const auto& [label, j] : column)
      if (std::find(labels_.begin(), labels_.end(), label) == labels_.end())
        throw InputError(fmt::format("{}: the account '{}' has a column but no row: {}.", name_, label, unknown_name("row", label, labels_)));
    for (const auto& row : rows_)
      for (const auto& label : labels_) sam.values.push_back(row[column[label]]);
    check_totals(sam, column);
    return sam;
  }

 private:
  void read_header() {
    if (!table_.next()) throw InputError(name_ + ": the table holds no rows.");
    for (std::size_t j = 1; j < table_.cells().size(); ++j) columns_.emplace_back(table_.text(j));
    while (!columns_.empty() && columns_.back().empty()) columns_.pop_back();
    if (columns_.empty()) table_.fail("the first row must hold the names of the accounts.");
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      if (columns_[j].empty()) table_.fail("the column has no account name.", j + 1);
      if (std::find(columns_.begin(), columns_.begin() + static_cast<std::ptrdiff_t>(j), columns_[j]) != columns_.begin() + static_cast<std::ptrdiff_t>(j))
        table_.fail(fmt::format("the account '{}' has two columns.", columns_[j]), j + 1);
    }
    if (is_total(columns_.back())) total_column_ = columns_.size() - 1;
  }

  void read_row() {
    const std::string label(table_.text(0));
    if (label.empty()) table_.fail("the row has numbers but no account name.");
    if (total_row_) table_.fail(fmt::format("a row '{}' follows the row of totals.", label));
    if (table_.cells().size() > columns_.size() + 1) table_.fail(fmt::format("the row '{}' has more cells than the header.", label));
    std::vector<double> row;
    for (std::size_t j = 0; j < columns_.size(); ++j) row.push_back(table_.number(j + 1));
    if (is_total(label)) {
      totals_ = row;
      total_row_ = true;
      return;
    }
    if (std::find(labels_.begin(), labels_.end(), label) != labels_.end())
      table_.fail(fmt::format("the account '{}' has two rows.", label));
    labels_.push_back(label);
    rows_.push_back(std::move(row));
  }

  void check_totals(const Sam& sam, std::map<std::string, std::size_t>& column) const {
    const auto compare = [&](const std::string& what, const std::string& label, double stated, double sum) {
      if (std::abs(stated - sum) > 1e-6 * std::max(1.0, std::abs(sum)))
        throw InputError(fmt::format("{}: the stated total of {} '{}' is {}, but its cells add up to {}.", name_, what, label, stated, sum));
    };
    for (std::size_t i = 0; i < sam.size(); ++i) {
      if (total_column_ != kNoTotal) compare("row", labels_[i], rows_[i][total_column_], sam.row_sum(i));
      if (total_row_) compare("column", labels_[i], totals_[column[labels_[i]]], sam.column_sum(i));
    }
  }

  static constexpr std::size_t kNoTotal = static_cast<std::size_t>(-1);
  TableReader table_;
  std::string name_;
  std::vector<std::string> columns_, labels_;
  std::vector<std::vector<double>> rows_;
  std::vector<double> totals_;
  std::size_t total_column_ = kNoTotal;
  bool total_row_ = false;
};

void check_balance(const Sam& sam, double tolerance) {
  struct Gap {
    std::size_t account;
    double row, column;
  };
  std::vector<Gap> gaps;
  for (std::size_t i = 0; i < sam.size(); ++i) {
    const double row = sam.row_sum(i), column = sam.column_sum(i);
    if (std::abs(row - column) > tolerance * std::max(std::abs(row), std::abs(column))) gaps.push_back({i, row, column});
  }
  if (gaps.empty()) return;
  std::sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return std::abs(a.row - a.column) > std::abs(b.row - b.column); });
  std::string text = fmt::format("{}: {} of {} accounts do not balance:", sam.file, gaps.size(), sam.size());
  for (std::size_t k = 0; k < gaps.size() && k < kMostNamed; ++k)
    text += fmt::format("{} '{}' receives {:.6g} and pays {:.6g}", k ? ";" : "", sam.accounts[gaps[k].account], gaps[k].row, gaps[k].column);
  throw InputError(text + (gaps.size() > kMostNamed ? "; …" : "") + ". Balance the table first ('setu balance') or correct it.");
}

}  // namespace

double Sam::row_sum(std::size_t i) const {
  double sum = 0;
  for (std::size_t j = 0; j < size(); ++j) sum += (*this)(i, j);
  return sum;
}

double Sam::column_sum(std::size_t j) const {
  double sum = 0;
  for (std::size_t i = 0; i < size(); ++i) sum += (*this)(i, j);
  return sum;
}

Sam read_sam(const std::filesystem::path& file, const TableOptions& options, double tolerance) {
  Sam sam = SamReader(file, options).finish();
  if (sam.size() == 0) throw InputError(sam.file + ": the table holds no accounts.");
  check_balance(sam, tolerance);
  return sam;
}

void write_sam(const Sam& sam, const std::filesystem::path& file) {
  const auto quoted = [](const std::string& label) {
    if (label.find_first_of(",\"\n;") == std::string::npos) return label;
    std::string text = "\"";
    for (const char c : label) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
  };
  std::string text = "account";
  for (const auto& label : sam.accounts) text += ',' + quoted(label);
  text += '\n';
  for (std::size_t i = 0; i < sam.size(); ++i) {
    text += quoted(sam.accounts[i]);
    for (std::size_t j = 0; j < sam.size(); ++j) {
      text += ',';
      if (sam(i, j) != 0) append_number(text, sam(i, j));
    }
    text += '\n';
  }
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw InputError(fmt::format("Could not write '{}': is the disk full?", file.string()));
}

}  // namespace setu
