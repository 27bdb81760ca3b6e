#include "model/frame/nest.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "setu/system/derive/residual.hpp"

namespace setu {
namespace {

constexpr double kElasticity = 2.5;

/// Two regions that use three commodities in one nest; the second region does not use the first commodity.
class NestTest : public ::testing::Test {
 protected:
  NestTest()
      : database_(Sets{{"north", "south"}, {"corn", "cloth", "coal"}, {"farm"}, {"work"}, {}, {"work"}, {}, {}, {}, {}}),
        flows_(database_) {
    const Sets& sets = database_.sets();
    x.set_com = builder.set("COMM", sets.comm);
    x.set_act = builder.set("ACTS", sets.acts);
    x.set_reg = builder.set("REG", sets.reg);
    const auto used = [](Com c, Reg r) { return c.i != 0 || r.i != 1; };
    const auto one = [](auto...) { return 1.0; };
    x.declare(q, {"q", "use", kVolume}, used, one);
    x.declare(p, {"p", "price", kPrice}, used, one);
    x.declare(a, {"a", "augmentation", kIndex}, used, one);
    x.declare_all(total, {"total", "all uses", kVolume});
    x.declare_all(index, {"index", "their price", kPrice});
  }

  Nest nest() {
    return {.index = {"E_index", "0.2", "price of all"},
            .quantity = total,
            .price = index,
            .elasticity = [](Reg) { return kElasticity; },
            .children = {{{"E_q", "0.1", "use"}, q, p, [](Com c, Reg r) { return weight(c, r); }, a}}};
  }
  static double weight(Com c, Reg r) { return 1.0 + c.i + 10 * r.i; }

  /// Residuals where prices and augmentations are these and all else follows the CES in levels.
  std::vector<double> residuals(const EquationSystem& system) {
    std::vector<double> at(system.terms.variables, 0.0), residual(system.terms.equations());
    for (const Reg r : x.f.reg) {
      double cost = 0, sum = 0;
      at[total(r).id] = 0.3;
      for (const Com c : x.f.com)
        if (q.has(c, r)) {
          at[p(c, r).id] = 0.1 * c.i - 0.2 * r.i;
          at[a(c, r).id] = 0.05 * (1 + c.i);
          cost += weight(c, r) * std::exp((1 - kElasticity) * (at[p(c, r).id] - at[a(c, r).id]));
          sum += weight(c, r);
        }
      at[index(r).id] = std::log(cost / sum) / (1 - kElasticity);
      for (const Com c : x.f.com)
        if (q.has(c, r)) {
          const double effective = at[p(c, r).id] - at[a(c, r).id];
          at[q(c, r).id] = at[total(r).id] - at[a(c, r).id] - kElasticity * (effective - at[index(r).id]);
        }
    }
    evaluate(system.terms, at, residual);
    return residual;
  }

  Database database_;
  Flows flows_;
  ModelOptions options_;
  Builder builder;
  Context x{builder, flows_, options_, {}, {}, 0, 0, 0, 0, 0, 0, {0}};
  F<ComTag, RegTag> q, p, a;
  F<RegTag> total, index;
};

TEST_F(NestTest, WritesDemandsAndPriceOfWhatIsPresent) {
  write(x, nest());
  const EquationSystem system = builder.finish();
  ASSERT_EQ(system.equations.size(), 2u);
  EXPECT_EQ(system.equations[0].name, "E_q");
  EXPECT_EQ(system.equations[0].count, 5) << "the south does not use corn";
  EXPECT_EQ(system.equations[1].count, 2);
  EXPECT_NE(system.equations[1].file.find("nest_test.cpp"), std::string::npos) << "an equation is found where its nest is given";
  for (const double f : residuals(system)) EXPECT_NEAR(f, 0, 1e-14);
}

TEST_F(NestTest, SpendingAddsUp) {
  write(x, nest());
  const EquationSystem system = builder.finish();
  std::vector<double> at(system.terms.variables, 0.0), residual(system.terms.equations());
  const Reg r{0};
  for (const Com c : x.f.com) at[p(c, r).id] = 0.2 * c.i;
  evaluate(system.terms, at, residual);  // with all q and the index at zero, a definition's residual is minus its right-hand side
  double spent = 0, sum = 0;
  const double price = -residual[system.terms.equations() - 2];
  at[index(r).id] = price;
  evaluate(system.terms, at, residual);
  std::size_t equation = 0;
  for (const Com c : x.f.com)
    for (const Reg each : x.f.reg) {
      if (!q.has(c, each)) continue;
      if (each == r) {
        spent += weight(c, r) * std::exp(at[p(c, r).id] - residual[equation]);
        sum += weight(c, r);
      }
      ++equation;
    }
  EXPECT_NEAR(spent, sum * std::exp(price), 1e-12 * spent);
}

TEST_F(NestTest, WithoutSubstitutionAChildMovesWithTheWhole) {
  Nest fixed = nest();
  fixed.children[0].substitutes = [](Com, Reg) { return false; };
  fixed.children[0].augmentation = {};
  write(x, fixed);
  const EquationSystem system = builder.finish();
  for (Index e = 0; e < 5; ++e)
    EXPECT_EQ(system.terms.linear_begin[e + 1] - system.terms.linear_begin[e], 2) << "own quantity and the total";
}

TEST_F(NestTest, TwoNestsShareAFamily) {
  Nest goods = nest();
  goods.children[0].where = [](Com c, Reg) { return c.i < 2; };
  write(x, goods);
  Nest fuel = nest();
  fuel.children[0].where = [](Com c, Reg) { return c.i == 2; };
  write_demand(x, fuel, fuel.children[0]);
  const EquationSystem system = builder.finish();
  EXPECT_EQ(system.equations[0].count, 3);
  EXPECT_EQ(system.equations[2].count, 2);
  const Index north = system.equations[1].first;  // the price of two goods in the north: one logarithm of two terms
  const Index group = system.terms.group_begin[north];
  EXPECT_EQ(system.terms.term_begin[group + 1] - system.terms.term_begin[group], 2);
}

TEST_F(NestTest, FunctionsOverOtherSetsAreRefused) {
  Nest other = nest();
  other.elasticity = [](Act) { return 1.0; };
  EXPECT_THROW(write(x, other), LogicError);
  Nest child = nest();
  child.children[0].value = [](Reg, Com) { return 1.0; };
  EXPECT_THROW(write(x, child), LogicError);
}

TEST_F(NestTest, DefineKeepsToPresentElementsAndToItsOwn) {
  x.define(
      q, {"E_q", "0.1", "use"}, [](Com c, Reg) { return c.i != 2; }, [&](Com, Reg r) { return total(r); });
  x.determine(total, {"E_total", "0.2", "all uses"}, [&](Reg r) { return total(r) - index(r); });
  const EquationSystem system = builder.finish();
  EXPECT_EQ(system.equations[0].count, 3);
  EXPECT_TRUE(system.equations[0].definition);
  EXPECT_EQ(system.paired[0], q(Com{0}, Reg{0}).id);
  EXPECT_EQ(system.paired[1], q(Com{1}, Reg{0}).id);
  EXPECT_EQ(system.equations[1].count, 2);
  EXPECT_FALSE(system.equations[1].definition);
}

TEST_F(NestTest, ASliceHasTheElementsOfOne) {
  const auto corn = slice(q, Com{0});
  EXPECT_EQ(corn(Reg{0}).id, q(Com{0}, Reg{0}).id);
  EXPECT_FALSE(corn.has(Reg{1}));
  EXPECT_FALSE(slice(q, Com{kNone}).has(Reg{0}));
}

}  // namespace
}  // namespace setu
