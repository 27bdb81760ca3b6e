#pragma once
#include <cstdint>
#include <memory>
#include <span>

#include "setu/solver/solve.hpp"
#include "setu/system/sparse.hpp"

namespace setu {

/// LU factorisation of a square sparse matrix whose pattern never changes.
class LinearSolver {
 public:
  virtual ~LinearSolver() = default;
  /// Factorises the matrix with these values (by the pattern given at construction). False if numerically singular.
  [[nodiscard]] virtual bool factorize(std::span<const double> values) = 0;
  /// Overwrites b by A⁻¹ b.
  virtual void solve(std::span<double> b) = 0;
  [[nodiscard]] virtual std::int64_t factor_nonzeros() const = 0;
};

enum class KluOrdering { Amd, Colamd, Natural };
struct KluSettings {
  KluOrdering ordering = KluOrdering::Amd;
  bool btf = true;
};

std::unique_ptr<LinearSolver> make_klu(const SparsePattern& pattern, const KluSettings& settings = {});
std::unique_ptr<LinearSolver> make_umfpack(const SparsePattern& pattern);  ///< throws InputError when not built in

}  // namespace setu
