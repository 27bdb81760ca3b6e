#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace setu {

/// What the report's page shows of result folders of `setu run`, as one JSON text: {"runs": [{name, folder, manifest, headline,
/// summary, welfare, bilateral}, …]}. Tables are lists of rows in the order of the CSV files, numbers with all their digits:
///
///   headline   sentences
///   summary    [region, measure, item, unit, value]
///   welfare    [region, name, group, value], the parts that add up to EV and EV itself, US$ million
///   bilateral  [commodity, exporter, importer, fob before, fob after, volume %, tariff before, tariff after], US$ million, per cent
///
/// Throws InputError, naming the file, where a folder is not a result of `setu run`.
std::string report_json(const std::vector<std::filesystem::path>& folders, const std::string& name = "");

/// The report as one self-contained HTML text. Throws InputError as above, and where the program was built without its pages.
std::string report_html(const std::vector<std::filesystem::path>& folders, const std::string& name = "");

/// Whether the program was built with its pages (SETU_WEB).
bool has_report_page();

/// Writes the report into `file`, complete or not at all. `name`, if given, is what the page calls the only folder.
void write_report(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& file,
                  const std::string& name = "");

}  // namespace setu
