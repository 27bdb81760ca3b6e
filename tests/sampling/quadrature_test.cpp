#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>

#include "setu/base/error.hpp"
#include "setu/experiments/sampling/sample.hpp"
#include "setu/experiments/sampling/statistics.hpp"

namespace setu {
namespace {

std::vector<Uncertain> named(std::vector<Distribution> list) {
  std::vector<Uncertain> out;
  for (const auto& d : list) out.push_back({"x" + std::to_string(out.size()), d});
  return out;
}

/// E[Π (x_i − mean_i)^powers_i] by the points and weights of `s`.
double moment(const Sample& s, const std::vector<Uncertain>& x, const std::vector<int>& powers) {
  double sum = 0;
  for (std::size_t r = 0; r < s.points.rows; ++r) {
    double term = s.weights[r];
    for (std::size_t i = 0; i < x.size(); ++i) term *= std::pow(s.points(r, i) - x[i].distribution.expectation(), powers[i]);
    sum += term;
  }
  return sum;
}

/// Calls `use` with every list of `n` powers that add up to `degree` or less.
void all_powers(std::size_t n, int degree, const std::function<void(const std::vector<int>&)>& use) {
  std::vector<int> powers(n);
  const std::function<void(std::size_t, int)> fill = [&](std::size_t i, int left) {
    if (i == n) return use(powers);
    for (powers[i] = 0; powers[i] <= left; ++powers[i]) fill(i + 1, left - powers[i]);
    powers[i] = 0;
  };
  fill(0, degree);
}

/// The central moment of independent numbers, by the moments of each.
double independent_moment(const std::vector<Uncertain>& x, const std::vector<int>& powers) {
  double product = 1;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double sd = x[i].distribution.deviation();
    const double m[] = {1, 0, sd * sd, x[i].distribution.skewness() * sd * sd * sd};
    product *= m[powers[i]];
  }
  return product;
}

class Degree3 : public testing::TestWithParam<int> {};

TEST_P(Degree3, StroudIsExactForSymmetricNumbers) {
  const Distribution all[] = {Distribution::normal(2, 0.3), Distribution::uniform(-1, 3), Distribution::triangular(0, 1, 2)};
  std::vector<Distribution> list;
  for (int i = 0; i < GetParam(); ++i) list.push_back(all[i % 3]);
  const auto x = named(list);
  const Sample s = make_sample(x, join(x, {}), {SampleMethod::Stroud});
  EXPECT_EQ(s.points.rows, 2 * x.size());
  all_powers(x.size(), 3,
             [&](const auto& p) { EXPECT_NEAR(moment(s, x, p), independent_moment(x, p), 1e-12) << testing::PrintToString(p); });
}

TEST_P(Degree3, LiuIsExactForSkewedNumbers) {
  const Distribution all[] = {Distribution::normal(2, 0.3), Distribution::lognormal(1, 0.2), Distribution::lognormal(40, 0.15)};
  std::vector<Distribution> list;
  for (int i = 0; i < GetParam(); ++i) list.push_back(all[i % 3]);
  const auto x = named(list);
  const Sample s = make_sample(x, join(x, {}), {SampleMethod::Liu});
  EXPECT_EQ(s.points.rows, 2 * x.size());
  for (const double w : s.weights) EXPECT_GT(w, 0);
  all_powers(x.size(), 3, [&](const auto& p) {
    double scale = 1;
    for (std::size_t i = 0; i < x.size(); ++i) scale *= std::pow(x[i].distribution.deviation(), p[i]);
    EXPECT_NEAR(moment(s, x, p), independent_moment(x, p), 1e-12 * std::max(1.0, scale)) << testing::PrintToString(p);
  });
}

INSTANTIATE_TEST_SUITE_P(Sizes, Degree3, testing::Values(1, 2, 3, 4, 5, 8));

CorrelationTable correlations_of(std::vector<std::string> names, std::vector<double> values) {
  CorrelationTable t{std::move(names), {}, false, "file.toml:3"};
  t.matrix = Draws(t.names.size(), t.names.size());
  t.matrix.values = std::move(values);
  return t;
}

TEST(Quadrature, KeepsCovariancesAndOddMomentsOfCorrelatedNumbers) {
  const auto x = named({Distribution::normal(1, 0.2), Distribution::uniform(0, 2), Distribution::normal(5, 3)});
  const CorrelationTable t = correlations_of({"x0", "x1", "x2"}, {1, 0.6, -0.3, 0.6, 1, 0.2, -0.3, 0.2, 1});
  for (const SampleMethod m : {SampleMethod::Stroud, SampleMethod::Liu}) {
    const Sample s = make_sample(x, join(x, {&t, 1}), {m});
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t j = 0; j < 3; ++j) {
        std::vector<int> p(3);
        ++p[i];
        ++p[j];
        EXPECT_NEAR(moment(s, x, p), t.matrix(i, j) * x[i].distribution.deviation() * x[j].distribution.deviation(), 1e-12);
      }
    all_powers(3, 3, [&](const auto& p) {
      if ((p[0] + p[1] + p[2]) % 2 == 1) { EXPECT_NEAR(moment(s, x, p), 0, 1e-12); }
    });
  }
}

TEST(Quadrature, LiuKeepsTheSkewnessOfCorrelatedNumbers) {
  const auto x = named({Distribution::lognormal(1, 0.3), Distribution::triangular(0, 1, 5)});
  const CorrelationTable t = correlations_of({"x0", "x1"}, {1, 0.4, 0.4, 1});
  const Sample s = make_sample(x, join(x, {&t, 1}), {SampleMethod::Liu});
  for (std::size_t i = 0; i < 2; ++i) {
    std::vector<int> p(2);
    p[i] = 3;
    EXPECT_NEAR(moment(s, x, p), x[i].distribution.skewness() * std::pow(x[i].distribution.deviation(), 3), 1e-12);
  }
  EXPECT_NEAR(moment(s, x, {1, 1}), 0.4 * x[0].distribution.deviation() * x[1].distribution.deviation(), 1e-12);
}

/// A random polynomial of the given degree in three numbers.
struct Polynomial {
  std::vector<std::pair<std::vector<int>, double>> terms;
  explicit Polynomial(int degree) {
    std::mt19937_64 random(static_cast<unsigned>(degree));
    all_powers(3, degree, [&](const auto& p) { terms.emplace_back(p, static_cast<double>(random() % 2001) / 1000 - 1); });
  }
  double operator()(std::span<const double> x) const {
    double sum = 0;
    for (const auto& [p, c] : terms) sum += c * std::pow(x[0], p[0]) * std::pow(x[1], p[1]) * std::pow(x[2], p[2]);
    return sum;
  }
};

/// Mean and standard deviation of a polynomial of normal numbers, by a 7-point Gauss–Hermite rule in each number: exact.
std::pair<double, double> exact(const Polynomial& f, const std::vector<Uncertain>& x) {
  // nodes of He_7 and its weights, degree 13
  const double node[] = {0, 1.154405394739968, 2.366759410734541, 3.750439717725742};
  const double weight[] = {0.457142857142857, 0.240123178605013, 0.030757123967586, 0.000548268855972};
  double mean = 0, square = 0;
  for (int i = -3; i <= 3; ++i)
    for (int j = -3; j <= 3; ++j)
      for (int k = -3; k <= 3; ++k) {
        const int index[] = {i, j, k};
        double w = 1, point[3];
        for (std::size_t d = 0; d < 3; ++d) {
          w *= weight[std::abs(index[d])];
          point[d] = x[d].distribution.from_normal(index[d] < 0 ? -node[-index[d]] : node[index[d]]);
        }
        mean += w * f(point);
        square += w * f(point) * f(point);
      }
  return {mean, std::sqrt(square - mean * mean)};
}

Summary by_quadrature(const Polynomial& f, const std::vector<Uncertain>& x, SampleMethod method) {
  const Sample s = make_sample(x, join(x, {}), {method});
  std::vector<double> y;
  for (std::size_t r = 0; r < s.points.rows; ++r) y.push_back(f(s.points.row(r)));
  return summarize_quadrature(y, s.weights);
}

// GTAP's rule (Arndt 1996): means are exact for responses up to degree 3, so for quadratic ones; standard deviations for linear ones.
TEST(Quadrature, FollowsTheRuleOfGtap) {
  const auto x = named({Distribution::normal(1, 0.2), Distribution::normal(-1, 0.5), Distribution::normal(0.5, 0.3)});
  for (const SampleMethod method : {SampleMethod::Stroud, SampleMethod::Liu}) {
    for (const int degree : {1, 2, 3}) {
      const Polynomial f(degree);
      const auto [mean, sd] = exact(f, x);
      const Summary s = by_quadrature(f, x, method);
      EXPECT_NEAR(s.mean, mean, 1e-11) << degree;
      if (degree == 1) { EXPECT_NEAR(s.sd, sd, 1e-11); }
    }
    const Polynomial quartic(4);
    EXPECT_GT(std::abs(by_quadrature(quartic, x, method).mean - exact(quartic, x).first), 1e-6);  // and no further
    const Polynomial quadratic(2);
    EXPECT_GT(std::abs(by_quadrature(quadratic, x, method).sd - exact(quadratic, x).second), 1e-6);
  }
}

std::string refusal(const std::vector<Uncertain>& x, const SamplePlan& plan, std::span<const CorrelationTable> tables = {}) {
  try {
    make_sample(x, join(x, tables), plan);
  } catch (const InputError& e) { return e.what(); }
  return "accepted";
}

TEST(Quadrature, RefusesWhatItCannotDo) {
  const auto skewed = named({Distribution::normal(1, 0.2), Distribution::lognormal(1, 0.5)});
  EXPECT_NE(refusal(skewed, {SampleMethod::Stroud}).find("'x1' is not (lognormal, median 1, sigma 0.5)"), std::string::npos);
  const auto many = named(std::vector<Distribution>(4, Distribution::uniform(0, 1)));
  EXPECT_EQ(refusal(many, {SampleMethod::Stroud}), "accepted");
  EXPECT_NE(refusal(many, {SampleMethod::Liu}).find("where its distribution (uniform, 0 to 1) has no mass"), std::string::npos)
      << refusal(many, {SampleMethod::Liu});
  const auto pair = named({Distribution::normal(0, 1), Distribution::normal(0, 1)});
  const CorrelationTable same = correlations_of({"x0", "x1"}, {1, 1, 1, 1});
  EXPECT_EQ(refusal(pair, {SampleMethod::Stroud}, {&same, 1}), "accepted");
  EXPECT_NE(refusal(pair, {SampleMethod::Liu}, {&same, 1}).find("these determine one by the others"), std::string::npos);
  EXPECT_NE(refusal(pair, {SampleMethod::Stroud, 0, 1, true}).find("means and standard deviations only"), std::string::npos);
}

}  // namespace
}  // namespace setu
