#include "setu/experiments/files/results.hpp"

#include <fmt/format.h>

#include <future>

#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "experiments/results/tables.hpp"
#include "tables_file.hpp"
#include "writers.hpp"

namespace setu {

namespace fs = std::filesystem;

std::string results_text(const Experiment& experiment, const RunResult& result) {
  return report_text(ResultView(experiment, result), result.seconds_solve);
}

void check_output_folder(const fs::path& folder) { AtomicDirectory probe(folder, "manifest.json"); }

namespace {

/// The updated database with the base's aliases and full names, so that scenarios run on it as they are.
void write_updated(const Experiment& e, const Database& updated, const fs::path& folder) {
  write_database(updated, folder);
  for (const char* name : {"aliases.toml", "names.csv"})
    if (const fs::path file = e.database_folder / name; fs::is_regular_file(file)) fs::copy_file(file, folder / name);
}

}  // namespace

void write_results(const Experiment& experiment, const RunResult& result, SolverChoice solver, const fs::path& folder, bool har,
                   const PageWriter& page, const std::vector<TableFormat>& formats, const FolderWriter& more) {
  if (!result.certified()) throw LogicError("results of a run that is not certified are never written");
  const ResultView view(experiment, result);
  AtomicDirectory out(folder, "manifest.json");
  // The largest file meanwhile; it reads nothing of the databases, whose absent headers appear when they are asked for.
  auto variables = std::async(std::launch::async, [&] { write_variables(view, out.path() / "variables.csv"); });
  write_summary(view, out.path() / "summary.csv");
  write_bilateral(view, out.path() / "bilateral.csv");
  write_budget(view, out.path() / "budget.csv");
  write_welfare(view, out.path() / "welfare.csv");
  if (har) write_har_results(view, out.path() / "results.har");
  write_updated(experiment, result.updated, out.path() / "database");
  write_tables_json(tables_of(view), out.path() / "tables.json");
  std::ofstream tables(out.path() / "tables.txt", std::ios::binary);
  tables << report_text(view, std::nullopt);
  tables.close();
  if (!tables) throw InputError(fmt::format("Could not write into '{}': is the disk full?", folder.string()));
  variables.get();
  if (more) more(out.path());
  write_manifest(view, solver, out.path());
  write_log(view, out.path());
  if (page) page(out.path(), folder);
  if (!formats.empty()) write_tables(out.path(), formats, out.path() / "tables");
  out.commit();
}

}  // namespace setu
