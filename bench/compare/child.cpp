#include "child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <sstream>

#include "setu/base/error.hpp"

namespace setu::bench {
namespace {

/// A child that waits more than it works is given up after this many times its limits.
constexpr double kPatience = 10;

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (auto& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

std::vector<std::string> environment_with(const std::vector<std::string>& more) {
  std::vector<std::string> all = more;
  for (char** entry = environ; *entry; ++entry) {
    const std::string text = *entry, name = text.substr(0, text.find('=') + 1);
    if (std::none_of(more.begin(), more.end(), [&](const auto& other) { return other.starts_with(name); })) all.push_back(text);
  }
  return all;
}

double resident_megabytes(pid_t process) {
  std::ifstream file(fmt::format("/proc/{}/statm", process));
  long total = 0, resident = 0;
  file >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

/// User and system time of a running process: fields 14 and 15 of its stat file, counted after the name in parentheses.
double processor_seconds(pid_t process) {
  std::ifstream file(fmt::format("/proc/{}/stat", process));
  std::string text;
  std::getline(file, text, '\0');
  std::istringstream fields(text.substr(std::min(text.size(), text.rfind(')') + 1)));
  std::string skipped;
  for (int k = 3; k < 14; ++k) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// A running child and the reading end of its standard output.
class Child {
 public:
  Child(std::vector<std::string> arguments, std::vector<std::string> environment) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw LogicError("no pipe for a child process");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    auto words = pointers(arguments), settings = pointers(environment);
    const int failure = posix_spawn(&process_, "/proc/self/exe", &actions, nullptr, words.data(), settings.data());
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    output_ = ends[0];
    if (failure != 0) throw LogicError(fmt::format("no child process: {}", std::strerror(failure)));
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { close(output_); }

  [[nodiscard]] double megabytes() const { return resident_megabytes(process_); }
  [[nodiscard]] double seconds() const { return processor_seconds(process_); }
  void stop() const { kill(process_, SIGKILL); }

  /// Adds what was written within 20 ms to `text`; false at its end.
  bool read_into(std::string& text) const {
    pollfd wait{output_, POLLIN, 0};
    if (poll(&wait, 1, 20) <= 0) return true;
    char buffer[4096];
    const auto count = ::read(output_, buffer, sizeof buffer);
    if (count > 0) text.append(buffer, static_cast<std::size_t>(count));
    return count > 0;
  }

  /// How it ended; empty if well.
  [[nodiscard]] std::string end() const {
    int status = 0;
    waitpid(process_, &status, 0);
    if (WIFSIGNALED(status)) return fmt::format("signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status)));
    return WEXITSTATUS(status) == 0 ? "" : fmt::format("exit status {}", WEXITSTATUS(status));
  }

 private:
  pid_t process_ = 0;
  int output_ = -1;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1)
    lines.push_back(text.substr(begin, end - begin));
  return lines;
}

}  // namespace

ChildReport run_child(const std::vector<std::string>& arguments, const std::vector<std::string>& environment, const Limits& limits) {
  std::vector<std::string> words = {"setu_compare"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  Child child(words, environment_with(environment));
  std::string text, overrun;
  const auto begin = std::chrono::steady_clock::now();
  double before = 0;
  for (bool ready = false; child.read_into(text);) {
    if (!ready && text.find("ready\n") != std::string::npos) ready = true, before = child.seconds();
    const double seconds = child.seconds() - before;
    const double most = ready ? limits.seconds : limits.ready_seconds;
    if (seconds > most) overrun = fmt::format("> {:g} s{}", most, ready ? "" : " before the solve");
    else if (child.megabytes() > limits.megabytes) overrun = fmt::format("> {:g} MB{}", limits.megabytes, ready ? "" : " before the solve");
    const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (elapsed > kPatience * (limits.seconds + limits.ready_seconds)) overrun = fmt::format("> {:.0f} s elapsed", elapsed);
    if (!overrun.empty()) {
      child.stop();
      break;
    }
  }
  const std::string end = child.end();
  return {lines_of(text), overrun.empty() ? end : overrun};
}

}  // namespace setu::bench
