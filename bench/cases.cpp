#include "cases.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <map>
#include <memory>

#include "setu/base/error.hpp"
#include "setu/calibration/synthetic.hpp"

namespace setu::bench {
namespace {

int failed = 0;

/// Tariff powers go to one in the first half of the regions.
ShockPath tariffs_abolished(const Model& model, std::size_t regions) {
  ShockPath path;
  const VariableBlock& tms = *model.system.find("tms");
  for (std::size_t cell = 0; cell < tms.slot.size(); ++cell) {
    const Index id = tms.slot[cell];
    const std::size_t importer = cell % regions;
    if (id == kNone || 2 * importer >= regions || model.system.level0[id] == 1) continue;
    path.variable.push_back(id);
    path.level.push_back(0);
    path.from.push_back(0);
    path.to.push_back(-std::log(model.system.level0[id]));
  }
  return path;
}

std::unique_ptr<Case> make_case(Size size) {
  SyntheticOptions options;
  options.regions = size.regions, options.sectors = size.sectors;
  auto made = std::make_unique<Case>();
  made->database = synthetic_database(options);
  made->model = build_model(made->database);
  made->problem = {&made->model.system, make_closure(made->model, {}), tariffs_abolished(made->model, size.regions),
                   made->model.system.benchmark()};
  return made;
}

}  // namespace

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

const Case& case_of(Size size) {
  static std::map<std::pair<std::size_t, std::size_t>, std::unique_ptr<Case>> cases;
  auto& slot = cases[{size.regions, size.sectors}];
  if (!slot) slot = make_case(size);
  return *slot;
}

void fail(benchmark::State& state, const std::string& why) {
  ++failed;
  state.SkipWithError(why.c_str());
}

int failures() { return failed; }

}  // namespace setu::bench
