#pragma once
#include <cstddef>

namespace setu {

/// v_i = exp(v_i). Where glibc brings vector functions (libmvec, x86-64) several are computed at once, in the widest
/// form that the processor has, to at most 4 units in the last place; elsewhere one by one. Overflow gives infinity and NaN
/// stays NaN, as in the scalar function. The bits may differ between processors, never between runs, threads or positions.
void exp_in_place(double* v, std::size_t n);

}  // namespace setu
