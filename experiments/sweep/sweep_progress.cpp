#include "sweep_progress.hpp"

#include <unistd.h>

#include <cstdio>

#include <fmt/format.h>
#include "setu/base/say.hpp"

namespace setu {

namespace {
constexpr std::size_t kBar = 24;
constexpr double kTerminalSeconds = 0.2, kPlainSeconds = 30;
}  // namespace

std::string duration_text(double seconds) {
  const auto s = static_cast<long>(seconds + 0.5);
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{} min {:02} s", s / 60, s % 60);
  return fmt::format("{} h {:02} min", s / 3600, s % 3600 / 60);
}

SweepProgress::SweepProgress(std::string name, std::size_t total, std::size_t known, std::size_t failed)
    : name_(std::move(name)),
      total_(total),
      known_(known),
      failed_(failed),
      terminal_(isatty(STDERR_FILENO) == 1),
      begin_(Clock::now()),
      drawn_(begin_) {
  if (!terminal_ && known_ > 0) say(stderr, "{}: {} of {} points are in the log already; going on from there\n", name_, known_, total_);
}

SweepProgress::~SweepProgress() {
  if (terminal_) erase_line(stderr);
}

std::string SweepProgress::text() const {
  const std::size_t finished = known_ + done_;
  const double elapsed = std::chrono::duration<double>(Clock::now() - begin_).count();
  std::string text = fmt::format("{} of {} points done, {} failed", finished, total_, failed_);
  if (done_ > 0 && finished < total_)
    text += fmt::format(", ETA {}", duration_text(elapsed / static_cast<double>(done_) * static_cast<double>(total_ - finished)));
  return text;
}

void SweepProgress::point_done(bool failed) {
  ++done_;
  if (failed) ++failed_;
}

void SweepProgress::tick() {
  const auto now = Clock::now();
  if (std::chrono::duration<double>(now - drawn_).count() < (terminal_ ? kTerminalSeconds : kPlainSeconds)) return;
  drawn_ = now;
  if (!terminal_) {
    say(stderr, "{}: {}\n", name_, text());
    return;
  }
  const std::size_t filled = total_ ? kBar * (known_ + done_) / total_ : kBar;
  erase_line(stderr);
  say(stderr, "{} [{}{}] {}", name_, std::string(filled, '#'), std::string(kBar - filled, '.'), text());
  std::fflush(stderr);
}

}  // namespace setu
