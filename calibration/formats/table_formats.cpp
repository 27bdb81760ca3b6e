#include "table_formats.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/tables/table_grid.hpp"
#include "setu/calibration/elasticities/elasticities.hpp"
#include "setu/calibration/intercountry/intercountry.hpp"
#include "setu/calibration/national/national.hpp"
#include "setu/calibration/sam/sam.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

/// Rows of titles that an inter-country table may have above its numbers.
constexpr std::size_t kMostTitles = 40;

double positive(const char* name, const std::optional<double>& given, double otherwise) {
  if (!given) return otherwise;
  if (!(*given > 0) || !std::isfinite(*given)) throw InputError(fmt::format("--{}: give a number above 0.", name));
  return *given;
}

double sam_tolerance(const ImportOptions& options) {
  const double tolerance = options.tolerance.value_or(1e-4);
  if (!(tolerance >= 0 && tolerance <= 0.5))
    throw InputError("--tolerance: give a number from 0 to 0.5, the share of an account that may be missing.");
  return tolerance;
}

/// The grid decides about decimal commas itself, cell by cell; a workbook has no such option.
TableGrid grid_of(const fs::path& path, const ImportOptions& options) {
  TableOptions table = options.table;
  table.numbers_later = true;
  return TableGrid(TableReader(path, table));
}

Sam load_sam(const fs::path& path, const ImportOptions& options) {
  const TableGrid grid = grid_of(path, options);
  SquareOptions square;
  square.decimal_comma = options.table.decimal_comma, square.tolerance = sam_tolerance(options), square.must_balance = true;
  return sam_of_square(read_square(grid, square), square.tolerance);
}

std::string sam_verdict(const TableGrid& grid) {
  const auto corner = find_square(grid);
  if (!corner) return why_not_square(grid);
  if (corner->matched >= 4 && corner->matched * 10 >= std::min(corner->in_row, corner->in_column) * 8) return {};
  return fmt::format("only {} of the {} labels in {} stand in both", corner->matched, corner->in_row,
                     grid.corner(corner->row, corner->column));
}

AccountMap accounts_of(const Sam& sam, const fs::path& path, const ImportOptions& options, std::vector<std::string>& notes) {
  if (options.accounts.empty())
    throw InputError(
        fmt::format("{}: --accounts FILE must say what each account is. This draft says what their names and neighbours "
                    "suggest; --draft FILE writes it. Check it, and replace each '?':\n{}",
                    path.string(), draft_account_map(sam)));
  TableReader table(options.accounts);
  AccountMap map = read_account_map(table, sam, options.country);
  for (auto& note : table.notes()) notes.push_back(std::move(note));
  return map;
}

SamOptions sam_options(const ImportOptions& options) {
  SamOptions chosen;
  chosen.scale = positive("scale", options.scale, chosen.scale);
  chosen.world_size = positive("world-size", options.world_size, chosen.world_size);
  chosen.population = positive("population", options.population, chosen.population);
  return chosen;
}

void add_elasticities(Imported& imported, const ImportOptions& options) {
  if (options.elasticities.empty()) return;
  const fs::path& file = options.elasticities;
  if (imported.database.sets().acts != imported.database.sets().comm)
    throw InputError("--elasticities: they go by sector, so activities and commodities must have the same names in --accounts.");
  set_elasticities(imported.database, read_elasticities(file), file);
  imported.notes.back() = fmt::format("Elasticities by sector from {}.", file.string());
}

}  // namespace

TableVerdict judge_table(const fs::path& path, const ImportOptions& options) {
  TableVerdict verdict;
  {
    TableOptions titles = options.table;
    titles.numbers_later = true;
    TableReader table(path, titles);
    std::vector<std::vector<std::string>> rows;
    while (rows.size() < kMostTitles && table.next()) rows.emplace_back(table.cells().begin(), table.cells().end());
    if (looks_like_intercountry(rows)) {
      verdict.national = verdict.sam = "the titles are those of an inter-country table";
      return verdict;
    }
    verdict.intercountry = "no row of titles names economies and industries (AUS_A01, or c1, c2, … below economies)";
  }
  const TableGrid grid = grid_of(path, options);
  if (grid.rows() > 2 && grid.text(0, 0) == "region" && (grid.text(1, 0) == "sector" || grid.text(1, 0) == "category"))
    verdict.intercountry = "this is one matrix of EXIOBASE 3: give the folder that holds Z.txt, Y.txt and factor inputs";
  verdict.national = why_not_national(grid);
  verdict.sam = verdict.national.empty() ? "the titles are those of a national input-output table" : sam_verdict(grid);
  return verdict;
}

Imported read_sam_file(const fs::path& path, const ImportOptions& options) {
  Sam sam = load_sam(path, options);
  const AccountMap map = accounts_of(sam, path, options, sam.notes);
  Imported imported = import_sam(sam, map, sam_options(options));
  add_elasticities(imported, options);
  return imported;
}

Imported read_national_file(const fs::path& path, const ImportOptions& options) {
  const NationalTable table = read_national(grid_of(path, options), options.country, options.table.decimal_comma);
  Imported imported = import_sam(table.sam, table.map, sam_options(options));
  imported.format = "national input-output table";
  add_elasticities(imported, options);
  return imported;
}

std::string draft_accounts(const fs::path& path, const ImportOptions& options) { return draft_account_map(load_sam(path, options)); }

std::vector<std::string> write_economy_folder(const fs::path& path, const ImportOptions& options, const fs::path& description,
                                              const fs::path& out) {
  std::vector<std::string> more;
  Sam sam;
  AccountMap map;
  if (why_not_national(grid_of(path, options)).empty() && options.accounts.empty()) {
    NationalTable table = read_national(grid_of(path, options), options.country, options.table.decimal_comma);
    sam = std::move(table.sam), map = std::move(table.map);
  } else {
    sam = load_sam(path, options);
    map = accounts_of(sam, path, options, sam.notes);
  }
  AtomicDirectory folder(out, "economy.toml");
  auto notes = write_open_economy(sam, map, folder.path());
  fs::copy_file(description, folder.path() / "economy.toml");
  folder.commit();
  return notes;
}

}  // namespace setu
