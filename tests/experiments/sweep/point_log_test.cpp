#include "experiments/sweep/point_log.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <limits>

#include "sweep_fixture.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;

class Log : public Sweep {
 protected:
  static LogIdentity identity() { return {"1", "s", "c", "d", "p", 10, {"a"}, {"EV(x)", "EV(y)"}}; }
  static PointOutcome outcome(double value) { return {{value, -1 / 3.0 * value}, "", 1e-12, 3, 0.5}; }
  fs::path file() const { return folder_ / "points.log"; }

  void fill(std::size_t count) {
    PointLog log(file(), identity());
    for (std::size_t i = 0; i < count; ++i) log.append(i, outcome(static_cast<double>(i) / 7));
  }
  static void expect_equal(const PointRecords& records, std::size_t count) {
    ASSERT_EQ(records.size(), count);
    for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(records.at(i).results, outcome(static_cast<double>(i) / 7).results);
  }
  std::string refusal(const LogIdentity& other) {
    try {
      PointLog log(file(), other);
    } catch (const InputError& e) { return e.what(); }
    return "taken";
  }
};

TEST_F(Log, KeepsEveryBit) {
  fill(4);
  expect_equal(read_point_log(file(), identity()), 4);
  PointLog log(file(), identity());
  expect_equal(log.records(), 4);
  PointOutcome failed;
  failed.failure = "Not solved: \"quoted\", with a\nline break and a comma.";
  failed.residual = std::numeric_limits<double>::infinity();
  log.append(9, failed);
  const PointRecords records = read_point_log(file(), identity());
  EXPECT_EQ(records.at(9).failure, failed.failure);
  EXPECT_EQ(records.at(9).residual, failed.residual);
}

/// However much of the file a killed process has written, what was complete is kept and the rest is cut off.
TEST_F(Log, IsSoundWhereverItWasTorn) {
  fill(5);
  const std::string whole = read(file());
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; (at = whole.find('\n', at)) != std::string::npos; ++at) ends.push_back(at + 1);
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    std::ofstream(file(), std::ios::binary) << whole.substr(0, size);
    const auto lines = static_cast<std::size_t>(std::count_if(ends.begin(), ends.end(), [&](auto end) { return end <= size; }));
    const std::size_t kept = lines > 0 ? lines - 1 : 0;
    {
      PointLog log(file(), identity());
      ASSERT_EQ(log.records().size(), kept) << size;
      for (std::size_t i = kept; i < 5; ++i) log.append(i, outcome(static_cast<double>(i) / 7));
    }
    ASSERT_EQ(read(file()), whole) << size;
  }
}

TEST_F(Log, DamageInTheMiddleIsRefused) {
  fill(5);
  std::string text = read(file());
  const auto second = text.find("\"point\":2");
  text[second + 8] = '7';
  std::ofstream(file(), std::ios::binary) << text;
  EXPECT_HAS(refusal(identity()), "points.log:4: this line of the log is damaged");
}

TEST_F(Log, BelongsToOneSweep) {
  fill(2);
  const std::string before = read(file());
  LogIdentity other = identity();
  other.sweep = "other";
  EXPECT_HAS(refusal(other), "was begun with another text of the sweep file");
  other = identity();
  other.database = "other";
  EXPECT_HAS(refusal(other), "was begun with another database");
  other = identity();
  other.scenario = "other";
  EXPECT_HAS(refusal(other), "another text of the scenario");
  other = identity();
  other.program = "2";
  EXPECT_HAS(refusal(other), "another version of setu");
  other = identity();
  other.design = "other";
  EXPECT_HAS(refusal(other), "other points");
  other = identity();
  other.results.pop_back();
  EXPECT_HAS(refusal(other), "other results");
  EXPECT_EQ(read(file()), before);
}

TEST_F(Log, HasOneWriter) {
  fill(1);
  const PointLog log(file(), identity());
  const pid_t child = fork();
  if (child == 0) _exit(refusal(identity()).find("another setu is running") != std::string::npos ? 0 : 1);
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace setu
