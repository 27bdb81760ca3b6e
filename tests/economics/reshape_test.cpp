#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "setu/calibration/aggregate.hpp"
#include "support/experiment.hpp"

/// What the model says does not depend on how the database is written, and reshaped databases are benchmarks.
namespace setu::test {

namespace {

Mapping turned(const std::vector<std::string>& elements, std::size_t by) {
  Mapping m{elements, elements, {}};
  std::rotate(m.to.begin(), m.to.begin() + static_cast<std::ptrdiff_t>(by % elements.size()), m.to.end());
  for (const auto& element : elements)
    m.index.push_back(static_cast<std::size_t>(std::find(m.to.begin(), m.to.end(), element) - m.to.begin()));
  return m;
}

/// The world cuts its tariffs, one region becomes more productive.
Solution reform(Bench& bench, const std::string& region) {
  bench.scale_tariffs(0.3);
  bench.shock("aoreg(" + region + ")", 1.05);
  return bench.solve();
}

void expect_replicated(const Database& database) {
  const Bench bench(database);
  EXPECT_LE(bench.model().benchmark_rounding, 1e-9);
  const Solution same = bench.solve();
  EXPECT_LE(largest_difference(bench.closure(), same, {bench.system().benchmark(), {}}), 1e-9);
}

TEST(Order, OfRegionsSectorsAndEndowmentsDoesNotMatter) {
  for (const bool owners : {false, true}) {
    const Database database = rich_economy(61, owners);
    SetMappings m = identity_mappings(database.sets());
    m.reg = turned(database.sets().reg, 2);
    m.comm = turned(database.sets().comm, 3);
    m.acts = turned(database.sets().acts, 1);
    m.endw = turned(database.sets().endw, 4);
    Bench one(database), other(aggregate(database, m).database);
    const Solution a = reform(one, database.sets().reg[1]), b = reform(other, database.sets().reg[1]);
    ASSERT_EQ(a.x.size(), b.x.size());
    for (Index id = 0; id < static_cast<Index>(a.x.size()); ++id) {
      const std::string name = one.system().variable_name(id);
      const double x = other.x(b, name), scale = std::max(1.0, std::abs(a.x[id]));
      EXPECT_NEAR(a.x[id] / scale, x / scale, 1e-8) << name;
    }
  }
}

TEST(Aggregated, DatabaseReplicates) {
  const Database database = rich_economy(67, true);
  SetMappings m = identity_mappings(database.sets());
  m.reg = {database.sets().reg, {"north", "south"}, {0, 1, 0, 1}};
  m.comm = m.acts = {database.sets().comm, {"goods", "services"}, {0, 0, 1, 1, 1}};
  m.acts.from = database.sets().acts;
  expect_replicated(aggregate(database, m).database);
}

TEST(Aggregated, WorldOfOneRegionReplicates) {
  const Database database = rich_economy(71, true);
  SetMappings m = identity_mappings(database.sets());
  m.reg = {database.sets().reg, {"world"}, {0, 0, 0, 0}};
  expect_replicated(aggregate(database, m).database);
}

}  // namespace

}  // namespace setu::test
