#include <csignal>
#include <thread>

#include "program_fixture.hpp"

namespace setu {
namespace {

class Stop : public Program {
 protected:
  /// Commands that solve, each with a limit that no solve meets.
  std::vector<std::vector<std::string>> hasty() {
    const std::string scenario = tariff_scenario(), r = invented().sets().reg[0];
    const std::string policy = write("policy.toml", "scenario = 'cut.toml'\n[[instrument]]\nvariable = 'tms(all,all," + r +
                                                        ")'\nleast = 0\nmost = 20\n[objective]\nresult = 'EV(" + r + ")'\n");
    std::vector<std::vector<std::string>> all = {{"run", scenario, "--database", database(), "--out", path("a")},
                                                 {"run", scenario, "--database", database(), "--solver", "ipopt", "--out", path("b")},
                                                 {"elasticities", scenario, "--database", database(), "--out", path("c")},
                                                 {"values", scenario, "--database", database(), "--out", path("d")},
                                                 {"optimise", policy, "--database", database(), "--out", path("e")},
                                                 {"altertax", database(), "--scenario", scenario, "--out", path("f")}};
    for (auto& command : all) command.insert(command.end(), {"--time-limit", "1e-9"});
    return all;
  }
};

TEST_F(Stop, ATimeLimitEndsWithOneAndWritesNothing) {
  for (const auto& command : hasty()) {
    const auto before = entries();
    EXPECT_EQ(run(command), kFailed) << command[0];
    EXPECT_HAS(err_, "time limit reached");
    EXPECT_HAS(err_, "nothing is written");
    EXPECT_EQ(entries(), before) << command[0];
  }
}

TEST_F(Stop, AnAmpleLimitChangesNothing) {
  const std::string scenario = tariff_scenario();
  ASSERT_EQ(run({"run", scenario, "--database", database(), "--out", path("free")}), kOk) << err_;
  ASSERT_EQ(run({"run", scenario, "--database", database(), "--out", path("limited"), "--time-limit", "3600"}), kOk) << err_;
  for (const char* file : {"variables.csv", "welfare.csv", "summary.csv"})
    EXPECT_EQ(read(path(std::string("free/") + file)), read(path(std::string("limited/") + file))) << file;
}

TEST_F(Stop, ALimitMustBePositive) {
  for (const char* seconds : {"0", "-1", "inf", "nan"}) {
    EXPECT_EQ(run({"run", tariff_scenario(), "--database", database(), "--time-limit", seconds}), kBadInput) << seconds;
    EXPECT_HAS(err_, "--time-limit: give a number of seconds above 0");
  }
}

TEST_F(Stop, InASweepThePointFailsAndSaysWhy) {
  tariff_scenario();
  const std::string sweep =
      write("s.toml", "scenario = 'cut.toml'\n[[vary]]\nkey = 'shocks.0.cut'\nvalues = [10, 90]\n[results]\nkeep = ['EV']\n");
  EXPECT_EQ(run({"sweep", sweep, "--database", database(), "--out", path("s"), "--workers", "1", "--no-report", "--time-limit", "1e-9"}),
            kFailed);
  EXPECT_HAS(read(path("s/results.csv")), "time limit reached");
  EXPECT_EQ(read(path("s/results.csv")).find("certified,"), std::string::npos);
}

TEST_F(Stop, CtrlCEndsTheSolveAndNotTheProgram) {
  const std::string scenario = tariff_scenario();
  (void)database();
  std::signal(SIGINT, SIG_IGN);  // until the command takes it
  std::jthread key([](const std::stop_token& done) {
    while (!done.stop_requested()) {
      struct sigaction now {};
      sigaction(SIGINT, nullptr, &now);
      if (now.sa_handler != SIG_IGN && now.sa_handler != SIG_DFL) {
        std::raise(SIGINT);
        return;
      }
      std::this_thread::yield();
    }
  });
  const auto before = entries();
  EXPECT_EQ(run({"run", scenario, "--database", database(), "--out", path("out")}), kFailed);
  std::signal(SIGINT, SIG_DFL);
  EXPECT_HAS(err_, "cancelled");
  EXPECT_HAS(err_, "nothing is written");
  EXPECT_EQ(entries(), before);
  EXPECT_EQ(run({"run", scenario, "--database", database(), "--out", path("out")}), kOk) << err_;  // it is forgotten
  std::signal(SIGINT, SIG_DFL);
}

}  // namespace
}  // namespace setu
