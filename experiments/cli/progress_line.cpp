#include "progress_line.hpp"

#include <unistd.h>

#include <cstdio>

#include "ending.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/tables/clock.hpp"

namespace setu {

ProgressLine::ProgressLine() : terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (terminal_) erase_line(stderr);
}

void ProgressLine::say(const char* what) {
  note_step(what);
  if (!terminal_) return;
  erase_line(stderr);
  setu::say(stderr, "{:6.1f} s  {} …", seconds_since_start(), what);
  std::fflush(stderr);
}

std::function<void(const Progress&)> ProgressLine::callback() {
  if (!terminal_) return {};
  return [](const Progress& p) {
    erase_line(stderr);
    setu::say(stderr, "{:6.1f} s  solving ({}): iteration {}, residual {:.1e}, {:.0f} % of the shock", seconds_since_start(), p.phase,
              p.iteration, p.residual, 100 * p.path);
    std::fflush(stderr);
  };
}

}  // namespace setu
