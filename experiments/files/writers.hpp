#pragma once
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "experiments/results/result_view.hpp"
#include "experiments/tables/csv_file.hpp"

/// Writers of the single files of a result folder. Private to experiments/.
namespace setu {

void write_variables(const ResultView& view, const std::filesystem::path& path);
void write_summary(const ResultView& view, const std::filesystem::path& path);
/// budget.csv: public money, people and consumer prices before and after.
void write_budget(const ResultView& view, const std::filesystem::path& path);
void write_bilateral(const ResultView& view, const std::filesystem::path& path);
void write_welfare(const ResultView& view, const std::filesystem::path& path);
/// results.har: every variable's percentage change (of levels: change) as headers 0001, 0002, …, listed in VARS; EV by
/// heading as WELF. Names above twelve letters are shortened; NAME lists them.
void write_har_results(const ResultView& view, const std::filesystem::path& path);
/// manifest.json and run.log.json of a folder that holds the other files already.
void write_manifest(const ResultView& view, SolverChoice solver, const std::filesystem::path& folder);
void write_log(const ResultView& view, const std::filesystem::path& folder);

}  // namespace setu
