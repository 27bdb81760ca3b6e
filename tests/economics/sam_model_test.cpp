#include <gtest/gtest.h>

#include "setu/calibration/sam/sam.hpp"
#include "support/experiment.hpp"

/// Databases made from social accounting matrices carry the model.
namespace setu::test {
namespace {

Database from_sam(const std::string& name) {
  const auto folder = std::filesystem::path(SETU_SOURCE_DIR) / "tests" / "data" / "sam";
  const Sam sam = read_sam(folder / (name + ".csv"));
  return import_sam(sam, read_account_map(folder / (name + "_accounts.csv"), sam, "HOME")).database;
}

TEST(SamModel, ReplicatesItsBenchmark) {
  for (const char* name : {"national", "two_regions"}) {
    Bench bench(from_sam(name));
    const Solution s = bench.solve();
    EXPECT_EQ(s.certificate.iterations, 0) << name;
    EXPECT_LT(s.certificate.max_scaled_residual, 1e-11) << name;
  }
}

TEST(SamModel, AnswersATariffCut) {
  Bench bench(from_sam("national"));
  bench.shock("tms(goods,ROW,HOME)", 67.0 / 75.0);  // the duty abolished
  const Solution s = bench.solve();
  EXPECT_EQ(s.certificate.point, PointStatus::Certified);
  EXPECT_GT(bench.x(s, "qxs(goods,ROW,HOME)"), 0);
}

}  // namespace
}  // namespace setu::test
