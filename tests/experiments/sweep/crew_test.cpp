#include <unistd.h>

#include <csignal>
#include <limits>
#include <map>
#include <thread>

#include "experiments/sweep/crew.hpp"
#include "experiments/sweep/dispatch.hpp"
#include "sweep_fixture.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;

class CrewTest : public Sweep {
 protected:
  static PointOutcome twice(std::size_t row) { return {{2.0 * static_cast<double>(row)}, "", 0, 1, 0}; }

  /// Outcomes by row; each row must come once.
  std::map<std::size_t, PointOutcome> all(const PointWork& work, std::size_t rows, int workers) {
    std::vector<std::size_t> list(rows);
    for (std::size_t i = 0; i < rows; ++i) list[i] = i;
    std::map<std::size_t, PointOutcome> outcomes;
    const auto crew = make_process_crew(work, workers);
    dispatch(
        *crew, list, [&](std::size_t row, const PointOutcome& outcome) { EXPECT_TRUE(outcomes.emplace(row, outcome).second) << row; },
        [] {});
    EXPECT_EQ(outcomes.size(), rows);
    return outcomes;
  }
};

TEST_F(CrewTest, EveryRowIsDoneOnce) {
  for (const int workers : {1, 2, 5})
    for (const auto& [row, outcome] : all(twice, 40, workers)) EXPECT_EQ(outcome.results, twice(row).results);
}

TEST_F(CrewTest, OutcomesArriveWhole) {
  PointOutcome sent{{1 / 3.0, -0.0, 1e300}, "", 3e-11, 7, 0.25};
  for (const bool failed : {false, true}) {
    if (failed) sent = {{}, std::string(100000, 'x') + "ö", std::numeric_limits<double>::infinity(), 0, 0};
    const PointOutcome got = all([&](std::size_t) { return sent; }, 1, 1).at(0);
    EXPECT_EQ(got.results, sent.results);
    EXPECT_EQ(got.failure, sent.failure);
    EXPECT_EQ(got.residual, sent.residual);
    EXPECT_EQ(got.iterations, sent.iterations);
  }
}

/// Row 3 kills its worker the first two times, then succeeds.
TEST_F(CrewTest, ADeadWorkersPointIsTriedAgain) {
  const auto tries = [&](int n) { return folder_ / ("try" + std::to_string(n)); };
  const PointWork work = [&](std::size_t row) {
    if (row == 3)
      for (const int n : {1, 2})
        if (!fs::exists(tries(n))) {
          std::ofstream(tries(n)) << "";
          raise(SIGKILL);
        }
    return twice(row);
  };
  for (const auto& [row, outcome] : all(work, 10, 2)) EXPECT_EQ(outcome.results, twice(row).results);
  EXPECT_TRUE(fs::exists(tries(2)));
}

TEST_F(CrewTest, APointThatKillsEveryWorkerFailsInWords) {
  const PointWork work = [&](std::size_t row) {
    if (row == 2) raise(SIGTERM);
    if (row == 5) _exit(7);
    return twice(row);
  };
  for (const auto& [row, outcome] : all(work, 8, 3)) {
    if (row == 2) {
      EXPECT_HAS(outcome.failure, "was killed by signal 15");
      EXPECT_HAS(outcome.failure, "3 times");
    } else if (row == 5) {
      EXPECT_HAS(outcome.failure, "exit status 7");
    } else {
      EXPECT_EQ(outcome.results, twice(row).results);
    }
  }
}

}  // namespace
}  // namespace setu
