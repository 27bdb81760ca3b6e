#include "setu/system/reduce/reduction.hpp"

#include <algorithm>
#include <cmath>

#include "solver/system/derive/mentions.hpp"
#include "reduction_writer.hpp"

namespace setu {

namespace {
Index size32(std::size_t n) { return static_cast<Index>(n); }
}  // namespace

/// Builds a Reduction in four passes, each linear in the number of nonzeros.
class Reducer {
 public:
  Reducer(Reduction& result, const EquationSystem& system, const Closure& closure, std::span<const std::uint8_t> moves,
          std::span<const double> start, const ReductionOptions& options)
      : r_(result), system_(system), t_(system.terms), start_(start), options_(options), substitution_{fixed_,         start,
                                                                                                       position_,      r_.part_constant_,
                                                                                                       r_.part_begin_, r_.part_var_,
                                                                                                       r_.part_coef_} {
    endogenous_.resize(t_.variables);
    fixed_.resize(t_.variables);
    for (Index v = 0; v < t_.variables; ++v) {
      endogenous_[v] = closure.exogenous[v] ? 0 : 1;
      fixed_[v] = closure.exogenous[v] && !moves[v] ? 1 : 0;
    }
    kept_.assign(t_.variables, 0);
    for (const Index v : options.keep) kept_[v] = 1;
    dropped_.assign(t_.equations(), 0);
    position_.assign(t_.variables, kNone);
    if (!system.complementarities.empty()) complement_.assign(t_.equations(), kNone);
    for (const auto& c : system.complementarities) complement_[c.equation] = c.variable;
  }

  void run() {
    if (options_.drop_sinks) peel_sinks();
    if (options_.substitute) {
      find_definitions();
      order_definitions();
      count_uses();
      expand_definitions();
    }
    r_.terms_ = write_reduced(t_, dropped_, substitution_, r_.equations_);
    number_unknowns();
    if (!complement_.empty())
      for (const Index i : r_.equations_) r_.complements_.push_back(complement_[i]);
    if (options_.updatable) r_.kept_ = {fixed_, dropped_, position_, {start_.begin(), start_.end()}};
  }

 private:
  /// The variable that equation i is complementary with, or kNone for an ordinary equation.
  [[nodiscard]] Index complement(Index i) const { return complement_.empty() ? kNone : complement_[i]; }

  /// Coefficient of v in equation i if v stands there in the linear part only, else 0. An inequality gives no variable.
  [[nodiscard]] double explicit_coef(Index i, Index v) const {
    if (complement(i) != kNone) return 0;
    double coef = 0;
    bool elsewhere = false;
    for_each_mention(t_, i, [&](Place place, Index position, Index w) {
      if (w != v) return;
      if (place == Place::Linear) coef += t_.linear_coef[position];
      else elsewhere = true;
    });
    return elsewhere ? 0.0 : coef;
  }

  template <class Visit>
  void for_each_distinct(Index i, std::vector<Index>& seen, Visit visit) const {
    const auto once = [&](Index v) {
      if (!endogenous_[v] || seen[v] == i) return;
      seen[v] = i;
      visit(v);
    };
    for_each_mention(t_, i, [&](Place, Index, Index v) { once(v); });
    if (complement(i) != kNone) once(complement(i));
  }

  /// Repeatedly removes an equation that alone mentions some endogenous variable, linearly.
  void peel_sinks() {
    std::vector<Index> seen(t_.variables, kNone), count(t_.variables, 0), last(t_.variables, 0);
    for (Index i = 0; i < t_.equations(); ++i) for_each_distinct(i, seen, [&](Index v) { ++count[v], last[v] ^= i; });
    std::vector<Index> ready;
    for (Index v = 0; v < t_.variables; ++v)
      if (count[v] == 1) ready.push_back(v);
    std::fill(seen.begin(), seen.end(), kNone);
    while (!ready.empty()) {
      const Index v = ready.back();
      ready.pop_back();
      if (count[v] != 1) continue;  // its equation was taken by another variable meanwhile
      const Index i = last[v];      // xor of the equations that still mention v: the only one left
      const double coef = kept_[v] || kept_[system_.paired[i]] ? 0 : explicit_coef(i, v);
      if (coef == 0) continue;
      r_.sinks_.push_back({i, v, coef});
      dropped_[i] = 1;
      position_[v] = -2;
      for_each_distinct(i, seen, [&](Index w) {
        last[w] ^= i;
        if (--count[w] == 1) ready.push_back(w);
      });
    }
    std::reverse(r_.sinks_.begin(), r_.sinks_.end());
  }

  /// definition_[v]: the equation that defines v log-linearly, where substitution is possible at all.
  void find_definitions() {
    definition_.assign(t_.variables, kNone);
    for (const auto& block : system_.equations) {
      if (!block.definition) continue;
      for (Index i = block.first; i < block.first + block.count; ++i) {
        const Index v = system_.paired[i];
        const bool linear = t_.group_begin[i] == t_.group_begin[i + 1];
        if (!dropped_[i] && linear && endogenous_[v] && !kept_[v] && position_[v] == kNone && explicit_coef(i, v) != 0) definition_[v] = i;
      }
    }
    for (Index i = 0; i < t_.equations(); ++i)
      if (!dropped_[i])
        for (Index k = t_.term_begin[t_.group_begin[i]]; k < t_.term_begin[t_.group_begin[i + 1]]; ++k)
          if (t_.term_level[k] != kNone) definition_[t_.term_level[k]] = kNone;
  }

  /// Depth-first order in which every definition comes after those it reads; a definition that closes a circle is
  /// kept implicit.
  void order_definitions() {
    enum : std::uint8_t { New, Open, Done };
    std::vector<std::uint8_t> state(t_.variables, New);
    std::vector<std::pair<Index, Index>> stack;  // variable, next linear position
    for (Index root = 0; root < t_.variables; ++root) {
      if (definition_[root] == kNone || state[root] != New) continue;
      stack.emplace_back(root, t_.linear_begin[definition_[root]]);
      state[root] = Open;
      while (!stack.empty()) {
        const Index v = stack.back().first;
        const Index i = definition_[v];
        if (i == kNone || stack.back().second == t_.linear_begin[i + 1]) {
          state[v] = Done;
          if (i != kNone) order_.push_back(v);
          stack.pop_back();
          continue;
        }
        const Index w = t_.linear_var[stack.back().second++];
        if (w == v || definition_[w] == kNone) continue;
        if (state[w] == Open) definition_[w] = kNone;  // a circle: keep w implicit
        else if (state[w] == New) {
          state[w] = Open;
          stack.emplace_back(w, t_.linear_begin[definition_[w]]);
        }
      }
    }
    std::erase_if(order_, [&](Index v) { return definition_[v] == kNone; });
  }

  /// uses_[v]: in how many places v would stand if every definition were substituted.
  void count_uses() {
    uses_.assign(t_.variables, 0);
    for (Index i = 0; i < t_.equations(); ++i) {
      if (dropped_[i] || definition_[system_.paired[i]] == i) continue;
      for_each_mention(t_, i, [&](Place, Index, Index v) { uses_[v] += 1; });
    }
    for (auto it = order_.rbegin(); it != order_.rend(); ++it) {
      const Index i = definition_[*it];
      for (Index l = t_.linear_begin[i]; l < t_.linear_begin[i + 1]; ++l)
        if (t_.linear_var[l] != *it) uses_[t_.linear_var[l]] += uses_[*it];
    }
  }

  void expand_definitions() {
    for (const Index v : order_) {
      const Index i = definition_[v];
      const double coef = explicit_coef(i, v);
      expand_definition(t_, i, v, coef, substitution_, accumulator_);
      const Index length = size32(accumulator_.parts().size());
      if (length > options_.short_length && length * uses_[v] > options_.fill_limit) continue;
      position_[v] = size32(r_.eliminated_.size());
      dropped_[i] = 1;
      r_.eliminated_.push_back(v);
      r_.substituted_.push_back({i, v, coef});
      r_.part_constant_.push_back(accumulator_.constant());
      for (const auto& [w, a] : accumulator_.parts()) {
        r_.part_var_.push_back(w);
        r_.part_coef_.push_back(a);
      }
      r_.part_begin_.push_back(size32(r_.part_var_.size()));
    }
  }

  /// Columns follow the rows where a row's paired variable is an unknown, so that the diagonal is a natural pivot.
  void number_unknowns() {
    r_.column_.assign(t_.variables, kNone);
    const auto take = [&](Index v) {
      if (!endogenous_[v] || position_[v] != kNone || r_.column_[v] != kNone) return;
      r_.column_[v] = size32(r_.unknowns_.size());
      r_.unknowns_.push_back(v);
    };
    for (const Index i : r_.equations_) take(system_.paired[i]);
    for (Index v = 0; v < t_.variables; ++v) take(v);
  }

  Reduction& r_;
  const EquationSystem& system_;
  const Terms& t_;
  std::span<const double> start_;
  const ReductionOptions& options_;
  std::vector<std::uint8_t> endogenous_, fixed_, dropped_, kept_;
  std::vector<Index> position_;    // of substituted variables; −2 for sinks' variables
  std::vector<Index> complement_;  // per equation; empty where there are no inequalities
  SparseSum accumulator_;
  Substitution substitution_;
  std::vector<Index> definition_, order_;
  std::vector<double> uses_;
};

Reduction::Reduction(const EquationSystem& system, const Closure& closure, std::span<const std::uint8_t> moves,
                     std::span<const double> start, const ReductionOptions& options)
    : full_(&system.terms) {
  Reducer(*this, system, closure, moves, start, options).run();
}

}  // namespace setu
