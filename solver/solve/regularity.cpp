#include "regularity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "setu/system/derive/evaluator.hpp"
#include "solver/system/derive/mentions.hpp"

namespace setu {

namespace {

constexpr int kMostSteps = 6;
constexpr double kSettled = 0.3;      // change of the estimate, relative: its order of magnitude is what counts
constexpr double kNoise = 1e-12;      // of the sums in a row
constexpr double kSuspicious = 1e-6;  // below this singular value the vectors are found
constexpr double kLoose = 0.05;       // of the first solve, relative to the share of a singular vector in a random one
constexpr double kNudge = 1e-11;      // of the scaled entries of a matrix whose factorisation meets a zero pivot
constexpr double kNothing = 1e-15;    // of a row: what is left where its terms cancel
constexpr double kNudged = 1e-9;      // of the vectors of a nudged matrix
constexpr double kLeverage = 10;      // of rounding in the data on a coefficient
constexpr double kMostHidden = 1e-6;  // of what rounding can hide unless the equations concerned are worse

/// A fixed sequence in (−1, 1) without zero.
class Signs {
 public:
  double operator()() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    const double unit = static_cast<double>(state_ >> 11) * 0x1.0p-53;
    return unit < 0.5 ? unit - 1 : unit;
  }

 private:
  std::uint64_t state_ = 20261129;
};

double norm(std::span<const double> v) {
  double sum = 0;
  for (const double x : v) sum += x * x;
  return std::sqrt(sum);
}

void scale(std::span<double> v, double factor) {
  for (double& x : v) x *= factor;
}

void scale_to_largest(std::span<double> v) {
  double largest = 0;
  for (const double x : v) largest = std::max(largest, std::abs(x));
  if (largest > 0) scale(v, 1 / largest);
}

/// Inverse iteration on the scaled Jacobian R·J·C of a reduced system at its last evaluated point.
class InverseIteration {
 public:
  explicit InverseIteration(ReducedProblem& problem)
      : p_(problem), pattern_(problem.evaluator.pattern()), values_(pattern_.nonzeros()), rows_(problem.size()), columns_(problem.size()) {
    p_.jacobian(values_);
    equilibrate();
  }

  /// False where not even a nudged matrix can be factorised. `vectors` tells whether there was reason to find them.
  bool run() {
    Signs signs;
    left.resize(rows_.size());
    right.resize(columns_.size());
    if ((!p_.linear->refresh(values_) || !begin(signs)) && (!nudge() || !begin(signs))) return false;
    for (int step = 0; smallest < kSuspicious && step < kMostSteps; ++step) {
      const double before = smallest;
      vectors = true;
      if (!turn() && (own_ || !nudge() || !begin(signs) || !turn())) return false;
      if (std::abs(smallest - before) <= kSettled * before) break;
    }
    return true;
  }

  /// Whether the vectors are those of a nudged matrix.
  [[nodiscard]] bool nudged() const { return own_ != nullptr; }

  /// |uᵀÂv| / |u|ᵀ|Â||v|.
  [[nodiscard]] double distance() const {
    double sum = 0, gross = 0;
    for (Index j = 0; j < pattern_.columns; ++j)
      for (Index p = pattern_.column_begin[j]; p < pattern_.column_begin[j + 1]; ++p) {
        const Index i = pattern_.row[p];
        const double part = left[i] * rows_[i] * values_[p] * columns_[j] * right[j];
        sum += part;
        gross += std::abs(part);
      }
    return gross > 0 ? std::abs(sum) / gross : 0;
  }

  /// An upper limit of the largest singular value, at most its square root of the row's length away.
  [[nodiscard]] double largest() const {
    std::vector<double> by_row(rows_.size(), 0.0);
    double column_sum = 0;
    for (Index j = 0; j < pattern_.columns; ++j) {
      double sum = 0;
      for (Index p = pattern_.column_begin[j]; p < pattern_.column_begin[j + 1]; ++p) {
        const double size = std::abs(rows_[pattern_.row[p]] * values_[p] * columns_[j]);
        sum += size;
        by_row[pattern_.row[p]] += size;
      }
      column_sum = std::max(column_sum, sum);
    }
    return std::sqrt(column_sum * *std::max_element(by_row.begin(), by_row.end()));
  }

  /// The vectors of the Jacobian itself: J·(C v) = 0 where Â v = 0.
  void unscale() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      left[i] *= rows_[i];
      right[i] *= columns_[i];
    }
  }

  std::vector<double> left, right;
  double smallest = 0;
  bool vectors = false;

 private:
  void equilibrate() {
    forget_what_cancels();
    for (Index j = 0; j < pattern_.columns; ++j) {
      double largest = 0;
      for (Index p = pattern_.column_begin[j]; p < pattern_.column_begin[j + 1]; ++p) largest = std::max(largest, std::abs(values_[p]));
      columns_[j] = largest > 0 ? 1 / largest : 1;
      for (Index p = pattern_.column_begin[j]; p < pattern_.column_begin[j + 1]; ++p)
        rows_[pattern_.row[p]] = std::max(rows_[pattern_.row[p]], std::abs(values_[p]) * columns_[j]);
    }
    for (double& r : rows_) r = r > 0 ? 1 / r : 1;
  }

  /// Rows whose terms cancel hold rounding, which scaling must not make large.
  void forget_what_cancels() {
    std::vector<double> largest(rows_.size(), 0.0);
    for (std::size_t p = 0; p < values_.size(); ++p) largest[pattern_.row[p]] = std::max(largest[pattern_.row[p]], std::abs(values_[p]));
    for (std::size_t p = 0; p < values_.size(); ++p)
      if (largest[pattern_.row[p]] < kNothing) values_[p] = 0;
  }

  /// A random vector has a share of about 1/√n of the one that a nearly singular matrix stretches most: Â⁻¹ of it tells.
  bool begin(Signs& signs) {
    for (double& x : left) x = signs();
    scale(left, 1 / norm(left));
    const double root = std::sqrt(static_cast<double>(left.size()));
    const double growth = solve(kLoose / root);
    smallest = 1 / (growth * root);
    return growth > 0;
  }

  /// right ∝ Â⁻¹ left; the growth, or 0 where it fails.
  double solve(double tolerance) {
    for (std::size_t i = 0; i < rows_.size(); ++i) right[i] = left[i] / rows_[i];
    if (!linear().solve(right, tolerance)) return 0;
    for (std::size_t j = 0; j < columns_.size(); ++j) right[j] /= columns_[j];
    return unit(right);
  }

  /// left ∝ Â⁻ᵀ right, then right ∝ Â⁻¹ left.
  bool turn() {
    for (std::size_t j = 0; j < columns_.size(); ++j) left[j] = right[j] / columns_[j];
    if (!linear().solve_transposed(left, kSolveTolerance)) return false;
    for (std::size_t i = 0; i < rows_.size(); ++i) left[i] /= rows_[i];
    if (unit(left) == 0) return false;
    const double growth = solve(kSolveTolerance);
    smallest = 1 / growth;
    return growth > 0;
  }

  /// Scales v to length one; its length before, 0 where that is no number.
  static double unit(std::span<double> v) {
    const double size = norm(v);
    if (!std::isfinite(size) || size == 0) return 0;
    scale(v, 1 / size);
    return size;
  }

  /// Factorises with entries changed a little, all differently: the vectors of a singular matrix then come out to that
  /// accuracy.
  bool nudge() {
    Signs signs;
    std::vector<double> near = values_;
    for (Index j = 0; j < pattern_.columns; ++j)
      for (Index p = pattern_.column_begin[j]; p < pattern_.column_begin[j + 1]; ++p)
        near[p] += kNudge * signs() / (rows_[pattern_.row[p]] * columns_[j]);
    own_ = make_klu(pattern_);
    return own_->factorize(near);
  }

  LinearSolver& linear() { return own_ ? *own_ : *p_.linear; }

  ReducedProblem& p_;
  std::unique_ptr<LinearSolver> own_;  ///< of the nudged matrix
  const SparsePattern& pattern_;
  std::vector<double> values_, rows_, columns_;
};

/// Eq. A23: rounding may have changed every coefficient by as much as it disturbs the accounts; where a few accounts are much
/// worse than the others, they count by their weight in leftᵀ J right.
double hidden_by_rounding(const Terms& terms, std::span<const double> x, const Regularity& r, std::span<const double> rounding) {
  if (rounding.empty()) return kNoise;
  double weighted = 0, gross = 0;
  std::vector<double> row(x.size(), 0.0);
  for (Index i = 0; i < terms.equations(); ++i) {
    if (r.left[i] == 0) continue;
    equation_adjoint(terms, i, x, 1.0, row);
    double sum = 0;
    for_each_mention(terms, i, [&](Place, Index, Index v) {
      sum += std::abs(row[v] * r.right[v]);
      row[v] = 0;
    });
    gross += std::abs(r.left[i]) * sum;
    weighted += std::abs(r.left[i]) * sum * rounding[i];
  }
  const double worst = *std::max_element(rounding.begin(), rounding.end());
  const double typical = gross > 0 ? weighted / gross : 0;
  return std::max({kNoise, std::min(kLeverage * worst, kMostHidden), kLeverage * typical});
}

}  // namespace

Regularity measure_regularity(ReducedProblem& reduced, std::span<const double> x, std::span<const double> rounding) {
  Regularity r;
  if (!reduced.evaluate(x)) return r;
  r.evaluated = true;
  InverseIteration iteration(reduced);
  const bool found = iteration.run();
  r.smallest = found ? iteration.smallest : 0;
  r.condition = r.smallest > 0 ? iteration.largest() / r.smallest : std::numeric_limits<double>::infinity();
  r.distance = !found ? 0 : iteration.vectors ? iteration.distance() : iteration.smallest;
  r.hidden = kNoise;
  if (!found || !iteration.vectors) return r;
  iteration.unscale();
  const EquationSystem& system = *reduced.problem.system;
  r.right.assign(x.size(), 0.0);
  const auto& unknowns = reduced.reduction.unknowns();
  for (std::size_t j = 0; j < unknowns.size(); ++j) r.right[unknowns[j]] = iteration.right[j];
  reduced.reduction.recover_tangent(x, r.right);
  scale_to_largest(r.right);
  r.left.assign(system.terms.equations(), 0.0);
  std::vector<double> none(x.size(), 0.0);
  (void)reduced.reduction.begin_adjoint(x, none, r.left);
  reduced.reduction.finish_adjoint(x, iteration.left, none, r.left);
  scale_to_largest(r.left);
  Evaluator evaluator(system.terms, std::vector<Index>(x.size(), kNone), 0);
  std::vector<double> residual(system.terms.equations());
  if (!evaluator.evaluate(x, residual)) return r;
  r.given.assign(x.size(), 0.0);
  evaluator.adjoint(r.left, r.given);
  for (std::size_t v = 0; v < x.size(); ++v)
    if (!reduced.problem.closure.exogenous[v]) r.given[v] = 0;
  scale_to_largest(r.given);
  r.hidden = std::max(hidden_by_rounding(system.terms, x, r, rounding), iteration.nudged() ? kNudged : 0);
  return r;
}

Regularity measure_regularity(const Problem& problem, std::span<const double> x, std::span<const double> rounding) {
  ReducedProblem reduced(problem, DirectSolver::Automatic);
  return measure_regularity(reduced, x, rounding);
}

}  // namespace setu
