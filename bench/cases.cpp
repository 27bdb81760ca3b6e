#include "cases.hpp"

#include <map>
#include <memory>

#include "setu/calibration/synthetic/synthetic.hpp"

namespace setu::bench {
namespace {

int failed = 0;

std::unique_ptr<Case> make_case(Size size) {
  SyntheticOptions options;
  options.regions = size.regions, options.sectors = size.sectors;
  auto made = std::make_unique<Case>();
  made->database = synthetic_database(options);
  made->model = build_model(made->database);
  made->problem = {&made->model.system, make_closure(made->model, {}), tariffs_abolished(made->model.system, "tms", size.regions),
                   made->model.system.benchmark()};
  return made;
}

}  // namespace

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
