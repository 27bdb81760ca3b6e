#include <cmath>

#include "program_fixture.hpp"
#include "setu/base/error.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/study/warm_study.hpp"

namespace setu {
namespace {

class Warm : public Program {
 protected:
  Scenario cut(double by, const std::string& more = {}) {
    return read_scenario(write("s.toml", "[[shocks]]\nvariable = 'tms'\ncut = " + std::to_string(by) + "\n" + more));
  }
  static void expect_near(const std::vector<double>& a, const std::vector<double>& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], 1e-8 * std::max(1.0, std::abs(b[i]))) << i;
  }
  RunResult alone(const Scenario& scenario, const StudyDatabase& on) { return solve_experiment(prepare(scenario, on, {}), {}); }
};

TEST_F(Warm, QuestionsWithTheSameEquationsShareAStudy) {
  const StudyDatabase on = study_database(cut(50), database());
  WarmStudy study(prepare(cut(50), on, {}));
  ASSERT_TRUE(study.run({}, false).certified());
  study.ask(cut(20));
  EXPECT_EQ(study.experiment().scenario.shocks[0].amount, 20);
  const RunResult warm = study.run({}, true);
  ASSERT_TRUE(warm.certified()) << warm.failure;
  const RunResult fresh = alone(cut(20), on);
  expect_near(warm.solution.x, fresh.solution.x);
  EXPECT_FALSE(warm.decomposition.forms.empty());
}

TEST_F(Warm, AQuestionThatDoesNotFitLeavesTheOldOne) {
  const StudyDatabase on = study_database(cut(50), database());
  WarmStudy study(prepare(cut(50), on, {}));
  EXPECT_THROW(study.ask(read_scenario(write("bad.toml", "[[shocks]]\nvariable = 'tmz'\ncut = 5\n"))), InputError);
  EXPECT_EQ(study.experiment().scenario.shocks[0].amount, 50);
  EXPECT_TRUE(study.run({}, false).certified());
}

/// What a driver over years does: the database that one year leaves is the next one's, on the same equations.
TEST_F(Warm, YearsFollowEachOther) {
  RunOptions options;
  options.decompose = false;
  StudyDatabase on = study_database(cut(10), database());
  WarmStudy study(prepare(cut(10), on, options));
  for (int year = 0; year < 3; ++year) {
    const RunResult r = study.run({}, false);
    ASSERT_TRUE(r.certified()) << year << r.failure;
    on.data = r.updated;
    on.hash = database_hash(on.data);
    WarmStudy next(prepare(cut(10), on, options));
    const RunResult expected = next.run({}, false);
    ASSERT_TRUE(study.take_numbers(next)) << year;
    EXPECT_EQ(study.experiment().database_hash, on.hash);
    expect_near(study.run({}, false).solution.x, expected.solution.x);
  }
}

TEST_F(Warm, StudiesAreToldApartByTheirEquations) {
  WarmStudies studies;
  const std::string halved = "[parameters]\nESBM = { multiply = 0.5 }\n";
  const auto plain = studies.run(cut(50), database(), {}).result.solution.x;
  const auto other = studies.run(cut(50, halved), database(), {}).result.solution.x;
  EXPECT_NE(plain, other);
  expect_near(studies.run(cut(50), database(), {}).result.solution.x, plain);
}

TEST_F(Warm, KeysSayWhatTheEquationsDependOn) {
  const auto key = [&](const std::string& tables) { return study_key(cut(50, tables), {}); };
  EXPECT_EQ(key(""), study_key(cut(20), {}));
  EXPECT_NE(key(""), key("[parameters]\nESBM = 3\n"));
  EXPECT_NE(key("[parameters]\nESBM = 3\n"), key("[parameters]\nESBM = 4\n"));
  const std::string on_alias = "[parameters]\nESBM = { value = 3, elements = ['mine', 'all'] }\n";
  const auto c = invented().sets().comm;
  EXPECT_NE(key(on_alias + "[aliases.COMM]\nmine = ['" + c[0] + "']\n"), key(on_alias + "[aliases.COMM]\nmine = ['" + c[1] + "']\n"));
}

}  // namespace
}  // namespace setu
