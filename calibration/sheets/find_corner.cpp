#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "label_words.hpp"
#include "setu/calibration/sheets/square_table.hpp"

namespace setu {

namespace {

constexpr std::size_t kMostTitleRows = 300, kMostLabelColumns = 60;  ///< where labels are looked for
constexpr std::size_t kFewestLabels = 2;

/// The labels of the sheet's rows and columns in one way of comparing them.
class Labels {
 public:
  Labels(const TableGrid& grid, bool fold, bool numbers) : rows_(std::min(grid.rows(), kMostTitleRows)) {
    const std::size_t columns = std::min(grid.width(), kMostLabelColumns);
    std::vector<std::vector<bool>> numeric(grid.rows());
    down_.resize(columns);
    for (std::size_t r = 0; r < grid.rows(); ++r)
      for (std::size_t c = 0; c < (r < rows_.size() ? grid.width() : columns); ++c) {
        const std::string_view text = grid.text(r, c);
        if (text.empty() || grid.is_numeric(r, c) != numbers) continue;
        std::string label = sheets::joined(text, fold);
        if (sheets::is_total_word(label)) continue;
        if (c < columns) down_[c].emplace(label, r).first->second = r;  // the last row that it stands in
        if (r < rows_.size()) rows_[r].emplace_back(c, std::move(label));
      }
  }

  void best(SquareCorner& found, bool fold, bool numbers) const {
    for (std::size_t r = 0; r < rows_.size(); ++r)
      for (std::size_t c = 0; c < down_.size() && rows_[r].size() >= kFewestLabels; ++c) {
        if (down_[c].size() < kFewestLabels) continue;
        const SquareCorner one = judge(r, c, fold, numbers);
        const bool enough = numbers ? one.matched == one.in_row && one.matched >= 4 : 2 * one.matched >= one.in_row;
        if (one.matched >= kFewestLabels && enough && better(one, found)) found = one;
      }
  }

 private:
  [[nodiscard]] SquareCorner judge(std::size_t r, std::size_t c, bool fold, bool numbers) const {
    SquareCorner corner;
    corner.row = r, corner.column = c, corner.fold_case = fold, corner.numbers = numbers;
    std::unordered_map<std::string_view, bool> seen;
    for (const auto& [column, label] : rows_[r]) {
      if (column <= c) continue;
      if (!seen.emplace(label, true).second) continue;
      ++corner.in_row;
      const auto at = down_[c].find(label);
      if (at != down_[c].end() && at->second > r) ++corner.matched, corner.letters += label.size();
    }
    for (const auto& [label, row] : down_[c]) corner.in_column += row > r ? 1 : 0;
    return corner;
  }

  /// More labels in common; of equal ones the shorter, which are codes; of these the ones nearest to the numbers.
  static bool better(const SquareCorner& a, const SquareCorner& b) {
    if (b.matched == 0 || a.matched != b.matched) return a.matched > b.matched;
    if (a.letters != b.letters) return a.letters < b.letters;
    return std::pair{a.row, a.column} > std::pair{b.row, b.column};
  }

  std::vector<std::vector<std::pair<std::size_t, std::string>>> rows_;
  std::vector<std::unordered_map<std::string, std::size_t>> down_;
};

template <class Text>
std::string quoted(std::size_t n, Text text) {
  std::string out;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::string_view cell = text(i);
    if (cell.empty()) continue;
    if (++shown > 5) return out + ", …";
    std::string one = sheets::joined(cell, false);
    if (one.size() > 60) one = one.substr(0, 57) + "…";
    out += (out.empty() ? "'" : ", '") + one + "'";
  }
  return out.empty() ? "nothing" : out;
}

}  // namespace

std::optional<SquareCorner> find_square(const TableGrid& grid) {
  SquareCorner found;
  for (const bool fold : {false, true}) {
    SquareCorner one;
    Labels(grid, fold, false).best(one, fold, false);
    if (one.matched > found.matched) found = one;
  }
  if (found.matched == 0) Labels(grid, false, true).best(found, false, true);
  if (found.matched == 0) return std::nullopt;
  return found;
}

std::string why_not_square(const TableGrid& grid) {
  if (grid.rows() == 0) return "it is empty";
  const auto first_row = quoted(grid.width(), [&](std::size_t c) { return grid.text(0, c); });
  const auto first_column = quoted(grid.rows(), [&](std::size_t r) { return grid.text(r, 0); });
  return fmt::format("no row of labels matches a column of labels; row {} holds {}; {} holds {}", grid.line(0), first_row,
                     grid.table().column_name(0), first_column);
}

}  // namespace setu
