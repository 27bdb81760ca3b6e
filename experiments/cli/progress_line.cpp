#include "progress_line.hpp"

#include <unistd.h>

#include <cstdio>

#include <fmt/format.h>

#include "ending.hpp"
#include "setu/experiments/tables/clock.hpp"

namespace setu {

namespace {
constexpr const char* kErase = "\r\033[K";
}

ProgressLine::ProgressLine() : terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (terminal_) fmt::print(stderr, "{}", kErase);
}

void ProgressLine::say(const char* what) {
  note_step(what);
  if (!terminal_) return;
  fmt::print(stderr, "{}{:6.1f} s  {} …", kErase, seconds_since_start(), what);
  std::fflush(stderr);
}

std::function<void(const Progress&)> ProgressLine::callback() {
  if (!terminal_) return {};
  return [](const Progress& p) {
    fmt::print(stderr, "{}{:6.1f} s  solving ({}): iteration {}, residual {:.1e}, {:.0f} % of the shock", kErase, seconds_since_start(),
               p.phase, p.iteration, p.residual, 100 * p.path);
    std::fflush(stderr);
  };
}

}  // namespace setu
