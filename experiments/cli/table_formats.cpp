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
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace fs = std::filesystem;
namespace po = boost::program_options;

namespace {

/// Smaller tables are not taken for a matrix unasked.
constexpr std::size_t kFewestAccounts = 4;

double positive(const po::variables_map& values, const char* name, double otherwise) {
  if (!values.count(name)) return otherwise;
  const double value = values[name].as<double>();
  if (!(value > 0) || !std::isfinite(value)) throw InputError(fmt::format("--{}: give a number above 0.", name));
  return value;
}

std::string country(const po::variables_map& values) { return values.count("country") ? values["country"].as<std::string>() : "HOME"; }

}  // namespace

TableOptions table_options(const po::variables_map& values) {
  TableOptions options;
  if (values.count("sheet")) options.sheet = values["sheet"].as<std::string>();
  if (values.count("separator")) {
    const std::string name = values["separator"].as<std::string>();
    if (name == "comma" || name == ",") options.separator = ',';
    else if (name == "semicolon" || name == ";") options.separator = ';';
    else if (name == "tab") options.separator = '\t';
    else throw InputError(fmt::format("--separator: '{}' is not understood; known: comma, semicolon, tab.", name));
  }
  if (values.count("decimal-comma")) {
    const std::string answer = values["decimal-comma"].as<std::string>();
    if (answer != "yes" && answer != "no")
      throw InputError(fmt::format("--decimal-comma: '{}' is not understood; known: yes, no.", answer));
    options.decimal_comma = answer == "yes";
  }
  return options;
}

bool is_sam(const fs::path& path, const po::variables_map& values) {
  if (!fs::is_regular_file(path)) return false;
  try {
    TableReader table(path, table_options(values));
    if (!table.next()) return false;
    const std::vector<std::string> header(table.cells().begin(), table.cells().end());
    if (header.size() < kFewestAccounts + 1) return false;
    std::size_t matched = 0, rows = 0;
    for (; table.next() && rows <= header.size(); ++rows)
      matched += std::find(header.begin() + 1, header.end(), table.text(0)) != header.end() ? 1 : 0;
    return rows >= kFewestAccounts && matched * 10 >= rows * 8;  // a misspelt account is for the reader to name
  } catch (const InputError&) { return false; }
}

void complain_about_table(const fs::path& path, const po::variables_map& values) {
  TableReader table(path, table_options(values));
  while (table.next()) continue;
}

namespace {

AccountMap accounts_of(const Sam& sam, const fs::path& path, const po::variables_map& values) {
  if (!values.count("accounts"))
    throw InputError(
        fmt::format("{}: --accounts FILE must say what each account is. This draft says what their names and neighbours "
                    "suggest; check it, replace each '?', and save it:\n{}",
                    path.string(), draft_account_map(sam)));
  return read_account_map(values["accounts"].as<std::string>(), sam, country(values));
}

}  // namespace

Imported read_sam_file(const fs::path& path, const po::variables_map& values) {
  const Sam sam = read_sam(path, table_options(values));
  const AccountMap map = accounts_of(sam, path, values);
  SamOptions options;
  options.scale = positive(values, "scale", options.scale);
  options.world_size = positive(values, "world-size", options.world_size);
  options.population = positive(values, "population", options.population);
  Imported imported = import_sam(sam, map, options);
  if (!values.count("elasticities")) return imported;
  const fs::path file = values["elasticities"].as<std::string>();
  if (imported.database.sets().acts != imported.database.sets().comm)
    throw InputError("--elasticities: they go by sector, so activities and commodities must have the same names in --accounts.");
  set_elasticities(imported.database, read_elasticities(file), file);
  imported.notes.back() = fmt::format("Elasticities by sector from {}.", file.string());
  return imported;
}

void write_economy_folder(const fs::path& path, const po::variables_map& values, const fs::path& out) {
  if (!is_sam(path, values)) complain_about_table(path, values);
  if (!is_sam(path, values)) throw InputError(fmt::format("{}: --economy needs a social accounting matrix.", path.string()));
  const Sam sam = read_sam(path, table_options(values));
  const AccountMap map = accounts_of(sam, path, values);
  AtomicDirectory folder(out, "economy.toml");
  write_open_economy(sam, map, folder.path());
  fs::copy_file(setu_home() / "data" / "economies" / "open_economy" / "economy.toml", folder.path() / "economy.toml");
  folder.commit();
}

void add_table_options(po::options_description& options) {
  options.add_options()("accounts", po::value<std::string>()->value_name("CSV"),
                        "sam: the role of each account (docs/data.md); without it, a draft is shown")(
      "economy", "sam: write a small open economy for setu economy instead of a database")(
      "country", po::value<std::string>()->value_name("NAME"), "sam: name of the region of a national matrix (HOME)")(
      "world-size", po::value<double>()->value_name("X"), "sam: size of the rest of the world over the matrix's (20)")(
      "population", po::value<double>()->value_name("X"), "sam: millions, of each region (1)")(
      "sheet", po::value<std::string>()->value_name("NAME"), "tables: sheet of a workbook")(
      "separator", po::value<std::string>()->value_name("NAME"), "tables: comma, semicolon or tab, where the file does not tell")(
      "decimal-comma", po::value<std::string>()->value_name("yes|no"), "tables: how numbers are written, where the file does not tell");
}

}  // namespace setu
