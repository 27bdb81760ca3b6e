#include "setu/system/sparse.hpp"

namespace setu {

ByRows by_rows(const SparsePattern& p) {
  ByRows rows{{p.columns, p.rows, {}, {}}, std::vector<Index>(p.row.size())};
  auto& begin = rows.pattern.column_begin;
  begin.assign(p.rows + 1, 0);
  rows.pattern.row.resize(p.row.size());
  for (const Index i : p.row) ++begin[i + 1];
  for (Index i = 0; i < p.rows; ++i) begin[i + 1] += begin[i];
  std::vector<Index> next(begin.begin(), begin.end() - 1);
  for (Index j = 0; j < p.columns; ++j)
    for (Index q = p.column_begin[j]; q < p.column_begin[j + 1]; ++q) {
      const Index at = next[p.row[q]]++;
      rows.pattern.row[at] = j;
      rows.slot[at] = q;
    }
  return rows;
}

}  // namespace setu
