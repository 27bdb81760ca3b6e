#include <fmt/format.h>

#include <thread>

#include "cases.hpp"
#include "machine.hpp"
#include "setu/base/error.hpp"
#include "setu/solver/solve/versions.hpp"

namespace {

using setu::bench::Size;

void write_down_the_machine() {
  benchmark::AddCustomContext("setu", SETU_BENCH_VERSION);
  benchmark::AddCustomContext("cpu", fmt::format("{}, {} threads", setu::bench::cpu_model(), std::thread::hardware_concurrency()));
  benchmark::AddCustomContext("compiler", setu::bench::compiler());
  benchmark::AddCustomContext("build_type", SETU_BUILD_TYPE);
  for (const auto& library : setu::solver_versions()) benchmark::AddCustomContext(library.name, library.version);
}

/// Sizes among the arguments, which are taken out; the default ones if there are none.
std::vector<Size> take_sizes(int& argc, char** argv) {
  std::vector<Size> sizes;
  int kept = 1;
  for (int i = 1; i < argc; ++i) {
    if (argv[i][0] == '-') argv[kept++] = argv[i];
    else sizes.push_back(setu::bench::parse_size(argv[i]));
  }
  argc = kept;
  if (sizes.empty()) sizes = {{3, 3}, {10, 10}, {17, 23}};
  return sizes;
}

}  // namespace

int main(int argc, char** argv) try {
  const auto sizes = take_sizes(argc, argv);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  write_down_the_machine();
  for (const Size size : sizes) {
    setu::bench::register_data(size);
    setu::bench::register_system(size);
    setu::bench::register_solves(size);
  }
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return setu::bench::failures() == 0 ? 0 : 1;
} catch (const setu::InputError& error) {
  fmt::print(stderr, "{}\n", error.what());
  return 2;
}
