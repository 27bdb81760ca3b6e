#include <algorithm>
#include <array>
#include <cmath>

#include "setu/system/derive/complementarity.hpp"
#include "square_function.hpp"

namespace setu {

namespace {

/// φ(a, b) = a + b − √(a² + b² + 2µ) with its first and second derivatives.
struct Smoothed {
  double value, a, b, aa, ab, bb;
};
Smoothed smoothed(double a, double b, double relaxation) {
  const double root = std::max(std::sqrt(a * a + b * b + 2 * relaxation), 1e-150);
  const double cube = root * root * root, more = 2 * relaxation;
  const double value = a + b > 0 ? 2 * (a * b - relaxation) / (a + b + root) : a + b - root;
  if (a == 0 && b == 0 && relaxation == 0) return {0, 1 - std::sqrt(0.5), 1 - std::sqrt(0.5), 0, 0, 0};
  return {value, 1 - a / root, 1 - b / root, -(b * b + more) / cube, a * b / cube, -(a * a + more) / cube};
}

/// Φ(v, w) and its derivatives.
struct Pair {
  double value, v, w, vv, vw, ww;
};

/// Each inequality F ⟂ v as two equations, F − w = 0 and Φ(v, w) = 0 with an unknown w of its own: the second one's derivatives
/// are those of two variables, whatever stands in F (docs/algorithms.md §12).
class LiftedFunction final : public SquareFunction {
 public:
  LiftedFunction(std::unique_ptr<SquareFunction> base, const EquationSystem& system, const Reduction& reduction, std::span<const double> x,
                 double relaxation)
      : base_(std::move(base)), relaxation_(relaxation), n_(base_->jacobian_pattern().rows), x_(x.begin(), x.end()) {
    const auto& equations = reduction.equations();
    for (const auto& c : system.complementarities) {
      const auto at = std::lower_bound(equations.begin(), equations.end(), c.equation);
      rows_.push_back({c, static_cast<Index>(at - equations.begin()), reduction.column()[c.variable], {}, {}});
    }
    write_jacobian_pattern();
    write_hessian_pattern();
  }

  [[nodiscard]] const SparsePattern& jacobian_pattern() const override { return jacobian_; }
  [[nodiscard]] const SparsePattern& hessian_pattern() const override { return hessian_; }

  void start(std::span<double> y) const override {
    std::vector<double> f(n_, 0.0);
    base_->start(y.first(n_));
    const bool valued = base_->evaluate(y.first(n_), f);
    for (std::size_t k = 0; k < rows_.size(); ++k) y[n_ + k] = valued ? f[rows_[k].row] : 0;
  }

  bool evaluate(std::span<const double> y, std::span<double> g) override {
    if (!base_->evaluate(y.first(n_), g.first(n_))) return false;
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      Row& r = rows_[k];
      g[r.row] -= y[n_ + k];
      r.now = pair(r.c, y[r.column], y[n_ + k]);
      g[n_ + k] = r.now.value;
    }
    return true;
  }

  void jacobian(std::span<double> values) override {
    base_values_.resize(base_->jacobian_pattern().nonzeros());
    base_->jacobian(base_values_);
    for (std::size_t e = 0; e < base_values_.size(); ++e) values[jacobian_slot_[e]] = base_values_[e];
    for (const Row& r : rows_) {
      values[r.slot[0]] = r.now.v;
      values[r.slot[1]] = -1;
      values[r.slot[2]] = r.now.w;
    }
  }

  void hessian(std::span<const double> lambda, std::span<double> values) override {
    base_values_.resize(base_->hessian_pattern().nonzeros());
    base_->hessian(lambda.first(n_), base_values_);
    for (std::size_t e = 0; e < base_values_.size(); ++e) values[hessian_slot_[e]] = base_values_[e];
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      const Row& r = rows_[k];
      values[r.second[0]] = lambda[n_ + k] * r.now.vv;
      values[r.second[1]] = lambda[n_ + k] * r.now.vw;
      values[r.second[2]] = lambda[n_ + k] * r.now.ww;
    }
  }

  void recover(std::span<const double> y, std::span<double> x) override { base_->recover(y.first(n_), x); }

 private:
  struct Row {
    Complementarity c;
    Index row, column;  ///< of F, and of v
    std::array<Index, 3> slot, second;
    Pair now{};
  };

  [[nodiscard]] Pair pair(const Complementarity& c, double v, double w) const {
    Pair inner{w, 0, 1, 0, 0, 0};
    if (c.upper != kNone) {
      const Smoothed s = smoothed(x_[c.upper] - v, -w, relaxation_);
      inner = {-s.value, s.a, s.b, -s.aa, -s.ab, -s.bb};
    }
    if (!c.bounded_below()) return inner;
    const Smoothed s = smoothed(v - c.lower_bound(x_), inner.value, relaxation_);
    return {s.value,
            s.a + s.b * inner.v,
            s.b * inner.w,
            s.aa + 2 * s.ab * inner.v + s.bb * inner.v * inner.v + s.b * inner.vv,
            s.ab * inner.w + s.bb * inner.v * inner.w + s.b * inner.vw,
            s.bb * inner.w * inner.w + s.b * inner.ww};
  }

  /// Copies a column and notes where its entries went.
  static void copy_column(const SparsePattern& from, Index j, SparsePattern& to, std::vector<Index>& slot) {
    for (Index e = from.column_begin[j]; e < from.column_begin[j + 1]; ++e) {
      slot.push_back(to.nonzeros());
      to.row.push_back(from.row[e]);
    }
  }
  static Index add(SparsePattern& to, Index row) {
    to.row.push_back(row);
    return to.nonzeros() - 1;
  }

  void write_jacobian_pattern() {
    const Index all = n_ + static_cast<Index>(rows_.size());
    jacobian_ = {all, all, {0}, {}};
    for (Index j = 0; j < n_; ++j) {
      copy_column(base_->jacobian_pattern(), j, jacobian_, jacobian_slot_);
      for (std::size_t k = 0; k < rows_.size(); ++k)
        if (rows_[k].column == j) rows_[k].slot[0] = add(jacobian_, n_ + static_cast<Index>(k));
      jacobian_.column_begin.push_back(jacobian_.nonzeros());
    }
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      rows_[k].slot[1] = add(jacobian_, rows_[k].row);
      rows_[k].slot[2] = add(jacobian_, n_ + static_cast<Index>(k));
      jacobian_.column_begin.push_back(jacobian_.nonzeros());
    }
  }

  /// Entries at one position are added up, so that those of Φ stand beside those of F.
  void write_hessian_pattern() {
    const Index all = n_ + static_cast<Index>(rows_.size());
    hessian_ = {all, all, {0}, {}};
    for (Index j = 0; j < n_; ++j) {
      copy_column(base_->hessian_pattern(), j, hessian_, hessian_slot_);
      for (std::size_t k = 0; k < rows_.size(); ++k) {
        if (rows_[k].column != j) continue;
        rows_[k].second[0] = add(hessian_, j);
        rows_[k].second[1] = add(hessian_, n_ + static_cast<Index>(k));
      }
      hessian_.column_begin.push_back(hessian_.nonzeros());
    }
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      rows_[k].second[2] = add(hessian_, n_ + static_cast<Index>(k));
      hessian_.column_begin.push_back(hessian_.nonzeros());
    }
  }

  std::unique_ptr<SquareFunction> base_;
  double relaxation_;
  Index n_;
  std::vector<double> x_;
  std::vector<Row> rows_;
  SparsePattern jacobian_, hessian_;
  std::vector<Index> jacobian_slot_, hessian_slot_;
  std::vector<double> base_values_;
};

}  // namespace

std::unique_ptr<SquareFunction> make_lifted_function(const EquationSystem& system, const Reduction& reduction, std::span<const double> x,
                                                     double relaxation) {
  return std::make_unique<LiftedFunction>(make_reduced_function(reduction, x), system, reduction, x, relaxation);
}

}  // namespace setu
