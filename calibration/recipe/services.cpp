#include "contains.hpp"
#include "evidence.hpp"

#include <algorithm>

namespace setu::recipe {

namespace {
constexpr const char* unspecified = "unspecified";
}

double ServicesTrade::region(const Recipe& recipe, std::size_t r, std::size_t category, std::size_t flow) const {
  double sum = 0;
  for (std::size_t e = 0; e < recipe.economies.size(); ++e)
    if (recipe.economies[e].region == r) sum += value(e, category, flow);
  return sum;
}

/// The last category holds what a source does not specify: all services sectors.
ServicesTrade read_services(const Recipe& recipe, const RawFolder& raw) {
  ServicesTrade services;
  const std::string prefix = "services_groups.";
  for (const auto& [key, names] : recipe.lists) {
    if (!key.starts_with(prefix)) continue;
    services.categories.push_back(key.substr(prefix.size()));
    services.sectors.emplace_back();
    for (const auto& name : names) services.sectors.back().push_back(recipe.sector(name));
  }
  std::vector<std::size_t> all;
  for (const auto& list : services.sectors) all.insert(all.end(), list.begin(), list.end());
  services.categories.emplace_back(unspecified);
  services.sectors.push_back(all);
  services.value = grid(recipe.economies.size(), services.categories.size(), 2);
  const EconomyIndex index(recipe);
  const auto add = [&](const std::string& iso, const std::string& category, bool exports, double value) {
    for (std::size_t k = 0; k < services.categories.size(); ++k)
      if (services.categories[k] == category) services.value(index(iso), k, exports ? 0 : 1) += value;
  };
  const auto t = raw.table("services", {"iso", "year", "flow", "category", "usd_mn"});
  const auto& left_out = recipe.list("services.left_out");
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 1) != std::to_string(recipe.year) || !t.maybe(i, 4)) continue;
    if (contains(left_out, t.text(i, 0))) continue;
    add(t.text(i, 0), t.text(i, 3), t.text(i, 2) == "export", t.number(i, 4));
  }
  for (const auto& [key, value] : read_stated_accounts(recipe))
    if (key.second == "services_exports" || key.second == "services_imports")
      add(key.first, unspecified, key.second == "services_exports", value);
  return services;
}

}  // namespace setu::recipe
