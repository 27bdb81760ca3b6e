#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "setu/solver/solve/session.hpp"
#include "support/experiment.hpp"
#include "support/rules.hpp"

namespace setu::test {

namespace {

/// A small world with a quota on every import of two goods, and random levels for all of them at once.
class RandomRules : public testing::Test {
 protected:
  Database database = synthetic_database({});
  std::vector<std::string> routes = every_route();
  Bench bench = with_quotas();
  std::mt19937 random{4};

  std::vector<double> draw(double least, double most) {
    std::uniform_real_distribution<double> level(std::log(least), std::log(most));
    std::vector<double> to(routes.size());
    for (double& v : to) v = level(random);
    return to;
  }
  Solution by_ipopt(const std::vector<double>& to) const {
    Problem alone = bench.problem();
    alone.path.to = to;
    SolveOptions options;
    options.method = Method::Ipopt;
    return solve(alone, options);
  }

 private:
  [[nodiscard]] std::vector<std::string> every_route() const {
    std::vector<std::string> all;
    const Sets& sets = database.sets();
    for (std::size_t c = 0; c < 2; ++c)
      for (std::size_t s = 0; s < sets.reg.size(); ++s)
        for (std::size_t d = 0; d < sets.reg.size(); ++d)
          if (database["VXSB"](c, s, d) > 0 && database["VMSB"](c, s, d) > 0)
            all.push_back("(" + sets.comm[c] + "," + sets.reg[s] + "," + sets.reg[d] + ")");
    return all;
  }
  [[nodiscard]] Bench with_quotas() const {
    Bench b(database, with([&](const EquationSystem& s) {
              std::vector<RuleSpec> rules;
              for (const auto& route : routes) rules.push_back(rule(s, "q" + std::to_string(rules.size()), "tms" + route, "qxs" + route));
              return rules;
            }));
    for (std::size_t k = 0; k < routes.size(); ++k) b.shock("rulelimit(q" + std::to_string(k) + ")", 0.9);
    return b;
  }
};

/// A thousand sets of quotas from a loose one to one that takes away two thirds of the imports: filled or free, each has a
/// certified solution.
TEST_F(RandomRules, AThousandSetsOfQuotasAreAllCertified) {
  SolverSession session(bench.problem());
  ASSERT_GE(routes.size(), 6u);
  int filled = 0, free = 0;
  for (int n = 0; n < 1000; ++n) {
    const Solution s = session.solve(draw(0.3, 1.4));
    ASSERT_EQ(s.certificate.point, PointStatus::Certified) << n << ": " << s.certificate.message;
    EXPECT_LE(s.certificate.complementarity_residual, 1e-9);
    for (const auto& state : s.certificate.complementarities) (state.binding == Binding::Lower ? free : filled) += 1;
  }
  EXPECT_GT(filled, 1000);
  EXPECT_GT(free, 1000);
}

/// Ipopt finds the same solution, and one even where quotas are so tight that there are several.
TEST_F(RandomRules, IpoptFindsThemToo) {
  SolverSession session(bench.problem());
  for (int n = 0; n < 40; ++n) {
    const std::vector<double> to = draw(0.8, 1.25);
    const Solution newton = session.solve(to), ipopt = by_ipopt(to);
    ASSERT_EQ(newton.certificate.point, PointStatus::Certified) << n << ": " << newton.certificate.message;
    ASSERT_EQ(ipopt.certificate.point, PointStatus::Certified) << n << ": " << ipopt.certificate.message;
    EXPECT_LE(largest_difference(bench.closure(), newton, ipopt), 1e-7) << n;
    const Solution tight = by_ipopt(draw(0.3, 1.4));
    ASSERT_EQ(tight.certificate.point, PointStatus::Certified) << n << ": " << tight.certificate.message;
  }
}

}  // namespace

}  // namespace setu::test
