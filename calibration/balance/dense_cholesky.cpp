#include "dense_cholesky.hpp"

#include <cmath>

#include "setu/base/error.hpp"

extern "C" {
void dsyrk_(const char* uplo, const char* transposed, const int* n, const int* k, const double* alpha, const double* a, const int* lda,
            const double* beta, double* c, const int* ldc);
void dpotrf_(const char* uplo, const int* n, double* a, const int* lda, int* info);
void dpotrs_(const char* uplo, const int* n, const int* columns, const double* a, const int* lda, double* b, const int* ldb, int* info);
}

namespace setu::balancing {

void subtract_gram(Eigen::MatrixXd& h, const Eigen::MatrixXd& b) {
  const int n = static_cast<int>(h.rows()), k = static_cast<int>(b.rows());
  const double minus = -1, one = 1;
  if (n > 0 && k > 0) dsyrk_("L", "T", &n, &k, &minus, b.data(), &k, &one, h.data(), &n);
}

Eigen::VectorXd solve_semidefinite(Eigen::MatrixXd& h, const Eigen::VectorXd& scale_of, const Eigen::VectorXd& rhs) {
  const int n = static_cast<int>(h.rows()), one = 1;
  Eigen::VectorXd scale(n), x(n);
  for (long k = 0; k < n; ++k) scale[k] = scale_of[k] > 0 ? 1 / std::sqrt(scale_of[k]) : 0.0;
  // The upper triangle keeps the matrix for another attempt.
  for (long j = 0; j < n; ++j)
    for (long i = j + 1; i < n; ++i) h(j, i) = h(i, j) * scale[i] * scale[j];
  Eigen::VectorXd diagonal = h.diagonal().cwiseProduct(scale).cwiseProduct(scale);
  for (double ridge = 1e-11; ridge < 1; ridge *= 100) {
    for (long j = 0; j < n; ++j) {
      h(j, j) = scale[j] > 0 ? diagonal[j] + ridge : 1.0;
      for (long i = j + 1; i < n; ++i) h(i, j) = h(j, i);
    }
    int info = 0;
    dpotrf_("L", &n, h.data(), &n, &info);
    if (info != 0) continue;
    x = scale.cwiseProduct(rhs);
    dpotrs_("L", &n, &one, h.data(), &n, x.data(), &n, &info);
    return scale.cwiseProduct(x);
  }
  throw LogicError("balance: the Hessian could not be factorised.");
}

}  // namespace setu::balancing
