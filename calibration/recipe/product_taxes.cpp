#include <algorithm>

#include "estimate_parts.hpp"

// docs/data.md, U8.

namespace setu::recipe {

Array tax_weights(const Recipe& recipe) {
  const EstimateCells at(recipe);
  Array weights = grid(at.n, at.users);
  const RawTable t(recipe.folder / "product_taxes.csv", {"sector", "household", "government", "investment", "activities", "reason"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    const std::size_t c = recipe.sector(t.text(i, 0));
    for (std::size_t u = 0; u < at.users; ++u) weights(c, u) = u < at.n ? t.number(i, 4) : t.number(i, 1 + u - at.n);
  }
  return weights;
}

Array product_tax_rates(const Recipe& recipe, const Sources& sources, const Array& weights, const std::vector<double>& cells,
                        const Array& duty, const Array& duty_rate) {
  const EstimateCells at(recipe);
  Array tax = grid(at.n, at.users, at.regions);
  for (std::size_t r = 0; r < at.regions; ++r) {
    const auto& a = sources.regions[r];
    double base = 0, duties = 0;
    for (std::size_t c = 0; c < at.n; ++c) {
      duties += duty(c, r);
      for (std::size_t u = 0; u < at.users; ++u)
        base += weights(c, u) * (cells[at.use(0, c, u, r)] + cells[at.use(1, c, u, r)] * (1 + duty_rate(c, r)));
    }
    const double covered = a.gdp > 0 ? a.gdp_with_taxes / a.gdp : 0.0;  // duties are part of these taxes only
    const double rate = covered > 0 || a.taxes_elsewhere > 0 ? (a.taxes - covered * duties + a.taxes_elsewhere) / base : 0.0;
    for (std::size_t c = 0; c < at.n; ++c)
      for (std::size_t u = 0; u < at.users; ++u) tax(c, u, r) = std::max(rate * weights(c, u), -0.5);
  }
  return tax;
}

}  // namespace setu::recipe
