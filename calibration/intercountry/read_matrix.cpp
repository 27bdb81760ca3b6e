#include "readers.hpp"
#include "setu/base/error.hpp"

namespace setu::detail {

/// OECD ICIO and FIGARO as matrix: one row of titles, labels with the economy in front.
InterCountryTable read_matrix(TableReader& table, const std::vector<Cells>& titles, double scale) {
  const Fail fail = [&](const std::string& message) { table.fail(message); };
  const Cells& row = titles.back();
  const bool figaro = [&] {
    for (const auto& cell : row)
      if (cell.ends_with("P3_S14") || cell.ends_with("P51G")) return true;
    return false;
  }();
  TableBuilder builder(figaro ? "FIGARO, industry by industry" : "OECD ICIO", scale);
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row[i].empty()) continue;
    const auto label = matrix_label(row[i]);
    if (!label) table.fail("the title '" + row[i] + "' is not an economy, _ and an industry or use.", i);
    builder.add_column(i, *label, fail);
  }
  builder.end_columns(fail);
  while (table.next()) {
    const auto label = matrix_label(table.text(0));
    if (!label) table.fail("the label '" + std::string(table.text(0)) + "' is no row of an inter-country table.", 0);
    builder.add_row(
        *label, table.cells().size(), [&](std::size_t i) { return table.number(i); }, fail);
  }
  const Fail whole = [&](const std::string& message) { throw InputError(table.name() + ": " + message); };
  return builder.finish(whole);
}

}  // namespace setu::detail
