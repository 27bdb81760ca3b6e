#include "setu/experiments/sampling/sample.hpp"

#include <boost/math/distributions/normal.hpp>
#include <fmt/format.h>

#include "designs.hpp"
#include "setu/base/error.hpp"

namespace setu {

const char* to_string(SampleMethod m) {
  switch (m) {
    case SampleMethod::Stroud: return "stroud";
    case SampleMethod::Liu: return "liu";
    case SampleMethod::LatinHypercube: return "latin_hypercube";
    case SampleMethod::Sobol: return "sobol";
    case SampleMethod::Random: return "random";
  }
  return "";
}

const std::vector<SampleMethod>& methods() {
  static const std::vector<SampleMethod> all = {SampleMethod::Stroud, SampleMethod::Liu, SampleMethod::LatinHypercube, SampleMethod::Sobol,
                                                SampleMethod::Random};
  return all;
}

Draws to_numbers(const Draws& uniforms, std::span<const Uncertain> numbers, const Dependence& dependence, bool copula) {
  const boost::math::normal normal;
  Draws x(uniforms.rows, uniforms.columns);
  std::vector<double> z;
  for (const auto& group : dependence.groups) {
    const bool mix = copula && group.size() > 1;
    const Draws root = mix ? square_root(dependence.normal, group) : Draws();
    z.resize(group.size());
    for (std::size_t r = 0; r < x.rows; ++r) {
      for (std::size_t g = 0; g < group.size(); ++g) {
        const double u = uniforms(r, group[g]);
        if (mix) z[g] = boost::math::quantile(normal, u);
        else x(r, group[g]) = numbers[group[g]].distribution.quantile(u);
      }
      for (std::size_t g = 0; mix && g < group.size(); ++g) {
        double sum = 0;
        for (std::size_t h = 0; h < group.size(); ++h) sum += root(g, h) * z[h];
        x(r, group[g]) = numbers[group[g]].distribution.from_normal(sum);
      }
    }
  }
  return x;
}

namespace {

void check_draws(std::span<const Uncertain> numbers, const SamplePlan& plan) {
  constexpr std::size_t kMost = 10'000'000;
  if (numbers.empty()) throw InputError("[design]: nothing is uncertain: give a [[vary]] table a distribution.");
  if (is_quadrature(plan.method)) {
    if (plan.shares)
      throw InputError(
          fmt::format("[design]: kind = \"{}\" gives means and standard deviations only; variance_shares need latin_hypercube, sobol or "
                      "random.",
                      to_string(plan.method)));
    return;
  }
  const std::size_t least = plan.shares ? 4 : 2;
  if (plan.draws < least || plan.draws > kMost)
    throw InputError(fmt::format("[design]: draws = {}: give a number from {} to {}.", plan.draws, least, kMost));
  if (plan.shares && plan.draws % 2 != 0)
    throw InputError(fmt::format("[design]: draws = {}: variance_shares need an even number, half for each of two matrices.", plan.draws));
}

/// The matrices A (stream 0) and B (stream 1), `draws` rows each.
std::vector<Draws> matrices(std::span<const Uncertain> numbers, const Dependence& dependence, const SamplePlan& plan, std::size_t count,
                            std::size_t draws) {
  std::vector<Draws> out;
  const std::size_t n = numbers.size();
  if (plan.method == SampleMethod::Sobol) {
    const Draws u = sobol_uniforms(draws, n * count, plan.seed);
    for (std::size_t m = 0; m < count; ++m) {
      Draws mine(draws, n);
      for (std::size_t r = 0; r < draws; ++r)
        for (std::size_t c = 0; c < n; ++c) mine(r, c) = u(r, m * n + c);
      out.push_back(to_numbers(mine, numbers, dependence, true));
    }
    return out;
  }
  for (std::size_t m = 0; m < count; ++m) {
    if (plan.method == SampleMethod::Random) {
      out.push_back(to_numbers(random_uniforms(draws, n, plan.seed, m), numbers, dependence, true));
      continue;
    }
    for (const auto& group : dependence.groups)
      if (group.size() >= draws)
        throw InputError(fmt::format("[design]: {} draws are too few for {} correlated numbers by latin_hypercube.", draws, group.size()));
    Draws u = latin_hypercube(draws, n, plan.seed, m);
    correlate_ranks(u, dependence, plan.seed, m + 1000);
    out.push_back(to_numbers(u, numbers, dependence, false));
  }
  return out;
}

}  // namespace

Sample make_sample(std::span<const Uncertain> numbers, const Dependence& dependence, const SamplePlan& plan) {
  check_draws(numbers, plan);
  if (plan.method == SampleMethod::Stroud) return stroud(numbers, dependence);
  if (plan.method == SampleMethod::Liu) return liu(numbers, dependence);
  const std::size_t parts = plan.shares ? 2 : 1, rows = plan.draws / parts, n = numbers.size();
  const auto parts_of = matrices(numbers, dependence, plan, parts, rows);
  Sample sample{Draws(0, n), std::vector<double>(plan.draws, 1 / static_cast<double>(plan.draws)), plan.shares ? rows : 0};
  auto& values = sample.points.values;
  for (const auto& m : parts_of) values.insert(values.end(), m.values.begin(), m.values.end());
  for (std::size_t g = 0; plan.shares && g < dependence.groups.size(); ++g) {
    Draws mixed = parts_of[0];
    for (const std::size_t c : dependence.groups[g])
      for (std::size_t r = 0; r < rows; ++r) mixed(r, c) = parts_of[1](r, c);
    values.insert(values.end(), mixed.values.begin(), mixed.values.end());
  }
  sample.points.rows = values.size() / n;
  return sample;
}

}  // namespace setu
