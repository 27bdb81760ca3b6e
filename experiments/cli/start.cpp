#include "start.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "setu/base/limits.hpp"

#if defined(__linux__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define SETU_CHECKS_BEFORE_LIBRARIES
#include <sched.h>
#include <sys/resource.h>
#endif

namespace setu {

void occupy_standard_streams() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
    if (fcntl(stream, F_GETFD) == -1 && open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream) return;
}

#ifdef SETU_CHECKS_BEFORE_LIBRARIES

namespace {

/// OpenBLAS starts its threads while it is loaded and, where address space is short, asks for it again and again without an end. What it
/// needs is checked before any library is initialised, so nothing of the C++ library may be used here.
class StartCheck {
 public:
  explicit StartCheck(char** environment) : environment_(environment) {}

  void run() {
    const std::uint64_t most = number("SETU_LIMIT_THREADS", limit_info(Limit::Threads).standard);
    const std::uint64_t cores = usable_cores(), asked = number("OMP_NUM_THREADS", cores);
    if (asked > most) {
      say("setu: OMP_NUM_THREADS asks for "), say(asked), say(" threads; the limit is "), say(most);
      say(", and SETU_LIMIT_THREADS=NUMBER sets another. This machine has "), say(cores), say(cores == 1 ? " core.\n" : " cores.\n");
      stop();
    }
    const std::uint64_t blas = std::min(number("OPENBLAS_NUM_THREADS", number("GOTO_NUM_THREADS", asked)), cores);
    const std::uint64_t least = least_address_space(blas, asked), allowed = address_space();
    if (allowed >= least) return;
    say("setu: the limit on virtual memory (ulimit -v) is "), say(allowed), say(" KiB; with "), say(asked);
    say(asked == 1 ? " thread" : " threads"), say(" setu needs "), say(least), say(" KiB to begin. Raise the limit");
    say(asked > 1 || blas > 1 ? ", or set OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1.\n" : ".\n");
    stop();
  }

 private:
  /// The number that a variable begins with (OMP_NUM_THREADS=4,2 is 4), `otherwise` where it is absent or no number above zero.
  [[nodiscard]] std::uint64_t number(const char* name, std::uint64_t otherwise) const {
    const std::size_t length = std::strlen(name);
    for (char** entry = environment_; *entry != nullptr; ++entry) {
      const char* text = *entry;
      if (std::strncmp(text, name, length) != 0 || text[length] != '=') continue;
      std::uint64_t value = 0;
      for (text += length + 1; *text == ' '; ++text) {}
      for (; *text >= '0' && *text <= '9' && value < 1'000'000'000'000; ++text)
        value = 10 * value + static_cast<std::uint64_t>(*text - '0');
      return value > 0 ? value : otherwise;
    }
    return otherwise;
  }

  static std::uint64_t usable_cores() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    return static_cast<std::uint64_t>(std::max(1, CPU_COUNT(&set)));
  }

  /// In KiB, without an end where there is no limit.
  static std::uint64_t address_space() {
    rlimit most{};
    if (getrlimit(RLIMIT_AS, &most) != 0 || most.rlim_cur == RLIM_INFINITY) return ~std::uint64_t{0};
    return most.rlim_cur / 1024;
  }

  static void say(const char* text) {
    if (write(STDERR_FILENO, text, std::strlen(text)) < 0) stop();
  }
  static void say(std::uint64_t value) {
    char digits[21];
    char* at = digits + sizeof digits;
    *--at = '\0';
    do *--at = static_cast<char>('0' + value % 10);
    while ((value /= 10) > 0);
    say(at);
  }
  [[noreturn]] static void stop() { _exit(2); }

  char** environment_;
};

void before_libraries(int, char**, char** environment) { StartCheck(environment).run(); }

__attribute__((section(".preinit_array"), used)) void (*const check_before_libraries)(int, char**, char**) = before_libraries;

}  // namespace

#endif

}  // namespace setu
