#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "setu/experiments/study/run.hpp"
#include "setu/experiments/tables/page_writer.hpp"
#include "setu/experiments/tables/tables.hpp"

namespace setu {

/// Adds files to a folder that is being written.
using FolderWriter = std::function<void(const std::filesystem::path& written)>;

/// The tables for the terminal.
std::string results_text(const Experiment& experiment, const RunResult& result);

/// Writes a certified result into `folder`, all or nothing: manifest.json, variables.csv, summary.csv, bilateral.csv,
/// welfare.csv, tables.txt, tables.json (the same tables for programs), with `formats` tables/ (write_tables), with `page` report.html,
/// and database/, the post-shock database. An existing folder is replaced only if it holds a manifest.json. With `har` also results.har,
/// the changes of all variables as GEMPACK's header arrays; `more` adds files of others' kinds before the manifest lists them. Throws
/// InputError where the folder cannot be written, LogicError for a run that is not certified.
void write_results(const Experiment& experiment, const RunResult& result, SolverChoice solver, const std::filesystem::path& folder,
                   bool har = false, const PageWriter& page = {}, const std::vector<TableFormat>& formats = {},
                   const FolderWriter& more = {});

/// Refuses a folder that write_results could not use, before any time is spent on solving. Throws InputError.
void check_output_folder(const std::filesystem::path& folder);

}  // namespace setu
