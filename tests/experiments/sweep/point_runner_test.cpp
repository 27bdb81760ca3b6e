#include <cmath>

#include "sweep_fixture.hpp"

namespace setu {
namespace {

class Points : public Sweep {
 protected:
  /// What `setu run` would solve, by the same names.
  std::vector<double> alone(const std::string& scenario, const std::vector<std::string>& set, const std::vector<std::string>& names) {
    RunOptions options;
    options.database = database();
    const Experiment e = prepare(read_scenario(scenario, set), options);
    const RunResult r = solve_model(e, options);
    EXPECT_TRUE(r.certified()) << r.failure;
    std::vector<double> values;
    for (const auto& name : names) {
      const auto reference = parse_reference(name);
      const Index id = e.model.system.id(reference.name, reference.elements);
      const double x = r.solution.x[id];
      values.push_back(e.model.system.unit(id) == Unit::Log ? 100 * (std::exp(x) - 1) : x - e.model.system.level0[id]);
    }
    return values;
  }

  void expect_same(const PointOutcome& outcome, const std::vector<double>& expected) {
    ASSERT_TRUE(outcome.certified()) << outcome.failure;
    EXPECT_LE(outcome.residual, 1e-9);
    ASSERT_EQ(outcome.results.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
      EXPECT_NEAR(outcome.results[i], expected[i], 1e-8 * std::max(1.0, std::abs(expected[i]))) << i;
  }
};

TEST_F(Points, KeysAreThoseOfSet) {
  PointRunner runner(read_sweep("[[vary]]\nkey='shocks.0.cut'\nvalues=[0, 100]\n[results]\nkeep=['EV', 'qgdp', 'qxs']\n"));
  for (const double cut : {100.0, 0.0, 30.0})
    expect_same(runner.run(std::vector<double>{cut}),
                alone(path("cut.toml"), {"shocks.0.cut=" + std::to_string(cut)}, runner.result_names()));
}

TEST_F(Points, ParametersAreThoseOfTheScenario) {
  PointRunner runner(read_sweep("[[vary]]\nparameter='ESBM'\nvalues=[0.8, 1.2]\n"));
  const std::string changed = write("changed.toml", "[[shocks]]\nvariable = 'tms'\ncut = 50\n[parameters]\nESBM = { multiply = 0.8 }\n");
  expect_same(runner.run(std::vector<double>{0.8}), alone(changed, {}, runner.result_names()));
  expect_same(runner.run(std::vector<double>{1.0}), alone(path("cut.toml"), {}, runner.result_names()));
}

TEST_F(Points, VariablesAreShockedOnTopOfTheScenario) {
  PointRunner runner(read_sweep("[[vary]]\nvariable='aoall'\napply='percent'\nvalues=[0, 2]\n"));
  const std::string both = write("both.toml", "[[shocks]]\nvariable = 'tms'\ncut = 50\n[[shocks]]\nvariable='aoall'\npercent=2\n");
  expect_same(runner.run(std::vector<double>{2.0}), alone(both, {}, runner.result_names()));
  expect_same(runner.run(std::vector<double>{0.0}), alone(path("cut.toml"), {}, runner.result_names()));
}

TEST_F(Points, NamesAreThoseOfTheColumns) {
  const std::string r = invented().sets().reg[1], c = invented().sets().comm[0];
  const PointRunner runner(
      read_sweep("[[vary]]\nkey='shocks.0.cut'\nvalues=[1]\n[results]\nkeep=['EV', 'EV(" + r + ")', 'qms(" + c + "," + r + ")']\n"));
  ASSERT_EQ(runner.result_names().size(), 4u);
  EXPECT_EQ(runner.result_names()[1], "EV(" + r + ")");
  EXPECT_EQ(runner.result_names()[3], "qms(" + c + "," + r + ")");
}

TEST_F(Points, AMistakeInANumberIsToldInTheOutcome) {
  PointRunner runner(read_sweep("[[vary]]\nvariable='aoall'\napply='multiply'\nvalues=[1]\n"));
  const PointOutcome outcome = runner.run(std::vector<double>{-1});
  EXPECT_FALSE(outcome.certified());
  EXPECT_HAS(outcome.failure, "must stay positive");
  EXPECT_TRUE(outcome.results.empty());
}

TEST_F(Points, MistakesInTheFileAreRefused) {
  const auto refused = [&](const std::string& tables) -> std::string {
    try {
      PointRunner runner(read_sweep(tables));
    } catch (const InputError& e) { return e.what(); }
    return "taken";
  };
  EXPECT_HAS(refused("[[vary]]\nkey='shocks.0.cutt'\nvalues=[1]\n"), "cutt");
  EXPECT_HAS(refused("[[vary]]\nparameter='ESBMM'\nvalues=[1]\n"), "did you mean 'ESBM'");
  EXPECT_HAS(refused("[[vary]]\nparameter='ESBM'\nelements=['all','all','all','all']\nvalues=[1]\n"), "entries");
  EXPECT_HAS(refused("[[vary]]\nvariable='tmss'\napply='cut'\nvalues=[1]\n"), "did you mean 'tms'");
  EXPECT_HAS(refused("[[vary]]\nkey='shocks.0.cut'\nvalues=[1]\n[results]\nkeep=['EVV']\n"), "no variable 'EVV'");
  EXPECT_HAS(refused("[[vary]]\nvariable='tms'\napply='cut'\nvalues=[1]\n"), "shocks overlap");
}

}  // namespace
}  // namespace setu
