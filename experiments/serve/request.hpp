#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace setu {

/// A number of the scenario itself, put in another's place as `--set` would.
struct Setting {
  std::string key;  ///< "fund.total", "india_tariff_cuts.shocks.0.cut"
  double value = 0;
};

/// A cut on top of the scenario, by groups of goods and partners: elements, aliases or "all".
struct Slider {
  std::string kind;  ///< "tariff": a cut of the rate of tms, "export_tax": of txs, "non_tariff": a [[ntm]] cut of real cost
  std::string commodities, exporters, importers;
  double cut = 0;  ///< per cent: of the rate, or of the value of trade
};

/// What the page asks for.
struct WorkbenchRequest {
  std::string tab = "0";
  std::uint64_t id = 0;
  std::string scenario;  ///< a shipped one
  std::string database;  ///< a shipped one; empty: the server's, else the scenario's
  std::vector<Setting> settings;
  std::vector<Slider> sliders;
};

/// Throws InputError for unknown keys, wrong types, and numbers that are not finite.
WorkbenchRequest read_request(const nlohmann::json& body);

/// The TOML text of the request: `setu run` on it solves what the page shows. `database` is the name or folder to write.
/// Throws InputError for a scenario that is not shipped and a setting that is none of its levers.
std::string scenario_text(const WorkbenchRequest& request, const std::string& database);

}  // namespace setu
