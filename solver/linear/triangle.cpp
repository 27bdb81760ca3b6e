#include <algorithm>

#include "condensation.hpp"

namespace setu {

namespace {

/// Column of the unknown that reduced equation i defines explicitly, or kNone.
Index defined_column(const Terms& t, const std::vector<Index>& column, Index i, Index paired) {
  const Index j = column[paired];
  if (j == kNone) return kNone;
  bool explicitly = false;
  for (Index l = t.linear_begin[i]; l < t.linear_begin[i + 1]; ++l)
    if (t.linear_var[l] == paired) explicitly = t.linear_coef[l] != 0;
  for (Index k = t.term_begin[t.group_begin[i]]; k < t.term_begin[t.group_begin[i + 1]]; ++k) {
    if (t.term_level[k] == paired) return kNone;
    for (Index f = t.factor_begin[k]; f < t.factor_begin[k + 1]; ++f)
      if (t.factor_var[f] == paired) return kNone;
  }
  return explicitly ? j : kNone;
}

/// Depth-first order of the definitions, those that are read first; `row_of[j]` loses definitions that close a circle.
std::vector<Index> topological_columns(const SparsePattern& rows, std::vector<Index>& row_of) {
  enum : std::uint8_t { New, Open, Done };
  std::vector<std::uint8_t> state(row_of.size(), New);
  std::vector<Index> order;
  std::vector<std::pair<Index, Index>> stack;  // column, next position in its row
  const auto open = [&](Index j) {
    state[j] = Open;
    stack.emplace_back(j, rows.column_begin[row_of[j]]);
  };
  for (Index root = 0; root < static_cast<Index>(row_of.size()); ++root) {
    if (row_of[root] != kNone && state[root] == New) open(root);
    while (!stack.empty()) {
      auto& [j, next] = stack.back();
      const Index i = row_of[j];
      if (i == kNone || next == rows.column_begin[i + 1]) {
        state[j] = Done;
        if (i != kNone) order.push_back(j);
        stack.pop_back();
        continue;
      }
      const Index read = rows.row[next++];
      if (read == j || row_of[read] == kNone) continue;
      if (state[read] == Open) row_of[read] = kNone;
      else if (state[read] == New) open(read);
    }
  }
  return order;
}

}  // namespace

Triangle find_triangle(const EquationSystem& system, const Reduction& reduction, const SparsePattern& pattern) {
  std::vector<Index> row_of(pattern.columns, kNone);
  for (Index i = 0; i < pattern.rows; ++i) {
    const Index full = reduction.equations()[i];
    if (!system.equation_block_of(full).definition) continue;
    const Index j = defined_column(reduction.terms(), reduction.column(), i, system.paired[full]);
    if (j != kNone) row_of[j] = i;
  }
  Triangle t;
  t.column = topological_columns(by_rows(pattern).pattern, row_of);
  std::vector<std::uint8_t> row_taken(pattern.rows, 0), column_taken(pattern.columns, 0);
  for (const Index j : t.column) {
    t.row.push_back(row_of[j]);
    row_taken[row_of[j]] = column_taken[j] = 1;
  }
  for (Index k = 0; k < pattern.rows; ++k) {
    if (!row_taken[k]) t.core_row.push_back(k);
    if (!column_taken[k]) t.core_column.push_back(k);
  }
  return t;
}

}  // namespace setu
