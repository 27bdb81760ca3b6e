#include "transposed.hpp"

namespace setu {

namespace {

/// The pattern of the transpose; `slot[q]` is where the transpose's entry q stands in the original.
SparsePattern transpose(const SparsePattern& p, std::vector<Index>& slot) {
  SparsePattern t{p.columns, p.rows, std::vector<Index>(p.rows + 1, 0), std::vector<Index>(p.row.size())};
  for (const Index i : p.row) ++t.column_begin[i + 1];
  for (Index i = 0; i < p.rows; ++i) t.column_begin[i + 1] += t.column_begin[i];
  slot.resize(p.row.size());
  std::vector<Index> next(t.column_begin.begin(), t.column_begin.end() - 1);
  for (Index j = 0; j < p.columns; ++j)
    for (Index q = p.column_begin[j]; q < p.column_begin[j + 1]; ++q) {
      const Index place = next[p.row[q]]++;
      t.row[place] = j;
      slot[place] = q;
    }
  return t;
}

Triangle transpose(const Triangle& t) {
  return {{t.column.rbegin(), t.column.rend()}, {t.row.rbegin(), t.row.rend()}, t.core_column, t.core_row};
}

std::unique_ptr<LinearSolver> make(DirectSolver direct, const SparsePattern& pattern, Triangle triangle) {
  switch (direct) {
    case DirectSolver::Umfpack: return make_umfpack(pattern);
    case DirectSolver::Klu: return make_klu(pattern, definitions_first(triangle));
    case DirectSolver::Condensed: return make_condensed(pattern, std::move(triangle));
    case DirectSolver::Automatic: break;
  }
  return make(triangle.core_row.size() > kLargestDenseCore ? DirectSolver::Klu : DirectSolver::Condensed, pattern,
              std::move(triangle));
}

}  // namespace

std::unique_ptr<LinearSolver> make_transposed(DirectSolver direct, const SparsePattern& pattern, const Triangle& triangle,
                                              std::span<const double> values) {
  std::vector<Index> slot;
  auto solver = make(direct, transpose(pattern, slot), transpose(triangle));
  std::vector<double> moved(slot.size());
  for (std::size_t q = 0; q < slot.size(); ++q) moved[q] = values[slot[q]];
  return solver->factorize(moved) ? std::move(solver) : nullptr;
}

}  // namespace setu
