#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace setu {

/// What a report's reader or writer chooses.
struct ReportOptions {
  std::string name;      ///< what the page calls the folder, where it is the only one; empty: its own name
  std::string supplier;  ///< the region whose share in imports is shown first; empty: that of the scenario's [report], else the largest
};

/// What the report's page shows of result folders, as one JSON text: {"runs": […], "optima": […], "frontiers": […], "games": […],
/// "sensitivity": […], "sweeps": […], "supplier": …}, a folder an entry, each with "folder", "manifest" and "headline" (sentences). Tables
/// are lists of rows in the order of the CSV files, numbers with all their digits, null where a field is empty:
///
///   runs         summary     [region, measure, item, unit, value]
///                welfare     [region, name, group, value], the parts that add up to EV and EV itself, US$ million
///                bilateral   [commodity, exporter, importer, fob before, fob after, volume %, tariff before, tariff after], US$ million, %
///   sensitivity  statistics, shares, failed: {columns, rows}, as statistics.csv, variance_shares.csv, and the failed rows of draws.csv
///   sweeps       points: {columns, rows}, as results.csv
///   optima       instruments, outcomes: {columns, rows}, as instruments.csv and outcomes.csv; the manifest is optimum.json
///   frontiers    points: {columns, rows}, as frontier.csv; the manifest is frontier.json
///   games        states, instruments: {columns, rows}, as states.csv and instruments.csv; the manifest is game.json
///
/// Throws InputError, naming the file, where a folder is no result of `setu run`, `setu sensitivity`, `setu sweep` or a policy command, and
/// for a supplier that no run knows.
std::string report_json(const std::vector<std::filesystem::path>& folders, const ReportOptions& options = {});

/// The report as one self-contained HTML text. Throws InputError as above, and where the program was built without its pages.
std::string report_html(const std::vector<std::filesystem::path>& folders, const ReportOptions& options = {});

/// Whether the program was built with its pages (SETU_WEB).
bool has_report_page();

/// Writes the report into `file`, complete or not at all.
void write_report(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& file, const ReportOptions& options = {});
/// Writes the report.html of one result that is complete in `written` and will stand in `folder`, by whose name the page calls it.
void write_own_report(const std::filesystem::path& written, const std::filesystem::path& folder);

}  // namespace setu
