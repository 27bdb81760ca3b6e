#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "cases.hpp"
#include "experiments/files/csv_formats.hpp"
#include "experiments/files/json_files.hpp"
#include "experiments/files/run_log.hpp"
#include "experiments/tables/csv_file.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/verdict/verdict.hpp"

namespace setu {

namespace {

constexpr const char* kVerdictFile = "verdict.json";

void write_values(const VerdictFile& v, const std::filesystem::path& path) {
  CsvFile csv(path, csv_format("verdict", "verdict.csv").header());
  const auto row = [&](const std::string& variant, const std::string& state, const std::string& reason, std::size_t k,
                       std::optional<double> value) {
    csv.add(variant);
    csv.add(state);
    csv.add(reason);
    csv.add(v.results[k].name);
    csv.add(v.results[k].unit);
    value ? csv.add(*value) : csv.add_empty();
    csv.end_row();
  };
  for (std::size_t k = 0; k < v.results.size(); ++k) row("standard", "counted", "", k, v.results[k].central);
  for (const auto& variant : v.variants)
    for (std::size_t k = 0; k < v.results.size(); ++k)
      row(variant.name, variant.state, variant.reason.value_or(""), k,
          variant.values.empty() ? std::nullopt : std::optional(variant.values[k]));
  csv.close();
}

/// How another scenario may include the one asked about: by name where Setu ships it.
std::string include_of(const Cases& cases) {
  std::error_code none;
  for (const auto& shipped : shipped_scenarios())
    if (std::filesystem::equivalent(shipped.path, cases.asked().file, none)) return shipped.name;
  return cases.file();
}

void write_variants(const Cases& cases, const std::filesystem::path& folder) {
  std::filesystem::create_directory(folder);
  const auto write = [&](const Variant* variant) {
    std::ostringstream text;
    text << cases.tables(variant, include_of(cases)) << "\n";
    write_whole(folder / ((variant ? variant->name : std::string("standard")) + ".toml"), text.str());
  };
  write(nullptr);
  for (const auto& variant : cases.battery().variants)
    if (cases.left_out(variant).empty()) write(&variant);
}

}  // namespace

void add_verdict(const VerdictFile& verdict, const std::filesystem::path& folder) {
  write_json_file(verdict, folder / kVerdictFile);
  write_values(verdict, folder / "verdict.csv");
}

void check_verdict_folder(const std::filesystem::path& folder) { AtomicDirectory probe(folder, kVerdictFile); }

void write_verdict(const Cases& cases, const VerdictFile& verdict, const std::filesystem::path& folder) {
  AtomicDirectory out(folder, kVerdictFile);
  add_verdict(verdict, out.path());
  write_variants(cases, out.path() / "variants");
  write_whole(out.path() / "verdict.txt", verdict_tables(verdict));
  RunLog log;
  log.paths = {{"scenario", log_path(cases.asked().file)},
               {"database", log_path(cases.database().folder)},
               {"battery", log_path(cases.battery().file)}};
  write_run_log(log, out.path());
  out.commit();
}

}  // namespace setu
