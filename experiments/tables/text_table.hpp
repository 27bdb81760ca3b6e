#pragma once
#include <optional>
#include <string>
#include <vector>

namespace setu {

/// A table for the terminal: first column left, the others right, numbers with thousands separators.
class TextTable {
 public:
  TextTable(std::string title, std::vector<std::string> columns) : title_(std::move(title)), columns_(std::move(columns)) {}

  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  /// A line across the table before the next row.
  void rule() { rules_.push_back(rows_.size()); }
  /// A remark below the table.
  void note(std::string text) { notes_.push_back(std::move(text)); }

  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// The finished text with a blank line before it; nothing for a table without rows.
  [[nodiscard]] std::string text() const;

 private:
  std::string title_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> rules_;
  std::vector<std::string> notes_;
};

/// "12,345.6": `decimals` digits after the point, "–" for nothing, no "-0.0".
std::string number(std::optional<double> value, int decimals = 1);

}  // namespace setu
