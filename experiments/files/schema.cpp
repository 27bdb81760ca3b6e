#include "setu/experiments/files/schema.hpp"

#include <functional>

#include "csv_formats.hpp"
#include "other_manifests.hpp"
#include "points_manifests.hpp"
#include "policy_files.hpp"
#include "run_log.hpp"
#include "schema_fields.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "toml_schema.hpp"
#include "verdict_file.hpp"

namespace setu {

namespace {

const char* word(CsvCell cell) { return cell == CsvCell::Text ? "text" : cell == CsvCell::Number ? "number" : "number or empty"; }

/// Not a schema: CSV has none.
OrderedJson csv_list() {
  OrderedJson list = OrderedJson::array();
  for (const auto& format : csv_formats()) {
    OrderedJson columns = OrderedJson::array();
    for (const auto& column : format.columns) {
      OrderedJson one = {{"name", column.name}, {"cell", word(column.cell)}, {"meaning", column.meaning}};
      if (column.several) one["several"] = true;
      columns.push_back(std::move(one));
    }
    list.push_back({{"of", format.kind}, {"file", format.file}, {"version", format.version}, {"columns", std::move(columns)}});
  }
  return {{"files", std::move(list)}};
}

struct SchemaSource {
  std::string name;
  std::function<OrderedJson()> make;
};

const std::vector<SchemaSource>& sources() {
  static const std::vector<SchemaSource> all = [] {
    std::vector<SchemaSource> list = {{"manifest.run", schema_of_file<RunManifest>},
                                      {"manifest.sweep", schema_of_file<SweepManifest>},
                                      {"manifest.sensitivity", schema_of_file<SensitivityManifest>},
                                      {"manifest.economy", schema_of_file<EconomyManifest>},
                                      {"manifest.elasticities", schema_of_file<ElasticitiesManifest>},
                                      {"manifest.values", schema_of_file<ValuesManifest>},
                                      {"tables", schema_of_file<TablesFile>},
                                      {"tables-folder", schema_of_file<TablesContents>},
                                      {"optimum", schema_of_file<OptimumFile>},
                                      {"frontier", schema_of_file<FrontierFile>},
                                      {"game", schema_of_file<GameFile>},
                                      {"run.log", schema_of_file<RunLog>},
                                      {"verdict", schema_of_file<VerdictFile>},
                                      {"csv", csv_list}};
    for (const auto& file : toml_files()) list.push_back({std::string(file.name) + ".toml", [&file] { return toml_schema(file); }});
    return list;
  }();
  return all;
}

}  // namespace

std::vector<std::string> schema_names() {
  std::vector<std::string> names;
  for (const auto& source : sources()) names.push_back(source.name);
  return names;
}

std::string schema_text(const std::string& name) {
  for (const auto& source : sources())
    if (source.name == name) return source.make().dump(2) + "\n";
  throw InputError(unknown_name("schema", name, schema_names()) + ".");
}

}  // namespace setu
