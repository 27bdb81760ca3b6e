#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace setu {

/// The folder that holds experiments/scenarios and data: $SETU_DATA (or $SETU_HOME, its former name), else the nearest such
/// folder above the program file, or above the working directory; each may also hold it as share/setu, as an installed program
/// does. Throws InputError where there is none.
std::filesystem::path setu_home();

struct ShippedFile {
  std::string name;
  std::filesystem::path path;
};
/// experiments/scenarios/*.toml, experiments/sweeps/*.toml and data/*/sets.csv, by name.
std::vector<ShippedFile> shipped_scenarios();
std::vector<ShippedFile> shipped_sweeps();
/// experiments/policies/*.toml.
std::vector<ShippedFile> shipped_policies();
std::vector<ShippedFile> shipped_databases();

/// A scenario's file from a path or a shipped name. Throws InputError listing the shipped names.
std::filesystem::path find_scenario(const std::string& name_or_file);
/// A sweep's file likewise.
std::filesystem::path find_sweep(const std::string& name_or_file);
/// A policy's file likewise.
std::filesystem::path find_policy(const std::string& name_or_file);
/// A database's folder from a path or a shipped name; it must hold sets.csv. Throws InputError.
std::filesystem::path find_database(const std::string& name_or_folder);
/// The economies of data/economies with their tables, by name, and a folder or file from a path or such a name. Throws InputError listing
/// the names.
std::vector<ShippedFile> shipped_economies();
std::filesystem::path find_economy(const std::string& name_or_path);
/// How a file elsewhere may refer to a database's folder: by name where Setu ships it, else by its absolute path.
std::string database_reference(const std::filesystem::path& folder);
/// How results name a scenario, sweep, policy or sensitivity analysis, and a database: by name where Setu ships it, else by the name of
/// the file or folder. Where it lies is no part of a result.
std::string file_reference(const std::filesystem::path& file);
std::string database_name(const std::filesystem::path& folder);

/// What a TOML file means by the name of a scenario or database: one beside that file, if there is one, else the name itself.
std::string scenario_beside(const std::filesystem::path& file, const std::string& name);
std::string database_beside(const std::filesystem::path& file, const std::string& name);

/// experiments/sensitivity/*.toml, by name, and a file from a path or such a name. Throws InputError listing the names.
std::vector<ShippedFile> shipped_sensitivities();
std::filesystem::path find_sensitivity(const std::string& name_or_file);

/// experiments/batteries/*.toml, by name, and a file from a path or such a name. Throws InputError listing the names.
std::vector<ShippedFile> shipped_batteries();
std::filesystem::path find_battery(const std::string& name_or_file);

}  // namespace setu
