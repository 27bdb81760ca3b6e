#include "csv_file.hpp"
#include "setu/base/files/csv.hpp"
#include "table_writers.hpp"

namespace setu {

namespace {

void write_table(const DataTable& table, const std::filesystem::path& file) {
  std::string header;
  for (const auto& column : table.columns) header += (header.empty() ? "" : ",") + csv_field(full_heading(table, column));
  CsvFile csv(file, header);
  for (const auto& row : table.rows) {
    for (const auto& cell : row.cells) {
      if (const auto* words = std::get_if<std::string>(&cell)) csv.add_encoded(csv_field(*words));
      else if (const auto value = number_in(cell)) csv.add(*value);
      else csv.add_empty();
    }
    csv.end_row();
  }
  csv.close();
}

}  // namespace

void write_tables_csv(const TableSet& set, const std::filesystem::path& folder) {
  const auto names = file_names(set);
  CsvFile list(folder / "tables.csv", "file,title,unit,notes");
  for (std::size_t t = 0; t < set.tables.size(); ++t) {
    const DataTable& table = set.tables[t];
    write_table(table, folder / (names[t] + ".csv"));
    std::string notes;
    for (const auto& note : table.notes) notes += (notes.empty() ? "" : " ") + note;
    for (const auto& text : {names[t] + ".csv", table.title, table.unit, notes}) list.add_encoded(csv_field(text));
    list.end_row();
  }
  list.close();
}

}  // namespace setu
