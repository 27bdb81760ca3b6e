#include <algorithm>
#include <cmath>

#include "setu/base/error.hpp"
#include "setu/model/database/faults.hpp"
#include "setu/system/derive/residual.hpp"
#include "variables.hpp"

/// Rounding in single-precision databases is absorbed so that the benchmark solves the model exactly; anything larger is refused
/// by account name before (faults.hpp). docs/equations.md §18.
namespace setu {
namespace {

/// An equation may weigh an imbalance by less than the account: the income's by the saving that it leaves.
constexpr double kLargestResidual = 100 * kLargestRounding;

}  // namespace

std::vector<double> absorb_rounding(EquationSystem& system) {
  std::vector<double> residual(system.terms.equations());
  if (!evaluate(system.terms, system.benchmark(), residual)) throw LogicError("the benchmark cannot be evaluated");
  for (const auto& inequality : system.complementarities) residual[inequality.equation] = 0;  // they need not be zero
  for (Index i = 0; i < system.terms.equations(); ++i) {
    if (std::abs(residual[i]) > kLargestResidual)
      throw InputError("the benchmark does not solve " + system.equation_name(i) + ": residual " + std::to_string(residual[i]) +
                       "; run `setu check` on the database");
    system.terms.constant[i] -= residual[i];
    residual[i] = std::abs(residual[i]);
  }
  return residual;
}

}  // namespace setu
