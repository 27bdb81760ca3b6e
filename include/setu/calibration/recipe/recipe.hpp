#pragma once
#include <filesystem>
#include <string>

namespace setu {

/// What was built, for the terminal.
struct RecipeResult {
  std::string name;     ///< of the recipe
  std::string summary;  ///< some lines: sizes, world totals, how well the totals were met
  std::size_t regions = 0, sectors = 0;
};

/// Builds a balanced database from public raw files, as the recipe (a TOML file, or the folder
/// that holds it as recipe.toml) and the mapping files beside it say (docs/data.md). `raw` is the folder with the raw files. Into `out` go,
/// all or nothing: sets.csv, basedata.csv, params.csv, quality.csv (a flag for every cell), provenance.csv (sources with the hash of each
/// raw file), controls.csv (what the database was asked to meet) and adjustments.md (what each step moved most). The recipe's own files may
/// already lie in `out`; they are kept. The same input gives the same bytes.
///
/// Throws InputError naming file and line for raw or recipe files that are missing or broken, and the totals in
/// conflict when no balanced database exists.
RecipeResult build_database(const std::filesystem::path& recipe, const std::filesystem::path& raw, const std::filesystem::path& out);

}  // namespace setu
