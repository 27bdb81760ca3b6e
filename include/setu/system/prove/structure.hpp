#pragma once
#include <string>
#include <vector>

#include "setu/base/error.hpp"
#include "setu/system/closure.hpp"
#include "setu/system/system.hpp"

namespace setu {

/// Equations and variables that cannot be matched, whatever the numbers.
class StructureError : public InputError {
 public:
  StructureError(const std::string& text, std::vector<Index> unmet, std::vector<Index> undetermined)
      : InputError(text), equations(std::move(unmet)), variables(std::move(undetermined)) {}
  std::vector<Index> equations, variables;  ///< ids of those that are left over
};

/// An equation whose terms do not share one nominal degree.
struct DegreeFault {
  std::string equation;  ///< e.g. "E_pds(Food,IND)"
  std::string detail;    ///< what was found, one sentence
};

/// Static proof of homogeneity (docs/algorithms.md §7): scaling every variable of nominal degree d by κ^d must multiply
/// each equation by one power of κ. Returns the equations for which this fails; empty means that the system is homogeneous
/// for all values of its variables.
std::vector<DegreeFault> homogeneity_faults(const EquationSystem& system, std::size_t most = 50);

/// A maximum matching of equations with the endogenous variables that they mention.
struct Matching {
  std::vector<Index> variable_of_equation;  ///< kNone where unmatched
  std::vector<Index> unmatched_equations;
  std::vector<Index> unmatched_variables;
  /// Equations that together mention fewer variables than they are many: those reachable from an unmatched
  /// equation by alternating paths (Dulmage–Mendelsohn's overdetermined part).
  std::vector<Index> overdetermined;
  /// Variables that no set of equations can determine: reachable from an unmatched variable.
  std::vector<Index> underdetermined;
};

/// Starts from the pairing that the system declares and augments; O(nonzeros) where the pairing is nearly complete.
Matching match(const EquationSystem& system, const Closure& closure);

/// The same of a table: `found[v]` is 1 where variable v is to be determined, `paired` gives each equation's likely partner, and an
/// equation also mentions `also[i]`, where that is given.
Matching match(const Terms& terms, const std::vector<std::uint8_t>& found, const std::vector<Index>& paired,
               const std::vector<Index>& also);

/// True if every equation of a table can be matched with a variable of its own among those that have a column. `paired`
/// gives each equation's likely partner; an equation also mentions `also[i]`, where that is given (inequalities). For a reduction
/// (reduction.hpp) this is the same question as for the full system, asked of a seventh of it.
bool structurally_regular(const Terms& terms, const std::vector<Index>& column, const std::vector<Index>& paired,
                          const std::vector<Index>& also = {});

/// Throws StructureError unless the problem is square and structurally regular. The message names the equations without a
/// variable to determine and the variables without an equation.
void require_regular(const EquationSystem& system, const Closure& closure);
/// Throws StructureError with the names of what `matching` (in the ids of `system`) leaves over.
[[noreturn]] void refuse_structure(const EquationSystem& system, const Matching& matching, Index equations, Index unknowns);

}  // namespace setu
