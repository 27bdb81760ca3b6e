#pragma once
#include <span>
#include <vector>

#include "setu/model/forms/forms.hpp"

namespace setu {

/// The integrands of all forms at x, each along every one of `directions` (full length): values[form][direction].
/// The same bits for any number of threads.
std::vector<double> form_values(const DifferentialForms& f, std::span<const double> x, std::span<const std::vector<double>> directions);

}  // namespace setu
