#include "full_nlp.hpp"

#include <algorithm>
#include <set>

#include "setu/system/derive/evaluator.hpp"

namespace setu {

namespace {

/// Endogenous variables that the outcomes mention: the reduction must not do away with them.
std::vector<Index> mentioned(const Terms& t, const Closure& closure) {
  std::set<Index> ids(t.linear_var.begin(), t.linear_var.end());
  ids.insert(t.factor_var.begin(), t.factor_var.end());
  ids.insert(t.term_level.begin(), t.term_level.end());
  std::vector<Index> endogenous;
  for (const Index v : ids)
    if (v != kNone && !closure.exogenous[v]) endogenous.push_back(v);
  return endogenous;
}

Reduction reduce(const Problem& p, const Terms& outcomes) {
  std::vector<std::uint8_t> moves(p.start.size(), 0);
  for (const Index v : p.path.variable) moves[v] = 1;
  ReductionOptions options;
  options.keep = mentioned(outcomes, p.closure);
  return Reduction(*p.system, p.closure, moves, p.start, options);
}

}  // namespace

FullNlp::FullNlp(const ControlledSystem& system, const OptimumProblem& problem, Scaling scaling, const OptimumOptions& options)
    : ControlNlp(problem, std::move(scaling), options, system.stop()),
      control_ids_(system.controls()),
      reduction_(reduce(system.problem_at(system.at()), system.outcome_terms())),
      outcome_terms_(system.outcome_terms()),
      equation_(reduction_.terms(), columns(), system_size() + controls()),
      outcome_(outcome_terms_, columns(), system_size() + controls()),
      equation_hessian_(equation_),
      outcome_hessian_(outcome_),
      x_(system.solution().x),
      residual_(system_size()),
      outcomes_(outcome_terms_.equations()),
      equation_values_(equation_.pattern().nonzeros()),
      outcome_values_(outcome_.pattern().nonzeros()),
      weights_(outcome_terms_.equations()) {
  for (const Index v : reduction_.unknowns()) start_.push_back(x_[v]);
  for (std::size_t k = 0; k < control_ids_.size(); ++k) start_.push_back((system.at()[k] - scaling_.base[k]) / scaling_.range[k]);
  find_positions();
}

std::vector<Index> FullNlp::columns() const {
  std::vector<Index> column = reduction_.column();
  for (std::size_t k = 0; k < control_ids_.size(); ++k) column[control_ids_[k]] = system_size() + static_cast<Index>(k);
  return column;
}

void FullNlp::find_positions() {
  const auto append = [](const SparsePattern& pattern, Index shift, Index from_row, Positions& p) {
    for (Index j = 0; j < pattern.columns; ++j)
      for (Index q = pattern.column_begin[j]; q < pattern.column_begin[j + 1]; ++q)
        if (pattern.row[q] >= from_row) p.row.push_back(pattern.row[q] + shift), p.column.push_back(j);
  };
  append(equation_.pattern(), 0, 0, jacobian_);
  append(outcome_.pattern(), system_size() - 1, 1, jacobian_);
  append(equation_hessian_.pattern(), 0, 0, hessian_);
  append(outcome_hessian_.pattern(), 0, 0, hessian_);
}

void FullNlp::bounds(std::span<double> lower, std::span<double> upper, std::span<double> g_lower, std::span<double> g_upper) const {
  const auto n = static_cast<std::ptrdiff_t>(system_size());
  std::fill(lower.begin(), lower.begin() + n, -kUnbounded);
  std::fill(upper.begin(), upper.begin() + n, kUnbounded);
  std::fill(lower.begin() + n, lower.end(), 0.0);
  std::fill(upper.begin() + n, upper.end(), 1.0);
  std::fill(g_lower.begin(), g_lower.begin() + n, 0.0);
  std::fill(g_upper.begin(), g_upper.begin() + n, 0.0);
  outcome_bounds(g_lower.subspan(static_cast<std::size_t>(n)), g_upper.subspan(static_cast<std::size_t>(n)));
}

void FullNlp::start(std::span<double> y) const { std::copy(start_.begin(), start_.end(), y.begin()); }

std::vector<double> FullNlp::controls_of(std::span<const double> y) const {
  return scaling_.controls(y.subspan(static_cast<std::size_t>(system_size())));
}

bool FullNlp::evaluate(std::span<const double> y, double& f, std::span<double> g) {
  const auto& ids = reduction_.unknowns();
  for (std::size_t j = 0; j < ids.size(); ++j) x_[ids[j]] = y[j];
  const auto u = controls_of(y);
  for (std::size_t k = 0; k < u.size(); ++k) x_[control_ids_[k]] = u[k];
  if (!equation_.evaluate(x_, residual_) || !outcome_.evaluate(x_, outcomes_)) return false;
  std::copy(residual_.begin(), residual_.end(), g.begin());
  f = -scaling_.outcome[0] * outcomes_[0];
  for (std::size_t j = 1; j < outcomes_.size(); ++j) g[residual_.size() + j - 1] = scaling_.outcome[j] * outcomes_[j];
  return true;
}

bool FullNlp::gradient(std::span<double> out) {
  std::fill(out.begin(), out.end(), 0.0);
  outcome_.jacobian(outcome_values_);
  const SparsePattern& pattern = outcome_.pattern();
  for (Index j = 0; j < pattern.columns; ++j)
    for (Index q = pattern.column_begin[j]; q < pattern.column_begin[j + 1]; ++q)
      if (pattern.row[q] == 0) out[j] -= scaling_.outcome[0] * unit(j) * outcome_values_[q];
  return true;
}

bool FullNlp::jacobian(std::span<double> values) {
  equation_.jacobian(equation_values_);
  outcome_.jacobian(outcome_values_);
  std::size_t out = 0;
  for (; out < equation_values_.size(); ++out) values[out] = unit(jacobian_.column[out]) * equation_values_[out];
  const SparsePattern& pattern = outcome_.pattern();
  for (Index j = 0; j < pattern.columns; ++j)
    for (Index q = pattern.column_begin[j]; q < pattern.column_begin[j + 1]; ++q)
      if (pattern.row[q] > 0) values[out++] = scaling_.outcome[pattern.row[q]] * unit(j) * outcome_values_[q];
  return true;
}

bool FullNlp::hessian(double weight, std::span<const double> multipliers, std::span<double> values) {
  const auto inside = static_cast<std::size_t>(equation_hessian_.pattern().nonzeros());
  equation_hessian_.values(multipliers.first(residual_.size()), values.first(inside));
  weights_[0] = -weight * scaling_.outcome[0];
  for (std::size_t j = 1; j < weights_.size(); ++j) weights_[j] = multipliers[residual_.size() + j - 1] * scaling_.outcome[j];
  outcome_hessian_.values(weights_, values.subspan(inside));
  for (std::size_t p = 0; p < values.size(); ++p) values[p] *= unit(hessian_.row[p]) * unit(hessian_.column[p]);
  return true;
}

}  // namespace setu
