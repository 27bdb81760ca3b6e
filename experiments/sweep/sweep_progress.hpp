#pragma once
#include <chrono>
#include <cstddef>
#include <string>

namespace setu {

/// Says on stderr how far a sweep is: one line that is rewritten on a terminal, else a plain line every half minute.
class SweepProgress {
 public:
  /// `known` of `total` points were in the log, `failed` of them failed.
  SweepProgress(std::string name, std::size_t total, std::size_t known, std::size_t failed);
  ~SweepProgress();
  SweepProgress(const SweepProgress&) = delete;
  SweepProgress& operator=(const SweepProgress&) = delete;

  void point_done(bool failed);
  /// Draws, if it is time.
  void tick();

 private:
  using Clock = std::chrono::steady_clock;
  [[nodiscard]] std::string text() const;

  std::string name_;
  std::size_t total_, known_, failed_, done_ = 0;
  bool terminal_;
  Clock::time_point begin_, drawn_;
};

/// "12 s", "3 min 20 s", "2 h 05 min".
std::string duration_text(double seconds);

}  // namespace setu
