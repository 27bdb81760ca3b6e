#include <gtest/gtest.h>

#include <cmath>

#include "certified.hpp"
#include "scalars.hpp"
#include "setu/solver/solve/adjoint.hpp"
#include "setu/solver/solve/session.hpp"
#include "setu/system/derive/complementarity.hpp"

/// Floors: solved as equations where they do not bind, as complementarities where they do.
namespace setu {
namespace {

using test::certified;

/// exp(v) = 1 − z for a given z: without the floor there is no v where z ≥ 1.
struct Investment {
  static constexpr double kFloor = -2;
  Investment() {
    test::Scalars s;
    v = s.log("v"), z = s.level("z", 0), w = s.log("w");
    Sum own, given;
    own.add(1, v);
    given.add(1, Linear()).add(-1, Linear(), z);
    s.floored("E_v", v, plain(own) - plain(given), kFloor);
    s.definition("E_w", w, 2.0 * Linear(v));
    system = s.finish();
  }
  [[nodiscard]] Problem problem(double given) const {
    Problem p = test::problem_of(system, {z});
    test::shock(p, z, given);
    return p;
  }
  Var v, z, w;
  EquationSystem system;
};

TEST(Floor, IsAnEquationWhereItDoesNotBind) {
  const Investment m;
  for (const auto method : {Method::Newton, Method::Ipopt})
    for (const double given : {-1.0, 0.0, 0.5, 0.8}) {
      const auto s = certified(m.problem(given), method);
      EXPECT_NEAR(s.x[m.v.id], std::log(1 - given), 1e-10);
      EXPECT_TRUE(s.certificate.complementarities.empty());
      EXPECT_TRUE(at_floor(m.system, s.x).empty());
    }
}

TEST(Floor, BindsWhereTheEquationWouldLeadBelowItOrNowhere) {
  const Investment m;
  for (const auto method : {Method::Newton, Method::Ipopt})
    for (const double given : {0.9, 0.99, 1.0, 1.5, 20.0}) {
      const auto s = certified(m.problem(given), method);
      EXPECT_EQ(s.x[m.v.id], Investment::kFloor) << given;
      EXPECT_EQ(s.x[m.w.id], 2 * Investment::kFloor);
      ASSERT_EQ(s.certificate.complementarities.size(), 1U);
      EXPECT_EQ(s.certificate.complementarities[0].variable, "v");
      EXPECT_EQ(s.certificate.complementarities[0].binding, Binding::Lower);
      EXPECT_NEAR(s.certificate.complementarities[0].slack, std::exp(Investment::kFloor) - (1 - given), 1e-12);
      EXPECT_EQ(at_floor(m.system, s.x), std::vector<std::string>{"v"});
    }
}

TEST(Floor, IsKeptByEveryViewOfIpopt) {
  const Investment m;
  for (const auto view : {IpoptView::Core, IpoptView::Reduced, IpoptView::Full}) {
    SolveOptions options;
    options.method = Method::Ipopt;
    options.ipopt_view = view;
    const auto s = solve(m.problem(1.5), options);
    EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
    EXPECT_EQ(s.x[m.v.id], Investment::kFloor);
  }
}

TEST(Floor, HoldsInSessionsAndAdjoints) {
  const Investment m;
  SolverSession session(m.problem(0.1));
  for (const double given : {0.5, 0.95, 3.0, 0.2}) {
    const auto s = session.solve(std::vector<double>{given});
    EXPECT_EQ(s.certificate.point, PointStatus::Certified) << given << s.certificate.message;
    EXPECT_NEAR(s.x[m.v.id], given < 0.86 ? std::log(1 - given) : Investment::kFloor, 1e-10);
    AdjointSolver adjoint(m.problem(given), s.x);
    ASSERT_TRUE(adjoint.regular());
    EXPECT_NEAR(adjoint.solve({{m.w.id, 1.0}}).derivative[m.z.id], given < 0.86 ? -2 / (1 - given) : 0, 1e-9);
  }
}

}  // namespace
}  // namespace setu
