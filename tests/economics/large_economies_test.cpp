#include <gtest/gtest.h>
#include <omp.h>

#include "support/experiment.hpp"

/// Economies that are large enough for every parallel loop and for the block preconditioner.
namespace setu::test {
namespace {

Database economy(std::size_t regions, std::size_t sectors, std::uint64_t seed = 1) {
  SyntheticOptions options;
  options.regions = regions, options.sectors = sectors, options.seed = seed;
  return synthetic_database(options);
}

Solution solve_with(const Bench& bench, int threads, DirectSolver direct = DirectSolver::Automatic) {
  const int before = omp_get_max_threads();
  omp_set_num_threads(threads);
  SolveOptions options;
  options.direct = direct;
  options.ipopt_fallback = false;
  Solution s = setu::solve(bench.problem(), options);
  omp_set_num_threads(before);
  EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
  return s;
}

TEST(LargeEconomies, OneAndTwoThreadsGiveTheSameBits) {
  Bench bench(economy(20, 41));
  bench.scale_tariffs(0);
  const Solution one = solve_with(bench, 1), two = solve_with(bench, 2);
  EXPECT_EQ(one.x, two.x);
}

TEST(LargeEconomies, BlocksAndSparseFactorsFindTheSamePoint) {
  Bench bench(economy(13, 15, 3));
  bench.scale_tariffs(2);
  const Solution blocks = solve_with(bench, 2), sparse = solve_with(bench, 2, DirectSolver::Klu);
  EXPECT_LT(largest_difference(bench.closure(), blocks, sparse), 1e-9);
}

/// A swap that moves an equation's variable from one region to another: the blocks stay square.
TEST(LargeEconomies, ASwapAcrossRegionsIsSolved) {
  const Database database = economy(12, 12, 5);
  const std::string route = taxed_route(database);
  Bench bench(database, {}, {{"tms" + route, "qxs" + route}});
  bench.shock("qxs" + route, 1.1);
  const Solution blocks = solve_with(bench, 2), sparse = solve_with(bench, 2, DirectSolver::Klu);
  for (const char* block : {"tms", "qxs", "pds", "qo", "u"})  // logs; incomes and taxes are US$ million
    EXPECT_LT(block_difference(bench.system(), block, blocks, sparse), 1e-10) << block;
}

}  // namespace
}  // namespace setu::test
