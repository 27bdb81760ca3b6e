#pragma once
#include <string>

#include "setu/experiments/study/study.hpp"
#include "setu/solver/solve/path.hpp"
#include "setu/system/prove/structure.hpp"

namespace setu {

/// A closure as it was asked for.
struct AskedClosure {
  const Model& model;
  const Database& base;
  const ShockPlan& plan;
  const Closure& closure;
  const std::filesystem::path& file;  ///< of the scenario

  explicit AskedClosure(const Experiment& e) : AskedClosure(e, e.plan, e.closure) {}
  AskedClosure(const Experiment& e, const ShockPlan& p, const Closure& c)
      : model(e.model), base(e.base), plan(p), closure(c), file(e.scenario.file) {}
};

/// Why the closure has no unique answer, in the user's words: which conditions depend on each other, or what nothing determines.
std::string dependence(const AskedClosure& asked, const Regularity& regularity);

/// The same where equations and variables cannot even be matched; the error's own sentence where nothing better is known.
std::string dependence(const AskedClosure& asked, const StructureError& error);

/// Throws InputError with the reason where the closure has no unique answer near the benchmark.
void require_unique(const AskedClosure& asked, PathSolver& path);

/// A solver of the shock's path; where there are swaps, once it is known that the closure has one answer near the benchmark (the standard
/// closure is judged at the solution, or when there is none). Throws InputError with the reason where it has not.
PathSolver unique_path(const AskedClosure& asked, Problem problem, const SolveOptions& options);

}  // namespace setu
