#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "setu/solver/options.hpp"
#include "setu/system/sparse.hpp"

namespace setu {

inline constexpr double kSolveTolerance = 1e-13;

/// LU factorisation of a square sparse matrix whose pattern never changes.
class LinearSolver {
 public:
  virtual ~LinearSolver() = default;
  /// Factorises the matrix with these values (by the pattern given at construction). False if numerically singular.
  [[nodiscard]] virtual bool factorize(std::span<const double> values) = 0;
  /// Takes new values near those of the last factorisation. A solver that can will keep that factorisation as a
  /// preconditioner and make a new one only when it pays. False if the matrix is found to be singular.
  [[nodiscard]] virtual bool refresh(std::span<const double> values) { return factorize(values); }
  /// Overwrites b by A⁻¹ b; false, with b unspecified, if A turns out to be singular. After `refresh` the residual may be
  /// as large as `tolerance` times b.
  [[nodiscard]] virtual bool solve(std::span<double> b, double tolerance = kSolveTolerance) = 0;
  /// Overwrites b by A⁻ᵀ b in the same way: one entry per column in, one per row out.
  [[nodiscard]] virtual bool solve_transposed(std::span<double> b, double tolerance = kSolveTolerance) = 0;
  /// Whether the factors and everything that decides when to renew them are as the last `factorize` left them.
  [[nodiscard]] virtual bool settled() const { return true; }
  /// Forgets what earlier matrices have taught, so that the next `factorize` does what the first would have done.
  virtual void forget() {}
  /// Factorisations made so far, those that `solve` decided on included.
  [[nodiscard]] virtual int factorizations() const = 0;
  [[nodiscard]] virtual std::int64_t factor_nonzeros() const = 0;
};

enum class KluOrdering { Amd, Colamd, Given };
/// What was measured stands in docs/algorithms.md §4: definitions first is best, and without them AMD without BTF.
struct KluSettings {
  KluOrdering ordering = KluOrdering::Amd;
  bool btf = false;
  std::vector<Index> rows, columns;  ///< for Given: pivots in this order (empty: as they stand)
};

std::unique_ptr<LinearSolver> make_klu(const SparsePattern& pattern, const KluSettings& settings = {});
std::unique_ptr<LinearSolver> make_umfpack(const SparsePattern& pattern);  ///< throws InputError when not built in

struct Triangle;
struct Grouping;
/// The order that eliminates the triangle first and the core afterwards.
KluSettings definitions_first(const Triangle& triangle);
/// Eliminates `triangle` by substitution and solves the core (docs/algorithms.md §4): a small one, or one without
/// groups, by dense LU; others by GMRES with a block for each group. `pattern` must outlive the solver.
std::unique_ptr<LinearSolver> make_condensed(const SparsePattern& pattern, Triangle triangle, const Grouping& grouping);

/// Largest core for which a dense matrix is chosen unasked: 6000² doubles are 288 MB.
inline constexpr std::size_t kLargestDenseCore = 6000;

}  // namespace setu
