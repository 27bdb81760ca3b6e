#pragma once
#include <span>
#include <vector>

#include "solver/system/derive/sparse_sum.hpp"

namespace setu {

/// What stands in for a variable in a reduced system: itself, its fixed value, or the sum that defines it.
struct Substitution {
  const std::vector<std::uint8_t>& fixed;
  std::span<const double> start;       ///< values of the fixed ones
  const std::vector<Index>& position;  ///< of a substituted variable in the lists below; negative: not substituted
  const std::vector<double>& constant;
  const std::vector<Index>& begin;
  const std::vector<Index>& var;
  const std::vector<double>& coef;

  /// sum += factor · x_v.
  void add(Index v, double factor, SparseSum& sum) const {
    if (fixed[v]) {
      sum.add_constant(factor * start[v]);
    } else if (const Index p = position[v]; p >= 0) {
      sum.add_constant(factor * constant[p]);
      for (Index q = begin[p]; q < begin[p + 1]; ++q) sum.add(var[q], factor * coef[q]);
    } else {
      sum.add(v, factor);
    }
  }
};

/// constant + Σ coef·x_v that an explicit log-linear equation (of `full`) gives its variable, fully substituted.
void expand_definition(const Terms& full, Index equation, Index variable, double coef, const Substitution& substitution, SparseSum& sum);

/// The equations of `full` that are not dropped, with every variable substituted; `equations` receives their numbers.
/// Threads share the equations in blocks and the blocks are joined in order, so the result does not depend on them.
Terms write_reduced(const Terms& full, const std::vector<std::uint8_t>& dropped, const Substitution& substitution,
                    std::vector<Index>& equations);

}  // namespace setu
