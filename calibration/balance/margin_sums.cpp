#include "margin_sums.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

namespace setu::balancing {
namespace {

std::size_t root(std::vector<std::size_t>& parent, std::size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

std::string some(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 6; ++i) text += (i ? ", '" : "'") + names[i] + "'";
  return names.size() > 6 ? text + fmt::format(", … ({} in all)", names.size()) : text;
}

struct Part {
  double rows = 0, columns = 0;
  bool complete = true;
  std::vector<std::string> row_names, column_names;
};

}  // namespace

std::string unequal_sums(const TableProblem& t) {
  const std::size_t m = t.rows.size(), n = t.columns.size();
  if (t.row_totals.empty() || t.column_totals.empty()) return {};
  std::vector<std::size_t> parent(m + n);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  for (std::size_t i = 0, at = 0; i < m; ++i)
    for (std::size_t j = 0; j < n; ++j, ++at)
      if (t.prior[at] != 0 || (!t.lower.empty() && t.lower[at] == t.upper[at] && t.lower[at] != 0))
        parent[root(parent, i)] = root(parent, m + j);
  std::vector<Part> parts(m + n);
  for (std::size_t k = 0; k < m + n; ++k) {
    Part& part = parts[root(parent, k)];
    const double total = k < m ? t.row_totals[k] : t.column_totals[k - m];
    part.complete = part.complete && !std::isnan(total);
    (k < m ? part.rows : part.columns) += total;
    (k < m ? part.row_names : part.column_names).push_back(k < m ? t.rows[k] : t.columns[k - m]);
  }
  for (const auto& part : parts) {
    const double gap = part.rows - part.columns;
    if (!part.complete || part.row_names.empty() || part.column_names.empty() ||
        std::abs(gap) <= 1e-11 * std::max(std::abs(part.rows), std::abs(part.columns)))
      continue;
    const bool whole = part.row_names.size() == m && part.column_names.size() == n;
    return fmt::format(
        "No balanced table exists: the row totals{} add up to {:.10g} but the column totals{} to {:.10g}, a difference of {:.6g}{}.",
        whole ? "" : " of " + some(part.row_names), part.rows, whole ? "" : " of " + some(part.column_names), part.columns, gap,
        whole ? "" : "; no cell connects these rows and columns with others");
  }
  return {};
}

}  // namespace setu::balancing
