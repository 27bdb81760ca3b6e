#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "setu/experiments/tables/page_writer.hpp"
#include "setu/experiments/policy/policy_file.hpp"
#include "setu/experiments/study/run.hpp"
#include "setu/solver/optimum/optimum.hpp"

namespace setu {

/// One control: a given variable that is chosen.
struct Instrument {
  std::string name;  ///< "tms(foo,JPN,IND)"
  std::string variable;
  std::vector<std::string> elements;
  std::string player;  ///< setu game
  ShockKind kind = ShockKind::Rate;
  Index id = kNone;
  bool level = false;
  double power = 1;                            ///< benchmark power of a tax
  double least = 0, most = 0, status_quo = 0;  ///< in the model's own unit

  /// In the unit of its range: a rate in per cent, a percentage change from the benchmark, or the plain number.
  [[nodiscard]] double shown(double x) const;
  [[nodiscard]] const char* unit() const;
  /// d shown / d x.
  [[nodiscard]] double slope(double x) const;
};

/// What a constraint says, for messages.
struct ConstraintLabel {
  std::string name, unit, where;
  std::optional<double> least, most;
  double before = 0;  ///< at the status quo
};

/// A policy file brought onto its database: everything that is known before anything is chosen.
struct PolicyProblem {
  PolicyFile file;
  Experiment experiment;
  RunResult status_quo;
  std::vector<Instrument> instruments;
  std::size_t idle = 0;  ///< instruments whose range leaves no room (a rate that is zero already)
  std::vector<ConstraintLabel> constraints;
  std::vector<double> ev_before;  ///< by region
  StopCheck stop;                 ///< asked at every step of every search
};

/// A point of a policy: what `setu optimise` found, or one point of a frontier.
struct PolicyPoint {
  Optimum optimum;
  double objective = 0, objective_before = 0;  ///< in the objective's own unit
  std::string objective_name, objective_unit;
  std::vector<double> results;  ///< per constraint
  std::vector<double> shadow;   ///< per constraint: of the objective per unit of the result
  std::vector<double> ev;       ///< by region
};

struct PolicyRun {
  PolicyPoint best;
  std::vector<PolicyPoint> starts;   ///< in the order of the starts
  std::optional<PolicyPoint> check;  ///< by the other method
  double disagreement = 0;           ///< between the two, relative to the ranges of the controls
  double seconds = 0;
  std::string failure;  ///< why there is no optimum, full sentences; else empty
};

using PolicyProgress = std::function<void(const std::string& what)>;

/// Throws InputError. Solves the status quo: see `status_quo.failure`.
PolicyProblem prepare_policy(const PolicyFile& file, const std::string& database, const RunOptions& options);

/// Solves it from several starts and by one or both methods (docs/policy.md §2). Numerical failure and demands that cannot be
/// met are told in `failure`.
PolicyRun optimise(const PolicyProblem& problem, const PolicyProgress& progress);

/// What there is to have of one result for every amount of another (docs/policy.md §3).
struct Frontier {
  std::vector<PolicyPoint> points;  ///< from the best of the objective to the best of `against`; the last constraint is `against`
  std::string against_name, against_unit;
  double against_before = 0;          ///< at the status quo
  bool less_is_better = false;        ///< of `against`
  std::vector<double> against;        ///< by point
  std::vector<std::string> failures;  ///< what went wrong at points that are missing
  double seconds = 0;
  std::string failure;  ///< why there is no frontier at all
};
Frontier frontier(const PolicyProblem& problem, const PolicyProgress& progress);
std::string frontier_text(const PolicyProblem& problem, const Frontier& frontier);
/// Writes frontier.json, frontier.csv (a row each point with every instrument), frontier.txt and, with `page`, report.html, all or
/// nothing.
void write_frontier(const PolicyProblem& problem, const Frontier& frontier, const std::filesystem::path& folder, const PageWriter& page);

/// One state of a game beside others.
struct GameState {
  std::string name;  ///< "status quo", "Nash", "together", "no taxes"
  std::vector<double> controls, objectives, ev;
};
/// Nash equilibrium of the players' instruments with its proof and benchmarks (docs/policy.md §4).
struct Game {
  std::vector<std::string> players, objective_names, objective_units;
  std::vector<GameState> states;
  std::vector<double> residual, curvature;  ///< per player, of the equilibrium
  std::vector<double> deviation;            ///< per player: most that a deviation was found to gain, in its objective
  std::vector<double> income;               ///< per player's objective: what a deviation is compared with, US$ million
  int rounds = 0, iterations = 0, searches = 0;
  double seconds = 0;
  std::string failure;
};
Game play(const PolicyProblem& problem, const PolicyProgress& progress);
std::string game_text(const PolicyProblem& problem, const Game& game);
/// Writes game.json, states.csv, instruments.csv, game.txt and, with `page`, report.html, all or nothing.
void write_game(const PolicyProblem& problem, const Game& game, const std::filesystem::path& folder, const PageWriter& page);

/// One step of a result in `unit`: "US$ million", "percentage point", "unit".
std::string step_of(const std::string& unit);
/// In words, for the terminal.
std::string policy_text(const PolicyProblem& problem, const PolicyRun& run);
/// The scenario that `setu run` solves to the point.
std::string policy_scenario(const PolicyProblem& problem, const PolicyPoint& point);
/// Writes optimum.json, instruments.csv, outcomes.csv, optimum.txt, scenario.toml, which reproduces the optimum with
/// `setu run`, and, with `page`, report.html, all or nothing.
void write_policy(const PolicyProblem& problem, const PolicyRun& run, const std::filesystem::path& folder, const PageWriter& page);
/// Refuses a folder that could not be used, before any time is spent: `marker` is "optimum.json", "frontier.json" or
/// "game.json". Throws InputError.
void check_policy_folder(const std::filesystem::path& folder, const char* marker);

}  // namespace setu
