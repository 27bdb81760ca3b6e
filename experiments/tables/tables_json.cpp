#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "setu/base/error.hpp"
#include "table_writers.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const TableCell& cell) {
  if (const auto* words = std::get_if<std::string>(&cell)) return *words;
  const auto value = number_in(cell);
  return value ? Json(*value) : Json();
}

Json json_of(const DataTable& table) {
  Json json = {{"id", table.id},           {"title", table.title},  {"unit", table.unit},
               {"columns", Json::array()}, {"rows", Json::array()}, {"notes", table.notes}};
  for (const auto& c : table.columns)
    json["columns"].push_back(
        {{"title", c.title}, {"unit", c.unit}, {"digits", c.digits}, {"span", c.span}, {"print", c.print}, {"words", c.words}});
  for (const auto& row : table.rows) {
    Json cells = Json::array();
    for (const auto& cell : row.cells) cells.push_back(json_of(cell));
    json["rows"].push_back({{"cells", cells}, {"level", row.level}, {"rule", row.rule}});
  }
  return json;
}

TableCell cell_of(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  return json.is_null() ? std::optional<double>() : std::optional(json.get<double>());
}

int between(const Json& json, int least, int most) {
  const int value = json.get<int>();
  if (value < least || value > most) throw InputError(fmt::format("{} does not lie between {} and {}", value, least, most));
  return value;
}

DataTable table_of(const Json& json) {
  DataTable table{json.at("id"), json.at("title"), json.at("unit"), {}};
  for (const auto& c : json.at("columns"))
    table.columns.push_back({c.at("title"), c.at("unit"), between(c.at("digits"), 0, 15), c.at("span"), c.at("print"), c.at("words")});
  for (const auto& r : json.at("rows")) {
    TableRow row{{}, between(r.at("level"), 0, 9), r.at("rule")};
    for (const auto& cell : r.at("cells")) row.cells.push_back(cell_of(cell));
    if (row.cells.empty() || row.cells.size() != table.columns.size())
      throw InputError(fmt::format("a row of '{}' has {} cells for {} columns", table.id, row.cells.size(), table.columns.size()));
    if (!std::holds_alternative<std::string>(row.cells[0]))
      throw InputError(fmt::format("a row of '{}' does not begin with its name", table.id));
    table.rows.push_back(std::move(row));
  }
  table.notes = json.at("notes").get<std::vector<std::string>>();
  return table;
}

}  // namespace

void write_tables_json(const TableSet& set, const fs::path& file) {
  Json json = {{"title", set.title}, {"tables", Json::array()}};
  for (const auto& table : set.tables) json["tables"].push_back(json_of(table));
  std::ofstream out(file, std::ios::binary);
  out << json.dump(1) << '\n';
  out.close();
  if (!out) throw InputError(fmt::format("Could not write '{}': is the disk full?", file.string()));
}

TableSet read_tables_json(const fs::path& file) {
  if (!fs::is_regular_file(file))
    throw InputError(
        fmt::format("'{}' holds no tables.json, from which tables are made; runs of older versions have none: run the scenario again.",
                    file.parent_path().string()));
  std::ifstream in(file, std::ios::binary);
  try {
    const Json json = Json::parse(in);
    TableSet set{json.at("title"), {}};
    for (const auto& table : json.at("tables")) set.tables.push_back(table_of(table));
    return set;
  } catch (const Json::exception& error) {
    throw InputError(fmt::format("'{}' is not what setu run wrote: {}.", file.string(), error.what()));
  } catch (const InputError& error) { throw InputError(fmt::format("'{}' is not what setu run wrote: {}.", file.string(), error.what())); }
}

}  // namespace setu
