#include "setu/experiments/tables/clock.hpp"

#include <sys/resource.h>

#include <chrono>

namespace setu {

namespace {

using Clock = std::chrono::steady_clock;

Clock::time_point start() {
  static const Clock::time_point first = Clock::now();
  return first;
}

}  // namespace

void start_clock() { (void)start(); }

double seconds_since_start() {
  const auto begin = start();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double peak_memory_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;  // Linux counts in KiB
}

}  // namespace setu
