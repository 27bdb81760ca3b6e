#include "setu/experiments/scenario/locate.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

bool is_home(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_directory(folder / "experiments" / "scenarios", ignored) && fs::is_directory(folder / "data", ignored);
}

/// The nearest home at or above `folder`, or installed as share/setu there.
std::optional<fs::path> home_above(fs::path folder) {
  for (;; folder = folder.parent_path()) {
    for (const auto& home : {folder, folder / "share" / "setu"})
      if (is_home(home)) return home;
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

/// The home that an environment variable names. Throws InputError where it is none.
std::optional<fs::path> home_of_variable(const char* variable) {
  const char* home = std::getenv(variable);
  if (!home || !*home) return std::nullopt;
  if (!is_home(home)) throw InputError(fmt::format("{} is '{}', but that folder holds no experiments/scenarios and data.", variable, home));
  return home;
}

std::optional<fs::path> home_if_any() {
  for (const char* variable : {"SETU_DATA", "SETU_HOME"})
    if (auto home = home_of_variable(variable)) return home;
  std::error_code error;
  if (const fs::path program = fs::read_symlink("/proc/self/exe", error); !error)
    if (auto home = home_above(program.parent_path())) return home;
  const fs::path here = fs::current_path(error);
  return error ? std::nullopt : home_above(here);
}

std::vector<ShippedFile> sorted(std::vector<ShippedFile> files) {
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

std::string not_found(const char* kind, const std::string& name, const std::vector<ShippedFile>& shipped) {
  if (shipped.empty()) setu_home();  // says that all of them are missing
  std::vector<std::string> known;
  for (const auto& file : shipped) known.push_back(file.name);
  return fmt::format("There is no file or folder '{0}' and {1}.", name, unknown_name(kind, name, known));
}

/// The TOML files of a folder of experiments/.
std::vector<ShippedFile> shipped_texts(const char* folder) {
  std::vector<ShippedFile> files;
  std::error_code none;
  const auto home = home_if_any();
  if (!home) return files;
  for (const auto& entry : fs::directory_iterator(*home / "experiments" / folder, none))
    if (entry.path().extension() == ".toml") files.push_back({entry.path().stem().string(), entry.path()});
  return sorted(std::move(files));
}

/// The folders below a folder of the home that hold a file called `marker`.
std::vector<ShippedFile> shipped_folders(const fs::path& folder, const char* marker) {
  std::vector<ShippedFile> files;
  std::error_code none;
  const auto home = home_if_any();
  if (!home) return files;
  for (const auto& entry : fs::directory_iterator(*home / folder, none))
    if (fs::is_regular_file(entry.path() / marker)) files.push_back({entry.path().filename().string(), entry.path()});
  return sorted(std::move(files));
}

fs::path find_text(const char* kind, const std::string& name_or_file, const std::vector<ShippedFile>& shipped) {
  std::error_code none;
  if (fs::is_regular_file(name_or_file, none)) return name_or_file;
  for (const auto& file : shipped)
    if (file.name == name_or_file) return file.path;
  if (fs::is_directory(name_or_file, none)) throw InputError(fmt::format("'{}' is a folder, not a {} or a TOML file.", name_or_file, kind));
  throw InputError(not_found(kind, name_or_file, shipped));
}

}  // namespace

fs::path setu_home() {
  if (auto home = home_if_any()) return *home;
  throw InputError(
      "The files that Setu ships are not found: there is no folder share/setu beside the program's bin. Say where they are by the "
      "environment variable SETU_DATA: the folder that holds data and experiments/scenarios.");
}

std::vector<ShippedFile> shipped_scenarios() { return shipped_texts("scenarios"); }
std::vector<ShippedFile> shipped_sweeps() { return shipped_texts("sweeps"); }
std::vector<ShippedFile> shipped_policies() { return shipped_texts("policies"); }
std::vector<ShippedFile> shipped_sensitivities() { return shipped_texts("sensitivity"); }

std::vector<ShippedFile> shipped_batteries() { return shipped_texts("batteries"); }

std::vector<ShippedFile> shipped_databases() { return shipped_folders("data", "sets.csv"); }
std::vector<ShippedFile> shipped_economies() {
  auto all = shipped_folders(fs::path("data") / "economies", "economy.toml");
  std::erase_if(all, [](const auto& economy) {  // a description alone is for setu import --economy to fill
    return std::none_of(fs::directory_iterator(economy.path), fs::directory_iterator(),
                        [](const auto& e) { return e.path().extension() == ".csv"; });
  });
  return all;
}

fs::path find_scenario(const std::string& name_or_file) { return find_text("shipped scenario", name_or_file, shipped_scenarios()); }
fs::path find_sweep(const std::string& name_or_file) { return find_text("shipped sweep", name_or_file, shipped_sweeps()); }
fs::path find_policy(const std::string& name_or_file) { return find_text("shipped policy", name_or_file, shipped_policies()); }
fs::path find_sensitivity(const std::string& name_or_file) {
  return find_text("shipped sensitivity analysis", name_or_file, shipped_sensitivities());
}

fs::path find_battery(const std::string& name_or_file) { return find_text("shipped battery", name_or_file, shipped_batteries()); }

fs::path find_database(const std::string& name_or_folder) {
  std::error_code none;
  if (fs::is_directory(name_or_folder, none)) {
    if (fs::is_regular_file(fs::path(name_or_folder) / "sets.csv", none)) return name_or_folder;
    throw InputError(fmt::format("The folder '{}' is not a database: it holds no sets.csv.", name_or_folder));
  }
  const auto shipped = shipped_databases();
  for (const auto& file : shipped)
    if (file.name == name_or_folder) return file.path;
  throw InputError(not_found("shipped database", name_or_folder, shipped));
}

fs::path find_economy(const std::string& name_or_path) {
  std::error_code none;
  if (fs::exists(name_or_path, none)) return name_or_path;
  const auto shipped = shipped_economies();
  for (const auto& file : shipped)
    if (file.name == name_or_path) return file.path;
  throw InputError(not_found("shipped economy", name_or_path, shipped));
}

namespace {

/// The name by which Setu ships a file or folder.
std::optional<std::string> shipped_name(const std::vector<ShippedFile>& shipped, const fs::path& path) {
  std::error_code none;
  for (const auto& file : shipped)
    if (fs::equivalent(file.path, path, none)) return file.name;
  return std::nullopt;
}

}  // namespace

std::string database_reference(const fs::path& folder) {
  const auto name = shipped_name(shipped_databases(), folder);
  return name ? *name : fs::weakly_canonical(fs::absolute(folder)).string();
}

std::string file_reference(const fs::path& file) {
  std::error_code none;
  for (const auto& shipped : {shipped_scenarios(), shipped_sweeps(), shipped_policies(), shipped_sensitivities(), shipped_batteries()})
    for (const auto& each : shipped)
      if (fs::equivalent(each.path, file, none)) return each.name;
  return file.filename().string();
}

std::string database_name(const fs::path& folder) {
  std::error_code none;
  for (const auto& file : shipped_databases())
    if (fs::equivalent(file.path, folder, none)) return file.name;
  const fs::path full = fs::weakly_canonical(fs::absolute(folder, none), none);
  return (full.empty() ? folder : full).filename().string();
}

std::string scenario_beside(const fs::path& file, const std::string& name) {
  std::error_code none;
  for (const auto& path : {file.parent_path() / name, file.parent_path() / (name + ".toml")})
    if (fs::is_regular_file(path, none) && !fs::equivalent(path, file, none)) return path.string();
  return name;
}

std::string database_beside(const fs::path& file, const std::string& name) {
  const fs::path path = file.parent_path() / name;
  std::error_code none;
  return !name.empty() && fs::is_regular_file(path / "sets.csv", none) ? path.string() : name;
}

}  // namespace setu
