#include <cmath>

#include "experiments/measure/columns.hpp"
#include "experiments/measure/outcome.hpp"
#include "program_fixture.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/measure/measure.hpp"
#include "setu/system/derive/evaluator.hpp"

namespace setu {
namespace {

class Named : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    RunOptions options;
    options.database = database();
    options.decompose = false;
    e_ = prepare(read_scenario(tariff_scenario()), options);
    x_ = solve_model(e_, options).solution.x;
    const Sets& s = e_.model.sets;
    a_ = s.reg[0], b_ = s.reg[1], c_ = s.comm[0];
  }
  NamedResult read_text(const std::string& text) { return read_result(text, "--result", e_.aliases, e_.model.system); }
  double value(const std::string& text) { return value_of(read_text(text), e_.model.system, x_); }
  double level(const std::string& name, const std::vector<std::string>& elements) {
    return e_.model.system.value(e_.model.system.id(name, elements), x_);
  }
  std::string refusal(const std::string& text) {
    try {
      (void)read_text(text);
    } catch (const InputError& error) { return error.what(); }
    return "taken";
  }
  /// What setu optimise makes of it.
  double in_policy(const std::string& text) {
    OutcomeWriter writer(e_, {});
    writer.add(text, "file:1");
    std::vector<double> row(1);
    Evaluator evaluator(writer.terms(), std::vector<Index>(writer.terms().variables, kNone), 0);
    (void)evaluator.evaluate(x_, row);
    return writer.labels()[0].value(row[0]);
  }

  Experiment e_;
  std::vector<double> x_;
  std::string a_, b_, c_;
};

TEST_F(Named, KindsAndUnits) {
  const std::string q = "qxs(" + c_ + "," + a_ + "," + b_ + ")", all = "qxs(" + c_ + "," + a_ + ",all)";
  EXPECT_EQ(read_text("EV(" + a_ + ")").kind, ResultKind::Plain);
  EXPECT_EQ(read_text("EV").unit, "US$ million");
  EXPECT_EQ(read_text(q).kind, ResultKind::Change);
  EXPECT_EQ(read_text(q).unit, "%");
  EXPECT_EQ(read_text("2 * " + q).kind, ResultKind::Change);
  EXPECT_EQ(read_text(q + " - " + all).kind, ResultKind::Amount);
  EXPECT_EQ(read_text("pfob*" + q).kind, ResultKind::Amount);
  EXPECT_EQ(read_text(q + " / " + all).kind, ResultKind::Share);
  EXPECT_EQ(read_text(q + " / " + all).unit, "%");
}

TEST_F(Named, ValuesAreThoseOfTheLevels) {
  const std::string route = "(" + c_ + "," + a_ + "," + b_ + ")", back = "(" + c_ + "," + b_ + "," + a_ + ")";
  const double there = level("pfob", {c_, a_, b_}) * level("qxs", {c_, a_, b_});
  const double here = level("pfob", {c_, b_, a_}) * level("qxs", {c_, b_, a_});
  EXPECT_DOUBLE_EQ(value("pfob*qxs" + route + " - pfob*qxs" + back), there - here);
  EXPECT_DOUBLE_EQ(value("3 * pfob*qxs" + route + " + EV(" + a_ + ")"), 3 * there + level("EV", {a_}));
  EXPECT_DOUBLE_EQ(value("pfob*qxs" + route + " / pfob*qxs" + back), 100 * there / here);
  const Index id = e_.model.system.id("qxs", std::vector<std::string>{c_, a_, b_});
  EXPECT_NEAR(value("qxs" + route), 100 * std::expm1(x_[id]), 1e-9);
}

/// All three readers say one number, and elasticities' gradient is its derivative.
TEST_F(Named, EveryReaderSaysTheSame) {
  const std::string route = "(" + c_ + "," + a_ + "," + b_ + ")", back = "(" + c_ + "," + b_ + "," + a_ + ")";
  for (const std::string& text : {"EV(" + a_ + ")", "qgdp(" + a_ + ")", "pfob*qxs" + route + " - pfob*qxs" + back,
                                  "qxs" + route + " / qxs(" + c_ + "," + a_ + ",all)", "qxs" + route + " + 2*EV(" + b_ + ")",
                                  "pfob*qxs" + route + " / pfob*qxs(" + c_ + "," + a_ + ",all)"}) {
    const MarginalResult m = find_result(e_, x_, text);
    const double tolerance = 1e-9 * std::max(1.0, std::abs(m.value));
    EXPECT_NEAR(m.value, in_policy(text), tolerance) << text;
    EXPECT_EQ(m.value, value(text)) << text;
    if (is_formula(text)) {
      const auto columns = result_columns({{text, {}, "file:1"}}, e_.aliases, e_.model.system);
      ASSERT_EQ(columns.names, std::vector<std::string>{text});
      EXPECT_EQ(result_values(columns, e_.model.system, x_), std::vector<double>{m.value}) << text;
    }
    std::vector<double> up = x_, down = x_;
    double slope = 0;
    for (const auto& [id, weight] : m.gradient) slope += weight * (1 + id % 3);
    std::vector<char> moved(x_.size(), 0);
    for (const auto& [id, weight] : m.gradient)
      if (!moved[id]) moved[id] = 1, up[id] += 1e-6 * (1 + id % 3), down[id] -= 1e-6 * (1 + id % 3);
    const double difference = (find_result(e_, up, text).value - find_result(e_, down, text).value) / 2e-6;
    EXPECT_NEAR(slope, difference, 1e-5 * std::max(1.0, std::abs(slope))) << text;
  }
}

TEST_F(Named, FormulasAreToldFromVariables) {
  for (const char* text : {"EV", "EV(IND)", "qxs(a-b,c/d,e)", " qgdp "}) EXPECT_FALSE(is_formula(text)) << text;
  for (const char* text : {"A / B", "A-B", "pfob*qxs(all,A,B)", "2*EV", "-EV"}) EXPECT_TRUE(is_formula(text)) << text;
}

TEST_F(Named, ASweepKeepsFormulasBesideVariables) {
  const std::string share = "qxs(" + c_ + "," + a_ + "," + b_ + ") / qxs(" + c_ + "," + a_ + ",all)";
  const auto columns = result_columns({{share, {}, "f:1"}, {"EV", {}, "f:1"}}, e_.aliases, e_.model.system);
  ASSERT_EQ(columns.names.size(), 1 + e_.model.sets.reg.size());
  const auto values = result_values(columns, e_.model.system, x_);
  EXPECT_EQ(values[0], value(share));
  EXPECT_EQ(values[1], value("EV(" + a_ + ")"));
}

TEST_F(Named, MistakesAreNamed) {
  EXPECT_HAS(refusal("EW(" + a_ + ")"), "did you mean 'EV'?");
  EXPECT_HAS(refusal("EV(Atlantis)"), "Atlantis");
  EXPECT_HAS(refusal("3"), "is not a result");
  EXPECT_HAS(refusal("pfob*qxs*pds(" + c_ + ")"), "two multiplied");
  EXPECT_HAS(refusal("EV*qgdp(" + a_ + ")"), "plain numbers cannot be multiplied");
  EXPECT_HAS(refusal("EV(" + a_ + ") / EV"), "a share is one of values, quantities or prices, and EV is a plain number");
  EXPECT_HAS(refusal("qgdp / qgdp / qgdp"), "more than one '/'");
  EXPECT_HAS(refusal("qgdp - "), "is not a result");
  EXPECT_HAS(refusal("EW"), "--result 'EW'");
}

}  // namespace
}  // namespace setu
