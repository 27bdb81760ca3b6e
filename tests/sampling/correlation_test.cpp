#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "setu/base/error.hpp"
#include "setu/experiments/sampling/sample.hpp"

namespace setu {
namespace {

const std::vector<Uncertain> kNumbers = {{"a", Distribution::normal(0, 1)},        {"b", Distribution::normal(5, 2)},
                                         {"c", Distribution::uniform(0, 1)},       {"d", Distribution::lognormal(1, 0.8)},
                                         {"e", Distribution::triangular(0, 0, 1)}, {"f", Distribution::lognormal(3, 0.4)}};

CorrelationTable table(std::vector<std::string> names, std::vector<double> values, bool covariance = false) {
  CorrelationTable t{std::move(names), {}, covariance, "file.toml:7"};
  t.matrix.rows = t.matrix.columns = static_cast<std::size_t>(std::sqrt(static_cast<double>(values.size())));
  t.matrix.values = std::move(values);
  return t;
}

std::string refusal(const std::vector<CorrelationTable>& tables) {
  try {
    join(kNumbers, tables);
  } catch (const InputError& e) { return e.what(); }
  return "accepted";
}

#define EXPECT_REFUSED(part, ...) EXPECT_NE(refusal({__VA_ARGS__}).find(part), std::string::npos) << refusal({__VA_ARGS__})

TEST(Correlation, GroupsWhatIsConnected) {
  const Dependence d =
      join(kNumbers, std::vector{table({"d", "a"}, {1, 0.3, 0.3, 1}), table({"b", "e", "f"}, {1, 0, 0.2, 0, 1, 0, 0.2, 0, 1})});
  const std::vector<std::vector<std::size_t>> expected = {{0, 3}, {1, 5}, {2}, {4}};
  EXPECT_EQ(d.groups, expected);
  EXPECT_FALSE(d.independent());
  EXPECT_TRUE(join(kNumbers, {}).independent());
}

TEST(Correlation, FindsTheNormalsBehindByTheKnownFormulas) {
  // uniform: r = 2 sin(π ρ / 6); two lognormals: e^{r s t} − 1 = ρ √((e^{s²} − 1)(e^{t²} − 1)); normal and lognormal: r s = ρ √(e^{s²} − 1)
  const std::vector<Uncertain> two = {{"u", Distribution::uniform(0, 1)}, {"v", Distribution::uniform(3, 9)}};
  for (const double rho : {-0.95, -0.4, 0.1, 0.7, 0.99}) {
    const Dependence d = join(two, std::vector{table({"u", "v"}, {1, rho, rho, 1})});
    EXPECT_NEAR(d.normal(0, 1), 2 * std::sin(std::numbers::pi * rho / 6), 1e-9);
    EXPECT_EQ(d.correlation(0, 1), rho);
  }
  const auto grown = [](double s) { return std::exp(s * s) - 1; };
  const Dependence lognormals = join(kNumbers, std::vector{table({"d", "f"}, {1, 0.5, 0.5, 1})});
  EXPECT_NEAR(lognormals.normal(3, 5), std::log(1 + 0.5 * std::sqrt(grown(0.8) * grown(0.4))) / 0.32, 1e-9);
  const Dependence mixed = join(kNumbers, std::vector{table({"b", "d"}, {1, -0.6, -0.6, 1})});
  EXPECT_NEAR(mixed.normal(1, 3), -0.6 * std::sqrt(grown(0.8)) / 0.8, 1e-9);
}

TEST(Correlation, ReadsCovariances) {
  const Dependence d = join(kNumbers, std::vector{table({"a", "b"}, {1, 1.2, 1.2, 4}, true)});
  EXPECT_NEAR(d.correlation(0, 1), 0.6, 1e-15);
}

TEST(Correlation, RefusesBrokenTables) {
  EXPECT_REFUSED("file.toml:7: [[correlate]]: no [[vary]] table with a distribution 'aa'; did you mean 'a'?",
                 table({"aa", "b"}, {1, 0, 0, 1}));
  EXPECT_REFUSED("'a' is named twice", table({"a", "a"}, {1, 0, 0, 1}));
  EXPECT_REFUSED("names at least two", table({"a"}, {1}));
  EXPECT_REFUSED("3 names need a matrix of 3 rows and 3 columns, not 2 and 2", table({"a", "b", "c"}, {1, 0, 0, 1}));
  EXPECT_REFUSED("the matrix is not symmetric: 'a' and 'b' have 0.2 and 0.3", table({"a", "b"}, {1, 0.2, 0.3, 1}));
  EXPECT_REFUSED("the correlation of 'b' with itself is 2, not 1", table({"a", "b"}, {1, 0.2, 0.2, 2}));
  EXPECT_REFUSED("the variance of 'b' is 1 here, but 4 by its distribution (normal, mean 5, sd 2)",
                 table({"a", "b"}, {1, 0.2, 0.2, 1}, true));
  EXPECT_REFUSED("the correlation of 'a' and 'b' is 1.2, beyond ±1", table({"a", "b"}, {1, 1.2, 1.2, 1}));
  EXPECT_REFUSED("the entry of 'a' and 'b' is no number", table({"a", "b"}, {1, std::nan(""), std::nan(""), 1}));
  EXPECT_REFUSED("'b' stands in another [[correlate]] table already", table({"a", "b"}, {1, 0, 0, 1}), table({"b", "c"}, {1, 0, 0, 1}));
}

TEST(Correlation, NamesTheNumbersThatContradictEachOther) {
  // a goes with b, b with c, but a against c; d is innocent
  EXPECT_REFUSED("the correlations of 'a', 'b' and 'c' contradict each other",
                 table({"a", "d", "b", "c"}, {1, 0.1, 0.9, -0.9, 0.1, 1, 0.1, 0, 0.9, 0.1, 1, 0.9, -0.9, 0, 0.9, 1}));
  EXPECT_EQ(refusal({table({"a", "b"}, {1, 1, 1, 1})}), "accepted");
}

TEST(Correlation, SaysWhatTheDistributionsCanHave) {
  EXPECT_REFUSED("cannot have the correlation -0.9; theirs lies between -0.6", table({"d", "f"}, {1, -0.9, -0.9, 1}));
}

}  // namespace
}  // namespace setu
