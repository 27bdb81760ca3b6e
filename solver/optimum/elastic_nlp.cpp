#include "elastic_nlp.hpp"

#include <algorithm>
#include <numeric>

namespace setu {

ElasticNlp::ElasticNlp(Nlp& inner) : inner_(inner), jacobian_(inner.jacobian_positions()) {
  const Index n = inner.unknowns(), m = inner.constraints();
  for (Index part = 0; part < 2; ++part)
    for (Index j = 0; j < m; ++j) jacobian_.row.push_back(j), jacobian_.column.push_back(n + part * m + j);
}

void ElasticNlp::bounds(std::span<double> lower, std::span<double> upper, std::span<double> g_lower, std::span<double> g_upper) const {
  const auto n = static_cast<std::size_t>(inner_.unknowns());
  inner_.bounds(lower.first(n), upper.first(n), g_lower, g_upper);
  std::fill(lower.begin() + static_cast<std::ptrdiff_t>(n), lower.end(), 0.0);
  std::fill(upper.begin() + static_cast<std::ptrdiff_t>(n), upper.end(), kUnbounded);
}

void ElasticNlp::start(std::span<double> y) const {
  const auto n = static_cast<std::size_t>(inner_.unknowns());
  inner_.start(y.first(n));
  std::fill(y.begin() + static_cast<std::ptrdiff_t>(n), y.end(), 1.0);
}

bool ElasticNlp::evaluate(std::span<const double> y, double& f, std::span<double> g) {
  const auto n = static_cast<std::size_t>(inner_.unknowns()), m = g.size();
  double ignored = 0;
  if (!inner_.evaluate(y.first(n), ignored, g)) return false;
  const auto slack = y.subspan(n);
  for (std::size_t j = 0; j < m; ++j) g[j] += slack[j] - slack[m + j];
  f = std::accumulate(slack.begin(), slack.end(), 0.0);
  return true;
}

bool ElasticNlp::gradient(std::span<double> out) {
  const auto n = static_cast<std::ptrdiff_t>(inner_.unknowns());
  std::fill(out.begin(), out.begin() + n, 0.0);
  std::fill(out.begin() + n, out.end(), 1.0);
  return true;
}

bool ElasticNlp::jacobian(std::span<double> values) {
  const auto m = static_cast<std::size_t>(inner_.constraints()), inside = values.size() - 2 * m;
  std::fill(values.begin() + static_cast<std::ptrdiff_t>(inside), values.end() - static_cast<std::ptrdiff_t>(m), 1.0);
  std::fill(values.end() - static_cast<std::ptrdiff_t>(m), values.end(), -1.0);
  return inner_.jacobian(values.first(inside));
}

bool ElasticNlp::hessian(double, std::span<const double> multipliers, std::span<double> values) {
  return inner_.hessian(0.0, multipliers, values);
}

bool ElasticNlp::go_on(int iteration, double infeasibility, bool restoring) { return inner_.go_on(iteration, infeasibility, restoring); }

}  // namespace setu
