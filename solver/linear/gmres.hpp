#pragma once
#include <functional>
#include <span>
#include <vector>

namespace setu {

struct GmresResult {
  bool converged = false;
  int iterations = 0;
};

/// Flexible GMRES without restarts (Saad 1993) for A y = b. The preconditioner may be computed in lower precision: what
/// it returned is kept, so the answer does not suffer from it. Work space is allocated once; sums run in one order.
class Gmres {
 public:
  using Operator = std::function<void(std::span<const double> in, std::span<double> out)>;

  Gmres(int size, int max_iterations);
  /// Overwrites b by y with ‖b − A y‖₂ ≤ tolerance · ‖b‖₂. When that is not reached, b is left as it was.
  GmresResult solve(const Operator& apply, const Operator& precondition, double tolerance, std::span<double> b);

 private:
  [[nodiscard]] std::span<double> basis(int j) { return {&basis_[static_cast<std::size_t>(j) * size_], size_}; }
  [[nodiscard]] std::span<double> image(int j) { return {&image_[static_cast<std::size_t>(j) * size_], size_}; }
  double orthogonalize(int j);
  double rotate(int j, double below);
  void combine(int count, std::span<double> y);

  std::size_t size_;
  int limit_;
  std::vector<double> basis_, image_;  // v_j and z_j = M⁻¹ v_j
  std::vector<double> hessenberg_;     // R of its QR factorisation, by columns of limit_ + 1
  std::vector<double> cosine_, sine_, rhs_;
};

}  // namespace setu
