#include "block_preconditioner.hpp"

#include <algorithm>

namespace setu {

namespace {

/// Core unknowns below which a thread of its own costs more than it saves.
constexpr Index kParallelCore = 4000;

}  // namespace

/// One thread's view of one group: its core columns and definitions under local numbers, and their matrix by rows.
struct BlockPreconditioner::Local {
  explicit Local(Index size) : number(size, kNone) {}

  std::vector<Index> number;  // local number by position: core columns, then definitions
  std::vector<Index> begin, position;
  std::vector<double> value, strip;
  std::vector<std::uint8_t> filled;  // the definition's row of the strip is not zero

  void add(std::span<const CoreOperator::Entry> entries, std::span<const double> values) {
    for (std::size_t e = 0; e < entries.size(); ++e) {
      const Index local = number[entries[e].position];
      if (local == kNone) continue;
      position.push_back(local);
      value.push_back(values[e]);
    }
    begin.push_back(static_cast<Index>(position.size()));
  }

  /// sum += the entries of local row r in core columns [first, first + kStrip) and, through the strip, its definitions'.
  bool accumulate(Index r, Index columns, Index first, double* sum) const {
    bool any = false;
    for (Index e = begin[r]; e < begin[r + 1]; ++e) {
      const Index p = position[e];
      if (p < columns) {
        if (p < first || p >= first + kStrip) continue;
        sum[p - first] += value[e];
      } else {
        if (!filled[p - columns]) continue;
        const double* x = &strip[static_cast<std::size_t>(p - columns) * kStrip];
        for (Index w = 0; w < kStrip; ++w) sum[w] += value[e] * x[w];
      }
      any = true;
    }
    return any;
  }
};

BlockPreconditioner::BlockPreconditioner(CoreOperator& op, const Grouping& grouping) : op_(op) {
  if (grouping.count == 0) return;
  split(grouping);
  possible_ = border_rows_.size() == border_columns_.size() && border_columns_.size() <= kLargestBorder;
  if (!possible_) return;
  for (Block& block : blocks_) {
    block.lu = std::make_unique<DenseLu>(static_cast<int>(block.rows.size()));
    block.part.resize(block.rows.size());
    nonzeros_ += static_cast<std::int64_t>(block.rows.size()) * static_cast<std::int64_t>(block.rows.size());
  }
  const std::size_t border = border_columns_.size(), core = op_.core_size();
  border_lu_ = std::make_unique<DenseLu>(static_cast<int>(border));
  border_column_.resize(border * core);
  border_row_.resize(border * core);
  border_follow_.resize(border * core);
  border_part_.resize(border);
  work_.resize(core);
}

void BlockPreconditioner::split(const Grouping& grouping) {
  blocks_.resize(grouping.count);
  for (Index p = 0; p < op_.core_size(); ++p) {
    const Index c = grouping.column[op_.column_at(p)][0], r = grouping.row[op_.row_at(p)][0];
    (c == kNone ? border_columns_ : blocks_[c].columns).push_back(p);
    (r == kNone ? border_rows_ : blocks_[r].rows).push_back(p);
  }
  for (Index p = op_.core_size(); p < op_.size(); ++p)
    for (const Index g : grouping.column[op_.column_at(p)])
      if (g != kNone) blocks_[g].triangle.push_back(p);
  for (Block& block : blocks_) make_square(block, grouping);
  std::erase_if(blocks_, [](const Block& b) { return b.columns.empty(); });
}

/// Where a group has more columns than rows (its equation is Walras' law's, say) or the other way round, those that have
/// no partner in the group go to the border, then the last ones.
void BlockPreconditioner::make_square(Block& block, const Grouping& grouping) {
  const auto shrink = [](std::vector<Index>& list, std::size_t size, std::vector<Index>& border, const auto& alone) {
    std::stable_partition(list.begin(), list.end(), [&](Index p) { return !alone(p); });
    while (list.size() > size) {
      border.push_back(list.back());
      list.pop_back();
    }
    std::sort(list.begin(), list.end());
  };
  const auto partner = [&](Index row) { return grouping.partner[op_.row_at(row)]; };
  const auto has_row = [&](Index p) {
    return std::any_of(block.rows.begin(), block.rows.end(), [&](Index i) { return partner(i) == op_.column_at(p); });
  };
  const auto has_column = [&](Index i) {
    return std::any_of(block.columns.begin(), block.columns.end(), [&](Index p) { return partner(i) == op_.column_at(p); });
  };
  if (block.columns.size() > block.rows.size())
    shrink(block.columns, block.rows.size(), border_columns_, [&](Index p) { return !has_row(p); });
  else if (block.rows.size() > block.columns.size())
    shrink(block.rows, block.columns.size(), border_rows_, [&](Index i) { return !has_column(i); });
}

bool BlockPreconditioner::form(Block& block, Local& local) {
  const auto n = static_cast<Index>(block.columns.size()), m = static_cast<Index>(block.triangle.size());
  for (Index j = 0; j < n; ++j) local.number[block.columns[j]] = j;
  for (Index k = 0; k < m; ++k) local.number[block.triangle[k]] = n + k;
  local.begin.assign(1, 0);
  local.position.clear();
  local.value.clear();
  for (const Index p : block.triangle) local.add(op_.triangle_row(p - op_.core_size()), op_.triangle_values(p - op_.core_size()));
  for (const Index i : block.rows) local.add(op_.core_row(i), op_.core_values(i));
  local.strip.resize(static_cast<std::size_t>(m) * kStrip);
  local.filled.resize(m);
  const auto matrix = block.lu->matrix();
  for (Index first = 0; first < n; first += kStrip) {
    for (Index k = 0; k < m; ++k) {
      double row[kStrip] = {};
      local.filled[k] = local.accumulate(k, n, first, row) ? 1 : 0;
      if (!local.filled[k]) continue;
      double* to = &local.strip[static_cast<std::size_t>(k) * kStrip];
      for (Index w = 0; w < kStrip; ++w) to[w] = -row[w];
    }
    for (Index i = 0; i < n; ++i) {
      double row[kStrip] = {};
      local.accumulate(m + i, n, first, row);
      for (Index w = 0; w < std::min(kStrip, n - first); ++w) matrix[static_cast<std::size_t>(first + w) * n + i] = row[w];
    }
  }
  for (const Index p : block.columns) local.number[p] = kNone;
  for (const Index p : block.triangle) local.number[p] = kNone;
  return block.lu->factorize();
}

bool BlockPreconditioner::build() {
  const SequentialBlas sequential;
  int failures = 0;
#pragma omp parallel reduction(+ : failures)
  {
    Local local(op_.size());
#pragma omp for schedule(dynamic)
    for (std::size_t g = 0; g < blocks_.size(); ++g) failures += form(blocks_[g], local) ? 0 : 1;
  }
  return failures == 0 && form_border();
}

/// E and F by applying the operator to unit vectors, then the border's own Schur complement G − F B⁻¹ E.
bool BlockPreconditioner::form_border() {
  const std::size_t border = border_columns_.size(), core = op_.core_size();
  const auto vector = [core](std::vector<double>& all, std::size_t k) { return std::span<double>(&all[k * core], core); };
  for (std::size_t k = 0; k < border; ++k) {
    std::vector<double> unit(core, 0.0);
    unit[border_columns_[k]] = 1;
    op_.apply(unit, vector(border_column_, k));
    unit[border_columns_[k]] = 0;
    unit[border_rows_[k]] = 1;
    op_.apply_transposed(unit, vector(border_row_, k));
    solve_blocks(vector(border_column_, k), vector(border_follow_, k), false);
  }
  const auto g = border_lu_->matrix();
  for (std::size_t j = 0; j < border; ++j)
    for (std::size_t i = 0; i < border; ++i)
      g[j * border + i] = border_column_[j * core + border_rows_[i]] - border_dot(border_row_, i, vector(border_follow_, j));
  return border_lu_->factorize();
}

double BlockPreconditioner::border_dot(const std::vector<double>& vectors, std::size_t k, std::span<const double> x) const {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += vectors[k * x.size() + i] * x[i];
  return sum;
}

/// B⁻¹ in (by core row) into out (by core position), zero in the border; or B⁻ᵀ, from positions to rows.
void BlockPreconditioner::solve_blocks(std::span<const double> in, std::span<double> out, bool transposed) {
  std::fill(out.begin(), out.end(), 0.0);
#pragma omp parallel for schedule(static) if (op_.core_size() > kParallelCore)
  for (std::size_t g = 0; g < blocks_.size(); ++g) {
    Block& b = blocks_[g];
    const auto& from = transposed ? b.columns : b.rows;
    const auto& to = transposed ? b.rows : b.columns;
    for (std::size_t i = 0; i < from.size(); ++i) b.part[i] = in[from[i]];
    if (transposed) b.lu->solve_transposed(b.part);
    else b.lu->solve_single(b.part);
    for (std::size_t i = 0; i < to.size(); ++i) out[to[i]] = b.part[i];
  }
}

void BlockPreconditioner::apply(std::span<const double> in, std::span<double> out) {
  const std::size_t border = border_columns_.size(), core = op_.core_size();
  solve_blocks(in, out, false);
  for (std::size_t k = 0; k < border; ++k) border_part_[k] = in[border_rows_[k]] - border_dot(border_row_, k, out);
  border_lu_->solve(border_part_);
  for (std::size_t k = 0; k < border; ++k) {
    for (std::size_t i = 0; i < core; ++i) out[i] -= border_follow_[k * core + i] * border_part_[k];
    out[border_columns_[k]] = border_part_[k];
  }
}

void BlockPreconditioner::apply_transposed(std::span<const double> in, std::span<double> out) {
  const std::size_t border = border_columns_.size(), core = op_.core_size();
  for (std::size_t k = 0; k < border; ++k) border_part_[k] = in[border_columns_[k]] - border_dot(border_follow_, k, in);
  border_lu_->solve_transposed(border_part_);
  std::copy(in.begin(), in.end(), work_.begin());
  for (std::size_t k = 0; k < border; ++k)
    for (std::size_t i = 0; i < core; ++i) work_[i] -= border_row_[k * core + i] * border_part_[k];
  solve_blocks(work_, out, true);
  for (std::size_t k = 0; k < border; ++k) out[border_rows_[k]] = border_part_[k];
}

}  // namespace setu
