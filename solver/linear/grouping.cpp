#include "grouping.hpp"

#include <algorithm>
#include <utility>

namespace setu {

namespace {

constexpr double kLargestGroup = 0.5;  ///< share of the core that one group may hold

using Groups = Grouping::Groups;

/// Elements of `set` among the indices of each variable that is an unknown or paired with an equation.
class Labels {
 public:
  Labels(const EquationSystem& system, Index set) : system_(system), label_(system.terms.variables, Groups{kNone, kNone}) {
    for (const auto& block : system.variables) mark(block, set);
  }
  [[nodiscard]] const Groups& of(Index variable) const { return label_[variable]; }

 private:
  void mark(const VariableBlock& block, Index set) {
    if (std::find(block.index_set.begin(), block.index_set.end(), set) == block.index_set.end()) return;
    for (std::size_t cell = 0; cell < block.slot.size(); ++cell) {
      if (block.slot[cell] == kNone) continue;
      Groups& label = label_[block.slot[cell]];
      std::size_t rest = cell;
      for (std::size_t d = block.index_set.size(); d-- > 0;) {  // the last index first: it is where a flow ends
        const std::size_t n = system_.sets[block.index_set[d]].elements.size();
        const auto element = static_cast<Index>(rest % n);
        rest /= n;
        if (block.index_set[d] != set || label[0] == element) continue;
        (label[0] == kNone ? label[0] : label[1]) = element;
      }
    }
  }
  const EquationSystem& system_;
  std::vector<Groups> label_;
};

bool meet(const Groups& a, const Groups& b) {
  return a[0] != kNone && (a[0] == b[0] || a[0] == b[1] || (a[1] != kNone && (a[1] == b[0] || a[1] == b[1])));
}

Grouping group_along(const EquationSystem& system, const Reduction& reduction, Index set) {
  const Labels labels(system, set);
  Grouping g;
  g.set = system.sets[set].name;
  g.count = static_cast<Index>(system.sets[set].elements.size());
  for (const Index v : reduction.unknowns()) g.column.push_back(labels.of(v));
  for (const Index i : reduction.equations()) {
    g.row.push_back(labels.of(system.paired[i]));
    g.partner.push_back(reduction.column()[system.paired[i]]);
  }
  return g;
}

/// How many of the core's unknowns carry no element of the set.
std::size_t uncovered(const EquationSystem& system, const Reduction& reduction, const Triangle& t, Index set) {
  std::size_t alone = 0;
  for (const Index j : t.core_column) {
    const auto& indices = system.variable_block_of(reduction.unknowns()[j]).index_set;
    alone += std::find(indices.begin(), indices.end(), set) == indices.end() ? 1 : 0;
  }
  return alone;
}

/// Whether no group holds too much of the core.
bool divides(const Grouping& g, const Triangle& t) {
  std::vector<Index> size(g.count, 0);
  for (const Index j : t.core_column)
    if (g.column[j][0] != kNone) ++size[g.column[j][0]];
  return *std::max_element(size.begin(), size.end()) <= kLargestGroup * static_cast<double>(t.core_column.size());
}

std::int64_t cut_entries(const Grouping& g, const SparsePattern& p) {
  std::int64_t cut = 0;
  for (Index j = 0; j < p.columns; ++j)
    for (Index q = p.column_begin[j]; q < p.column_begin[j + 1]; ++q)
      if (!meet(g.column[j], g.row[p.row[q]])) ++cut;
  return cut;
}

}  // namespace

Grouping find_grouping(const EquationSystem& system, const Reduction& reduction, const SparsePattern& pattern, const Triangle& triangle) {
  Grouping best;
  std::pair<std::size_t, std::int64_t> fewest;  // unknowns left out, entries cut
  for (Index set = 0; set < static_cast<Index>(system.sets.size()); ++set) {
    const std::size_t alone = uncovered(system, reduction, triangle, set);
    if (system.sets[set].elements.size() < 2 || alone > kLargestBorder) continue;
    Grouping g = group_along(system, reduction, set);
    if (!divides(g, triangle)) continue;
    const std::pair found{alone, cut_entries(g, pattern)};
    if (best.count > 0 && found >= fewest) continue;
    fewest = found;
    best = std::move(g);
  }
  return best;
}

}  // namespace setu
