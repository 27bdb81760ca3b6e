#include <gtest/gtest.h>

#include <cmath>

#include "setu/calibration/audit/audit.hpp"
#include "support/experiment.hpp"

/// The post-shock database is balanced and serves as the next benchmark (docs/equations.md §16).
namespace setu::test {

namespace {

void expect_balanced(const Database& database) {
  for (const auto& account : audit(database).balance) EXPECT_LE(account.worst, 1e-9) << account.where;
}

TEST(UpdatedDatabase, BalancesAndReplicates) {
  const Database database = rich_economy(53, true);
  Bench bench(database);
  bench.scale_tariffs(0.4);
  const Database after = updated_database(bench.model(), database, bench.solve().x);
  expect_balanced(after);
  const Bench again(after);
  EXPECT_LE(again.model().benchmark_rounding, 1e-9);
  EXPECT_EQ(again.solve().certificate.point, PointStatus::Certified);
}

/// Half the cut and then the other half lead to the same place as the whole cut.
TEST(UpdatedDatabase, TwoStepsEqualOne) {
  const Database database = rich_economy(59);
  Bench whole(database), first(database);
  whole.scale_tariffs(0);
  first.scale_tariffs(0.5);
  const Solution at_once = whole.solve();
  const Database middle = updated_database(first.model(), database, first.solve().x);
  Bench second(middle);
  second.scale_tariffs(0);
  const Solution rest = second.solve();
  const Database one = updated_database(whole.model(), database, at_once.x);
  const Database two = updated_database(second.model(), middle, rest.x);
  for (const char* header : {"VDFB", "VXSB", "VDPP", "EVFB"}) {
    const auto a = one[header].values(), b = two[header].values();
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], 1e-6 * std::max(1.0, std::abs(a[i]))) << header;
  }
}

TEST(UpdatedDatabase, KeepsTheBooksOfAFundWithCopayment) {
  const Database database = rich_economy(31, true);
  const auto& s = database.sets();
  for (std::size_t o = 0; o < s.reg.size(); ++o)
    for (std::size_t h = 0; h < s.reg.size(); ++h) {
      if (o == h || database["VKOS"](o, 2, h) <= 0) continue;
      ModelOptions options;
      options.fund = FundSpec{s.reg[o], s.reg[h], 0.3, {{"window", 1, {s.acts[2]}, {1}}}};
      Bench bench(database, options);
      bench.shock("fundbud(window)", 0.2 * database["VKOS"](o, 2, h));
      const Database after = updated_database(bench.model(), database, bench.solve().x);
      expect_balanced(after);
      EXPECT_LE(build_model(after).benchmark_rounding, 1e-9);
      return;
    }
  FAIL() << "no foreign capital in activity " << s.acts[2];
}

}  // namespace

}  // namespace setu::test
