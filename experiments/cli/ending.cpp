#include "ending.hpp"

#include <sys/resource.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

#include "command.hpp"
#include "setu/base/say.hpp"

namespace setu {

namespace {
char step[160] = "";  // no allocation where memory may run out
}  // namespace

void note_step(const char* what) { std::snprintf(step, sizeof step, "%s", what); }

std::string out_of_memory() {
  std::string text = *step ? fmt::format("memory ran out while {}.", step) : "memory ran out.";
  rlimit most{};
  if (getrlimit(RLIMIT_AS, &most) == 0 && most.rlim_cur != RLIM_INFINITY)
    text += fmt::format(" The limit on virtual memory (ulimit -v) is {} KiB; raise it.", most.rlim_cur / 1024);
  else text += " Close other programs, use fewer threads (OMP_NUM_THREADS), or aggregate the database (setu aggregate).";
  return text;
}

int with_written_output(int code) {
  const bool failed_before = std::ferror(stdout) != 0;
  errno = 0;
  if (std::fflush(stdout) == 0 && !failed_before) return code;
  if (errno == 0 && std::fputc('\n', stdout) != EOF) (void)std::fflush(stdout);  // tries again, to hear the reason
  const int reason = errno;
  say(stderr, "setu: the output could not be written{}{}. What it should have shown is incomplete.\n", reason ? ": " : "",
      reason ? std::strerror(reason) : "");
  return code == kOk ? kFailed : code;
}

}  // namespace setu
