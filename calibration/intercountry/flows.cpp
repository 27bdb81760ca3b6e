#include <algorithm>
#include <cmath>

#include "economy.hpp"
#include "setu/base/error.hpp"

namespace setu::detail {

std::string amount(double value) {
  const double tenths = std::round(std::abs(value) * 10) / 10;
  std::string text = std::to_string(tenths);
  text.resize(text.find('.') + 2);
  return (value < 0 ? "-" : "") + text;
}

/// I1: every industry's sales and cost, and what the file says is its output.
void check_accounts(const Economy& e) {
  const auto& t = e.table;
  const std::size_t columns = t.columns();
  std::vector<double> cost(columns, 0.0);
  for (std::size_t row = 0; row < e.R * e.C; ++row)
    for (std::size_t k = 0; k < columns; ++k) cost[k] += t.flows[row * columns + k];
  double worst = 0;
  std::string message;
  for (std::size_t row = 0; row < e.R * e.C; ++row) {
    const auto begin = t.flows.begin() + static_cast<std::ptrdiff_t>(row * columns);
    double sales = 0;
    for (auto it = begin; it != begin + static_cast<std::ptrdiff_t>(columns); ++it) sales += *it;
    const std::size_t k = row / e.C * (e.C + final_uses) + row % e.C;
    const double paid = cost[k] + t.taxes[k] + t.value_added[k] + t.other[k];
    const double size = std::max({std::abs(sales), std::abs(paid), 1.0});
    const double said = t.output.empty() ? paid : t.output[k];
    const double gap = std::max(std::abs(sales - paid), std::abs(said - paid)) / size;
    if (!std::isfinite(gap))
      throw InputError("The numbers of industry '" + t.industries[row % e.C] + "' of '" + t.economies[row / e.C] +
                       "' are too large to add up.");
    if (gap <= worst) continue;
    worst = gap;
    message = "industry '" + t.industries[row % e.C] + "' of '" + t.economies[row / e.C] + "' sells " + amount(sales) + " and costs " +
              amount(paid) + (t.output.empty() ? "" : ", and its output row says " + amount(said));
  }
  if (worst > e.options.tolerance)
    throw InputError("The table is not balanced: " + message + " (US$ million); --tolerance allows a difference of " +
                     amount(100 * e.options.tolerance) + " per cent.");
}

namespace {

/// I2: the user that a column of the table belongs to.
std::size_t user_of(std::size_t item, std::size_t C) {
  if (item < C) return item;
  switch (item - C) {
    case Government: return C + 1;
    case FixedInvestment:
    case Inventories: return C + 2;
    default: return C;
  }
}

}  // namespace

/// I2: final uses become three buyers, inventories go to investment. I3: what is negative then is set to zero.
void take_flows(Economy& e) {
  const std::size_t columns = e.table.columns(), wide = e.C + final_uses;
  e.flow.assign(e.R * e.C * e.R * e.users(), 0.0);
  e.output.assign(e.R * e.C, 0.0);
  double negative = 0, inventories = 0;
  std::size_t cells = 0;
  std::vector<std::size_t> target(columns);
  for (std::size_t k = 0; k < columns; ++k) target[k] = k / wide * e.users() + user_of(k % wide, e.C);
  for (std::size_t row = 0; row < e.R * e.C; ++row) {
    double* to = e.flow.data() + row * e.R * e.users();
    const double* from = e.table.flows.data() + row * columns;
    for (std::size_t k = 0; k < columns; ++k) {
      to[target[k]] += from[k];
      if (k % wide == e.C + Inventories && from[k] < 0) inventories -= from[k];
    }
    for (std::size_t k = 0; k < e.R * e.users(); ++k) {
      if (to[k] < 0) negative -= to[k], to[k] = 0, ++cells;
      e.output[row] += to[k];
    }
  }
  if (inventories > 0)
    e.notes.push_back("Changes of inventories were added to fixed investment of the same good and source; US$ " + amount(inventories) +
                      " million of them were negative.");
  if (cells > 0)
    e.notes.push_back(std::to_string(cells) + " purchases that were negative, US$ " + amount(negative) +
                      " million, were set to zero; output rose by as much and value added took the difference.");
}

}  // namespace setu::detail
