#include "setu/experiments/report/report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "experiments/files/json_files.hpp"
#include "experiments/files/points_folder.hpp"
#include "experiments/files/points_manifests.hpp"
#include "experiments/files/policy_folder.hpp"
#include "experiments/files/result_folder.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/base/files/whole_file.hpp"
#include "experiments/web/page_policy.hpp"
#include "setu/experiments/web/web.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

/// Where the page waits for its data.
constexpr std::string_view kPlace = "<script id=\"data\" type=\"application/json\">{}</script>";

Json table_json(const PointsTable& table) { return {{"columns", table.columns}, {"rows", table.rows}}; }

void add_run(Json& json, Json entry, const fs::path& folder) {
  const ResultFolder r = read_result_folder(folder);
  entry["headline"] = headline(r);
  auto& summary = entry["summary"] = Json::array();
  for (const auto& row : r.summary) summary.push_back({row.region, row.measure, row.item, row.unit, row.value});
  auto& welfare = entry["welfare"] = Json::array();
  for (const auto& row : r.welfare) welfare.push_back({row.region, row.name, row.group, row.value});
  auto& trade = entry["bilateral"] = Json::array();
  for (const auto& row : r.trade)
    trade.push_back({row.commodity, row.exporter, row.importer, row.before, row.after, row.volume, row.tariff_before, row.tariff_after});
  auto& budget = entry["budget"] = Json::array();
  for (const auto& row : r.budget) budget.push_back({row.region, row.measure, row.item, row.unit, row.before, row.after});
  if (r.verdict) entry["verdict"] = json_of_file(*r.verdict);
  json["runs"].push_back(std::move(entry));
}

void add_sensitivity(Json& json, Json entry, const fs::path& folder) {
  const SensitivityFolder r = read_sensitivity_folder(folder, entry["manifest"]);
  entry["headline"] = headline(r);
  entry["statistics"] = table_json(r.statistics);
  entry["shares"] = table_json(r.shares);
  entry["failed"] = table_json(r.failed);
  json["sensitivity"].push_back(std::move(entry));
}

void add_sweep(Json& json, Json entry, const fs::path& folder) {
  const SweepFolder r = read_sweep_folder(folder, entry["manifest"]);
  entry["headline"] = headline(r);
  entry["points"] = table_json(r.points);
  json["sweeps"].push_back(std::move(entry));
}

/// Of `setu optimise`, `frontier` or `game`: the manifest's name says which. Whether the folder is one.
bool add_policy(Json& json, Json& entry, const fs::path& folder) {
  for (const PolicyKind& kind : policy_kinds()) {
    if (!fs::is_regular_file(folder / kind.marker)) continue;
    const PolicyFolder r = read_policy_folder(folder, kind);
    entry["manifest"] = r.manifest;
    entry["headline"] = r.sentences;
    for (const auto& [name, table] : r.tables) entry[name] = table_json(table);
    json[kind.name].push_back(std::move(entry));
    return true;
  }
  return false;
}

void add_folder(Json& json, const fs::path& folder, const std::string& name) {
  Json entry;
  entry["folder"] = name;
  if (add_policy(json, entry, folder)) return;
  entry["manifest"] = read_any_manifest(folder);
  const std::string kind = format_name(entry["manifest"]);
  if (kind == RunManifest::kFormat.name) return add_run(json, std::move(entry), folder);
  if (kind == SensitivityManifest::kFormat.name) return add_sensitivity(json, std::move(entry), folder);
  if (kind == SweepManifest::kFormat.name) return add_sweep(json, std::move(entry), folder);
  throw InputError(
      fmt::format("'{}' is not the manifest of a run, a sensitivity analysis or a sweep.", (folder / "manifest.json").string()));
}

std::string name_of(const fs::path& folder) {
  return folder.filename().empty() ? folder.parent_path().filename().string() : folder.filename().string();
}

/// The supplier must be a region of every run.
void check_supplier(const Json& json, const std::string& supplier) {
  if (supplier.empty()) return;
  if (json["runs"].empty()) throw InputError("--supplier: only a run has suppliers, and none is among the folders.");
  for (const auto& run : json["runs"]) {
    std::vector<std::string> regions;
    for (const auto& row : run["summary"])
      if (row[1] == "income") regions.push_back(row[0].get<std::string>());
    if (std::find(regions.begin(), regions.end(), supplier) == regions.end())
      throw InputError(fmt::format("--supplier: {} in {}.", unknown_name("region", supplier, regions), run["folder"].get<std::string>()));
  }
}

/// JSON inside a script element: no "</script>" or "<!--" may stand in it.
std::string harmless(const std::string& json) {
  std::string text;
  text.reserve(json.size());
  for (const char c : json) c == '<' ? text += "\\u003c" : text += c;
  return text;
}

}  // namespace

std::string report_json(const std::vector<fs::path>& folders, const ReportOptions& options) {
  Json json;
  for (const char* kind : {"runs", "optima", "frontiers", "games", "sensitivity", "sweeps"}) json[kind] = Json::array();
  for (const auto& folder : folders)
    add_folder(json, folder, folders.size() == 1 && !options.name.empty() ? options.name : name_of(folder));
  check_supplier(json, options.supplier);
  json["supplier"] = options.supplier;
  return json.dump();
}

bool has_report_page() { return !report_page().empty(); }

std::string report_html(const std::vector<fs::path>& folders, const ReportOptions& options) {
  if (!has_report_page())
    throw InputError("This setu was built without its web pages: install nodejs and npm, configure with -DSETU_WEB=ON and build again.");
  const std::string page = with_policy(report_page());
  const auto place = page.find(kPlace);
  if (place == std::string::npos) throw LogicError("the report's page has no place for its data");
  std::string html = page.substr(0, place);
  html += "<script id=\"data\" type=\"application/json\">" + harmless(report_json(folders, options)) + "</script>";
  return html += page.substr(place + kPlace.size());
}

void write_report(const std::vector<fs::path>& folders, const fs::path& file, const ReportOptions& options) {
  write_whole(file, report_html(folders, options));
}

void write_own_report(const fs::path& written, const fs::path& folder) {
  write_report({written}, written / "report.html", {.name = folder.filename().string(), .supplier = {}});
}

}  // namespace setu
