#include "gmres.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace setu {

namespace {

double dot(std::span<const double> a, std::span<const double> b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

void subtract(double scale, std::span<const double> from, std::span<double> to) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] -= scale * from[i];
}

}  // namespace

Gmres::Gmres(int size, int max_iterations)
    : size_(static_cast<std::size_t>(size)),
      limit_(max_iterations),
      basis_(size_ * (limit_ + 1)),
      image_(size_ * limit_),
      hessenberg_(static_cast<std::size_t>(limit_) * (limit_ + 1)),
      cosine_(limit_),
      sine_(limit_),
      rhs_(limit_ + 1) {}

/// Makes basis(j+1) orthogonal to the earlier ones, twice for safety (Giraud et al. 2005); returns its norm.
double Gmres::orthogonalize(int j) {
  double* column = &hessenberg_[static_cast<std::size_t>(j) * (limit_ + 1)];
  std::fill_n(column, limit_ + 1, 0.0);
  const auto next = basis(j + 1);
  for (int pass = 0; pass < 2; ++pass)
    for (int i = 0; i <= j; ++i) {
      const double h = dot(basis(i), next);
      column[i] += h;
      subtract(h, basis(i), next);
    }
  return std::sqrt(dot(next, next));
}

/// Applies the earlier Givens rotations and a new one to column j; returns the new residual norm.
double Gmres::rotate(int j, double below) {
  double* column = &hessenberg_[static_cast<std::size_t>(j) * (limit_ + 1)];
  for (int i = 0; i < j; ++i) {
    const double a = column[i], b = column[i + 1];
    column[i] = cosine_[i] * a + sine_[i] * b;
    column[i + 1] = cosine_[i] * b - sine_[i] * a;
  }
  const double length = std::hypot(column[j], below);
  cosine_[j] = length > 0 ? column[j] / length : 1;
  sine_[j] = length > 0 ? below / length : 0;
  column[j] = length;
  rhs_[j + 1] = -sine_[j] * rhs_[j];
  rhs_[j] *= cosine_[j];
  return std::abs(rhs_[j + 1]);
}

/// y = Σ z_j c_j, where R c = rhs.
void Gmres::combine(int count, std::span<double> y) {
  for (int j = count; j-- > 0;) {
    const double* column = &hessenberg_[static_cast<std::size_t>(j) * (limit_ + 1)];
    rhs_[j] /= column[j];
    for (int i = 0; i < j; ++i) rhs_[i] -= column[i] * rhs_[j];
  }
  std::fill(y.begin(), y.end(), 0.0);
  for (int j = 0; j < count; ++j) subtract(-rhs_[j], image(j), y);
}

GmresResult Gmres::solve(const Operator& apply, const Operator& precondition, double tolerance, std::span<double> b) {
  GmresResult result;
  const double norm = std::sqrt(dot(b, b));
  if (!std::isfinite(norm)) return result;
  if (norm == 0) return {true, 0};
  std::transform(b.begin(), b.end(), basis(0).begin(), [norm](double v) { return v / norm; });
  rhs_[0] = 1;
  while (result.iterations < limit_) {
    const int j = result.iterations++;
    precondition(basis(j), image(j));
    apply(image(j), basis(j + 1));
    const double below = orthogonalize(j);
    const double residual = rotate(j, below);
    if (!std::isfinite(residual) || hessenberg_[static_cast<std::size_t>(j) * (limit_ + 2)] == 0) return result;
    if (residual <= tolerance) {
      combine(result.iterations, b);
      for (double& v : b) v *= norm;
      result.converged = true;
      return result;
    }
    const auto next = basis(j + 1);
    for (double& v : next) v /= below;
  }
  return result;
}

}  // namespace setu
