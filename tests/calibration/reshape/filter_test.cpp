#include "setu/calibration/reshape/filter.hpp"

#include "reshape_test.hpp"
#include "setu/base/error.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {
namespace {

std::size_t flows(const Database& db, const char* header) {
  const auto v = db[header].values();
  return static_cast<std::size_t>(std::count_if(v.begin(), v.end(), [](double x) { return x != 0; }));
}

/// Sums over the first dimension, by the last one.
std::vector<double> by_region(const Database& db, const std::string& header, std::size_t which) {
  const Array& a = db[header];
  std::vector<double> sum(a.dims()[which], 0.0);
  std::size_t stride = 1;
  for (std::size_t d = which + 1; d < a.dims().size(); ++d) stride *= a.dims()[d];
  for (std::size_t i = 0; i < a.values().size(); ++i) sum[i / stride % sum.size()] += a.values()[i];
  return sum;
}

void expect_near(const std::vector<double>& a, const std::vector<double>& b, const std::string& what, double tolerance = 1e-10) {
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], tolerance * std::abs(b[i])) << what;
}

TEST(Filter, KeepsTotalsRatesAndBalance) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    const Database db = everything(6, 10, seed);
    const Reshaped result = filter(db, 0.004);
    const Database& thin = result.database;
    EXPECT_LT(flows(thin, "VDFB") + flows(thin, "VMFB"), flows(db, "VDFB") + flows(db, "VMFB")) << result.notes[0];
    expect_balanced(thin, 1e-10);
    for (const char* same : {"MAKB", "MAKS", "EVFB", "EVFP", "EVOS", "VST", "SAVE", "VKOS", "ESBM", "PRFU", "INCP"}) {
      const auto x = thin[same].values(), y = db[same].values();
      EXPECT_TRUE(std::equal(x.begin(), x.end(), y.begin())) << same;
    }
    expect_near(by_region(thin, "VFOB", 1), by_region(db, "VFOB", 1), "exports");
    expect_near(by_region(thin, "VCIF", 2), by_region(db, "VCIF", 2), "imports");
    expect_near(by_region(thin, "VTWR", 0), by_region(db, "VTWR", 0), "margins");
    for (const char u : {'P', 'G', 'I'}) {
      const std::string domestic = {'V', 'D', u, 'P'}, imported = {'V', 'M', u, 'P'};
      auto now = by_region(thin, domestic, 1), before = by_region(db, domestic, 1);
      const auto more = by_region(thin, imported, 1), less = by_region(db, imported, 1);
      for (std::size_t r = 0; r < now.size(); ++r) now[r] += more[r], before[r] += less[r];
      expect_near(now, before, domestic);
    }
    expect_near(regional_income(thin), regional_income(db), "income");
    for (std::size_t i = 0; i < db["VXSB"].values().size(); ++i)
      if (thin["VXSB"].values()[i] > 0) {
        EXPECT_NEAR(thin["VMSB"].values()[i] / thin["VCIF"].values()[i], db["VMSB"].values()[i] / db["VCIF"].values()[i], 1e-13);
      }
    EXPECT_FALSE(audit(thin).has_errors()) << audit(thin).text();
  }
}

/// Without taxes the accounts of a region follow from each other, in single precision only to rounding.
TEST(Filter, OfADatabaseInSinglePrecisionBalancesAsWell) {
  for (const bool taxes : {true, false}) {
    SyntheticOptions o;
    o.regions = 5, o.sectors = 8, o.seed = 12, o.taxes = taxes;
    const Database db = in_single_precision(synthetic_database(o));
    const Database thin = filter(db, 0.005).database;
    EXPECT_LT(flows(thin, "VDFB"), flows(db, "VDFB"));
    expect_balanced(thin, 1e-5);
    expect_near(by_region(thin, "VFOB", 1), by_region(db, "VFOB", 1), "exports", 1e-5);
    expect_near(regional_income(thin), regional_income(db), "income", 1e-5);
  }
}

TEST(Filter, WithoutTinyFlowsChangesNothing) {
  const Database db = everything(4, 5, 3);
  const Reshaped result = filter(db, 1e-12);
  expect_same(result.database, db, 0);
  EXPECT_TRUE(contains(result.notes[0], "0 of "));
}

TEST(Filter, RefusesThresholdsThatAreNoShares) {
  const Database db = everything(3, 3, 1);
  for (const double threshold : {0.0, -1.0, 0.5, std::nan("")})
    EXPECT_TRUE(contains(message_of<InputError>([&] { filter(db, threshold); }), "not a share above 0 and at most 0.1"));
}

}  // namespace
}  // namespace setu::testing
