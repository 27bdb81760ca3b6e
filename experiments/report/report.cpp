#include "setu/experiments/report.hpp"

#include <fstream>

#include <fmt/format.h>

#include "result_folder.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/web.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

/// Where the page waits for its data.
constexpr std::string_view kPlace = "<script id=\"data\" type=\"application/json\">{}</script>";

Json run_json(const fs::path& folder, const std::string& name) {
  const ResultFolder r = read_result_folder(folder);
  Json run;
  run["name"] = r.manifest["scenario"];
  run["folder"] = !name.empty() ? name : folder.filename().empty() ? folder.parent_path().filename().string() : folder.filename().string();
  run["manifest"] = r.manifest;
  run["headline"] = headline(r);
  auto& summary = run["summary"] = Json::array();
  for (const auto& row : r.summary) summary.push_back({row.region, row.measure, row.item, row.unit, row.value});
  auto& welfare = run["welfare"] = Json::array();
  for (const auto& row : r.welfare) welfare.push_back({row.region, row.name, row.group, row.value});
  auto& trade = run["bilateral"] = Json::array();
  for (const auto& row : r.trade)
    trade.push_back({row.commodity, row.exporter, row.importer, row.before, row.after, row.volume, row.tariff_before, row.tariff_after});
  return run;
}

/// JSON inside a script element: no "</script>" or "<!--" may stand in it.
std::string harmless(const std::string& json) {
  std::string text;
  text.reserve(json.size());
  for (const char c : json) c == '<' ? text += "\\u003c" : text += c;
  return text;
}

}  // namespace

std::string report_json(const std::vector<fs::path>& folders, const std::string& name) {
  Json json;
  json["runs"] = Json::array();
  for (const auto& folder : folders) json["runs"].push_back(run_json(folder, folders.size() == 1 ? name : ""));
  return json.dump();
}

bool has_report_page() { return !report_page().empty(); }

std::string report_html(const std::vector<fs::path>& folders, const std::string& name) {
  const std::string_view page = report_page();
  if (page.empty())
    throw InputError("This setu was built without its web pages: install nodejs and npm, configure with -DSETU_WEB=ON and build again.");
  const auto place = page.find(kPlace);
  if (place == std::string_view::npos) throw LogicError("the report's page has no place for its data");
  std::string html(page.substr(0, place));
  html += "<script id=\"data\" type=\"application/json\">" + harmless(report_json(folders, name)) + "</script>";
  return html += page.substr(place + kPlace.size());
}

void write_report(const std::vector<fs::path>& folders, const fs::path& file, const std::string& name) {
  const std::string html = report_html(folders, name);
  if (fs::is_directory(file)) throw InputError(fmt::format("'{}' is a folder; --out names the report's file.", file.string()));
  if (file.has_parent_path()) fs::create_directories(file.parent_path());
  const fs::path part = file.string() + ".part";
  std::ofstream out(part, std::ios::binary);
  out << html;
  out.close();
  std::error_code error;
  if (out) fs::rename(part, file, error);
  if (!out || error) {
    fs::remove(part, error);
    throw InputError(fmt::format("Could not write '{}': is the disk full or the folder read-only?", file.string()));
  }
}

}  // namespace setu
