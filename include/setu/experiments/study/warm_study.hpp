#pragma once
#include <limits>
#include <map>
#include <memory>
#include <vector>

#include "setu/experiments/study/run.hpp"
#include "setu/solver/solve/session.hpp"

namespace setu {

/// A study that is kept with its factorisations: questions that differ from earlier ones in the sizes of shocks, or in the
/// numbers of the database, cost a few Newton steps. Not for concurrent use.
class WarmStudy {
 public:
  /// Keeps at most so many sessions, one for each choice of swaps and moving variables.
  explicit WarmStudy(Experiment experiment, std::size_t most_sessions = std::numeric_limits<std::size_t>::max());
  WarmStudy(const WarmStudy&) = delete;
  WarmStudy& operator=(const WarmStudy&) = delete;

  [[nodiscard]] const Experiment& experiment() const { return experiment_; }

  /// Another question with the same equations (study_key). Throws InputError; the earlier question then stands.
  void ask(const Scenario& scenario) { setu::ask(experiment_, scenario); }
  /// Takes everything of `other` and keeps the sessions; false, and nothing has changed, where its equations have another
  /// structure.
  bool take_numbers(WarmStudy& other);

  /// The solution of the question asked, certified, with the welfare decomposition and the database that it leaves where it is
  /// solved and these are wanted. Numerical failure is told in `failure`.
  RunResult run(const StopCheck& stop, bool decompose);

  /// The solution of `plan`, near that of `middle`, which every plan with these swaps and moving variables starts from. Throws
  /// InputError for a closure that does not fit.
  Solution solve(const ShockPlan& plan, const ShockPlan& middle, const StopCheck& stop = {});
  /// The same on a study that differs from `reference` in its numbers: it begins where the reference would end.
  Solution solve_beside(WarmStudy& reference, const ShockPlan& plan, const ShockPlan& middle, const StopCheck& stop = {});
  /// Solves `middle` itself, so that it is there when it is needed.
  void warm_up(const ShockPlan& middle) { session(middle, middle).reference(); }

 private:
  using Moving = std::vector<Index>;
  struct Closed {
    Closure closure;
    std::map<Moving, std::unique_ptr<SolverSession>> sessions;
  };
  Closed& closed(const ShockPlan& plan);
  /// With its Walras residual and limit.
  Solution measured(const ShockPlan& plan, Solution solution);
  SolverSession& session(const ShockPlan& plan, const ShockPlan& middle);
  void make_room();

  Experiment experiment_;
  std::size_t most_sessions_;
  std::map<std::vector<std::string>, Closed> closed_;  ///< by the swaps' texts
};

/// Warm studies by what they ask of the equations, and the databases that they stand on.
class WarmStudies {
 public:
  struct Answer {
    const Experiment* experiment;  ///< valid until the next call
    RunResult result;
  };

  /// Solves `scenario` on `database` (a name or folder; empty: its own), and decomposes welfare where `decompose`. What ends the
  /// work, and numerical failure, is told in result.failure. Throws InputError.
  Answer run(const Scenario& scenario, const std::string& database, const StopCheck& stop, bool decompose = false);

 private:
  const StudyDatabase& database(const Scenario& scenario, const std::string& named);
  WarmStudy& study(const Scenario& scenario, const std::string& named);

  std::map<std::string, StudyDatabase> databases_;
  std::map<std::string, std::unique_ptr<WarmStudy>> studies_;
};

}  // namespace setu
