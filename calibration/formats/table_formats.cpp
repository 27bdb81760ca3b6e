#include "table_formats.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>

#include <fmt/format.h>

#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/elasticities/elasticities.hpp"
#include "setu/calibration/sam/sam.hpp"
#include "setu/base/tables/table_reader.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

/// Smaller tables are not taken for a matrix unasked.
constexpr std::size_t kFewestAccounts = 4;

double positive(const char* name, const std::optional<double>& given, double otherwise) {
  if (!given) return otherwise;
  if (!(*given > 0) || !std::isfinite(*given)) throw InputError(fmt::format("--{}: give a number above 0.", name));
  return *given;
}

}  // namespace

bool is_sam(const fs::path& path, const ImportOptions& options) {
  if (!fs::is_regular_file(path)) return false;
  try {
    TableReader table(path, options.table);
    if (!table.next()) return false;
    const std::vector<std::string> header(table.cells().begin(), table.cells().end());
    if (header.size() < kFewestAccounts + 1) return false;
    std::size_t matched = 0, rows = 0;
    for (; table.next() && rows <= header.size(); ++rows)
      matched += std::find(header.begin() + 1, header.end(), table.text(0)) != header.end() ? 1 : 0;
    return rows >= kFewestAccounts && matched * 10 >= rows * 8;  // a misspelt account is for the reader to name
  } catch (const InputError&) { return false; }
}

void complain_about_table(const fs::path& path, const ImportOptions& options) {
  TableReader table(path, options.table);
  while (table.next()) continue;
}

namespace {

AccountMap accounts_of(const Sam& sam, const fs::path& path, const ImportOptions& options) {
  if (options.accounts.empty())
    throw InputError(
        fmt::format("{}: --accounts FILE must say what each account is. This draft says what their names and neighbours "
                    "suggest; check it, replace each '?', and save it:\n{}",
                    path.string(), draft_account_map(sam)));
  return read_account_map(options.accounts, sam, options.country);
}

}  // namespace

Imported read_sam_file(const fs::path& path, const ImportOptions& options) {
  const Sam sam = read_sam(path, options.table);
  const AccountMap map = accounts_of(sam, path, options);
  SamOptions chosen;
  chosen.scale = positive("scale", options.scale, chosen.scale);
  chosen.world_size = positive("world-size", options.world_size, chosen.world_size);
  chosen.population = positive("population", options.population, chosen.population);
  Imported imported = import_sam(sam, map, chosen);
  if (options.elasticities.empty()) return imported;
  const fs::path& file = options.elasticities;
  if (imported.database.sets().acts != imported.database.sets().comm)
    throw InputError("--elasticities: they go by sector, so activities and commodities must have the same names in --accounts.");
  set_elasticities(imported.database, read_elasticities(file), file);
  imported.notes.back() = fmt::format("Elasticities by sector from {}.", file.string());
  return imported;
}

void write_economy_folder(const fs::path& path, const ImportOptions& options, const fs::path& description, const fs::path& out) {
  if (!is_sam(path, options)) complain_about_table(path, options);
  if (!is_sam(path, options)) throw InputError(fmt::format("{}: --economy needs a social accounting matrix.", path.string()));
  const Sam sam = read_sam(path, options.table);
  const AccountMap map = accounts_of(sam, path, options);
  AtomicDirectory folder(out, "economy.toml");
  write_open_economy(sam, map, folder.path());
  fs::copy_file(description, folder.path() / "economy.toml");
  folder.commit();
}

}  // namespace setu
