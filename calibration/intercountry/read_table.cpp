#include <algorithm>

#include "readers.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace detail {

/// c1 stands first; industry codes like C16 and C26 do not number columns.
bool numbers_columns(const Cells& row) {
  std::size_t numbers = 0, others = 0, first = 0;
  for (const auto& cell : row) {
    const auto n = numbered(cell);
    if (n && numbers++ == 0) first = *n;
    const bool final_use = cell.size() == 2 && (cell[0] == 'F' || cell[0] == 'f');  // F1 to F5 of ADB's tables
    if (numbers > 0 && !n && !cell.empty() && !final_use) ++others;
  }
  return numbers >= 2 && first == 1 && others <= numbers;
}

Layout layout_of(const std::vector<Cells>& rows) {
  const Cells& row = rows.back();
  if (flat_titles(row)) return Layout::Flat;
  if (std::count_if(row.begin(), row.end(), [](const auto& cell) { return wide_title(cell).has_value(); }) >= 4) {
    const auto titled = [&](std::string_view title) {
      return std::any_of(row.begin(), row.end(), [&](const auto& cell) { return upper(cell) == title; });
    };
    if (titled("COUNTRY") && (titled("RNR") || titled("INDUSTRYCODE"))) return Layout::Wide;
  }
  if (rows.size() >= 2 && numbers_columns(row)) return Layout::Grid;
  std::size_t pairs = 0, others = 0;
  for (std::size_t i = 1; i < row.size(); ++i) {
    const auto label = matrix_label(row[i]);
    if (row[i].empty()) continue;
    (label && !label->economy.empty() ? pairs : others) += 1;
  }
  if (pairs >= 2 && pairs > others) return Layout::Matrix;
  return Layout::Unknown;
}

}  // namespace detail

InterCountryTable read_intercountry_table(TableReader& table, double scale) {
  constexpr std::size_t most_titles = 40;
  std::vector<detail::Cells> titles;
  while (titles.size() < most_titles && table.next()) {
    titles.emplace_back(table.cells().begin(), table.cells().end());
    switch (detail::layout_of(titles)) {
      case detail::Layout::Matrix: return detail::read_matrix(table, titles, scale);
      case detail::Layout::Grid: return detail::read_grid(table, titles, scale);
      case detail::Layout::Flat: return detail::read_flat(table, titles, scale);
      case detail::Layout::Wide: return detail::read_wide(table, titles, scale);
      case detail::Layout::Unknown: break;
    }
  }
  throw InputError(
      table.name() +
      ": the titles are those of no inter-country table; known: OECD ICIO and FIGARO (columns like "
      "ABC_A01), WIOD and ADB MRIO (a row of c1, c2, … below the economies; or AUS1, AUS2, … beside Country and RNr), long tables "
      "(refPeriod, refArea, rowPi, counterpartArea, colPi, obsValue, or year, row_country, row_item, col_country, col_item, value).");
}

InterCountryTable read_intercountry_table(const std::filesystem::path& file, const TableOptions& options, double scale) {
  if (std::filesystem::is_directory(file)) return detail::read_folder(file, options, scale);
  TableOptions marks = options;
  marks.marks_are_zero = true;
  TableReader table(file, marks);
  InterCountryTable result = read_intercountry_table(table, scale);
  for (auto& note : table.notes()) result.notes.push_back(std::move(note));
  return result;
}

bool looks_like_intercountry(const std::vector<std::vector<std::string>>& rows) {
  std::vector<detail::Cells> seen;
  for (const auto& row : rows) {
    seen.push_back(row);
    switch (detail::layout_of(seen)) {
      case detail::Layout::Unknown: break;
      case detail::Layout::Matrix: {
        if (seen.size() > 1 && row.size() < 4) break;
        // A table of something else may have a name with an underscore; one of these names several economies or uses.
        const auto special = [](const std::string& cell) {
          const auto label = detail::matrix_label(cell);
          return label && label->item == detail::Item::Final;
        };
        if (std::any_of(row.begin(), row.end(), special)) return true;
        break;
      }
      default: return true;
    }
  }
  return false;
}

}  // namespace setu
