#pragma once
#include "cases.hpp"

/// Private to experiments/verdict.
namespace setu {

/// The largest exact first-order effects on the regions' EV at the standard case: of parameters element by element and header by header,
/// and of taxes. Throws InputError where there are none.
std::vector<VerdictDriver> find_drivers(const Cases& cases, const StopCheck& stop);

}  // namespace setu
