#include <filesystem>

#include <fmt/format.h>

#include "experiments/scenario/toml_section.hpp"
#include "request.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/scenario/scenario.hpp"

namespace setu {

namespace {

/// The file of a shipped scenario; nothing else is opened at a browser's wish.
std::filesystem::path shipped_file(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& file : shipped_scenarios()) {
    if (file.name == name) return file.path;
    known.push_back(file.name);
  }
  throw InputError(unknown_name("scenario", name, known) + ".");
}

/// A selector as its file writes it: tex, lea; all without X.
std::string written(const toml::node* node) {
  if (!node) return {};
  if (const auto* text = node->as_string()) return text->get();
  std::string out;
  if (const auto* list = node->as_array())
    for (const auto& item : *list) out += (out.empty() ? "" : ", ") + written(&item);
  if (const auto* table = node->as_table()) {
    out = table->get("of") ? written(table->get("of")) : "all";
    if (table->get("not")) out += " without " + written(table->get("not"));
  }
  return out;
}

class Collector {
 public:
  explicit Collector(std::vector<ScenarioLever>& levers) : levers_(levers) {}

  void file(const std::filesystem::path& path, const std::string& prefix, const std::vector<std::string>& set) {
    toml::table root = parse_toml_file(path);
    for (const auto& text : set) apply_override(root, text);
    if (const auto* list = root.get_as<toml::array>("include"))
      for (const auto& entry : *list) include(entry, prefix);
    tables(root, prefix, "shocks");
    tables(root, prefix, "ntm");
    tables(root, prefix, "preferences");
    if (const auto* fund = root.get_as<toml::table>("fund")) add_fund(*fund, prefix);
  }

 private:
  void include(const toml::node& entry, const std::string& prefix) {
    std::string name = entry.value_or(std::string());
    std::vector<std::string> set;
    if (const auto* table = entry.as_table()) {
      name = table->get("scenario")->value_or(std::string());
      if (const auto* texts = table->get_as<toml::array>("set"))
        for (const auto& text : *texts) set.push_back(text.value_or(std::string()));
    }
    file(shipped_file(name), prefix + name + ".", set);
  }

  void tables(const toml::table& root, const std::string& prefix, const char* what) {
    const auto* list = root.get_as<toml::array>(what);
    for (std::size_t i = 0; list && i < list->size(); ++i)
      if (const auto* table = list->get_as<toml::table>(i)) add_table(*table, fmt::format("{}{}.{}.", prefix, what, i), what);
  }

  void add_table(const toml::table& table, const std::string& prefix, const char* what) {
    std::string on = written(table.get("elements"));
    if (on.empty() && table.get("exporters"))
      on = written(table.get("commodities")) + ": " + written(table.get("exporters")) + " to " + written(table.get("importers"));
    if (table.get("variable")) on = written(table.get("variable")) + " " + on;
    std::vector<std::string> keys = {"utilisation", "utilisation_points"};
    for (const auto& key : shock_keys()) keys.emplace_back(key.key);
    for (const auto& key : keys)
      if (const auto* node = table.get(key); node && node->is_number()) add(prefix + key, what, on, *node);
  }

  void add_fund(const toml::table& fund, const std::string& prefix) {
    const std::string on = written(fund.get("owner")) + " to " + written(fund.get("host"));
    for (const char* key : {"total", "host_copay"})
      if (const auto* node = fund.get(key)) add(prefix + "fund." + key, "fund", on, *node);
    const auto* windows = fund.get_as<toml::array>("windows");
    for (std::size_t i = 0; windows && i < windows->size(); ++i)
      if (const auto* window = windows->get_as<toml::table>(i); window && window->get("share"))
        add(fmt::format("{}fund.windows.{}.share", prefix, i), "window", written(window->get("name")), *window->get("share"));
  }

  void add(const std::string& key, const char* what, const std::string& on, const toml::node& node) {
    levers_.push_back({key, what, on, node.value_or(0.0)});
  }

  std::vector<ScenarioLever>& levers_;
};

}  // namespace

std::vector<ScenarioLever> scenario_levers(const std::string& scenario) {
  std::vector<ScenarioLever> levers;
  Collector(levers).file(shipped_file(scenario), "", {});
  return levers;
}

}  // namespace setu
