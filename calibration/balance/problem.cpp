#include <cmath>

#include "setu/base/error.hpp"
#include "setu/calibration/balance/balance.hpp"

namespace setu {

std::size_t BalanceProblem::add_cell(double prior, double weight) {
  if (!std::isfinite(prior) || !(weight > 0) || !std::isfinite(weight))
    throw InputError("A cell to be balanced has the prior " + std::to_string(prior) + " and the weight " + std::to_string(weight) +
                     "; the prior must be finite and the weight positive.");
  cells_.push_back({prior, weight});
  return cells_.size() - 1;
}

std::size_t BalanceProblem::add_total(std::string name, double value, double stiffness) {
  if (!std::isfinite(value)) throw InputError("The total '" + name + "' is not a finite number.");
  if (!(stiffness > 0)) throw InputError("The total '" + name + "' has no positive stiffness.");
  if (stiffness != exact && !(value > 0))
    throw InputError("The total '" + name + "' is soft, so its value must be positive; it is " + std::to_string(value) + ".");
  totals_.push_back({std::move(name), value, stiffness});
  return totals_.size() - 1;
}

void BalanceProblem::add_term(std::size_t total, std::size_t cell, double coefficient) {
  if (total >= totals_.size() || cell >= cells_.size()) throw LogicError("BalanceProblem::add_term: no such total or cell.");
  terms_.push_back({total, cell, coefficient});
}

}  // namespace setu
