#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "setu/base/error.hpp"
#include "setu/solver/solve/regularity.hpp"
#include "setu/system/derive/evaluator.hpp"
#include "support/experiment.hpp"

extern "C" void dgesdd_(const char* vectors, const int* rows, const int* columns, double* a, const int* lda, double* singular, double* u,
                        const int* ldu, double* vt, const int* ldvt, double* work, const int* length, int* integers, int* info);

namespace setu::test {

namespace {

/// Smallest singular value of the dense Jacobian of the full system over the endogenous variables, rows and columns scaled to a
/// largest entry of one, relative to the largest.
double dense_regularity(const EquationSystem& system, const Closure& closure) {
  std::vector<Index> column(system.terms.variables, kNone);
  Index n = 0;
  for (Index v = 0; v < system.terms.variables; ++v)
    if (!closure.exogenous[v]) column[v] = n++;
  Evaluator evaluator(system.terms, column, n);
  std::vector<double> residual(system.terms.equations()), values(evaluator.pattern().nonzeros());
  if (!evaluator.evaluate(system.benchmark(), residual)) throw std::runtime_error("the benchmark has no value");
  evaluator.jacobian(values);
  const SparsePattern& p = evaluator.pattern();
  std::vector<double> dense(static_cast<std::size_t>(n) * n, 0.0);
  const auto at = [&](Index i, Index j) -> double& { return dense[static_cast<std::size_t>(j) * n + i]; };
  std::vector<double> rows(n, 0.0);
  for (Index j = 0; j < n; ++j) {
    double largest = 0;
    for (Index k = p.column_begin[j]; k < p.column_begin[j + 1]; ++k) largest = std::max(largest, std::abs(values[k]));
    for (Index k = p.column_begin[j]; k < p.column_begin[j + 1] && largest > 0; ++k) {
      at(p.row[k], j) = values[k] / largest;
      rows[p.row[k]] = std::max(rows[p.row[k]], std::abs(values[k]) / largest);
    }
  }
  for (Index j = 0; j < n; ++j)
    for (Index i = 0; i < n; ++i)
      if (rows[i] > 0) at(i, j) /= rows[i];
  std::vector<double> singular(n), work(static_cast<std::size_t>(n) * 64);
  std::vector<int> integers(static_cast<std::size_t>(n) * 8);
  const int order = n, one = 1, length = static_cast<int>(work.size());
  int info = 0;
  dgesdd_("N", &order, &order, dense.data(), &order, singular.data(), nullptr, &one, nullptr, &one, work.data(), &length, integers.data(),
          &info);
  if (info != 0) throw std::runtime_error("no singular values");
  return singular.back() / singular.front();
}

/// What the program says of a closure: singular by structure, or by numbers.
bool called_singular(const Model& model, const Closure& closure) {
  try {
    const Problem problem{&model.system, closure, {}, model.system.benchmark()};
    return measure_regularity(problem, model.system.benchmark(), model.absorbed).singular();
  } catch (const InputError&) { return true; }
}

/// What differs from the standard closure.
std::string describe(const Model& model, const Closure& closure) {
  const Closure standard = make_closure(model, {});
  std::string text;
  for (Index v = 0; v < model.system.terms.variables; ++v)
    if (closure.exogenous[v] != standard.exogenous[v])
      text += (closure.exogenous[v] ? "fixed " : "freed ") + model.system.variable_name(v) + ", ";
  return text;
}

class Swapper {
 public:
  Swapper(const Model& model, std::uint64_t seed) : model_(model), random_(seed), standard_(make_closure(model, {})) {}

  /// The standard closure with up to three variables exchanged; often all of a region's or of a block's.
  Closure closure() {
    Closure c = standard_;
    const int swaps = std::uniform_int_distribution<int>(1, 3)(random_);
    for (int k = 0; k < swaps; ++k) exchange(c, pick(c, 1), pick(c, 0));
    return c;
  }

  /// All balances of trade, and what else closes a region's accounts, in `regions` of them.
  Closure balances(std::size_t regions) {
    Closure c = standard_;
    for (std::size_t r = 0; r < regions; ++r) {
      const std::vector<std::string> region{model_.sets.reg[r]};
      exchange(c, model_.system.id("dpsave", region), model_.system.id("del_tbalry", region));
    }
    return c;
  }

  Closure without_numeraire() {
    Closure c = standard_;
    exchange(c, model_.system.find("pfactwld")->first, model_.system.id("qgdp", std::vector<std::string>{model_.sets.reg[0]}));
    return c;
  }

 private:
  static void exchange(Closure& c, Index free, Index fix) {
    c.exogenous[free] = 0;
    c.exogenous[fix] = 1;
  }
  Index pick(const Closure& c, std::uint8_t given) {
    std::uniform_int_distribution<Index> any(0, model_.system.terms.variables - 1);
    for (;;)
      if (const Index v = any(random_); c.exogenous[v] == given) return v;
  }
  const Model& model_;
  std::mt19937_64 random_;
  Closure standard_;
};

SyntheticOptions economy(std::size_t regions, std::size_t sectors, std::uint64_t seed) {
  SyntheticOptions options;
  options.regions = regions;
  options.sectors = sectors;
  options.seed = seed;
  options.density = 1;
  return options;
}

/// 200 closures of four economies: dense singular values say which are singular.
TEST(Uniqueness, RandomSwapsAreClassifiedAsByDenseSingularValues) {
  const SyntheticOptions economies[] = {economy(2, 2, 3), economy(2, 3, 4), economy(3, 2, 5), economy(2, 2, 6)};
  int singular = 0, regular = 0;
  for (const auto& options : economies) {
    const Model model = build_model(synthetic_database(options));
    Swapper swapper(model, options.seed);
    std::vector<Closure> closures = {swapper.balances(options.regions), swapper.balances(options.regions - 1), swapper.without_numeraire()};
    while (closures.size() < 50) closures.push_back(swapper.closure());
    for (std::size_t k = 0; k < closures.size(); ++k) {
      const double measure = dense_regularity(model.system, closures[k]);
      const bool is_singular = measure < 1e-13;
      ++(is_singular ? singular : regular);
      EXPECT_EQ(called_singular(model, closures[k]), is_singular)
          << describe(model, closures[k]) << options.regions << " x " << options.sectors << ", closure " << k
          << ": smallest singular value " << measure;
    }
  }
  EXPECT_GE(singular, 12);  // the test must be able to fail on both sides
  EXPECT_GE(regular, 12);
}

/// Rounding to single precision, as GTAP's files have it, hides the dependence from an ordinary factorisation.
TEST(Uniqueness, RoundedDataDoNotHideADependence) {
  Database database = synthetic_database(economy(3, 3, 9));
  for (const auto& header : header_catalogue())
    if (database.has(header.name))
      for (double& value : database[header.name].values()) value = static_cast<float>(value);
  const Model model = build_model(database);
  ASSERT_GT(model.benchmark_rounding, 1e-9);
  Swapper swapper(model, 1);
  EXPECT_TRUE(called_singular(model, swapper.balances(3)));
  EXPECT_FALSE(called_singular(model, swapper.balances(2)));
  EXPECT_FALSE(called_singular(model, make_closure(model, {})));
}

/// Σ given · dw = 0 is the condition that the given variables must meet: the balances with equal weights and nothing else.
TEST(Uniqueness, TheLeftVectorNamesWhatAddsUpToZero) {
  const Model model = build_model(synthetic_database(economy(3, 3, 9)));
  const Closure closure = Swapper(model, 1).balances(3);
  const Regularity r = measure_regularity({&model.system, closure, {}, model.system.benchmark()}, model.system.benchmark(), model.absorbed);
  ASSERT_TRUE(r.singular());
  const VariableBlock& balance = *model.system.find("del_tbalry");
  for (Index v = 0; v < model.system.terms.variables; ++v) {
    const bool is_balance = v >= balance.first && v < balance.first + balance.count;
    if (is_balance) EXPECT_NEAR(std::abs(r.given[v]), 1, 1e-6) << model.system.variable_name(v);
    else EXPECT_NEAR(r.given[v], 0, 1e-6) << model.system.variable_name(v);
  }
}

}  // namespace

}  // namespace setu::test
