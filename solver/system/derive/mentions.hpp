#pragma once
#include "setu/system/terms.hpp"

namespace setu {

enum class Place { Linear, Factor, Level };

/// Calls visit(place, position, variable) for every place where equation i mentions a variable. `position` indexes
/// linear_var, factor_var or term_level. A variable may be visited more than once.
template <class Visit>
void for_each_mention(const Terms& t, Index i, Visit visit) {
  for (Index l = t.linear_begin[i]; l < t.linear_begin[i + 1]; ++l) visit(Place::Linear, l, t.linear_var[l]);
  for (Index k = t.term_begin[t.group_begin[i]]; k < t.term_begin[t.group_begin[i + 1]]; ++k) {
    for (Index f = t.factor_begin[k]; f < t.factor_begin[k + 1]; ++f) visit(Place::Factor, f, t.factor_var[f]);
    if (t.term_level[k] != kNone) visit(Place::Level, k, t.term_level[k]);
  }
}

}  // namespace setu
