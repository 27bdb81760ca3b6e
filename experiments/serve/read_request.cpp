#include <cmath>

#include <fmt/format.h>

#include "request.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

namespace {

using nlohmann::json;

constexpr std::size_t kMost = 200;  // settings, and sliders

void check_keys(const json& object, const std::string& what, const std::vector<std::string>& known) {
  if (!object.is_object()) throw InputError(fmt::format("{} must be a JSON object.", what));
  for (const auto& [key, value] : object.items())
    if (std::find(known.begin(), known.end(), key) == known.end())
      throw InputError(fmt::format("{}: {}.", what, unknown_name("key", key, known)));
}

std::string text_of(const json& object, const char* key, const std::string& what, bool required = true) {
  if (!object.contains(key) && !required) return {};
  if (!object.contains(key) || !object[key].is_string()) throw InputError(fmt::format("{}: '{}' must be given, as a text.", what, key));
  return object[key].get<std::string>();
}

double number_of(const json& object, const char* key, const std::string& what) {
  if (!object.contains(key) || !object[key].is_number()) throw InputError(fmt::format("{}: '{}' must be given, as a number.", what, key));
  const double value = object[key].get<double>();
  if (!std::isfinite(value)) throw InputError(fmt::format("{}: '{}' must be a finite number.", what, key));
  return value;
}

const json& list_of(const json& body, const char* key) {
  static const json none = json::array();
  if (!body.contains(key)) return none;
  if (!body[key].is_array()) throw InputError(fmt::format("request: '{}' must be a list.", key));
  if (body[key].size() > kMost) throw InputError(fmt::format("request: '{}' holds more than {} entries.", key, kMost));
  return body[key];
}

Slider read_slider(const json& object) {
  check_keys(object, "slider", {"kind", "commodities", "exporters", "importers", "cut"});
  const std::string kind = text_of(object, "kind", "slider");
  const std::vector<std::string> kinds = {"tariff", "export_tax", "non_tariff"};
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
    throw InputError(fmt::format("slider: {}.", unknown_name("kind", kind, kinds)));
  return {kind, text_of(object, "commodities", "slider"), text_of(object, "exporters", "slider"), text_of(object, "importers", "slider"),
          number_of(object, "cut", "slider")};
}

}  // namespace

WorkbenchRequest read_request(const json& body) {
  check_keys(body, "request", {"tab", "id", "scenario", "database", "settings", "sliders"});
  WorkbenchRequest request;
  if (body.contains("tab")) request.tab = text_of(body, "tab", "request");
  if (body.contains("id")) {
    if (!body["id"].is_number_unsigned()) throw InputError("request: 'id' must be a whole number that is not negative.");
    request.id = body["id"].get<std::uint64_t>();
  }
  if (request.tab.size() > 64) throw InputError("request: 'tab' is longer than 64 characters.");
  request.scenario = text_of(body, "scenario", "request");
  request.database = text_of(body, "database", "request", false);
  for (const auto& entry : list_of(body, "settings")) {
    check_keys(entry, "setting", {"key", "value"});
    request.settings.push_back({text_of(entry, "key", "setting"), number_of(entry, "value", "setting")});
  }
  for (const auto& entry : list_of(body, "sliders")) request.sliders.push_back(read_slider(entry));
  return request;
}

}  // namespace setu
