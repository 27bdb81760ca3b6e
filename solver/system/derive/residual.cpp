#include "setu/system/derive/residual.hpp"

#include <cmath>

#include "setu/system/derive/evaluator.hpp"

namespace setu {

bool evaluate(const Terms& terms, std::span<const double> x, std::span<double> residual) {
  int failures = 0;
#pragma omp parallel for schedule(static) reduction(+ : failures) if (terms.equations() > 40000)
  for (Index i = 0; i < terms.equations(); ++i) {
    residual[i] = equation_value(terms, i, x);
    failures += std::isfinite(residual[i]) ? 0 : 1;
  }
  return failures == 0;
}

}  // namespace setu
