#include <cmath>

#include "sweep_fixture.hpp"

namespace setu {
namespace {

class SweepFileTest : public Sweep {};

TEST_F(SweepFileTest, ReadsEveryKindOfAxis) {
  const SweepFile file = read_sweep(R"(
set = ["title=x"]
[[vary]]
key = "shocks.0.cut"
values = [0, 50]
[[vary]]
name = "armington"
parameter = "ESBM"
elements = ["all", "all"]
range = { from = 0.5, to = 1.5, count = 5 }
[[vary]]
variable = "aoall"
apply = "percent"
values = [1]
[results]
keep = ["EV", "qgdp"]
)");
  ASSERT_EQ(file.axes.size(), 3u);
  EXPECT_EQ(file.name, "sweep");
  EXPECT_TRUE(file.scenario.ends_with("cut.toml"));
  EXPECT_EQ(file.axes[0].name, "shocks.0.cut");
  EXPECT_EQ(file.axes[1].name, "armington");
  EXPECT_TRUE(file.axes[1].multiply);
  EXPECT_EQ(file.axes[1].values, (std::vector<double>{0.5, 0.75, 1, 1.25, 1.5}));
  EXPECT_EQ(file.axes[2].shock.kind, ShockKind::Percent);
  EXPECT_EQ(file.design.kind, DesignKind::Grid);
  EXPECT_EQ(file.keep.size(), 2u);
  EXPECT_EQ(file.axes[1].middle(), 1);
}

TEST_F(SweepFileTest, KeepsWelfareAndGdpUnlessTold) {
  const SweepFile file = read_sweep("[[vary]]\nkey = 'shocks.0.cut'\nvalues = [1]\n");
  ASSERT_EQ(file.keep.size(), 2u);
  EXPECT_EQ(file.keep[0].variable, "EV");
  EXPECT_EQ(file.keep[1].variable, "qgdp");
}

TEST_F(SweepFileTest, ExplainsMistakesWithTheirLine) {
  const std::string axis = "[[vary]]\nkey = 'shocks.0.cut'\nvalues = [0, 50]\n";
  const struct {
    const char* text;
    const char* part;
  } cases[] = {
      {"", "nothing varies"},
      {"vari = 1\n[[vary]]\nkey='a'\nvalues=[1]\n", "no key 'vari'; did you mean 'vary'"},
      {"[[vary]]\nkey = 'a'\n", "exactly one of 'values', 'range' and 'distribution'"},
      {"[[vary]]\nkey = 'a'\nvalues = []\n", "list of finite numbers"},
      {"[[vary]]\nkey = 'a'\nvalues = [1, 'x']\n", "sweep.toml:5"},
      {"[[vary]]\nkey = 'a'\nvalues = [1]\nrange = { from = 0, to = 1, count = 3 }\n", "exactly one of 'values'"},
      {"[[vary]]\nkey = 'a'\nrange = { from = 0, to = 1, count = 2.5 }\n", "whole number from 2"},
      {"[[vary]]\nkey = 'a'\nrange = { from = 1, to = 1, count = 2 }\n", "the same number"},
      {"[[vary]]\nkey = 'a=3'\nvalues = [1]\n", "dotted path without a value"},
      {"[[vary]]\nvalues = [1]\n", "exactly one of 'key', 'parameter' and 'variable'"},
      {"[[vary]]\nkey = 'a'\nparameter = 'ESBM'\nvalues = [1]\n", "exactly one of 'key', 'parameter' and 'variable'"},
      {"[[vary]]\nkey = 'a'\napply = 'cut'\nvalues = [1]\n", "goes with 'parameter' or 'variable'"},
      {"[[vary]]\nparameter = 'ESBM'\napply = 'multply'\nvalues = [1]\n", "did you mean 'multiply'"},
      {"[[vary]]\nvariable = 'tms'\nvalues = [1]\n", "needs 'apply'"},
      {"[[vary]]\nvariable = 'tms'\napply = 'cutt'\nvalues = [1]\n", "did you mean 'cut'"},
      {"[[vary]]\nvariable = 'tms'\napply = 'percent'\nvalues = [-100]\n", "cannot fall by 100 per cent"},
      {"[[vary]]\nvariable = 'tms(a'\napply = 'percent'\nvalues = [1]\n", "not of the form name(element"},
      {"[[vary]]\nkey='a'\nvalues=[1]\n[[vary]]\nkey='a'\nvalues=[1]\n", "two tables are called 'a'"},
      {"[[vary]]\nkey='a'\nvalues=[1]\nname=''\n", "'name' is empty"},
      {"[[vary]]\nkey='a'\ndistribution = { kind = 'normal', mean = 1, sd = 0.2 }\n", "say kind = \"random\""},
      {"[[vary]]\nkey='a'\ndistribution = { kind = 'normal', mean = 1, sd = 0 }\n", "'sd' must be positive"},
      {"[[vary]]\nkey='a'\ndistribution = { kind = 'norml', mean = 1, sd = 1 }\n", "did you mean 'normal'"},
      {"[[vary]]\nkey='a'\ndistribution = { kind = 'uniform', from = 1, to = 0 }\n", "'from' must lie below 'to'"},
      {"[[vary]]\nkey='a'\ndistribution = { kind = 'triangular', from = 0, to = 1, mode = 2 }\n", "'mode' must lie between"},
      {"[[vary]]\nkey='a'\ndistribution = { kind = 'lognormal', median = 0, sigma = 1 }\n", "'median' must be positive"},
      {"[[vary]]\nkey='a'\nvalues=[1]\n[design]\nkind='random'\ndraws=3\n", "has no distribution"},
      {"[[vary]]\nkey='a'\nvalues=[1]\n[design]\nkind='random'\n", "needs 'draws'"},
      {"[[vary]]\nkey='a'\nvalues=[1]\n[design]\nkind='random'\ndraws=0\n", "'draws' must be a whole number"},
      {"[[vary]]\nkey='a'\nvalues=[1]\n[design]\nkind='gird'\n", "did you mean 'grid'"},
      {"[[vary]]\nkey='a'\nvalues=[1]\n[design]\nseed=1\n", "a grid design has no 'seed'"},
      {"[[vary]]\nkey='a'\nvalues=[1]\n[results]\n", "needs 'keep'"},
      {"[[vary]]\nkey='a'\nvalues=[1]\n[results]\nkeep=['qxs(']\n", "not of the form name(element"},
      {"[[vary]]\nkey='a'\nvalues=[1]\n[[correlate]]\nnames=['a','b']\n", "no key 'correlate'"},
  };
  for (const auto& c : cases) EXPECT_HAS(message(c.text), c.part) << "\nin\n" << c.text;
  EXPECT_HAS(message("[[vary]]\nkey = 'a'\nvalues = 3\n"), "sweep.toml:5: [[vary]]: 'values'");
}

TEST_F(SweepFileTest, CorrelationsAreReadWhereTheCommandKnowsThem) {
  SweepReading with = reading();
  with.correlations = true;
  const std::string axes = "[[vary]]\nkey='a'\nvalues=[1]\n[[vary]]\nkey='b'\nvalues=[1]\n[[correlate]]\n";
  const auto read = [&](const std::string& table) { return read_sweep_file(sweep(axes + table), with); };
  const SweepFile file = read("names = ['a', 'b']\nmatrix = [[1, 0.5], [0.5, 1]]\n");
  ASSERT_EQ(file.correlations.size(), 1u);
  EXPECT_EQ(file.correlations[0].matrix[0][1], 0.5);
  EXPECT_THROW(read("names = ['a', 'b']\nmatrix = [[1, 0.5]]\n"), InputError);
  EXPECT_THROW(read("names = ['a', 'b']\nmatrix = [[1]]\n"), InputError);
  EXPECT_THROW(read("names = ['a', 'b']\n"), InputError);
  EXPECT_THROW(read("names = ['a']\nmatrix = [[1]]\n"), InputError);
}

TEST_F(SweepFileTest, QuantilesAreThoseOfTheDistributions) {
  const Distribution normal{Distribution::Kind::Normal, 2, 3, 1, 0, 0, 0, 0, ""};
  EXPECT_NEAR(normal.quantile(0.975), 2 + 3 * 1.959963984540054, 1e-12);  // standard normal table
  EXPECT_NEAR(normal.quantile(0.5), 2, 1e-15);
  const Distribution lognormal{Distribution::Kind::Lognormal, 0, 0, 4, 0.5, 0, 0, 0, ""};
  EXPECT_NEAR(lognormal.quantile(0.5), 4, 1e-14);
  EXPECT_NEAR(lognormal.quantile(0.8413447460685429), 4 * std::exp(0.5), 1e-11);  // one standard deviation
  const Distribution uniform{Distribution::Kind::Uniform, 0, 0, 1, 0, -1, 3, 0, ""};
  EXPECT_EQ(uniform.quantile(0.25), 0);
  const Distribution triangular{Distribution::Kind::Triangular, 0, 0, 1, 0, 0, 4, 1, ""};
  EXPECT_NEAR(triangular.quantile(0.25), 1, 1e-15);          // P(x ≤ mode) = 1/4
  EXPECT_NEAR(triangular.quantile(1 - 1.0 / 12), 3, 1e-14);  // (4 − 3)² / (4 · 3)
}

}  // namespace
}  // namespace setu
