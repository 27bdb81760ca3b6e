#include <algorithm>

#include "solver/system/derive/mentions.hpp"
#include "setu/base/error.hpp"
#include "setu/system/prove/structure.hpp"

namespace setu {

namespace {

/// Endogenous variables by equation, and its transpose.
struct Graph {
  std::vector<Index> begin{0}, other;
};

/// `also[i]`, where given, counts as mentioned by equation i.
template <class Include>
Graph equations_to_variables(const Terms& t, const std::vector<Index>& also, Include include) {
  Graph g;
  g.begin.reserve(static_cast<std::size_t>(t.equations()) + 1);
  g.other.reserve(t.linear_var.size() + t.factor_var.size() + t.term_level.size());
  std::vector<Index> seen(t.variables, kNone);
  for (Index i = 0; i < t.equations(); ++i) {
    const auto mention = [&](Index v) {
      if (seen[v] == i || !include(v)) return;
      seen[v] = i;
      g.other.push_back(v);
    };
    for_each_mention(t, i, [&](Place, Index, Index v) { mention(v); });
    if (!also.empty() && also[i] != kNone) mention(also[i]);
    g.begin.push_back(static_cast<Index>(g.other.size()));
  }
  return g;
}

Graph transpose(const Graph& g, Index columns) {
  Graph out;
  out.begin.assign(columns + 1, 0);
  for (const Index v : g.other) ++out.begin[v + 1];
  for (Index v = 0; v < columns; ++v) out.begin[v + 1] += out.begin[v];
  out.other.resize(g.other.size());
  std::vector<Index> next(out.begin.begin(), out.begin.end() - 1);
  for (std::size_t i = 0; i + 1 < g.begin.size(); ++i)
    for (Index p = g.begin[i]; p < g.begin[i + 1]; ++p) out.other[next[g.other[p]]++] = static_cast<Index>(i);
  return out;
}

/// Maximum bipartite matching by depth-first augmenting paths with look-ahead (Duff, Kaya and Uçar 2011, "PFP").
class Matcher {
 public:
  Matcher(const Graph& g, Index variables)
      : g_(g), equation_of_(variables, kNone), variable_of_(g.begin.size() - 1, kNone), seen_(variables, kNone) {}

  void seed(const std::vector<Index>& paired) {
    for (std::size_t i = 0; i < variable_of_.size(); ++i) {
      const auto first = g_.other.begin() + g_.begin[i], last = g_.other.begin() + g_.begin[i + 1];
      const Index v = paired[i];
      if (equation_of_[v] == kNone && std::find(first, last, v) != last) assign(static_cast<Index>(i), v);
    }
  }

  /// Repeats passes over the unmatched equations until a pass finds no augmenting path.
  void run() {
    lookahead_ = {g_.begin.begin(), g_.begin.end() - 1};
    for (bool found = true; found;) {
      found = false;
      std::fill(seen_.begin(), seen_.end(), kNone);  // shared by one pass: its paths are disjoint
      for (Index i = 0; i < static_cast<Index>(variable_of_.size()); ++i)
        if (variable_of_[i] == kNone && augment(i)) found = true;
    }
  }

  [[nodiscard]] const std::vector<Index>& variable_of() const { return variable_of_; }
  [[nodiscard]] const std::vector<Index>& equation_of() const { return equation_of_; }

 private:
  struct Step {
    Index equation, next;
  };

  void assign(Index i, Index v) {
    variable_of_[i] = v;
    equation_of_[v] = i;
  }

  /// A free variable of equation i, looked for once over the whole run.
  Index free_variable(Index i) {
    while (lookahead_[i] < g_.begin[i + 1]) {
      const Index v = g_.other[lookahead_[i]++];
      if (equation_of_[v] == kNone) return v;
    }
    return kNone;
  }

  bool augment(Index root) {
    stack_.assign(1, {root, g_.begin[root]});
    while (!stack_.empty()) {
      const Index i = stack_.back().equation;
      if (Index v = free_variable(i); v != kNone) {
        for (; !stack_.empty(); stack_.pop_back()) {  // flip the path
          const Index previous = variable_of_[stack_.back().equation];
          assign(stack_.back().equation, v);
          v = previous;
        }
        return true;
      }
      if (!descend()) stack_.pop_back();
    }
    return false;
  }

  bool descend() {
    Step& top = stack_.back();
    while (top.next < g_.begin[top.equation + 1]) {
      const Index v = g_.other[top.next++];
      if (seen_[v] == 0) continue;
      seen_[v] = 0;
      const Index j = equation_of_[v];
      if (j == top.equation) continue;
      stack_.push_back({j, g_.begin[j]});
      return true;
    }
    return false;
  }

  const Graph& g_;
  std::vector<Index> equation_of_, variable_of_, seen_, lookahead_;
  std::vector<Step> stack_;
};

/// Nodes of the left side reachable from `roots` by edges to the right and matched edges back.
std::vector<Index> alternating(const Graph& g, const std::vector<Index>& roots, const std::vector<Index>& back) {
  std::vector<std::uint8_t> seen(g.begin.size() - 1, 0);
  std::vector<Index> reached = roots;
  for (const Index r : roots) seen[r] = 1;
  for (std::size_t k = 0; k < reached.size(); ++k)
    for (Index p = g.begin[reached[k]]; p < g.begin[reached[k] + 1]; ++p) {
      const Index next = back[g.other[p]];
      if (next == kNone || seen[next]) continue;
      seen[next] = 1;
      reached.push_back(next);
    }
  std::sort(reached.begin(), reached.end());
  return reached;
}

/// "a, b, c and 14 more"
template <class Name>
std::string listed(const std::vector<Index>& ids, Name name, std::size_t most = 10) {
  std::string text;
  for (std::size_t k = 0; k < std::min(most, ids.size()); ++k) text += (k ? ", " : "") + name(ids[k]);
  if (ids.size() > most) text += " and " + std::to_string(ids.size() - most) + " more";
  return text;
}

}  // namespace

Matching match(const Terms& terms, const std::vector<std::uint8_t>& found, const std::vector<Index>& paired,
               const std::vector<Index>& also) {
  const Graph graph = equations_to_variables(terms, also, [&](Index v) { return found[v] != 0; });
  Matcher matcher(graph, terms.variables);
  matcher.seed(paired);
  matcher.run();
  Matching m;
  m.variable_of_equation = matcher.variable_of();
  for (Index i = 0; i < terms.equations(); ++i)
    if (matcher.variable_of()[i] == kNone) m.unmatched_equations.push_back(i);
  for (Index v = 0; v < terms.variables; ++v)
    if (found[v] && matcher.equation_of()[v] == kNone) m.unmatched_variables.push_back(v);
  if (!m.unmatched_equations.empty()) m.overdetermined = alternating(graph, m.unmatched_equations, matcher.equation_of());
  if (!m.unmatched_variables.empty())
    m.underdetermined = alternating(transpose(graph, terms.variables), m.unmatched_variables, matcher.variable_of());
  return m;
}

Matching match(const EquationSystem& system, const Closure& closure) {
  std::vector<Index> also;
  if (!system.complementarities.empty()) also.assign(system.terms.equations(), kNone);
  for (const auto& c : system.complementarities) also[c.equation] = c.variable;
  std::vector<std::uint8_t> found(closure.exogenous.size());
  for (std::size_t v = 0; v < found.size(); ++v) found[v] = closure.exogenous[v] ? 0 : 1;
  return match(system.terms, found, system.paired, also);
}

bool structurally_regular(const Terms& terms, const std::vector<Index>& column, const std::vector<Index>& paired,
                          const std::vector<Index>& also) {
  const Graph graph = equations_to_variables(terms, also, [&](Index v) { return column[v] != kNone; });
  Matcher matcher(graph, terms.variables);
  matcher.seed(paired);
  matcher.run();
  const auto& found = matcher.variable_of();
  return std::find(found.begin(), found.end(), kNone) == found.end();
}

void refuse_structure(const EquationSystem& system, const Matching& m, Index equations, Index unknowns) {
  const auto variable = [&](Index v) { return system.variable_name(v); };
  const auto equation = [&](Index i) { return system.equation_name(i); };
  std::string text;
  if (equations != unknowns)
    text =
        "The closure is not square: " + std::to_string(equations) + " equations for " + std::to_string(unknowns) + " endogenous variables.";
  else text = "The closure is square (" + std::to_string(equations) + " equations) but structurally singular.";
  if (!m.unmatched_equations.empty())
    text += " Equations left without a variable to determine: " + listed(m.unmatched_equations, equation) + ".";
  if (m.overdetermined.size() > m.unmatched_equations.size())
    text += " Too few endogenous variables stand in: " + listed(m.overdetermined, equation) + ".";
  if (!m.unmatched_variables.empty())
    text += " Endogenous variables that no equation determines: " + listed(m.unmatched_variables, variable) + ".";
  if (m.underdetermined.size() > m.unmatched_variables.size())
    text += " Too many endogenous variables: " + listed(m.underdetermined, variable) + ".";
  throw StructureError(text, m.unmatched_equations, m.underdetermined);
}

void require_regular(const EquationSystem& system, const Closure& closure) {
  const Matching m = match(system, closure);
  if (m.unmatched_equations.empty() && m.unmatched_variables.empty()) return;
  refuse_structure(system, m, system.terms.equations(), closure.endogenous_count());
}

}  // namespace setu
