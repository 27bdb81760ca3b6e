#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <set>
#include <thread>

#include "sweep_fixture.hpp"

/// The program as a process of its own, killed while it works.
namespace setu {
namespace {

namespace fs = std::filesystem;

class Killed : public Sweep {
 protected:
  std::string many() {
    return sweep(
        "[[vary]]\nname='cut'\nkey='shocks.0.cut'\nrange={from=0, to=100, count=100}\n"
        "[[vary]]\nparameter='ESBM'\nvalues=[0.9, 1.1]\n");
  }

  pid_t start(const std::string& file, const std::string& out) {
    const std::string log = path("output.txt");
    const pid_t process = fork();
    if (process == 0) {
      if (!std::freopen(log.c_str(), "w", stdout) || !std::freopen(log.c_str(), "w", stderr)) _exit(9);
      execl(SETU_PROGRAM, SETU_PROGRAM, "sweep", file.c_str(), "--out", path(out).c_str(), "--workers", "2", static_cast<char*>(nullptr));
      _exit(9);
    }
    return process;
  }
  static int end_of(pid_t process) {
    int status = 0;
    waitpid(process, &status, 0);
    return status;
  }
  [[nodiscard]] std::size_t lines(const std::string& out) const {
    const std::string text = read(path(out) + "/points.log");
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  /// Kills the program as soon as its log has this many lines; false if it ended before.
  bool kill_at(const std::string& file, const std::string& out, std::size_t count) {
    const pid_t process = start(file, out);
    for (;;) {
      int status = 0;
      if (waitpid(process, &status, WNOHANG) == process) return false;
      if (lines(out) >= count) break;
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    kill(process, SIGKILL);
    end_of(process);
    return true;
  }
};

TEST_F(Killed, NothingIsLostAndNothingIsDoubled) {
  const std::string file = many();
  ASSERT_EQ(end_of(start(file, "whole")), 0) << read(path("output.txt"));
  int kills = 0;
  for (const std::size_t count : {0, 1, 2, 5, 30, 31, 70, 110}) {
    if (!kill_at(file, "out", count)) break;
    EXPECT_FALSE(fs::exists(path("out") + "/results.csv"));
    ++kills;
  }
  EXPECT_GE(kills, 5);
  ASSERT_EQ(end_of(start(file, "out")), 0) << read(path("output.txt"));
  EXPECT_EQ(read(path("out") + "/results.csv"), read(path("whole") + "/results.csv"));
  std::istringstream log(read(path("out") + "/points.log"));
  std::set<std::string> points;
  for (std::string line; std::getline(log, line);) {
    const auto at = line.find("\"point\":");
    if (at == std::string::npos) continue;
    EXPECT_TRUE(points.insert(line.substr(at, line.find_first_of(",}", at) - at)).second) << line;
  }
  EXPECT_EQ(points.size(), 200u);
}

TEST_F(Killed, TwoProgramsDoNotShareALog) {
  const std::string file = many();
  const pid_t first = start(file, "out");
  while (lines("out") < 2) std::this_thread::sleep_for(std::chrono::microseconds(200));
  kill(first, SIGSTOP);
  EXPECT_EQ(run({"sweep", file, "--out", path("out")}), kBadInput);
  EXPECT_HAS(err_, "another setu is running these points");
  kill(first, SIGKILL);
  kill(first, SIGCONT);
  end_of(first);
}

}  // namespace
}  // namespace setu
