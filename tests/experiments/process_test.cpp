#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <string>

/// The program as a shell starts it: with little memory, many threads and an output that cannot be written.
namespace {

struct Ended {
  int status = -1;
  std::string text;  ///< stdout and stderr, unless they are sent elsewhere
  double seconds = 0;
};

/// Runs `before; setu arguments` in a shell.
Ended run(const std::string& before, const std::string& arguments) {
  Ended ended;
  const auto begin = std::chrono::steady_clock::now();
  const std::string command = "{ " + before + " timeout 60 " SETU_PROGRAM " " + arguments + "; } 2>&1";
  std::FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) ended.text.append(buffer.data(), n);
  const int status = pclose(pipe);
  ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
  ended.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return ended;
}

#define EXPECT_SAYS(ended, part) EXPECT_NE((ended).text.find(part), std::string::npos) << (ended).text

#ifdef SETU_CHECKS_START

TEST(Start, TooManyThreadsAreRefused) {
  for (const char* command : {"run no_shock", "--version"}) {
    const Ended ended = run("OMP_NUM_THREADS=100000", command);
    EXPECT_EQ(ended.status, 2) << command;
    EXPECT_SAYS(ended, "setu: OMP_NUM_THREADS asks for 100000 threads; the limit is 1024, and SETU_LIMIT_THREADS=NUMBER sets another.");
  }
  EXPECT_EQ(run("OMP_NUM_THREADS=100000 SETU_LIMIT_THREADS=200000", "--version").status, 0);
  EXPECT_EQ(run("OMP_NUM_THREADS=2,1", "--version").status, 0);
  EXPECT_EQ(run("OMP_NUM_THREADS=nonsense", "--version").status, 0);
}

TEST(Start, TooLittleMemoryIsSaid) {
  for (const char* limit : {"150000", "200000", "400000"}) {
    const Ended ended = run(std::string("ulimit -v ") + limit + "; OMP_NUM_THREADS=2", "run no_shock");
    EXPECT_EQ(ended.status, 2) << limit;
    EXPECT_SAYS(ended, std::string("setu: the limit on virtual memory (ulimit -v) is ") + limit + " KiB; with 2 threads setu needs ");
  }
  EXPECT_EQ(run("ulimit -v 1500000; OMP_NUM_THREADS=1", "--version").status, 0);
}

TEST(Memory, ThatRunsOutIsSaid) {
  const std::string file = testing::TempDir() + "setu_large.csv";
  const Ended ended =
      run("truncate -s 1900M " + file + "; ulimit -v 900000; OMP_NUM_THREADS=1", "import " + file + " --out " + file + ".out");
  std::remove(file.c_str());
  EXPECT_EQ(ended.status, 1);
  EXPECT_SAYS(ended, "setu: memory ran out while running setu import. The limit on virtual memory (ulimit -v) is 900000 KiB; raise it.");
}

#endif

TEST(Output, ThatCannotBeWrittenIsAFailure) {
  for (const char* command :
       {"list", "--help", "help run", "run --help", "--version", "equations indo-pacific-2022", "audit indo-pacific-2022"}) {
    const Ended full = run("", std::string(command) + " > /dev/full");
    EXPECT_EQ(full.status, 1) << command << full.text;
    EXPECT_SAYS(full, "setu: the output could not be written");
    EXPECT_SAYS(full, "No space left on device");
    const Ended closed = run("", std::string(command) + " >&-");
    EXPECT_EQ(closed.status, 1) << command << closed.text;
    EXPECT_SAYS(closed, "setu: the output could not be written");
  }
  const Ended mistake = run("", "runn > /dev/full");
  EXPECT_EQ(mistake.status, 2) << mistake.text;
}

TEST(Output, ThatTheReaderNoLongerWantsEndsTheProgram) { EXPECT_SAYS(run("", "list | head -1"), "Scenarios"); }

TEST(Limits, OfTheEnvironmentAreChecked) {
  const Ended ended = run("SETU_LIMIT_TOML_DEPHT=1", "list");
  EXPECT_EQ(ended.status, 2);
  EXPECT_SAYS(ended, "no limit 'SETU_LIMIT_TOML_DEPHT'; did you mean 'SETU_LIMIT_TOML_DEPTH'?");
}

#ifdef SETU_HARDENED

std::string readelf(const std::string& what) {
  std::string text;
  std::FILE* pipe = popen(("readelf -W " + what + " " SETU_PROGRAM " 2>&1").c_str(), "r");
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) text.append(buffer.data(), n);
  return pclose(pipe) == 0 ? text : "";
}

TEST(Binary, IsHardened) {
  const std::string dynamic = readelf("-d"), segments = readelf("-lh"), symbols = readelf("--dyn-syms");
  if (dynamic.empty()) GTEST_SKIP() << "there is no readelf";
  EXPECT_NE(dynamic.find("BIND_NOW"), std::string::npos);
  EXPECT_NE(dynamic.find("PIE"), std::string::npos);
  EXPECT_NE(segments.find("GNU_RELRO"), std::string::npos);
  EXPECT_NE(segments.find("DYN (Position-Independent"), std::string::npos);
  EXPECT_EQ(segments.find("GNU_STACK      0x000000 0x0000000000000000 0x0000000000000000 0x000000 0x000000 RWE"), std::string::npos);
  EXPECT_NE(symbols.find("__stack_chk_fail"), std::string::npos);
  EXPECT_NE(symbols.find("_chk@"), std::string::npos) << "no call of a fortified function";
}

#endif

}  // namespace
