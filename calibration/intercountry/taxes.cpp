#include <algorithm>
#include <cmath>

#include "economy.hpp"

namespace setu::detail {
namespace {

constexpr double kLowest = -0.5, kHighest = 1.0;  // rates of product taxes outside are clamped (I4)

}  // namespace

/// I4: one rate for all purchases of a user; what an activity's rate cannot hold becomes a tax on its output.
void find_taxes(Economy& e) {
  std::vector<double> paid(e.R * e.users(), 0.0), spent(e.R * e.users(), 0.0);
  const std::size_t wide = e.C + final_uses;
  for (std::size_t k = 0; k < e.table.columns(); ++k) {
    const std::size_t item = k % wide;
    const std::size_t user = item < e.C                                                   ? item
                             : item - e.C == Government                                   ? e.C + 1
                             : item - e.C == FixedInvestment || item - e.C == Inventories ? e.C + 2
                                                                                          : e.C;
    paid[k / wide * e.users() + user] += e.table.taxes[k];
  }
  for (std::size_t row = 0; row < e.R * e.C; ++row)
    for (std::size_t k = 0; k < spent.size(); ++k) spent[k] += e.flow[row * spent.size() + k];
  e.tax.assign(spent.size(), 0.0);
  e.output_tax.assign(e.R * e.C, 0.0);
  double to_output = 0, lost = 0;
  std::size_t clamped = 0;
  for (std::size_t k = 0; k < spent.size(); ++k) {
    const double rate = spent[k] > 0 ? paid[k] / spent[k] : 0;
    e.tax[k] = std::clamp(rate, kLowest, kHighest);
    const double rest = paid[k] - e.tax[k] * spent[k];
    if (std::abs(rest) <= 1e-9 * std::abs(paid[k])) continue;
    ++clamped;
    const std::size_t user = k % e.users(), r = k / e.users();
    double& output_tax = e.output_tax[r * e.C + std::min(user, e.C - 1)];
    if (user < e.C && e.output[r * e.C + user] > 0 && std::abs(rest) < 0.5 * e.output[r * e.C + user])
      output_tax = rest, to_output += std::abs(rest);
    else lost += std::abs(rest);
  }
  if (clamped > 0)
    e.notes.push_back("The taxes of " + std::to_string(clamped) + " users were outside -50 to 100 per cent of their purchases: US$ " +
                      amount(to_output) + " million became taxes on output, US$ " + amount(lost) + " million were left out.");
}

}  // namespace setu::detail
