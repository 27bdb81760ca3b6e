#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "fields.hpp"

/// The CSV files that Setu writes: versions and columns. Private to experiments/.
namespace setu {

enum class CsvCell { Text, Number, NumberOrEmpty };

/// A column, or, with `several`, as many as there are names (the axes of a sweep, the results).
struct CsvColumn {
  const char* name;
  CsvCell cell;
  const char* meaning;
  bool several = false;
};

struct CsvFormat {
  const char* kind;  ///< of the result folder: "run"; a sweep's results.csv is another file than one of a game
  const char* file;
  int version;
  std::vector<CsvColumn> columns;

  /// The first line; `names` are those of the columns that are several, a list for each.
  [[nodiscard]] std::string header(const std::vector<std::vector<std::string>>& names = {}) const;
  /// What each column of a file holds whose first line is `titles`; `counts` tells how many several columns are, the last of which take
  /// what is left. Throws InputError "'FILE' is not …" where the titles are others.
  [[nodiscard]] std::vector<CsvCell> cells(const std::vector<std::string>& titles, const std::vector<std::size_t>& counts,
                                           const std::filesystem::path& path) const;
};

/// All of them.
const std::vector<CsvFormat>& csv_formats();
/// Throws LogicError for a file that is not among them.
const CsvFormat& csv_format(std::string_view kind, std::string_view file);
/// Names and versions for the `formats` of a manifest: the files of a kind that `folder` holds.
Named<int> formats_in(const std::filesystem::path& folder, std::string_view kind);

}  // namespace setu
