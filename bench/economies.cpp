#include "economies.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"
#include "setu/model/assembly/model.hpp"

namespace setu::bench {

Size parse_size(const std::string& text) {
  Size size;
  const char* end = text.data() + text.size();
  const auto regions = std::from_chars(text.data(), end, size.regions);
  if (regions.ec == std::errc() && regions.ptr != end && *regions.ptr == 'x') {
    const auto sectors = std::from_chars(regions.ptr + 1, end, size.sectors);
    if (sectors.ec == std::errc() && sectors.ptr == end && size.regions > 0 && size.sectors > 0) return size;
  }
  throw InputError(fmt::format("'{}' is not a size; write regions x sectors, as in 17x23.", text));
}

ShockPath tariffs_abolished(const EquationSystem& system, const char* power, std::size_t regions) {
  ShockPath path;
  const VariableBlock& block = *system.find(power);
  for (std::size_t cell = 0; cell < block.slot.size(); ++cell) {
    const Index id = block.slot[cell];
    const std::size_t importer = cell % regions;
    if (id == kNone || 2 * importer >= regions || system.level0[id] == 1) continue;
    path.variable.push_back(id);
    path.level.push_back(0);
    path.from.push_back(0);
    path.to.push_back(-std::log(system.level0[id]));
  }
  return path;
}

std::unique_ptr<Economy> gtap_economy(Size size) {
  SyntheticOptions options;
  options.regions = size.regions, options.sectors = size.sectors;
  auto economy = std::make_unique<Economy>();
  Model model = build_model(synthetic_database(options));
  Closure closure = make_closure(model, {});
  economy->system = std::move(model.system);
  const EquationSystem& system = economy->system;
  economy->problem = {&system, std::move(closure), tariffs_abolished(system, "tms", size.regions), system.benchmark()};
  economy->slack = system.find("walraslack")->first;
  return economy;
}

std::unique_ptr<Economy> make_economy(const std::string& name, Size size) {
  if (name == "gtap") return gtap_economy(size);
  if (name == "armington") return armington_economy(size);
  throw InputError(fmt::format("There is {}.", unknown_name("model", name, {"gtap", "armington"})));
}

}  // namespace setu::bench
