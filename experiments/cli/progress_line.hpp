#pragma once
#include <functional>

#include "setu/solver/solve/solve.hpp"

namespace setu {

/// One line on stderr that is rewritten while a solver works; silent where stderr is no terminal.
/// The line is erased when the object goes.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// Says what is being done, for steps without iterations; it is remembered (note_step).
  void say(const char* what);
  /// For SolveOptions::progress.
  [[nodiscard]] std::function<void(const Progress&)> callback();

 private:
  bool terminal_;
};

}  // namespace setu
