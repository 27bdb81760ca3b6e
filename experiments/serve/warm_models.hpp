#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "setu/experiments/study/run.hpp"
#include "setu/solver/solve/session.hpp"

namespace setu {

/// Models that are kept between requests, with their factorisations: a scenario that differs from an earlier one in the
/// sizes of its shocks only costs a few Newton steps. Not for concurrent use.
class WarmModels {
 public:
  struct Answer {
    const Experiment* experiment;  ///< valid until the next call
    RunResult result;
  };

  /// Solves `scenario` on `database` (empty: its own), and decomposes welfare where `decompose`. `check` is called at every step, of a
  /// decomposition from two threads at a time, and may throw to end the work. Numerical failure is told in result.failure. Throws
  /// InputError.
  Answer solve(const Scenario& scenario, const std::string& database, const std::function<void()>& check, bool decompose = false);

 private:
  struct Warm {
    Experiment experiment;
    std::map<std::string, std::unique_ptr<SolverSession>> sessions;  ///< by swaps and moving variables
  };
  Warm& warm(const Scenario& scenario, const std::string& database);
  const Database& database(const std::filesystem::path& folder);
  SolverSession& session(Warm& warm);

  std::map<std::string, Database> databases_;
  std::map<std::string, std::unique_ptr<Warm>> models_;
  std::function<void()> check_;
};

}  // namespace setu
