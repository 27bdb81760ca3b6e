#include <algorithm>
#include <cmath>

#include "core_point.hpp"
#include "setu/system/derive/evaluator.hpp"
#include "setu/system/derive/hessian.hpp"
#include "square_function.hpp"

namespace setu {

namespace {

/// A dense pattern: all entries, or those on and below the diagonal.
SparsePattern dense_pattern(Index n, bool lower) {
  SparsePattern p{n, n, {0}, {}};
  for (Index j = 0; j < n; ++j) {
    for (Index i = lower ? j : 0; i < n; ++i) p.row.push_back(i);
    p.column_begin.push_back(p.nonzeros());
  }
  return p;
}

class CoreFunction final : public SquareFunction {
 public:
  CoreFunction(const Reduction& reduction, Triangle triangle, std::span<const double> x)
      : reduction_(reduction),
        x_(x.begin(), x.end()),
        evaluator_(reduction.terms(), reduction.column(), static_cast<Index>(reduction.unknowns().size())),
        matrix_(evaluator_.pattern(), std::move(triangle)),
        core_(reduction, matrix_.triangle()),
        jacobian_pattern_(dense_pattern(matrix_.core_size(), false)),
        hessian_pattern_(dense_pattern(matrix_.core_size(), true)),
        residual_(evaluator_.pattern().rows),
        values_(evaluator_.pattern().nonzeros()) {}

  [[nodiscard]] const SparsePattern& jacobian_pattern() const override { return jacobian_pattern_; }
  [[nodiscard]] const SparsePattern& hessian_pattern() const override { return hessian_pattern_; }

  void start(std::span<double> y) const override { core_.read(x_, y); }

  bool evaluate(std::span<const double> y, std::span<double> g) override {
    core_.place(y, x_);
    if (!evaluator_.evaluate(x_, residual_)) return false;
    for (Index k = 0; k < matrix_.core_size(); ++k) g[k] = residual_[matrix_.triangle().core_row[k]];
    evaluator_.jacobian(values_);
    return matrix_.set_values(values_);
  }

  void jacobian(std::span<double> values) override { matrix_.schur(values.data()); }

  /// Zᵀ ∇²(Σ λ F + Σ μ F_d) Z with Z = [−A_dd⁻¹A_dc; I] (docs/algorithms.md, eq. A10), by strips of columns.
  void hessian(std::span<const double> lambda, std::span<double> values) override {
    std::fill(values.begin(), values.end(), 0.0);
    if (std::all_of(lambda.begin(), lambda.end(), [](double l) { return l == 0; })) return;
    if (!hessian_) hessian_ = std::make_unique<Hessian>(evaluator_);
    second_.resize(hessian_->pattern().nonzeros());
    hessian_->values(all_multipliers(lambda), second_);
    Condensation::Strip follow(matrix_.triangle_size()), image(matrix_.triangle_size());
    for (Index first = 0; first < matrix_.core_size(); first += kStrip) hessian_strip(first, follow, image, values);
  }

  void recover(std::span<const double> y, std::span<double> x) override {
    core_.place(y, x);
    reduction_.recover(x);
  }

 private:
  std::vector<double> all_multipliers(std::span<const double> lambda) const {
    std::vector<double> all(residual_.size()), mu(matrix_.triangle_size());
    matrix_.adjoint(lambda, mu);
    for (Index k = 0; k < matrix_.core_size(); ++k) all[matrix_.triangle().core_row[k]] = lambda[k];
    for (Index k = 0; k < matrix_.triangle_size(); ++k) all[matrix_.triangle().row[k]] = mu[k];
    return all;
  }

  void hessian_strip(Index first, Condensation::Strip& follow, Condensation::Strip& image, std::span<double> values) {
    const Index n = matrix_.core_size(), columns = evaluator_.pattern().columns;
    const Triangle& t = matrix_.triangle();
    matrix_.follow(first, follow);
    direction_.assign(static_cast<std::size_t>(columns) * kStrip, 0.0);
    image_.assign(direction_.size(), 0.0);
    for (Index k = 0; k < matrix_.triangle_size(); ++k)
      if (follow.nonzero[k]) std::copy_n(follow.row(k), kStrip, at(direction_, t.column[k]));
    for (Index w = 0; w < kStrip && first + w < n; ++w) at(direction_, t.core_column[first + w])[w] = 1;
    multiply_second();
    for (Index k = 0; k < matrix_.triangle_size(); ++k) {
      std::copy_n(at(image_, t.column[k]), kStrip, image.row(k));
      image.nonzero[k] = 1;
    }
    result_.assign(static_cast<std::size_t>(n) * kStrip, 0.0);
    for (Index k = 0; k < n; ++k) std::copy_n(at(image_, t.core_column[k]), kStrip, at(result_, k));
    matrix_.follow_transposed(image, result_);
    for (Index w = 0; w < kStrip && first + w < n; ++w)
      for (Index i = first + w; i < n; ++i) values[hessian_pattern_.column_begin[first + w] + (i - first - w)] = at(result_, i)[w];
  }

  static double* at(std::vector<double>& rows, Index i) { return &rows[static_cast<std::size_t>(i) * kStrip]; }

  /// image_ = (symmetric matrix whose lower triangle is second_) · direction_.
  void multiply_second() {
    const SparsePattern& p = hessian_->pattern();
    for (Index j = 0; j < p.columns; ++j)
      for (Index q = p.column_begin[j]; q < p.column_begin[j + 1]; ++q) {
        const Index i = p.row[q];
        const double a = second_[q];
        if (a == 0) continue;
        for (Index w = 0; w < kStrip; ++w) at(image_, i)[w] += a * at(direction_, j)[w];
        if (i == j) continue;
        for (Index w = 0; w < kStrip; ++w) at(image_, j)[w] += a * at(direction_, i)[w];
      }
  }

  const Reduction& reduction_;
  std::vector<double> x_;
  Evaluator evaluator_;
  Condensation matrix_;
  CorePoint core_;
  SparsePattern jacobian_pattern_, hessian_pattern_;
  std::vector<double> residual_, values_, second_;
  std::vector<double> direction_, image_, result_;
  std::unique_ptr<Hessian> hessian_;
};

}  // namespace

std::unique_ptr<SquareFunction> make_core_function(const Reduction& reduction, Triangle triangle, std::span<const double> x) {
  return std::make_unique<CoreFunction>(reduction, std::move(triangle), x);
}

}  // namespace setu
