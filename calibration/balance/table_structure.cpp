#include "table_structure.hpp"

#include <algorithm>
#include <cmath>

#include "dense_cholesky.hpp"

namespace setu::balancing {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

TableStructure::TableStructure(std::size_t rows, std::size_t columns, bool accounts, std::vector<char> given, std::vector<Sparse> extra)
    : rows_(rows), columns_(columns), accounts_(accounts), given_(std::move(given)), extra_(std::move(extra)) {
  for (std::size_t k = 0; k < extra_.size(); ++k)
    for (std::size_t i = 0; i < extra_[k].cells.size(); ++i) by_cell_.push_back({extra_[k].cells[i], k, extra_[k].coefficients[i]});
  std::stable_sort(by_cell_.begin(), by_cell_.end(), [](const Entry& a, const Entry& b) { return a.cell < b.cell; });
}

void TableStructure::spread(const Vector& lambda, std::vector<double>& s) const {
  const double* row = lambda.data();
  const double* column = accounts_ ? row : row + rows_;
  const double sign = accounts_ ? -1 : 1;
  for (std::size_t i = 0, at = 0; i < rows_; ++i)
    for (std::size_t j = 0; j < columns_; ++j, ++at) s[at] = row[i] + sign * column[j];
  for (const auto& e : by_cell_) s[e.cell] += e.a * lambda[static_cast<long>(margins() + e.extra)];
}

void TableStructure::gather(const std::vector<double>& x, Vector& sum, Vector& gross) const {
  sum = gross = Vector::Zero(static_cast<long>(margins() + extra_.size()));
  double* column = sum.data() + (accounts_ ? 0 : rows_);
  double* gross_column = gross.data() + (accounts_ ? 0 : rows_);
  const double sign = accounts_ ? -1 : 1;
  for (std::size_t i = 0; i < rows_; ++i) {
    const double* cells = x.data() + i * columns_;
    double total = 0, size = 0;
    for (std::size_t j = 0; j < columns_; ++j) {
      const double one = accounts_ && i == j ? 0 : cells[j];
      total += one;
      size += std::abs(one);
      column[j] += sign * one;
      gross_column[j] += std::abs(one);
    }
    sum[static_cast<long>(i)] += total;
    gross[static_cast<long>(i)] += size;
  }
  for (std::size_t k = 0; k < given_.size(); ++k)
    if (!given_[k]) sum[static_cast<long>(k)] = gross[static_cast<long>(k)] = 0;
  for (const auto& e : by_cell_) {
    const auto k = static_cast<long>(margins() + e.extra);
    sum[k] += e.a * x[e.cell];
    gross[k] += std::abs(e.a * x[e.cell]);
  }
}

void TableStructure::each_term(const std::function<void(std::size_t, std::size_t, double)>& visit) const {
  for (std::size_t i = 0, at = 0; i < rows_; ++i)
    for (std::size_t j = 0; j < columns_; ++j, ++at) {
      if (accounts_ && i == j) continue;
      if (given_[i]) visit(i, at, 1);
      const std::size_t column = accounts_ ? j : rows_ + j;
      if (given_[column]) visit(column, at, accounts_ ? -1 : 1);
    }
  for (const auto& e : by_cell_) visit(margins() + e.extra, e.cell, e.a);
}

/// The block of the extra totals among themselves, from `first` on, with their softness.
void TableStructure::add_extra_pairs(const std::vector<double>& d, const Vector& soft, Matrix& h, long first) const {
  for (std::size_t begin = 0, end = 0; begin < by_cell_.size(); begin = end) {
    while (end < by_cell_.size() && by_cell_[end].cell == by_cell_[begin].cell) ++end;
    for (std::size_t p = begin; p < end; ++p)
      for (std::size_t q = begin; q < end; ++q)
        if (by_cell_[p].extra >= by_cell_[q].extra)
          h(first + static_cast<long>(by_cell_[p].extra), first + static_cast<long>(by_cell_[q].extra)) +=
              by_cell_[p].a * by_cell_[q].a * d[by_cell_[p].cell];
  }
  for (std::size_t k = 0; k < extra_.size(); ++k)
    h(first + static_cast<long>(k), first + static_cast<long>(k)) += soft[static_cast<long>(margins() + k)];
}

Vector TableStructure::solve(const std::vector<double>& d, const Vector& soft, const Vector& rhs) {
  return accounts_ ? solve_accounts(d, soft, rhs) : solve_margins(d, soft, rhs);
}

Vector TableStructure::solve_margins(const std::vector<double>& d, const Vector& soft, const Vector& rhs) {
  const auto m = static_cast<long>(rows_), n = static_cast<long>(columns_), g = n + static_cast<long>(extra_.size());
  h_ = Matrix::Zero(g, g);
  b_.resize(m, g);
  Vector row = Vector::Zero(m);
  for (long j = 0; j < n; ++j) {
    double column = 0;
    const bool given = given_[rows_ + static_cast<std::size_t>(j)] != 0;
    for (long i = 0; i < m; ++i) {
      const double one = d[static_cast<std::size_t>(i * n + j)];
      row[i] += one;
      column += one;
      b_(i, j) = given ? one : 0.0;
    }
    h_(j, j) = given ? column : 0.0;
  }
  b_.rightCols(g - n).setZero();
  for (const auto& e : by_cell_) {
    const auto i = static_cast<long>(e.cell / columns_), j = static_cast<long>(e.cell % columns_);
    const double one = e.a * d[e.cell];
    b_(i, n + static_cast<long>(e.extra)) += one;
    if (given_[rows_ + static_cast<std::size_t>(j)]) h_(n + static_cast<long>(e.extra), j) += one;
  }
  add_extra_pairs(d, soft, h_, n);
  const Vector unscaled = h_.diagonal();
  Vector inverse(m);
  for (long i = 0; i < m; ++i) inverse[i] = given_[static_cast<std::size_t>(i)] && row[i] > 0 ? 1 / row[i] : 0.0;
  const Vector rest = rhs.tail(g) - b_.transpose() * inverse.cwiseProduct(rhs.head(m));
  b_ = inverse.cwiseSqrt().asDiagonal() * b_;
  subtract_gram(h_, b_);
  Vector step(m + g);
  step.tail(g) = solve_semidefinite(h_, unscaled, rest);
  step.head(m) = inverse.cwiseProduct(rhs.head(m)) - inverse.cwiseSqrt().cwiseProduct(b_ * step.tail(g));
  return step;
}

Vector TableStructure::solve_accounts(const std::vector<double>& d, const Vector& soft, const Vector& rhs) {
  const auto n = static_cast<long>(rows_), g = n + static_cast<long>(extra_.size());
  h_ = Matrix::Zero(g, g);
  for (long i = 0; i < n; ++i)
    for (long j = 0; j < n; ++j) {
      if (i == j) continue;
      const double one = d[static_cast<std::size_t>(i * n + j)];
      h_(i, i) += one;
      h_(j, j) += one;
      h_(std::max(i, j), std::min(i, j)) -= one;
    }
  for (const auto& e : by_cell_) {
    const auto i = static_cast<long>(e.cell / columns_), j = static_cast<long>(e.cell % columns_);
    if (i == j) continue;
    h_(n + static_cast<long>(e.extra), i) += e.a * d[e.cell];
    h_(n + static_cast<long>(e.extra), j) -= e.a * d[e.cell];
  }
  add_extra_pairs(d, soft, h_, n);
  const Vector unscaled = h_.diagonal();
  return solve_semidefinite(h_, unscaled, rhs);
}

}  // namespace setu::balancing
