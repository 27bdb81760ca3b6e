#include "points_manifest.hpp"

#include "experiments/tables/versions_json.hpp"
#include "setu/base/files/content_hash.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

nlohmann::ordered_json points_manifest(const char* kind, const SweepFile& file, const PointTable& table) {
  const auto shipped = std::string_view(kind) == "study" ? shipped_sensitivities() : shipped_sweeps();
  nlohmann::ordered_json json;
  json[kind] = {{"name", file.name}, {"file", name_or_path(shipped, file.file)}, {"hash", file_hash(file.file)}};
  json["scenario"] = file.scenario;
  json["scenario_hash"] = table.source.scenario_hash;
  json["set"] = file.set;
  json["report"] = {{"pair", table.source.pair}};
  json["database"] = {{"path", table.source.database}, {"hash", table.source.database_hash}};
  json["results"] = table.results;
  json["versions"] = versions_json();
  return json;
}

}  // namespace setu
