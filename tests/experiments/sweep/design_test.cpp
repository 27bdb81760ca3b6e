#include <cmath>

#include "sweep_fixture.hpp"

namespace setu {
namespace {

class Designs : public Sweep {};

const char* const kTwo = "[[vary]]\nkey='a'\nvalues=[1, 2]\n[[vary]]\nkey='b'\nvalues=[10, 20, 30]\n";

TEST_F(Designs, GridIsEveryCombinationWithTheLastAxisFastest) {
  EXPECT_EQ(design_points(read_sweep(kTwo)), (DesignMatrix{{1, 10}, {1, 20}, {1, 30}, {2, 10}, {2, 20}, {2, 30}}));
}

TEST_F(Designs, ListTakesValuesSideBySide) {
  const std::string list = "[design]\nkind = 'list'\n";
  EXPECT_EQ(design_points(read_sweep("[[vary]]\nkey='a'\nvalues=[1, 2]\n[[vary]]\nkey='b'\nvalues=[10, 20]\n" + list)),
            (DesignMatrix{{1, 10}, {2, 20}}));
  try {
    design_points(read_sweep(kTwo + list));
    ADD_FAILURE() << "lists of different lengths were taken";
  } catch (const InputError& e) { EXPECT_HAS(std::string(e.what()), "'a' has 2 and 'b' has 3"); }
}

TEST_F(Designs, RandomDrawsFollowSeedAndDistribution) {
  const auto points = [&](const std::string& seed) {
    return design_points(
        read_sweep("[[vary]]\nkey='a'\ndistribution={kind='normal', mean=5, sd=2}\n"
                   "[[vary]]\nkey='b'\ndistribution={kind='uniform', from=0, to=1}\n"
                   "[design]\nkind='random'\ndraws=4000\nseed=" +
                   seed + "\n"));
  };
  const DesignMatrix first = points("7");
  EXPECT_EQ(first, points("7"));
  EXPECT_NE(first, points("8"));
  double mean = 0, square = 0, uniform = 0;
  for (const auto& p : first) {
    mean += p[0] / 4000;
    square += (p[0] - 5) * (p[0] - 5) / 4000;
    uniform += p[1] / 4000;
  }
  EXPECT_NEAR(mean, 5, 4 * 2 / std::sqrt(4000));
  EXPECT_NEAR(square, 4, 4 * 4 * std::sqrt(2.0 / 4000));
  EXPECT_NEAR(uniform, 0.5, 4 * std::sqrt(1.0 / 12 / 4000));
}

TEST_F(Designs, RefusesGridsThatNobodyCanRun) {
  std::string axes;
  for (int i = 0; i < 4; ++i) axes += "[[vary]]\nkey='k" + std::to_string(i) + "'\nrange={from=0, to=1, count=1000}\n";
  EXPECT_THROW(design_points(read_sweep(axes)), InputError);
}

}  // namespace
}  // namespace setu
