#include <algorithm>

#include <fmt/format.h>

#include "json_files.hpp"
#include "result_folder.hpp"
#include "table_set.hpp"
#include "tables_file.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/experiments/tables/tables.hpp"
#include "experiments/tables/table_writers.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSource = "tables.json";
constexpr const char* kMarker = "contents.json";  // not a name that a result folder holds

struct NamedFormat {
  const char* name;
  TableFormat format;
};
constexpr NamedFormat kFormats[] = {{"csv", TableFormat::Csv}, {"xlsx", TableFormat::Xlsx}, {"latex", TableFormat::Latex}};

TableFormat format_called(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& f : kFormats) {
    if (f.name == name) return f.format;
    known.emplace_back(f.name);
  }
  throw InputError(fmt::format("--format: {}.", unknown_name("table format", name, known)));
}

/// A value of the manifest in words: lists separated by commas, numbers as JSON writes them.
std::string words(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump();
  std::string text;
  for (const auto& item : value) text += (text.empty() ? "" : ", ") + words(item);
  return text.empty() ? "none" : text;
}

/// What was solved, with what closure, on which database, and how well.
Facts facts(const Json& manifest) {
  const std::pair<const char*, const char*> rows[] = {{"Scenario", "/scenario"},
                                                      {"Scenario file", "/scenario_file"},
                                                      {"Overrides", "/overrides"},
                                                      {"Groups of shocks", "/groups"},
                                                      {"Database", "/database/name"},
                                                      {"Database hash (SHA-256)", "/database/hash"},
                                                      {"Closure: swaps", "/closure/swaps"},
                                                      {"Closure: signature", "/closure/signature"},
                                                      {"Solver", "/solver/name"},
                                                      {"Route", "/solver/route"},
                                                      {"Certificate", "/certificate/status"},
                                                      {"Equations", "/certificate/equations"},
                                                      {"Largest scaled residual", "/certificate/max_scaled_residual"},
                                                      {"Walras residual", "/certificate/walras_residual"},
                                                      {"Newton and Ipopt agree to", "/certificate/solver_agreement"},
                                                      {"Welfare parts: gap of EV", "/welfare/decomposition_gap"},
                                                      {"Setu", "/versions/setu"}};
  Facts list;
  for (const auto& [name, place] : rows)
    if (const Json::json_pointer pointer(place); manifest.contains(pointer)) list.emplace_back(name, words(manifest.at(pointer)));
  return list;
}

/// What the folder was made from, and the sign that it may be replaced.
void write_contents(const Facts& known, const std::vector<TableFormat>& formats, const fs::path& file) {
  TablesContents contents;
  for (const auto& f : kFormats)
    if (std::find(formats.begin(), formats.end(), f.format) != formats.end()) contents.written.emplace_back(f.name);
  contents.facts = known;
  write_json_file(contents, file);
}

}  // namespace

std::vector<TableFormat> parse_table_formats(const std::vector<std::string>& given) {
  std::vector<TableFormat> formats;
  for (const auto& list : given)
    for (std::size_t begin = 0, end = 0; end < list.size() || begin == 0; begin = end + 1) {
      end = std::min(list.find(',', begin), list.size());
      formats.push_back(format_called(list.substr(begin, end - begin)));
    }
  std::sort(formats.begin(), formats.end());
  formats.erase(std::unique(formats.begin(), formats.end()), formats.end());
  return formats;
}

std::vector<TableFormat> all_table_formats() {
  std::vector<TableFormat> formats;
  for (const auto& f : kFormats) formats.push_back(f.format);
  return formats;
}

std::string table_formats_text() {
  std::string text;
  for (const auto& f : kFormats) text += std::string(text.empty() ? "" : &f == std::end(kFormats) - 1 ? " or " : ", ") + f.name;
  return text;
}

void write_tables(const fs::path& result, const std::vector<TableFormat>& formats, const fs::path& out) {
  const Json manifest = read_manifest(result);
  write_table_set(read_tables_json(result / kSource), facts(manifest), formats, out);
}

void write_table_set(const TableSet& set, const Facts& known, const std::vector<TableFormat>& formats, const fs::path& out) {
  const auto subfolder = [](const fs::path& folder) {
    fs::create_directory(folder);
    return folder;
  };
  AtomicDirectory files(out, kMarker);
  for (const TableFormat format : formats) {
    if (format == TableFormat::Csv) write_tables_csv(set, subfolder(files.path() / "csv"));
    if (format == TableFormat::Xlsx) write_tables_xlsx(set, known, files.path() / "tables.xlsx");
    if (format == TableFormat::Latex) write_tables_latex(set, subfolder(files.path() / "latex"));
  }
  write_contents(known, formats, files.path() / kMarker);
  files.commit();
}

}  // namespace setu
