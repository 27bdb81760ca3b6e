#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "setu/experiments/study/run.hpp"
#include "setu/model/economy/economy.hpp"

namespace setu {

/// A named change of given values: [cases.no_tariffs] in economy.toml.
struct EconomyCase {
  std::string name, title;
  std::vector<EconomyShock> shocks;
};

/// A folder with economy.toml and the tables that it names.
struct EconomyFolder {
  EconomySource source;
  std::vector<EconomyCase> cases;

  /// Throws InputError with the known names.
  [[nodiscard]] const EconomyCase& find(const std::string& name) const;
};

/// Reads `folder`/economy.toml, or the TOML file itself (docs/economies.md). Nothing is evaluated yet. Throws InputError
/// with file and line.
EconomyFolder read_economy(const std::filesystem::path& folder);

struct EconomyOptions {
  SolverChoice solver = SolverChoice::Newton;
  int starts = 1;          ///< points to start from: the first is the start values, the others are drawn around them
  std::uint64_t seed = 1;  ///< of these draws
  StopCheck stop;          ///< asked at every step of every start
};

/// A certified solution.
struct Equilibrium {
  std::vector<double> x;
  Certificate certificate;
  int found = 1;  ///< how many starts led here
  int index = 0;  ///< +1 or -1: sign of the Jacobian's determinant, oriented so that the signs found add up to more than 0;
                  ///< 0 for a single solution
};

struct EconomyRun {
  std::vector<Equilibrium> equilibria;  ///< the first is the one that is reported
  bool from_start_values = false;       ///< the first was reached from the start values themselves
  int failed_starts = 0;
  std::optional<double> solver_agreement;  ///< max |x_newton − x_ipopt| where both were asked for
  std::string failure;                     ///< empty, or why there is no result
};

/// Solves the economy with `shocks` applied. Never throws for numerical failure: read `failure`.
EconomyRun solve_economy(const Economy& economy, const std::vector<EconomyShock>& shocks, const EconomyOptions& options);

/// What the result folder says: a base (no shocks) and a run, or the same run twice where nothing was changed.
struct EconomyResults {
  const Economy& economy;
  std::string case_name;
  std::vector<EconomyShock> shocks;
  const EconomyRun& base;
  const EconomyRun& run;
};

/// The tables that are printed: certificate, reports, variables.
std::string economy_tables(const EconomyResults& results);

/// manifest.json, variables.csv, reports.csv, equilibria.csv and tables.txt; the folder appears complete or not at all.
void write_economy(const EconomyResults& results, const EconomyOptions& options, const std::filesystem::path& folder);

}  // namespace setu
