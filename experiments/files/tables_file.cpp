#include "tables_file.hpp"

#include "json_files.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

JsonCell written_cell(const TableCell& cell) {
  if (const auto* words = std::get_if<std::string>(&cell)) return {*words};
  const auto value = number_in(cell);
  return {value ? OrderedJson(*value) : OrderedJson()};
}

TableOfFile written_table(const DataTable& table) {
  TableOfFile out{table.id, table.title, table.unit, {}, {}, table.notes};
  for (const auto& c : table.columns) out.columns.push_back({c.title, c.unit, c.digits, c.span, c.print, c.words});
  for (const auto& row : table.rows) {
    RowOfFile one{{}, row.level, row.rule};
    for (const auto& cell : row.cells) one.cells.push_back(written_cell(cell));
    out.rows.push_back(std::move(one));
  }
  return out;
}

int between(int value, int least, int most) {
  if (value < least || value > most) throw InputError(fmt::format("{} does not lie between {} and {}", value, least, most));
  return value;
}

TableCell cell_of(const OrderedJson& json) {
  if (json.is_string()) return json.get<std::string>();
  return json.is_null() ? std::optional<double>() : std::optional(json.get<double>());
}

DataTable table_of(const TableOfFile& from) {
  DataTable table{from.id, from.title, from.unit, {}};
  for (const auto& c : from.columns) table.columns.push_back({c.title, c.unit, between(c.digits, 0, 15), c.span, c.print, c.words});
  for (const auto& r : from.rows) {
    TableRow row{{}, between(r.level, 0, 9), r.rule};
    for (const auto& cell : r.cells) row.cells.push_back(cell_of(cell.value));
    if (row.cells.empty() || row.cells.size() != table.columns.size())
      throw InputError(fmt::format("a row of '{}' has {} cells for {} columns", table.id, row.cells.size(), table.columns.size()));
    if (!std::holds_alternative<std::string>(row.cells[0]))
      throw InputError(fmt::format("a row of '{}' does not begin with its name", table.id));
    table.rows.push_back(std::move(row));
  }
  table.notes = from.notes;
  return table;
}

}  // namespace

void write_tables_json(const TableSet& set, const fs::path& file) {
  TablesFile out{set.title, {}};
  for (const auto& table : set.tables) out.tables.push_back(written_table(table));
  write_whole(file, json_of_file(out).dump(1) + "\n");
}

TableSet read_tables_json(const fs::path& file) {
  if (!fs::is_regular_file(file))
    throw InputError(
        fmt::format("'{}' holds no tables.json, from which tables are made; runs of older versions have none: run the scenario again.",
                    file.parent_path().string()));
  try {
    const auto json = read_json_object(file);
    check_format(json, TablesFile::kFormat, file);
    TablesFile from;
    FieldReader::read(json, from);
    TableSet set{from.title, {}};
    for (const auto& table : from.tables) set.tables.push_back(table_of(table));
    return set;
  } catch (const nlohmann::json::exception& error) {
    throw InputError(fmt::format("'{}' is not what setu run wrote: {}.", file.string(), error.what()));
  } catch (const InputError& error) {
    const std::string why = error.what();
    throw InputError(fmt::format("'{}' is not what setu run wrote: {}{}", file.string(), why, why.ends_with('.') ? "" : "."));
  }
}

}  // namespace setu
