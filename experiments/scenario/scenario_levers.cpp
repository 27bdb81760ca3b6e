#include <filesystem>

#include <fmt/format.h>

#include "scenario_part.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/experiments/scenario/locate.hpp"

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

}  // namespace

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

void LeverList::add(const std::string& key, const char* what, const std::string& on, const toml::node& node) {
  levers_.push_back({prefix_ + key, what, on, node.value_or(0.0)});
}

void LeverList::add_tables(const toml::table& root, const char* what, const std::vector<std::string>& keys) {
  const auto* list = root.get_as<toml::array>(what);
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    const auto* table = list->get_as<toml::table>(i);
    if (!table) continue;
    std::string on = written(table->get("elements"));
    if (on.empty() && table->get("exporters"))
      on = written(table->get("commodities")) + ": " + written(table->get("exporters")) + " to " + written(table->get("importers"));
    if (table->get("variable")) on = written(table->get("variable")) + " " + on;
    for (const auto& key : keys)
      if (const auto* node = table->get(key); node && node->is_number()) add(fmt::format("{}.{}.{}", what, i, key), what, on, *node);
  }
}

namespace {

class Collector {
 public:
  explicit Collector(std::vector<ScenarioLever>& levers) : levers_(levers) {}

  void file(const std::filesystem::path& path, const std::string& prefix, const std::vector<std::string>& set) {
    toml::table root = parse_toml_file(path);
    for (const auto& text : set) apply_override(root, text);
    if (const auto* list = root.get_as<toml::array>("include"))
      for (const auto& entry : *list) include(entry, prefix);
    LeverList own(levers_, prefix);
    for (const auto& part : scenario_parts())
      if (part.levers) part.levers(root, own);
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

  std::vector<ScenarioLever>& levers_;
};

}  // namespace

std::vector<ScenarioLever> scenario_levers(const std::string& scenario) {
  std::vector<ScenarioLever> levers;
  Collector(levers).file(shipped_file(scenario), "", {});
  return levers;
}

}  // namespace setu
