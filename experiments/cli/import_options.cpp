#include "import_options.hpp"

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

/// What --sheet, --separator and --decimal-comma say.
TableOptions table_options(const po::variables_map& values) {
  TableOptions options;
  if (values.count("range")) options.range = values["range"].as<std::string>();
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

}  // namespace

ImportOptions import_options(const po::variables_map& values) {
  ImportOptions options;
  options.table = table_options(values);
  options.defaults = setu_home() / "data" / "defaults";
  if (values.count("country")) options.country = values["country"].as<std::string>();
  const auto file = [&](const char* name, std::filesystem::path& path) {
    if (values.count(name)) path = values[name].as<std::string>();
  };
  file("accounts", options.accounts), file("elasticities", options.elasticities), file("factors", options.factors);
  file("regions", options.regions), file("sectors", options.sectors);
  file("tariffs", options.tariffs), file("margins", options.margins), file("macro", options.macro);
  const auto number = [&](const char* name, std::optional<double>& value) {
    if (values.count(name)) value = values[name].as<double>();
  };
  number("scale", options.scale), number("tolerance", options.tolerance);
  number("least-value-added", options.least_value_added);
  number("rate-of-return", options.rate_of_return), number("depreciation", options.depreciation);
  number("world-size", options.world_size), number("population", options.population);
  return options;
}

void add_import_options(po::options_description& options) {
  options.add_options()("format", po::value<std::string>()->value_name("NAME"), "format, where the files do not tell")(
      "regions", po::value<std::string>()->value_name("MAP"), "icio: economies to regions, a mapping file")(
      "sectors", po::value<std::string>()->value_name("MAP"), "icio: industries to sectors, a mapping file")(
      "elasticities", po::value<std::string>()->value_name("CSV"),
      "icio, io, sam: by sector; icio: other than data/defaults/elasticities.csv")("factors", po::value<std::string>()->value_name("CSV"),
                                                                                   "icio: other than data/defaults/factor_shares.csv")(
      "tariffs", po::value<std::string>()->value_name("CSV"), "icio: source,destination,commodity,per cent")(
      "margins", po::value<std::string>()->value_name("CSV"), "icio: source,destination,commodity,mode,per cent")(
      "macro", po::value<std::string>()->value_name("CSV"), "icio: region,POP,VKB,VDEP")(
      "scale", po::value<double>()->value_name("X"), "icio, io, sam: the file's unit in US$ million (1)")(
      "tolerance", po::value<double>()->value_name("X"), "largest imbalance: icio, of an industry (0.02); sam, of an account (1e-4)")(
      "least-value-added", po::value<double>()->value_name("X"), "icio: least share of value added, 0.01")(
      "rate-of-return", po::value<double>()->value_name("X"), "icio: net return to capital, 0.10")(
      "depreciation", po::value<double>()->value_name("X"), "icio: of the capital stock, a year, 0.04")(
      "out,o", po::value<std::string>()->value_name("DIR"), "folder for the database (required)");
}

void add_table_options(po::options_description& options) {
  options.add_options()("accounts", po::value<std::string>()->value_name("CSV"),
                        "sam: the role of each account (docs/data.md); without it, a draft is shown")(
      "draft", po::value<std::string>()->value_name("CSV"), "sam: write the draft of the account map to this file, and nothing else")(
      "economy", "sam, io: write a small open economy for setu economy instead of a database")(
      "country", po::value<std::string>()->value_name("NAME"), "sam, io: name of the region of a national matrix (HOME)")(
      "world-size", po::value<double>()->value_name("X"), "sam: size of the rest of the world over the matrix's (20)")(
      "population", po::value<double>()->value_name("X"), "sam: millions, of each region (1)")(
      "sheet", po::value<std::string>()->value_name("NAME"), "tables: sheet of a workbook, or file in a zip archive")(
      "range", po::value<std::string>()->value_name("CELLS"), "tables: what to read of a sheet, like 'SAM!B4:GO200'")(
      "separator", po::value<std::string>()->value_name("NAME"), "tables: comma, semicolon or tab, where the file does not tell")(
      "decimal-comma", po::value<std::string>()->value_name("yes|no"), "tables: how numbers are written, where the file does not tell");
}

}  // namespace setu
