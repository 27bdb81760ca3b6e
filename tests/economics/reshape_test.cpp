#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "setu/calibration/reshape/aggregate.hpp"
#include "setu/calibration/reshape/filter.hpp"
#include "setu/calibration/reshape/split.hpp"
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

SplitShare stated(ShareOf what, const std::string& part, double share) { return {what, part, {}, {}, {}, share, "a test"}; }

TEST(SplitDatabase, OfSectorsAndOfRegionsReplicates) {
  const Database database = rich_economy(73, true);
  SetMappings sectors = identity_mappings(database.sets());
  sectors.comm.from = {"a", "b", "c", "chips", "other", "e"};
  sectors.comm.index = {0, 1, 2, 3, 3, 4};
  sectors.acts = sectors.comm;
  const Database fine = split(database, sectors, {stated(ShareOf::Output, "chips", 0.3), stated(ShareOf::Export, "chips", 0.6)}).database;
  expect_replicated(fine);
  SetMappings regions = identity_mappings(fine.sets());
  regions.reg.from = {"north", "south", "x", "y", "z"};
  regions.reg.index = {0, 0, 1, 2, 3};
  expect_replicated(split(fine, regions, {stated(ShareOf::Output, "north", 0.4), stated(ShareOf::Use, "north", 0.5)}).database);
}

/// With equal shares everywhere the parts are alike, so one question moves them alike.
TEST(SplitDatabase, EqualPartsMoveAlike) {
  const Database database = rich_economy(79);
  SetMappings sectors = identity_mappings(database.sets());
  sectors.comm.from = {"a", "b", "c", "left", "right", "e"};
  sectors.comm.index = {0, 1, 2, 3, 3, 4};
  sectors.acts = sectors.comm;
  Bench fine(split(database, sectors, {}).database);
  const Solution after = reform(fine, database.sets().reg[1]);
  for (const auto& s : database.sets().reg)
    for (const auto& d : database.sets().reg) {
      const std::vector<std::string> route{"left", s, d}, twin{"right", s, d};
      const Index one = fine.system().id("qxs", route), other = fine.system().id("qxs", twin);
      ASSERT_EQ(one == kNone, other == kNone);
      if (one != kNone) { EXPECT_NEAR(after.x[one], after.x[other], 1e-9) << s << " to " << d; }
    }
}

TEST(FilteredDatabase, Replicates) { expect_replicated(filter(rich_economy(83, true), 0.01).database); }

}  // namespace

}  // namespace setu::test
