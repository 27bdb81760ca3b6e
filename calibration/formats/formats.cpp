#include "setu/calibration/formats/formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/base/tables/table_reader.hpp"
#include "setu/calibration/sam/database_sam.hpp"
#include "setu/calibration/gtap/gtap.hpp"
#include "setu/calibration/intercountry/intercountry.hpp"
#include "table_formats.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

/// Whether the file is one of header arrays, by its name or by how it begins.
bool is_har(const fs::path& file) {
  std::string name = file.filename().string();
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (name.ends_with(".har") || name.ends_with(".prm") || name.ends_with(".upd")) return true;
  std::array<char, 8> start{};
  std::ifstream in(file, std::ios::binary);
  return in.read(start.data(), start.size()) && looks_like_har(start);
}

bool is_gtap(const fs::path& path) {
  if (!fs::is_directory(path)) return is_har(path);
  const fs::directory_iterator files(path);
  return std::any_of(begin(files), end(files), [](const auto& entry) { return entry.is_regular_file() && is_har(entry.path()); });
}

Imported read_gtap_files(const fs::path& path, const ImportOptions&) { return read_gtap(find_gtap_files(path)); }

Imported read_sam_or_folder(const fs::path& path, const ImportOptions& options) {
  return is_database_sam(path) ? read_database_sam(path) : read_sam_file(path, options);
}

std::vector<std::string> write_sam_folder(const Database& database, const fs::path& folder, const ExportOptions&) {
  return write_database_sam(database, folder);
}

std::vector<std::string> write_gtap_folder(const Database& database, const fs::path& folder, const ExportOptions& options) {
  return write_gtap(database, folder, {.double_precision = options.double_precision});
}

Imported read_intercountry(const fs::path& path, const ImportOptions& given) {
  InterCountryOptions options;
  options.elasticities = given.elasticities.empty() ? given.defaults / "elasticities.csv" : given.elasticities;
  options.factors = given.factors.empty() ? given.defaults / "factor_shares.csv" : given.factors;
  options.regions = given.regions, options.sectors = given.sectors;
  options.tariffs = given.tariffs, options.margins = given.margins, options.macro = given.macro;
  options.table = given.table;
  options.scale = given.scale.value_or(options.scale);
  options.tolerance = given.tolerance.value_or(options.tolerance);
  options.least_value_added = given.least_value_added.value_or(options.least_value_added);
  options.rate_of_return = given.rate_of_return.value_or(options.rate_of_return);
  options.depreciation = given.depreciation.value_or(options.depreciation);
  return import_intercountry(path, options);
}

std::vector<std::string> write_icio_folder(const Database& database, const fs::path& folder, const ExportOptions&) {
  return write_icio(database, folder);
}

template <class Format>
const Format& called(const std::vector<Format>& formats, const std::string& name) {
  std::vector<std::string> known;
  for (const auto& format : formats) {
    if (format.name == name) return format;
    known.emplace_back(format.name);
  }
  throw InputError("--format: " + unknown_name("format", name, known) + ".");
}

template <class Format>
std::string lines(const std::vector<Format>& formats) {
  std::string text;
  for (const auto& format : formats) text += fmt::format("\n  {:<8} {}", format.name, format.summary);
  return text;
}

}  // namespace

const std::vector<ImportFormat>& import_formats() {
  static const std::vector<ImportFormat> formats = {
      {"gtap", "GTAP's header arrays, version 7 or 6: a folder with sets, flows and parameters, or the file of flows (also .upd)",
       read_gtap_files},
      {"icio", "an inter-country table: OECD ICIO, WIOD, ADB MRIO, FIGARO; a folder of EXIOBASE 3 or Eora26", read_intercountry},
      {"io", "a national symmetric input-output table: Eurostat, OECD, statistical offices", read_national_file},
      {"sam",
       "a social accounting matrix, national or of several regions, with --accounts: CSV or a workbook; or a folder from setu export",
       read_sam_or_folder},
  };
  return formats;
}

const std::vector<ExportFormat>& export_formats() {
  static const std::vector<ExportFormat> formats = {
      {"gtap", "header arrays in GTAP v7's layout: sets.har, basedata.har, default.prm", write_gtap_folder},
      {"sam", "a multi-region social accounting matrix, an account for every flow: sam.csv, accounts.csv, rest/", write_sam_folder},
      {"icio", "an inter-country input-output table in the OECD's layout, for value-chain packages: icio.csv", write_icio_folder},
  };
  return formats;
}

namespace {

/// The tables of a file, each with the options that open it: its sheets, or the one that the options name.
std::vector<std::pair<TablePart, ImportOptions>> openings(const fs::path& path, const ImportOptions& options) {
  if (!options.table.sheet.empty() || options.table.range.find('!') != std::string::npos) return {{TablePart{}, options}};
  std::vector<std::pair<TablePart, ImportOptions>> all;
  for (const auto& part : table_parts(path)) {
    all.emplace_back(part, options);
    all.back().second.table.sheet = part.name;
  }
  return all;
}

/// Why no format fits, sheet by sheet where there are several.
std::string reasons(const std::vector<std::string>& sheets, const std::vector<TableVerdict>& verdicts) {
  std::string text;
  for (std::size_t i = 0; i < sheets.size() && i < 8; ++i)
    text += fmt::format("{}\n  {:<8} {}\n  {:<8} {}\n  {:<8} {}", sheets.size() > 1 ? "\nsheet '" + sheets[i] + "':" : "", "icio",
                        verdicts[i].intercountry, "io", verdicts[i].national, "sam", verdicts[i].sam);
  return fmt::format("\n  {:<8} no header arrays{}", "gtap", text);
}

FoundFormat find_in_tables(const std::string& wanted, const fs::path& path, const ImportOptions& options) {
  const auto all = openings(path, options);
  std::vector<std::string> sheets;
  std::vector<TableVerdict> verdicts;
  for (const bool hidden : {false, true}) {
    std::vector<FoundFormat> found;
    for (const auto& [part, opening] : all) {
      if (part.hidden != hidden) continue;
      verdicts.push_back(judge_table(path, opening));
      sheets.push_back(part.name);
      for (const auto& format : import_formats())
        if (std::string(format.name) != "gtap" && (wanted.empty() || wanted == format.name) && verdicts.back().of(format.name).empty())
          found.push_back({&format, opening, {}});
    }
    if (found.size() > 1) {
      std::string names;
      for (const auto& one : found)
        names += fmt::format("{}'{}' as {}", names.empty() ? "" : ", ", one.options.table.sheet, one.format->name);
      throw InputError(fmt::format("{}: several sheets can be read ({}); say which with --sheet.", path.string(), names));
    }
    if (found.size() == 1) {
      if (all.size() > 1)
        found[0].notes.push_back(
            fmt::format("The table was found on the {}sheet '{}'.", hidden ? "hidden " : "", found[0].options.table.sheet));
      return found[0];
    }
  }
  throw InputError(fmt::format("{} is in none of the formats that can be read:{}", path.string(), reasons(sheets, verdicts)));
}

}  // namespace

FoundFormat find_import_format(const std::string& name, const fs::path& path, const ImportOptions& options) {
  if (!fs::exists(path)) throw InputError(fmt::format("There is no file or folder '{}'.", path.string()));
  const auto found = [&](const char* format) { return FoundFormat{&called(import_formats(), format), options, {}}; };
  if (!name.empty()) {
    (void)called(import_formats(), name);
    const bool sheets = fs::is_regular_file(path) && name != "gtap" && options.table.sheet.empty() && table_parts(path).size() > 1;
    return sheets ? find_in_tables(name, path, options) : found(name.c_str());
  }
  if (is_gtap(path)) return found("gtap");
  if (fs::is_regular_file(path)) return find_in_tables(name, path, options);
  if (is_database_sam(path)) return found("sam");
  if (looks_like_intercountry_folder(path)) return found("icio");
  throw InputError(fmt::format("{} is in none of the formats that can be read:{}", path.string(), import_formats_text()));
}

const ExportFormat& export_format(const std::string& name) { return called(export_formats(), name); }

std::string import_formats_text() { return lines(import_formats()); }
std::string export_formats_text() { return lines(export_formats()); }

}  // namespace setu
