#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "setu/calibration/folder/database_io.hpp"
#include "setu/model/assembly/parameters.hpp"
#include "setu/solver/solve/adjoint.hpp"

namespace setu {
namespace {

/// The shipped database at a point where India's tariffs are halved.
class DefaultElasticities : public testing::Test {
 protected:
  static Model build(const Database& db) {
    ModelOptions options;
    options.record_parameters = true;
    return build_model(db, options);
  }
  [[nodiscard]] Problem problem() const {
    Problem p{&model.system, make_closure(model, {}), {}, model.system.benchmark()};
    const VariableBlock& tms = *model.system.find("tms");
    for (Index id = tms.first; id < tms.first + tms.count; ++id) {
      const double power = model.system.level0[id];
      if (power > 1 && model.system.variable_elements(id)[2] == "IND") move(p, id, std::log((1 + power) / 2 / power));
    }
    return p;
  }
  static void move(Problem& p, Index id, double change) {
    for (std::size_t k = 0; k < p.path.variable.size(); ++k)
      if (p.path.variable[k] == id) {
        p.path.to[k] += change;
        return;
      }
    p.path.variable.push_back(id);
    p.path.level.push_back(p.system->unit(id) == Unit::Level ? 1 : 0);
    p.path.from.push_back(p.start[id]);
    p.path.to.push_back(p.start[id] + change);
  }
  static double solved(const Problem& p, Index result) {
    const Solution s = solve(p, {});
    EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
    return s.x[result];
  }
  template <class At>
  static double difference(double h, const At& at) {
    return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
  }
  void expect_equal(double exact, double difference, Index result, const std::string& by) const {
    const double unit = model.system.unit(result) == Unit::Level ? 1e4 : 1;  // EV moves by thousands of US$ million
    EXPECT_NEAR(exact, difference, 1e-6 * std::abs(difference) + 1e-9 * unit) << model.system.variable_name(result) << " by " << by;
  }
  Index random_result() {
    const char* const names[] = {"EV", "qgdp", "tot", "ppriv", "qxwreg", "y"};
    const auto& reg = model.sets.reg;
    return model.system.id(names[random() % 6], std::vector<std::string>{reg[random() % reg.size()]});
  }

  Database db = read_database(std::string(SETU_SOURCE_DIR) + "/data/indo-pacific-2022");
  Model model = build(db);
  std::mt19937 random{10};
};

TEST_F(DefaultElasticities, EqualDifferencesOfFiftySolves) {
  const Problem base = problem();
  const Solution solution = solve(base, {});
  ASSERT_EQ(solution.certificate.point, PointStatus::Certified) << solution.certificate.message;
  AdjointSolver adjoint(base, solution.x);
  const ParameterGradient by_parameter(model, solution.x);
  const auto headers = model.parameters->headers;
  for (int pair = 0; pair < 50; ++pair) {
    const Index result = random_result();
    const Adjoint a = adjoint.solve({{result, 1.0}});
    ASSERT_LE(a.residual, 1e-11);
    if (pair % 2) {
      const char* const blocks[] = {"tms", "txs", "ams", "to", "tfe", "qe", "aoall", "pop"};
      const VariableBlock& block = *model.system.find(blocks[random() % 8]);
      const Index id = block.first + static_cast<Index>(random() % static_cast<unsigned>(block.count));
      const double slope = difference(5e-3, [&](double change) {
        Problem p = base;
        move(p, id, change);
        return solved(p, result);
      });
      expect_equal(a.derivative[id], slope, result, model.system.variable_name(id));
      continue;
    }
    const char* const names[] = {"ESBV", "ESBD", "ESBM", "INCP", "SUBP", "RFLX", "ETRE", "ETKO", "ESKO"};
    const std::string header = names[random() % 9];
    const Index first = model.parameters->first(header);
    auto values = parameter_values(db);
    const auto k = random() % db[header].values().size();
    const double exact = -by_parameter(a.multipliers)[first + static_cast<Index>(k)];
    const double slope = difference(5e-3, [&](double change) {
      Database other = db;
      for (std::size_t i = 0; i < other[header].values().size(); ++i)
        other[header].values()[i] = values[static_cast<std::size_t>(first) + i] + (i == k ? change : 0);
      if (!set_parameters(model, other)) model = build(other);
      return solved(problem(), result);
    });
    if (!set_parameters(model, db)) model = build(db);
    expect_equal(exact, slope, result, header + " element " + std::to_string(k));
  }
}

}  // namespace
}  // namespace setu
