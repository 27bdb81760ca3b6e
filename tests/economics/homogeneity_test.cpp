#include <gtest/gtest.h>

#include <cmath>

#include "setu/system/derive/derivative_check.hpp"
#include "setu/system/prove/structure.hpp"
#include "support/experiment.hpp"

namespace setu::test {

namespace {

FundSpec some_fund(const Database& database) {
  FundSpec fund;
  const auto& s = database.sets();
  const Array& owned = database["VKOS"];
  for (std::size_t o = 0; o < s.reg.size(); ++o)
    for (std::size_t h = 0; h < s.reg.size(); ++h)
      for (std::size_t a = 0; a < s.acts.size() && fund.windows.empty(); ++a)
        if (o != h && owned(o, a, h) > 0) {
          fund.owner = s.reg[o], fund.host = s.reg[h];
          fund.windows.push_back({"only", 1, {s.acts[a]}, {1}});
        }
  return fund;
}

TEST(Homogeneity, EveryEquationHasOneNominalDegree) {
  const Database database = rich_economy(3, true);
  ModelOptions options;
  options.fund = some_fund(database);
  const Model model = build_model(database, options);
  for (const auto& fault : homogeneity_faults(model.system)) ADD_FAILURE() << fault.equation << ": " << fault.detail;
}

TEST(Homogeneity, ABrokenEquationIsFoundByName) {
  Model model = build_model(rich_economy());
  const EquationBlock* qfd = nullptr;
  for (const auto& block : model.system.equations)
    if (block.name == "E_pfd") qfd = &block;
  ASSERT_NE(qfd, nullptr);
  model.system.terms.linear_coef[model.system.terms.linear_begin[qfd->first]] *= 2;
  const auto faults = homogeneity_faults(model.system);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_TRUE(faults[0].equation.starts_with("E_pfd(")) << faults[0].equation;
}

TEST(Structure, TheStandardClosureIsSquareAndRegular) {
  const Model model = build_model(rich_economy(5, true));
  const Closure closure = make_closure(model, {});
  EXPECT_EQ(closure.endogenous_count(), model.system.terms.equations());
  EXPECT_NO_THROW(require_regular(model.system, closure));
}

TEST(Structure, EveryEndogenousVariableIsPairedOnce) {
  const Model model = build_model(rich_economy(5, true));
  const Closure closure = make_closure(model, {});
  std::vector<int> count(model.system.terms.variables, 0);
  for (const Index v : model.system.paired) ++count[v];
  for (Index v = 0; v < model.system.terms.variables; ++v)
    EXPECT_EQ(count[v], closure.exogenous[v] ? 0 : 1) << model.system.variable_name(v);
}

TEST(Derivatives, AreExactAtTheBenchmarkAndAwayFromIt) {
  SyntheticOptions small;
  small.regions = 2;
  small.sectors = 2;
  const Model model = build_model(synthetic_database(small));
  const Closure closure = make_closure(model, {});
  for (const double distance : {0.0, 0.05, -0.1}) {
    auto x = model.system.benchmark();
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += distance * std::sin(1.0 + static_cast<double>(i));
    const auto check = check_derivatives(model.system, closure, x);
    ASSERT_TRUE(check.evaluated);
    EXPECT_LE(check.jacobian.error, 1e-7) << check.jacobian.equation << " / " << check.jacobian.variable;
    EXPECT_LE(check.hessian.error, 1e-6) << check.hessian.variable;
    EXPECT_LE(check.product.error, 1e-7) << check.product.equation;
  }
}

}  // namespace

}  // namespace setu::test
