#include "reduction_writer.hpp"

#include <algorithm>
#include <cmath>

namespace setu {

namespace {

/// Equations that one block holds: enough work to pay for joining.
constexpr Index kBlock = 20000;

/// Writes a range of equations to a table of its own.
class Writer {
 public:
  Writer(const Terms& full, const std::vector<std::uint8_t>& dropped, const Substitution& substitution)
      : t_(full), dropped_(dropped), substitution_(substitution) {}

  void write(Index first, Index last) {
    for (Index i = first; i < last; ++i)
      if (!dropped_[i]) write_equation(i);
  }

  Terms out;
  std::vector<Index> equations;

 private:
  void write_equation(Index i) {
    equations.push_back(i);
    write_linear(i);
    for (Index g = t_.group_begin[i]; g < t_.group_begin[i + 1]; ++g)
      if (!is_linear(g)) write_group(g);
    out.group_begin.push_back(out.groups());
  }

  void write_group(Index g) {
    for (Index k = t_.term_begin[g]; k < t_.term_begin[g + 1]; ++k) write_term(k);
    if (out.terms() == out.term_begin.back() && !t_.group_log[g]) return;  // every term was zero
    out.group_scale.push_back(t_.group_scale[g]);
    out.group_log.push_back(t_.group_log[g]);
    out.group_near_one.push_back(t_.group_near_one[g]);
    out.term_begin.push_back(out.terms());
  }

  void add_exponent(Index k, double scale) {
    for (Index f = t_.factor_begin[k]; f < t_.factor_begin[k + 1]; ++f)
      substitution_.add(t_.factor_var[f], scale * t_.factor_exponent[f], sum_);
  }

  /// The logarithm of a single term without unlogged factor is linear.
  [[nodiscard]] bool is_linear(Index g) const {
    const Index k = t_.term_begin[g];
    return t_.group_log[g] && t_.term_begin[g + 1] == k + 1 && t_.term_level[k] == kNone && t_.term_coef[k] > 0;
  }

  void write_term(Index k) {
    const Index z = t_.term_level[k];
    const bool given = z != kNone && substitution_.fixed[z];
    const double coef = given ? t_.term_coef[k] * substitution_.start[z] : t_.term_coef[k];
    if (coef == 0) return;
    sum_.clear();
    add_exponent(k, 1.0);
    sum_.finish();
    out.term_coef.push_back(sum_.constant() == 0 ? coef : coef * std::exp(sum_.constant()));
    out.term_level.push_back(given ? kNone : z);
    for (const auto& [w, a] : sum_.parts()) {
      out.factor_var.push_back(w);
      out.factor_exponent.push_back(a);
    }
    out.factor_begin.push_back(static_cast<Index>(out.factor_var.size()));
  }

  void write_linear(Index i) {
    sum_.clear();
    sum_.add_constant(t_.constant[i]);
    for (Index l = t_.linear_begin[i]; l < t_.linear_begin[i + 1]; ++l) substitution_.add(t_.linear_var[l], t_.linear_coef[l], sum_);
    for (Index g = t_.group_begin[i]; g < t_.group_begin[i + 1]; ++g) {
      if (!is_linear(g)) continue;
      sum_.add_constant(t_.group_scale[g] * std::log(t_.term_coef[t_.term_begin[g]]));
      add_exponent(t_.term_begin[g], t_.group_scale[g]);
    }
    sum_.finish();
    out.constant.push_back(sum_.constant());
    for (const auto& [w, a] : sum_.parts()) {
      out.linear_var.push_back(w);
      out.linear_coef.push_back(a);
    }
    out.linear_begin.push_back(static_cast<Index>(out.linear_var.size()));
  }

  const Terms& t_;
  const std::vector<std::uint8_t>& dropped_;
  const Substitution& substitution_;
  SparseSum sum_;
};

template <class T>
void join(std::vector<T>& to, std::vector<T>& part) {
  to.insert(to.end(), part.begin(), part.end());
  part = {};
}

/// Appends offsets that start at zero to offsets that end at to.back().
void join_offsets(std::vector<Index>& to, std::vector<Index>& part) {
  const Index base = to.back();
  for (std::size_t k = 1; k < part.size(); ++k) to.push_back(base + part[k]);
  part = {};
}

void append(Terms& to, Terms& part) {
  join(to.constant, part.constant);
  join_offsets(to.linear_begin, part.linear_begin);
  join(to.linear_var, part.linear_var);
  join(to.linear_coef, part.linear_coef);
  join_offsets(to.group_begin, part.group_begin);
  join(to.group_scale, part.group_scale);
  join(to.group_log, part.group_log);
  join(to.group_near_one, part.group_near_one);
  join_offsets(to.term_begin, part.term_begin);
  join(to.term_coef, part.term_coef);
  join(to.term_level, part.term_level);
  join_offsets(to.factor_begin, part.factor_begin);
  join(to.factor_var, part.factor_var);
  join(to.factor_exponent, part.factor_exponent);
}

void reserve(Terms& to, const std::vector<Writer>& parts) {
  std::size_t equations = 0, linear = 0, groups = 0, terms = 0, factors = 0;
  for (const Writer& w : parts) {
    equations += w.out.constant.size();
    linear += w.out.linear_var.size();
    groups += w.out.group_scale.size();
    terms += w.out.term_coef.size();
    factors += w.out.factor_var.size();
  }
  to.constant.reserve(equations);
  to.linear_begin.reserve(equations + 1);
  to.group_begin.reserve(equations + 1);
  to.linear_var.reserve(linear);
  to.linear_coef.reserve(linear);
  to.group_scale.reserve(groups);
  to.group_log.reserve(groups);
  to.group_near_one.reserve(groups);
  to.term_begin.reserve(groups + 1);
  to.term_coef.reserve(terms);
  to.term_level.reserve(terms);
  to.factor_begin.reserve(terms + 1);
  to.factor_var.reserve(factors);
  to.factor_exponent.reserve(factors);
}

}  // namespace

void expand_definition(const Terms& t, Index i, Index v, double coef, const Substitution& substitution, SparseSum& sum) {
  sum.clear();
  sum.add_constant(-t.constant[i] / coef);
  for (Index l = t.linear_begin[i]; l < t.linear_begin[i + 1]; ++l)
    if (t.linear_var[l] != v) substitution.add(t.linear_var[l], -t.linear_coef[l] / coef, sum);
  sum.finish();
}

Terms write_reduced(const Terms& full, const std::vector<std::uint8_t>& dropped, const Substitution& substitution,
                    std::vector<Index>& equations) {
  const Index n = full.equations(), blocks = (n + kBlock - 1) / kBlock;
  std::vector<Writer> parts(blocks, Writer(full, dropped, substitution));
#pragma omp parallel for schedule(dynamic) if (blocks > 1)
  for (Index b = 0; b < blocks; ++b) parts[b].write(b * kBlock, std::min(n, (b + 1) * kBlock));
  Terms out;
  reserve(out, parts);
  for (Writer& part : parts) {
    append(out, part.out);
    join(equations, part.equations);
  }
  out.variables = full.variables;
  return out;
}

}  // namespace setu
