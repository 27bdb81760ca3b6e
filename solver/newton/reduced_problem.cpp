#include "reduced_problem.hpp"

#include <algorithm>
#include <cmath>

#include "solver/linear/grouping.hpp"
#include "setu/base/error.hpp"
#include "setu/system/prove/structure.hpp"

namespace setu {

namespace {

/// Of the linear solve in each of a tangent's two passes: together they leave rounding.
constexpr double kTangentTolerance = 1e-9;

std::vector<std::uint8_t> moving(const Problem& problem) {
  std::vector<std::uint8_t> moves(problem.system->terms.variables, 0);
  for (const Index v : problem.path.variable) moves[v] = 1;
  return moves;
}

/// What is left over where the reduced system cannot be matched although the full one can: coefficients that cancel when
/// definitions are written into their users.
[[noreturn]] void refuse_reduction(const Problem& p, const Reduction& r, const std::vector<Index>& paired) {
  std::vector<std::uint8_t> found(r.column().size());
  for (std::size_t v = 0; v < found.size(); ++v) found[v] = r.column()[v] == kNone ? 0 : 1;
  Matching m = match(r.terms(), found, paired, r.complements());
  for (auto* rows : {&m.unmatched_equations, &m.overdetermined})
    for (Index& row : *rows) row = r.equations()[row];
  refuse_structure(*p.system, m, p.system->terms.equations(), p.closure.endogenous_count());
}

/// The reduction, once it is known that its equations can be matched with its unknowns (docs/algorithms.md §7). Where they
/// cannot, the full system is matched first, which names what is wrong best.
Reduction checked_reduction(const Problem& p, const ReductionOptions& options) {
  if (p.closure.endogenous_count() != p.system->terms.equations()) require_regular(*p.system, p.closure);
  Reduction r(*p.system, p.closure, moving(p), p.start, options);
  std::vector<Index> paired;
  paired.reserve(r.equations().size());
  for (const Index i : r.equations()) paired.push_back(p.system->paired[i]);
  const bool square = r.equations().size() == r.unknowns().size();
  const bool regular = square && structurally_regular(r.terms(), r.column(), paired, r.complements());
  if (!regular) require_regular(*p.system, p.closure);
  if (square && !regular) refuse_reduction(p, r, paired);
  if (!square) throw LogicError("the reduced system is not square although the full one is");
  return r;
}

std::unique_ptr<LinearSolver> make_linear_solver(DirectSolver kind, const EquationSystem& system, const Reduction& reduction,
                                                 const SparsePattern& pattern) {
  switch (kind) {
    case DirectSolver::Klu: return make_klu(pattern, definitions_first(find_triangle(system, reduction, pattern)));
    case DirectSolver::Umfpack: return make_umfpack(pattern);
    case DirectSolver::Automatic:
    case DirectSolver::Condensed: {
      Triangle triangle = find_triangle(system, reduction, pattern);
      const Grouping grouping = find_grouping(system, reduction, pattern, triangle);
      if (kind == DirectSolver::Automatic && grouping.count == 0 && triangle.core_row.size() > kLargestDenseCore)
        return make_klu(pattern, definitions_first(triangle));
      return make_condensed(pattern, std::move(triangle), grouping);
    }
  }
  throw LogicError("unknown direct solver");
}

}  // namespace

ReducedProblem::ReducedProblem(const Problem& p, DirectSolver direct, std::shared_ptr<Reduction> shared)
    : problem(p),
      shared_(std::move(shared)),
      reduction(*shared_),
      evaluator(reduction.terms(), reduction.column(), static_cast<Index>(reduction.unknowns().size()), reduction.complements()),
      inequalities(*p.system, reduction, evaluator.pattern()),
      linear(make_linear_solver(direct, *p.system, reduction, evaluator.pattern())),
      residual(reduction.equations().size()),
      values_(evaluator.pattern().nonzeros()),
      work_(residual.size()) {}

ReducedProblem::ReducedProblem(const Problem& p, DirectSolver direct, const ReductionOptions& options)
    : ReducedProblem(p, direct, std::make_shared<Reduction>(checked_reduction(p, options))) {}

ReducedProblem::ReducedProblem(const Problem& p, DirectSolver direct, const ReducedProblem& twin)
    : ReducedProblem(p, direct, twin.shared_) {}

bool ReducedProblem::update() {
  if (!shared_->update()) return false;
  evaluator.update();
  return true;
}

bool ReducedProblem::linearize() {
  jacobian(values_);
  return linear->refresh(values_);
}

bool ReducedProblem::evaluate(std::span<const double> x) {
  if (!evaluator.evaluate(x, residual)) return false;
  if (!inequalities.empty()) inequalities.transform(x, residual);
  return true;
}

void ReducedProblem::jacobian(std::span<double> values) const {
  evaluator.jacobian(values);
  if (!inequalities.empty()) inequalities.jacobian(values);
}

void ReducedProblem::move(std::span<double> x, double scale, std::span<const double> step) const {
  const auto& unknowns = reduction.unknowns();
  for (std::size_t j = 0; j < unknowns.size(); ++j) x[unknowns[j]] += scale * step[j];
}

bool ReducedProblem::tangent(std::span<double> dx) {
  for (int pass = 0; pass < 2; ++pass) {  // the second pass refines the first
    evaluator.product(dx, work_);
    if (!inequalities.empty()) inequalities.product(dx, work_);
    if (!linear->solve(work_, kTangentTolerance)) return false;
    move(dx, -1.0, work_);
  }
  return true;
}

void ReducedProblem::record_sizes(Certificate& c) const {
  c.reduced_equations = size();
  c.jacobian_nonzeros = evaluator.pattern().nonzeros();
  c.factor_nonzeros = linear->factor_nonzeros();
}

}  // namespace setu
