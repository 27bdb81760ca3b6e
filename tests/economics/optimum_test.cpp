#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <utility>

#include "setu/solver/optimum/optimum.hpp"
#include "support/experiment.hpp"
#include "support/outcome_rows.hpp"
#include "support/schedule.hpp"
#include "support/two_countries.hpp"

/// Optima whose place is known in closed form, by both methods and from many starts; and optima that nothing beats.
namespace setu::test {

namespace {

constexpr OptimumMethod kMethods[] = {OptimumMethod::Reduced, OptimumMethod::Full};

ControlledSystem home_tariff(const Bench& bench) {
  Rows rows(bench);
  add_welfare(rows, "good,Foreign,Home", "Home");
  return ControlledSystem(bench.problem(), {id_of(bench.system(), "tms(good,Foreign,Home)")}, rows.terms);
}

/// At the optimum t·(σ−1)·λ_ff = 1 with λ_ff the foreign home share there (Gros 1987).
double gros_gap(const Bench& bench, const Optimum& o, double sigma, double size) {
  const double t = std::expm1(o.controls[0]);
  const double domestic = (size - 0.3) * std::exp(bench.x(o.solution, "pds(good,Foreign)") + bench.x(o.solution, "qds(good,Foreign)"));
  const double imported = 0.3 * std::exp(bench.x(o.solution, "pms(good,Foreign)") + bench.x(o.solution, "qms(good,Foreign)"));
  return t * (sigma - 1) * domestic / (domestic + imported) - 1;
}

/// Both methods, five starts: always the same tariff, and it is the formula's.
TEST(Optimum, TheOptimalTariffIsFoundFromEverywhereByBothMethods) {
  for (const auto& [sigma, size] : {std::pair{2.0, 1.0}, {4.0, 5.0}, {6.0, 1.0}}) {
    const Bench bench(two_countries(sigma, size));
    ControlledSystem system = home_tariff(bench);
    const OptimumProblem problem{{0}, {std::log(4.0)}, {}, {}};
    for (const OptimumMethod method : kMethods)
      for (const double start : {0.0, 0.1, 0.5, 1.0, 2.5}) {
        const std::vector<double> from{std::log1p(start)};
        OptimumOptions options;
        options.method = method;
        const Optimum o = find_optimum(system, problem, from, options);
        ASSERT_TRUE(o.certified(1e-8)) << o.message << " sigma " << sigma << " start " << start;
        EXPECT_TRUE(o.kkt.second_order());
        EXPECT_NEAR(gros_gap(bench, o, sigma, size), 0, 1e-6) << sigma << " " << size << " " << start;
      }
  }
}

/// A bound that holds: the optimum is there, and its multiplier is the slope of welfare.
TEST(Optimum, ABoundThatHoldsHasTheSlopeAsItsPrice) {
  const Bench bench(two_countries(4, 1));
  ControlledSystem system = home_tariff(bench);
  const double most = std::log(1.1);
  for (const OptimumMethod method : kMethods) {
    OptimumOptions options;
    options.method = method;
    const Optimum o = find_optimum(system, {{0}, {most}, {}, {}}, std::vector<double>{0.0}, options);
    ASSERT_TRUE(o.certified(1e-8)) << o.message;
    EXPECT_EQ(o.controls[0], most);
    const double h = 1e-4;
    ASSERT_TRUE(system.move(std::vector{most + h}));
    const double up = system.outcomes()[0];
    ASSERT_TRUE(system.move(std::vector{most - h}));
    EXPECT_NEAR(o.bound[0], (up - system.outcomes()[0]) / (2 * h), 1e-7);
  }
}

/// Gradients and Hessians of outcomes equal differences of solutions.
TEST(Optimum, DerivativesEqualDifferencesOfSolutions) {
  Schedule s(3);
  const std::vector<double> at = s.system.status_quo();
  ASSERT_TRUE(s.system.move(at));
  ASSERT_NE(s.system.gradients(), nullptr);
  const std::vector<double> gradient = *s.system.gradients();
  std::vector<double> hessian(9);
  const std::vector<double> weights{1, -2};
  ASSERT_TRUE(s.system.hessian(weights, hessian));
  const double h = 1e-4;
  for (std::size_t k = 0; k < 3; ++k) {
    std::vector<double> slope[2];
    for (const int side : {1, -1}) {
      std::vector<double> u = at;
      u[k] += side * h;
      ASSERT_TRUE(s.system.move(u));
      slope[side < 0] = *s.system.gradients();
      slope[side < 0].push_back(s.system.outcomes()[0]);
    }
    const double scale = 1 + std::abs(gradient[k]);
    EXPECT_NEAR(gradient[k] / scale, (slope[0].back() - slope[1].back()) / (2 * h) / scale, 1e-5);
    for (std::size_t l = 0; l < 3; ++l) {
      const double difference = (slope[0][l] - slope[1][l] - 2 * (slope[0][3 + l] - slope[1][3 + l])) / (2 * h);
      EXPECT_NEAR(hessian[k * 3 + l], difference, 1e-4 * (1 + std::abs(difference))) << k << " " << l;
    }
  }
}

/// Both methods end at one point, its multipliers are derivatives of the optimum, and no random schedule that keeps the
/// constraint does better.
TEST(Optimum, NoRandomScheduleBeatsIt) {
  Schedule s(4);
  Optimum found[2];
  for (int m = 0; m < 2; ++m) {
    OptimumOptions options;
    options.method = kMethods[m];
    found[m] = find_optimum(s.system, s.problem, s.system.status_quo(), options);
    ASSERT_TRUE(found[m].certified()) << found[m].message << " " << found[m].kkt.stationarity << " " << found[m].kkt.violation;
  }
  for (std::size_t k = 0; k < found[0].controls.size(); ++k) EXPECT_NEAR(found[0].controls[k], found[1].controls[k], 1e-7);
  std::mt19937_64 generator(5);
  const double scale = 1 + std::abs(found[0].outcomes[0]);
  int feasible = 0;
  for (int draw = 0; draw < 300; ++draw) {
    std::vector<double> u;
    for (std::size_t k = 0; k < s.problem.lower.size(); ++k)
      u.push_back(s.problem.lower[k] + static_cast<double>(generator() >> 11) * 0x1.0p-53 * (s.problem.upper[k] - s.problem.lower[k]));
    ASSERT_TRUE(s.system.move(u));
    if (s.system.outcomes()[1] < 0) continue;
    ++feasible;
    EXPECT_LE(s.system.outcomes()[0], found[0].outcomes[0] + 1e-9 * scale);
  }
  EXPECT_GT(feasible, 0);
}

/// What cannot be had is said to be out of reach, and by how much.
TEST(Optimum, TooMuchIsMissedByTheLeast) {
  Schedule s(2);
  s.problem.outcome_lower = {0};
  const Optimum free = find_optimum(s.system, s.problem, s.system.status_quo());
  ASSERT_TRUE(free.certified());
  OptimumProblem most = s.problem;  // the most that the second region can have
  Rows rows(s.bench);
  rows.linear("EV(" + s.bench.model().sets.reg[1] + ")", 1).end();
  ControlledSystem alone(s.bench.problem(), s.system.controls(), rows.terms);
  most.outcome_lower.clear();
  most.outcome_upper.clear();
  const Optimum best = find_optimum(alone, most, alone.status_quo());
  ASSERT_TRUE(best.certified());
  const double demand = best.outcomes[0] + 0.5 * std::abs(best.outcomes[0]) + 1;
  s.problem.outcome_lower = {demand};
  EXPECT_FALSE(find_optimum(s.system, s.problem, s.system.status_quo()).certified());
  const Shortfall missed = least_shortfall(s.system, s.problem, s.system.status_quo());
  ASSERT_TRUE(missed.found);
  EXPECT_NEAR(missed.missing[0], demand - best.outcomes[0], 1e-5 * std::abs(demand));
}

}  // namespace

}  // namespace setu::test
