#include "experiment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace setu::test {

namespace {

ModelOptions with_forms(ModelOptions options) {
  options.forms = true;
  return options;
}

}  // namespace

Bench::Bench(const Database& database, const ModelOptions& options, const std::vector<Swap>& swaps)
    : model_(build_model(database, with_forms(options))), closure_(make_closure(model_, swaps)) {}

Index id_of(const EquationSystem& system, const std::string& reference) {
  const auto r = parse_reference(reference);
  const Index id = system.id(r.name, r.elements);
  if (id == kNone) throw std::invalid_argument(reference + " is masked");
  return id;
}

Bench& Bench::shock(const std::string& reference, double factor) {
  const Index id = id_of(model_.system, reference);
  const bool level = model_.system.unit(id) == Unit::Level;
  path_.variable.push_back(id);
  path_.level.push_back(level ? 1 : 0);
  path_.from.push_back(level ? model_.system.level0[id] : 0.0);
  path_.to.push_back(level ? factor : std::log(factor));
  return *this;
}

Bench& Bench::shock_all(const std::string& block, double factor) {
  const VariableBlock& b = *model_.system.find(block);
  for (Index id = b.first; id < b.first + b.count; ++id) shock(model_.system.variable_name(id), factor);
  return *this;
}

Bench& Bench::scale_tariffs(double scale) {
  const VariableBlock& b = *model_.system.find("tms");
  for (Index id = b.first; id < b.first + b.count; ++id) {
    const double power = model_.system.level0[id];
    if (power != 1) shock(model_.system.variable_name(id), (1 + scale * (power - 1)) / power);
  }
  return *this;
}

Problem Bench::problem() const { return {&model_.system, closure_, path_, model_.system.benchmark()}; }

Solution Bench::solve(Method method) const {
  SolveOptions options;
  options.method = method;
  options.ipopt_fallback = false;
  Solution solution = setu::solve(problem(), options);
  EXPECT_EQ(solution.certificate.point, PointStatus::Certified) << solution.certificate.message;
  EXPECT_LE(solution.certificate.max_scaled_residual, 1e-9);
  EXPECT_LE(std::abs(solution.x[id_of(model_.system, "walraslack")]), walras_tolerance());
  return solution;
}

double Bench::walras_tolerance() const {
  const EquationSystem& s = model_.system;
  double income = 0;
  for (const auto& region : model_.sets.reg) income += s.level0[id_of(s, "y(" + region + ")")];
  const double leverage = income / s.level0[id_of(s, "globalcgds")];  // the slack is relative to world net investment
  return std::max(1e-9, leverage * (1e-10 + 3 * model_.benchmark_rounding));
}

Decomposition Bench::decompose(const Solution& solution) const {
  ShockGroup all{"all", std::vector<Index>(path_.variable.size())};
  std::iota(all.positions.begin(), all.positions.end(), 0);
  return setu::decompose(model_, problem(), solution.x, {all}, {});
}

Decomposition Bench::integrate(Solution& solution) const {
  ShockGroup all{"all", std::vector<Index>(path_.variable.size())};
  std::iota(all.positions.begin(), all.positions.end(), 0);
  Problem p = problem();
  const VariableBlock& slacks = *model_.system.find("psaveslack");
  for (Index id = slacks.first; id < slacks.first + slacks.count; ++id) {
    if (!closure_.exogenous[id] || std::find(p.path.variable.begin(), p.path.variable.end(), id) != p.path.variable.end()) continue;
    p.path.variable.push_back(id);
    p.path.level.push_back(0);
    p.path.from.push_back(0);
    p.path.to.push_back(0);
  }
  Decomposition d = decompose_integrating(model_, p, solution, {all}, {});
  EXPECT_TRUE(d.integrated_saving) << d.message;
  EXPECT_EQ(solution.certificate.point, PointStatus::Certified) << solution.certificate.message;
  return d;
}

double Bench::x(const Solution& solution, const std::string& reference) const { return solution.x[id_of(model_.system, reference)]; }

Database rich_economy(std::uint64_t seed, bool foreign_capital) {
  SyntheticOptions options;
  options.regions = 4;
  options.sectors = 5;
  options.seed = seed;
  options.joint_products = true;
  options.absent_commodities = true;
  options.foreign_capital = foreign_capital;
  options.preferences = true;
  return synthetic_database(options);
}

std::string taxed_route(const Database& database) {
  const auto& s = database.sets();
  for (std::size_t c = 0; c < s.comm.size(); ++c)
    for (std::size_t o = 0; o < s.reg.size(); ++o)
      for (std::size_t d = 0; d < s.reg.size(); ++d)
        if (o != d && database["VMSB"](c, o, d) > database["VCIF"](c, o, d) && database["VXSB"](c, o, d) > 0)
          return "(" + s.comm[c] + "," + s.reg[o] + "," + s.reg[d] + ")";
  throw std::invalid_argument("no taxed trade flow");
}

double block_difference(const EquationSystem& system, const std::string& block, const Solution& a, const Solution& b) {
  const VariableBlock& v = *system.find(block);
  double largest = 0;
  for (Index id = v.first; id < v.first + v.count; ++id) largest = std::max(largest, std::abs(a.x[id] - b.x[id]));
  return largest;
}

double largest_difference(const Closure& closure, const Solution& a, const Solution& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.x.size(); ++i)
    if (!closure.exogenous[i]) largest = std::max(largest, std::abs(a.x[i] - b.x[i]) / std::max(1.0, std::abs(a.x[i])));
  return largest;
}

}  // namespace setu::test
