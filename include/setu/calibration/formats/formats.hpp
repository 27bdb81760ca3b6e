#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "setu/base/tables/table_reader.hpp"
#include "setu/calibration/imported.hpp"

namespace setu {

/// What may be said about somebody else's files. Empty paths and absent numbers leave a format its own choice; each format
/// looks at what concerns it.
struct ImportOptions {
  std::filesystem::path accounts;  ///< sam: the role of each account
  std::filesystem::path elasticities, factors, regions, sectors, tariffs, margins, macro;
  std::optional<double> scale, tolerance, least_value_added, rate_of_return, depreciation, world_size, population;
  std::string country = "HOME";    ///< sam: name of the region of a national matrix
  TableOptions table;              ///< how tables are written
  std::filesystem::path defaults;  ///< folder with elasticities.csv and factor_shares.csv, where none are given
};

struct ExportOptions {
  bool double_precision = false;  ///< gtap: reals of eight bytes
};

/// One kind of somebody else's files that can be read. A new one is a row in formats.cpp.
struct ImportFormat {
  const char* name;
  const char* summary;  ///< for the help: which files
  Imported (*read)(const std::filesystem::path&, const ImportOptions&);
};

/// The format of a file, and the options with the sheet that holds the table.
struct FoundFormat {
  const ImportFormat* format = nullptr;
  ImportOptions options;
  std::vector<std::string> notes;  ///< which sheet was taken, where there are several
};

/// One kind of files that can be written; `write` returns what the user should know.
struct ExportFormat {
  const char* name;
  const char* summary;
  std::vector<std::string> (*write)(const Database&, const std::filesystem::path& folder, const ExportOptions&);
};

const std::vector<ImportFormat>& import_formats();
const std::vector<ExportFormat>& export_formats();

/// The format called `name`; if that is empty, the only one that fits `path` or one of its visible sheets. Throws InputError that says of
/// each format why it does not fit, or which fit; for a table that cannot be read at all, what is wrong with it.
FoundFormat find_import_format(const std::string& name, const std::filesystem::path& path, const ImportOptions& options);
const ExportFormat& export_format(const std::string& name);

/// "gtap: GTAP header arrays, …", a line for each format.
std::string import_formats_text();
std::string export_formats_text();

/// The draft of an account map for the matrix in `path`.
std::string draft_accounts(const std::filesystem::path& path, const ImportOptions& options);

/// Writes an accounting matrix as a small open economy for setu economy: `description`, which is copied, and its tables. Returns what the
/// user should know.
std::vector<std::string> write_economy_folder(const std::filesystem::path& matrix, const ImportOptions& options,
                                              const std::filesystem::path& description, const std::filesystem::path& out);

}  // namespace setu
