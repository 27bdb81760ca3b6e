#include "setu/model/assembly/parameters.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "setu/base/error.hpp"
#include "setu/solver/solve/adjoint.hpp"
#include "support/experiment.hpp"

namespace setu {
namespace {

/// Every parameter that the equations know, at values that are not special.
Database general_economy() {
  Database db = test::rich_economy(11, true);
  const auto spread = [&](const char* header, double low, double high) {
    auto values = db[header].values();
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = low + (high - low) * static_cast<double>((7 * i + 3) % 11) / 10;
  };
  spread("ESBT", 0.1, 0.8);
  spread("ESBC", 0.1, 0.6);
  spread("ESBV", 0.3, 1.75);
  spread("ESBG", 0.5, 1.35);
  spread("ESBI", 0.2, 0.7);
  spread("ESBS", 0.6, 1.4);
  spread("ESBQ", 0.05, 0.3);
  spread("ETRQ", -4, -2);
  spread("ETRE", -1.2, -0.3);
  spread("RFLX", 5, 11);
  spread("ESKO", 1.5, 3);
  spread("ETKO", 0.5, 2);
  return db;
}

/// As GTAP has them: Cobb-Douglas governments and transport, Leontief intermediates, perfect substitutes, absent headers,
/// and elasticities next to 1.
Database special_economy() {
  Database db = test::rich_economy(11, true);
  for (const char* header : {"ESBT", "ESBC", "ESBI", "ESBQ"})
    for (double& v : db[header].values()) v = 0;
  for (const char* header : {"ESBG", "ESBS"})
    for (double& v : db[header].values()) v = 1;
  auto esbv = db["ESBV"].values();
  for (std::size_t i = 0; i < esbv.size(); i += 2) esbv[i] = 1 + (i % 4 ? 1e-3 : -1e-5);
  return db;
}

Model recorded_model(const Database& db) {
  ModelOptions options;
  options.record_parameters = true;
  return build_model(db, options);
}

/// A point near the benchmark that solves nothing.
std::vector<double> some_point(const EquationSystem& system) {
  std::mt19937 random(2);
  std::uniform_real_distribution<double> step(-0.2, 0.2);
  auto x = system.benchmark();
  for (const auto& block : system.variables)
    for (Index id = block.first; id < block.first + block.count; ++id)
      if (block.unit == Unit::Log) x[id] += step(random);
  return x;
}

double weighted_residual(const Model& model, const std::vector<double>& x, const std::vector<double>& lambda) {
  double sum = 0;
  for (Index i = 0; i < model.system.terms.equations(); ++i)
    if (lambda[i] != 0) sum += lambda[i] * equation_value(model.system.terms, i, x);
  return sum;
}

class Parameters : public testing::TestWithParam<bool> {
 protected:
  Database db = GetParam() ? special_economy() : general_economy();
  Model model = recorded_model(db);
};

TEST_P(Parameters, RecordingChangesNoBit) {
  const Model plain = build_model(db);
  const Terms &a = plain.system.terms, &b = model.system.terms;
  EXPECT_EQ(a.constant, b.constant);
  EXPECT_EQ(a.linear_var, b.linear_var);
  EXPECT_EQ(a.linear_coef, b.linear_coef);
  EXPECT_EQ(a.group_scale, b.group_scale);
  EXPECT_EQ(a.group_near_one, b.group_near_one);
  EXPECT_EQ(a.term_coef, b.term_coef);
  EXPECT_EQ(a.factor_var, b.factor_var);
  EXPECT_EQ(a.factor_exponent, b.factor_exponent);
}

/// λᵀ ∂F/∂θ against differences of λᵀF over models that are built anew, for elements of every header.
TEST_P(Parameters, GradientEqualsDifferencesOfRebuiltModels) {
  const auto x = some_point(model.system);
  std::mt19937 random(4);
  std::uniform_real_distribution<double> any(-1, 1);
  std::vector<double> lambda(model.system.terms.equations());
  for (double& l : lambda) l = any(random);
  const auto gradient = ParameterGradient(model, x)(lambda);
  int moved = 0;
  for (const auto& header : model.parameters->headers)
    for (int trial = 0; trial < 4; ++trial) {
      const auto k = random() % static_cast<unsigned>(header.count);
      const auto at = [&](double change) {
        Database other = db;
        auto values = other[header.name].values();
        if (!db.has(header.name)) std::fill(values.begin(), values.end(), header.name == "ESKO" ? 2.0 : header.name == "ETKO" ? 1.5 : 0.0);
        values[k] += change;
        return weighted_residual(build_model(other), x, lambda);
      };
      const double h = 2e-3;
      const double difference = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
      EXPECT_NEAR(gradient[header.first + static_cast<Index>(k)], difference, 1e-6 * std::abs(difference) + 1e-8)
          << header.name << " element " << k;
      moved += difference != 0 ? 1 : 0;
    }
  EXPECT_GE(moved, 30);
}

TEST_P(Parameters, OtherValuesEqualARebuildBitForBit) {
  Database other = db;
  std::mt19937 random(6);
  std::uniform_real_distribution<double> factor(0.97, 1.03);
  for (const auto& header : model.parameters->headers) {
    if (!db.has(header.name)) continue;
    for (double& v : other[header.name].values())
      if (v != 0 && std::abs(v - 1) > 0.05) v *= factor(random);
  }
  ASSERT_TRUE(set_parameters(model, other));
  const Model rebuilt = build_model(other);
  const Terms &a = rebuilt.system.terms, &b = model.system.terms;
  EXPECT_EQ(a.constant, b.constant);
  EXPECT_EQ(a.linear_coef, b.linear_coef);
  EXPECT_EQ(a.group_scale, b.group_scale);
  EXPECT_EQ(a.term_coef, b.term_coef);
  EXPECT_EQ(a.factor_exponent, b.factor_exponent);
  ASSERT_TRUE(set_parameters(model, db));
  EXPECT_EQ(build_model(db).system.terms.factor_exponent, model.system.terms.factor_exponent) << "and back";
}

INSTANTIATE_TEST_SUITE_P(All, Parameters, testing::Bool(),
                         [](const auto& value) { return value.param ? "SpecialValues" : "GeneralValues"; });

/// What would change the structure is refused, and the model stays as it was.
TEST(ParametersRefused, WhereTheStructureWouldChange) {
  const Database db = special_economy();
  Model model = recorded_model(db);
  const Terms before = model.system.terms;
  const auto refused = [&](const char* header, double value) {
    Database other = db;
    for (double& v : other[header].values()) v = value;
    EXPECT_FALSE(set_parameters(model, other)) << header << " = " << value;
    EXPECT_EQ(model.system.terms.linear_coef, before.linear_coef);
    EXPECT_EQ(model.system.terms.factor_exponent, before.factor_exponent);
    EXPECT_EQ(model.system.terms.constant, before.constant);
  };
  refused("ESBC", 0.5);       // terms that were left out appear
  refused("ESBG", 0.9);       // leaves the Cobb-Douglas form
  refused("ESBM", 1.0);       // reaches it
  refused("ESBM", 1 + 1e-4);  // must be summed in another way
  refused("SUBP", 1.5);       // building says what is wrong with it
  EXPECT_THROW((void)ParameterGradient(build_model(db), model.system.benchmark()), LogicError);
}

/// dR/dθ = −λᵀ F_θ against differences of whole solves at a point far from the benchmark.
TEST_P(Parameters, ElasticitiesEqualDifferencesOfSolves) {
  const auto shocked = [&](const Model& m) {
    Problem p{&m.system, make_closure(m, {}), {}, m.system.benchmark()};
    const auto shock = [&](const char* block, double change) {
      const VariableBlock& b = *m.system.find(block);
      for (Index id = b.first; id < b.first + b.count; ++id) {
        p.path.variable.push_back(id);
        p.path.level.push_back(0);
        p.path.from.push_back(0);
        p.path.to.push_back(change * (1 + static_cast<double>(id % 3)));
      }
    };
    shock("tms", 0.05);
    shock("aoreg", 0.02);
    return p;
  };
  const auto solved = [&](const Model& m) {
    const Solution s = solve(shocked(m), {});
    EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
    return s.x;
  };
  const auto x = solved(model);
  AdjointSolver adjoint(shocked(model), x);
  const ParameterGradient by_parameter(model, x);
  const auto& reg = db.sets().reg;
  std::mt19937 random(8);
  const auto& headers = model.parameters->headers;
  for (int pair = 0; pair < 25; ++pair) {
    const auto& header = headers[static_cast<std::size_t>(pair) % headers.size()];
    const auto k = random() % static_cast<unsigned>(header.count);
    const char* const names[] = {"EV", "qgdp", "tot", "pinv", "y"};
    const Index result = model.system.id(names[random() % 5], std::vector<std::string>{reg[random() % reg.size()]});
    const Adjoint a = adjoint.solve({{result, 1.0}});
    EXPECT_LE(a.residual, 1e-11);
    const double derivative = -by_parameter(a.multipliers)[header.first + static_cast<Index>(k)];
    const auto at = [&](double change) {
      Database other = db;
      auto values = other[header.name].values();
      if (!db.has(header.name)) std::fill(values.begin(), values.end(), header.name == "ESKO" ? 2.0 : header.name == "ETKO" ? 1.5 : 0.0);
      values[k] += change;
      return solved(build_model(other))[result];
    };
    const double h = 2e-3;
    const double difference = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
    const double unit =
        model.system.unit(result) == Unit::Level ? 1e-3 * model.system.level0[model.system.id("y", std::vector<std::string>{reg[0]})] : 1;
    EXPECT_NEAR(derivative, difference, 1e-6 * std::abs(difference) + 1e-9 * unit)
        << model.system.variable_name(result) << " by " << header.name << " element " << k;
  }
}

}  // namespace
}  // namespace setu
