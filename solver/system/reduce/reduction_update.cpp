#include "reduction_writer.hpp"
#include "setu/base/error.hpp"
#include "setu/system/reduce/reduction.hpp"

namespace setu {

namespace {

/// Coefficient of v in the linear part of equation i.
double linear_coef(const Terms& t, Index i, Index v) {
  double coef = 0;
  for (Index l = t.linear_begin[i]; l < t.linear_begin[i + 1]; ++l)
    if (t.linear_var[l] == v) coef += t.linear_coef[l];
  return coef;
}

bool same_structure(const Terms& a, const Terms& b) {
  return a.linear_begin == b.linear_begin && a.linear_var == b.linear_var && a.group_begin == b.group_begin && a.group_log == b.group_log &&
         a.group_near_one == b.group_near_one && a.term_begin == b.term_begin && a.term_level == b.term_level &&
         a.factor_begin == b.factor_begin && a.factor_var == b.factor_var;
}

}  // namespace

bool Reduction::update() {
  if (!kept_) throw LogicError("this reduction was not made to be updated");
  const Substitution substitution{kept_->fixed, kept_->start, kept_->position, part_constant_, part_begin_, part_var_, part_coef_};
  for (Explicit& sink : sinks_) sink.coef = linear_coef(*full_, sink.equation, sink.variable);
  SparseSum sum;
  for (std::size_t p = 0; p < substituted_.size(); ++p) {  // in order: what a definition reads stands before it
    Explicit& d = substituted_[p];
    d.coef = linear_coef(*full_, d.equation, d.variable);
    expand_definition(*full_, d.equation, d.variable, d.coef, substitution, sum);
    const auto& parts = sum.parts();
    const Index begin = part_begin_[p];
    if (static_cast<Index>(parts.size()) != part_begin_[p + 1] - begin) return false;
    part_constant_[p] = sum.constant();
    for (std::size_t q = 0; q < parts.size(); ++q) {
      if (part_var_[begin + static_cast<Index>(q)] != parts[q].first) return false;
      part_coef_[begin + static_cast<Index>(q)] = parts[q].second;
    }
  }
  std::vector<Index> equations;
  Terms now = write_reduced(*full_, kept_->dropped, substitution, equations);
  if (!same_structure(now, terms_)) return false;
  terms_ = std::move(now);
  return true;
}

}  // namespace setu
