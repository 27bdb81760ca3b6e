#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "request.hpp"
#include "experiments/scenario/scenario_levers.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/base/suggest.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/scenario/scenario.hpp"

namespace setu {

namespace {

/// A JSON text is a TOML basic string too.
std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }

std::string number_text(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

void check_settings(const WorkbenchRequest& request) {
  std::vector<std::string> known;
  for (const auto& lever : scenario_levers(request.scenario)) known.push_back(lever.key);
  for (const auto& setting : request.settings)
    if (std::find(known.begin(), known.end(), setting.key) == known.end())
      throw InputError(fmt::format("scenario {}: {}.", request.scenario, unknown_name("number to set", setting.key, known)));
}

std::string slider_table(const Slider& slider) {
  const std::string goods = quoted(slider.commodities), from = quoted(slider.exporters), to = quoted(slider.importers);
  if (slider.kind == "non_tariff")
    return fmt::format(
        "\n[[ntm]]\ncommodities = {}\nexporters = {}\nimporters = {}\ncut = {}  # per cent of the value of trade\n"
        "iceberg = 1\n",
        goods, from, to, number_text(slider.cut));
  return fmt::format("\n[[shocks]]\nvariable = \"{}\"\nelements = [{}, {}, {}]\ncut = {}  # per cent of each rate\n",
                     slider.kind == "export_tax" ? "txs" : "tms", goods, from, to, number_text(slider.cut));
}

}  // namespace

std::string scenario_text(const WorkbenchRequest& request, const std::string& database) {
  check_settings(request);
  const Scenario base = read_scenario(request.scenario);
  std::vector<std::string> set;
  for (const auto& setting : request.settings) set.push_back(quoted(setting.key + "=" + number_text(setting.value)));
  std::string text = fmt::format(
      "# Written by the workbench of setu: setu run THIS_FILE shows the same numbers.\n"
      "name = \"workbench\"\ntitle = {}\n",
      quoted(base.title + ", changed in the workbench"));
  const std::string& named = database.empty() ? base.database : database;
  if (!named.empty()) text += fmt::format("database = {}\n", quoted(named));
  text += set.empty() ? fmt::format("include = [{}]\n", quoted(request.scenario))
                      : fmt::format("include = [{{ scenario = {}, set = [{}] }}]\n", quoted(request.scenario), fmt::join(set, ", "));
  // A scenario that lets its first shocks stand would change if its last ones did.
  text += base.overlap == Overlap::First ? "overlap = \"first\"  # what the included scenario moves stays as it says\n"
                                         : "overlap = \"last\"   # what stands below takes the place of the included scenario's\n";
  for (const auto& slider : request.sliders) text += slider_table(slider);
  return text;
}

}  // namespace setu
