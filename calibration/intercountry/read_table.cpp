#include <algorithm>

#include "readers.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace detail {

bool numbers_columns(const Cells& row) {
  return std::count_if(row.begin(), row.end(), [](const auto& cell) { return numbered(cell).has_value(); }) >= 2;
}

Layout layout_of(const std::vector<Cells>& rows) {
  const Cells& row = rows.back();
  const auto has = [&](std::string_view title) {
    return std::any_of(row.begin(), row.end(), [&](const auto& cell) { return upper(cell) == upper(title); });
  };
  if (has("obsValue") && has("counterpartArea")) return Layout::Flat;
  if (rows.size() >= 2 && numbers_columns(row)) return Layout::Grid;
  std::size_t pairs = 0, others = 0;
  for (std::size_t i = 1; i < row.size(); ++i) {
    const auto label = matrix_label(row[i]);
    (label && label->item == Item::Industry ? pairs : others) += 1;
  }
  if (rows.size() == 1 && pairs >= 1 && pairs + 1 >= others / 8) return Layout::Matrix;
  return Layout::Unknown;
}

}  // namespace detail

InterCountryTable read_intercountry_table(TableReader& table, double scale) {
  constexpr std::size_t most_titles = 12;
  std::vector<detail::Cells> titles;
  while (titles.size() < most_titles && table.next()) {
    titles.emplace_back(table.cells().begin(), table.cells().end());
    switch (detail::layout_of(titles)) {
      case detail::Layout::Matrix: return detail::read_matrix(table, titles, scale);
      case detail::Layout::Grid: return detail::read_grid(table, titles, scale);
      case detail::Layout::Flat: return detail::read_flat(table, titles, scale);
      case detail::Layout::Unknown: break;
    }
  }
  throw InputError(table.name() +
                   ": the titles are those of no inter-country table; known: OECD ICIO and FIGARO (columns like "
                   "ABC_A01), WIOD and ADB MRIO (a row of c1, c2, … below the economies), FIGARO's flat file "
                   "(refPeriod, …, counterpartArea, …, obsValue).");
}

InterCountryTable read_intercountry_table(const std::filesystem::path& file, const TableOptions& options, double scale) {
  TableReader table(file, options);
  return read_intercountry_table(table, scale);
}

bool looks_like_intercountry(const std::vector<std::vector<std::string>>& rows) {
  std::vector<detail::Cells> seen;
  for (const auto& row : rows) {
    seen.push_back(row);
    switch (detail::layout_of(seen)) {
      case detail::Layout::Unknown: break;
      case detail::Layout::Matrix: {
        // A table of something else may have a name with an underscore; one of these names several economies or uses.
        const auto special = [](const std::string& cell) {
          const auto label = detail::matrix_label(cell);
          return label && label->item == detail::Item::Final;
        };
        return std::any_of(row.begin(), row.end(), special);
      }
      default: return true;
    }
  }
  return false;
}

}  // namespace setu
