#pragma once
#include <map>
#include <string>

#include "setu/system/write/builder.hpp"
#include "setu/system/closure.hpp"

namespace setu::test {

/// Writes small systems of scalar variables, one equation per block, for tests.
class Scalars {
 public:
  Var log(const char* name, double degree = 0) { return add({name, name, degree, Unit::Log}, 1.0); }
  Var level(const char* name, double value, double degree = 0) { return add({name, name, degree, Unit::Level}, value); }

  /// Names live as long as the caller's literals: pass string literals.
  void equation(const char* name, Var paired, const Expression& residual) {
    builder_.equations({name, "0", name}, block_of_.at(paired.id), Role::Implicit).implicit(paired, residual);
  }
  void definition(const char* name, Var paired, const Expression& rhs) {
    builder_.equations({name, "0", name}, block_of_.at(paired.id), Role::Definition).define(paired, rhs);
  }

  void floored(const char* name, Var paired, const Expression& f, double floor) {
    builder_.equations({name, "0", name}, block_of_.at(paired.id), Role::Implicit).floored(paired, f, floor);
  }
  void complementarity(const char* name, Var paired, const Expression& f, Var lower, Var upper) {
    builder_.equations({name, "0", name}, block_of_.at(paired.id), Role::Implicit).complementarity(paired, f, lower, upper);
  }

  EquationSystem finish() { return builder_.finish(); }

 private:
  Var add(const Builder::VariableText& text, double value) {
    const Index block = builder_.variables(
        text, {}, [](Index) { return true; }, [=](Index) { return value; });
    const Var v{builder_.system().variables[block].first};
    block_of_[v.id] = block;
    return v;
  }
  Builder builder_;
  std::map<Index, Index> block_of_;
};

/// All variables endogenous but `given`; start at the benchmark.
inline Problem problem_of(const EquationSystem& system, const std::vector<Var>& given) {
  Problem p{&system, {}, {}, system.benchmark()};
  p.closure.exogenous.assign(system.terms.variables, 0);
  for (const Var v : given) p.closure.exogenous[v.id] = 1;
  return p;
}

/// Adds the movement of a given variable from its start to `to`.
inline void shock(Problem& p, Var v, double to) {
  p.path.variable.push_back(v.id);
  p.path.level.push_back(p.system->unit(v.id) == Unit::Level ? 1 : 0);
  p.path.from.push_back(p.start[v.id]);
  p.path.to.push_back(to);
}

}  // namespace setu::test
