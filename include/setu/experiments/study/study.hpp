#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "setu/experiments/scenario/shocks.hpp"
#include "setu/solver/options.hpp"

/// A question on a database: everything that is known before solving.
namespace setu {

enum class SolverChoice { Newton, Ipopt, Both };
/// "newton", "ipopt" or "both". Throws InputError.
SolverChoice parse_solver(const std::string& text);
const char* to_string(SolverChoice);
/// "core", "reduced" or "full". Throws InputError.
IpoptView parse_ipopt_view(const std::string& text);
const char* to_string(IpoptView);

struct RunOptions {
  std::string database;  ///< name or folder; empty: the scenario's own
  SolverChoice solver = SolverChoice::Newton;
  IpoptView ipopt_view = IpoptView::Core;
  bool decompose = true;           ///< false: the model is built without the forms of welfare decomposition; for solve_model only
  bool record_parameters = false;  ///< the model keeps how it depends on parameters (model/parameters.hpp)
  std::function<void(const Progress&)> progress;
  StopCheck stop;                           ///< asked at every step of solve and decomposition
  std::optional<double> seconds_per_point;  ///< where many points are run: how long each may take
};

/// A database that questions are asked on, as it is: no scenario has changed anything yet. A driver may hold one that no folder
/// holds, such as what the year before left behind.
struct StudyDatabase {
  std::filesystem::path folder;  ///< where its aliases stand, and what results name
  Database data;
  std::string hash;  ///< of `data`
};
/// Reads `named`, a name or folder; where that is empty, the scenario's own. Throws InputError.
StudyDatabase study_database(const Scenario& scenario, const std::string& named);

/// A scenario brought onto a database.
struct Experiment {
  Scenario scenario;
  std::filesystem::path database_folder;
  std::string database_hash;
  Database base;  ///< with the scenario's parameters
  Aliases aliases;
  std::optional<FundSpec> fund;
  Model model;
  ShockPlan plan;
  Closure closure;
  std::string closure_signature;
  ReportRegions report;
  double partial = 1;  ///< share of the scenario's shock that `plan` carries

  [[nodiscard]] Problem problem() const;
  /// Whether the decomposition makes the price of saving the index integrated along the path: the model has its forms, and the
  /// scenario does not want otherwise.
  [[nodiscard]] bool integrates_saving() const;
};

/// What a program adds to what a scenario says.
struct Preparation {
  std::function<void(Database&)> base;                      ///< changes the database before the model is built
  std::function<std::vector<Swap>(const Database&)> swaps;  ///< further swaps of the closure
};

/// Reads and checks everything; nothing is solved. Throws InputError.
Experiment prepare(const Scenario& scenario, const RunOptions& options, const Preparation& preparation = {});
/// The same on a database that is there already; the options' own is not looked at.
Experiment prepare(const Scenario& scenario, const StudyDatabase& database, const RunOptions& options, const Preparation& preparation = {});

/// The first half of `prepare`: parameters and model, neither plan nor closure nor report.
Experiment build_study(const Scenario& scenario, const StudyDatabase& database, Aliases aliases, const RunOptions& options,
                       const Preparation& preparation = {});
/// The second half, for any scenario that asks for the same equations (study_key): its report, plan and closure, and further
/// swaps. Throws InputError; the experiment then is as it was.
void ask(Experiment& experiment, const Scenario& scenario, const std::vector<Swap>& swaps = {});

/// The closure of a plan on a model. A swap that does not fit is reported with the line that asks for it, a closure that is not
/// square with `file`. Throws InputError.
Closure closure_of(const Model& model, const ShockPlan& plan, const std::filesystem::path& file);

}  // namespace setu
