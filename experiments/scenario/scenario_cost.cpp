#include "scenario_cost.hpp"

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/limits.hpp"

namespace setu {

namespace fs = std::filesystem;

void ScenarioCost::count_bytes(const fs::path& file) {
  std::error_code missing;  // said by the parser
  const auto size = fs::file_size(file, missing);
  if (!missing) bytes_ += size;
  if (bytes_ > limit(Limit::TomlBytes))
    throw InputError(
        fmt::format("{}: with this file the scenario has {} bytes of TOML{}.", file.string(), bytes_, limit_hint(Limit::TomlBytes)));
}

toml::table ScenarioCost::parse(const fs::path& file) {
  count_bytes(file);
  return parse_toml_file(file);
}

const toml::table& ScenarioCost::parsed(const fs::path& file) {
  const auto [at, fresh] = files_.try_emplace(fs::weakly_canonical(file).string());
  if (fresh) at->second = parse(file);
  return at->second;
}

void ScenarioCost::include(const std::string& where) {
  if (++includes_ > limit(Limit::ScenarioFiles))
    throw InputError(fmt::format("{}: too many scenarios are included{}.", where, limit_hint(Limit::ScenarioFiles)));
}

void ScenarioCost::count_tables(const toml::table& root, const fs::path& file) {
  for (const auto& [key, node] : root) {
    if (const auto* list = node.as_array()) tables_ += list->size();
    if (const auto* table = node.as_table())  // [[closure.swap]], [[fund.windows]], [parameters]
      for (const auto& [inner, below] : *table) tables_ += below.is_array() ? below.as_array()->size() : below.is_table() ? 1 : 0;
  }
  if (tables_ > limit(Limit::ScenarioTables))
    throw InputError(fmt::format("{}: with this file the scenario has {} shocks, rules and other entries of lists{}.", file.string(),
                                 tables_, limit_hint(Limit::ScenarioTables)));
}

}  // namespace setu
