#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <unordered_map>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/calibration/sam/sam.hpp"

namespace setu {
namespace {

constexpr std::size_t kMostAccounts = 20000;  ///< 3 GB of cells

bool is_total(std::string_view label) {
  std::string lower(label);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower == "total" || lower == "totals" || lower == "sum" || lower == "total outlay" || lower == "total receipts";
}

bool near(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b)); }

class Reader {
 public:
  Reader(TableReader& table, double tolerance) : table_(table), tolerance_(tolerance) { sam_.file = table.name(); }

  Sam run() {
    read_columns();
    while (table_.next()) read_row();
    match_columns();
    fill();
    check_total_row();
    check_balance();
    return std::move(sam_);
  }

 private:
  void read_columns() {
    if (!table_.next()) throw InputError(sam_.file + ": the table is empty.");
    std::size_t width = table_.cells().size();
    while (width > 0 && table_.text(width - 1).empty()) --width;
    total_column_ = width > 1 && is_total(table_.text(width - 1));
    for (std::size_t k = 1; k + (total_column_ ? 1 : 0) < width; ++k) {
      const std::string label(table_.text(k));
      if (label.empty()) table_.fail("the column has no account name.", k);
      if (!columns_.emplace(label, columns_.size()).second) table_.fail("account '" + label + "' has two columns.", k);
      column_labels_.push_back(label);
    }
    if (columns_.size() > kMostAccounts)
      table_.fail(fmt::format("the table has {} columns; a matrix of more than {} accounts is not read.", columns_.size(), kMostAccounts));
    if (columns_.size() < 2)
      table_.fail("the first row of a social accounting matrix names its accounts, at least two, from the second column on.");
    to_account_.assign(columns_.size(), 0);
  }

  void read_row() {
    const std::string label(table_.text(0));
    if (total_line_ != 0) table_.fail("the row of totals (line " + std::to_string(total_line_) + ") must be the last one.");
    if (label.empty()) table_.fail("the row has no account name.", 0);
    const std::size_t last = columns_.size() + (total_column_ ? 1 : 0);
    for (std::size_t k = last + 1; k < table_.cells().size(); ++k)
      if (!table_.text(k).empty()) table_.fail("the row is longer than the first one.", k);
    if (is_total(label) && !columns_.contains(label)) return read_total_row();
    if (const auto [at, added] = rows_.emplace(label, sam_.accounts.size()); !added)
      table_.fail("account '" + label + "' has two rows, the first in line " + std::to_string(lines_[at->second]) + ".");
    double sum = 0;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      const double value = table_.number(k + 1);
      if (value != 0) cells_.push_back({sam_.accounts.size(), k, value});
      sum += value;
    }
    if (total_column_ && !near(table_.number(last), sum, tolerance_))
      table_.fail(fmt::format("the total of account '{}' is given as {}, but its row adds up to {}.", label, table_.number(last), sum),
                  last);
    sam_.accounts.push_back(label);
    lines_.push_back(table_.line());
  }

  void read_total_row() {
    total_line_ = table_.line();
    for (std::size_t k = 0; k < columns_.size(); ++k) totals_.push_back(table_.number(k + 1));
  }

  void match_columns() {
    std::string text;
    for (std::size_t i = 0; i < sam_.accounts.size(); ++i) {
      if (const auto at = columns_.find(sam_.accounts[i]); at != columns_.end()) to_account_[at->second] = i;
      else
        text +=
            fmt::format(" Line {}: the row has no column: {}.", lines_[i], unknown_name("column", sam_.accounts[i], column_labels_, 10));
      if (text.size() > 2000) break;
    }
    for (const auto& label : column_labels_)
      if (!rows_.contains(label) && text.size() <= 2000)
        text += " The column has no row: " + unknown_name("row", label, sam_.accounts, 10) + ".";
    if (!text.empty()) throw InputError(sam_.file + ": the rows and columns do not name the same accounts." + text);
  }

  void fill() {
    const std::size_t n = sam_.size();
    sam_.values.assign(n * n, 0.0);
    for (const auto& cell : cells_) sam_.values[cell.row * n + to_account_[cell.column]] = cell.value;
  }

  void check_total_row() const {
    if (total_line_ == 0) return;
    const auto payments = column_sums();
    for (std::size_t k = 0; k < totals_.size(); ++k)
      if (const double sum = payments[to_account_[k]]; !near(totals_[k], sum, tolerance_))
        throw InputError(fmt::format("{}:{}: column {}: the total of account '{}' is given as {}, but its column adds up to {}.", sam_.file,
                                     total_line_, k + 2, column_labels_[k], totals_[k], sum));
  }

  void check_balance() const {
    const auto in = row_sums(), out = column_sums();
    std::vector<std::size_t> bad;
    for (std::size_t i = 0; i < in.size(); ++i)
      if (!std::isfinite(in[i]) || !std::isfinite(out[i]) || !near(in[i], out[i], tolerance_)) bad.push_back(i);
    if (bad.empty()) return;
    std::sort(bad.begin(), bad.end(), [&](std::size_t a, std::size_t b) {
      const double x = std::abs(in[a] - out[a]), y = std::abs(in[b] - out[b]);
      return std::isnan(x) || std::isnan(y) || x == y ? a < b : x > y;
    });
    std::string text;
    for (std::size_t k = 0; k < bad.size() && k < 5; ++k)
      text += fmt::format("{} '{}' (line {}) receives {} and pays {}, a gap of {}", k ? ";" : "", sam_.accounts[bad[k]], lines_[bad[k]],
                          in[bad[k]], out[bad[k]], in[bad[k]] - out[bad[k]]);
    throw InputError(fmt::format("{}:{}: {} of {} accounts do not balance:{}{}. Balance the table first or correct it.", sam_.file,
                                 lines_[bad[0]], bad.size(), in.size(), text, bad.size() > 5 ? "; …" : ""));
  }

  [[nodiscard]] std::vector<double> row_sums() const {
    std::vector<double> sums(sam_.size(), 0.0);
    for (const auto& cell : cells_) sums[cell.row] += cell.value;
    return sums;
  }

  [[nodiscard]] std::vector<double> column_sums() const {
    std::vector<double> sums(sam_.size(), 0.0);
    for (const auto& cell : cells_) sums[to_account_[cell.column]] += cell.value;
    return sums;
  }

  /// A cell that is not zero, its column counted as the file counts.
  struct Cell {
    std::size_t row, column;
    double value;
  };
  TableReader& table_;
  double tolerance_;
  Sam sam_;
  std::vector<Cell> cells_;
  std::unordered_map<std::string, std::size_t> columns_, rows_;
  std::vector<std::string> column_labels_;
  std::vector<std::size_t> to_account_, lines_;
  std::vector<double> totals_;
  std::size_t total_line_ = 0;
  bool total_column_ = false;
};

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

Sam read_sam(TableReader& table, double tolerance) { return Reader(table, tolerance).run(); }

Sam read_sam(const std::filesystem::path& file, const TableOptions& options, double tolerance) {
  TableReader table(file, options);
  return read_sam(table, tolerance);
}

}  // namespace setu
