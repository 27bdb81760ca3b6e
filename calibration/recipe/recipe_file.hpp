#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "raw_table.hpp"

namespace setu::recipe {

/// A sector of the database and the codes that make it up in each source.
struct Sector {
  std::string name, label;
  bool goods = false;
  std::vector<std::string> adb;            ///< ADB and WIOD numbers
  std::vector<std::string> oecd;           ///< OECD ICIO codes; a code may belong to several sectors
  std::vector<std::string> bilateral;      ///< sectors of the ADB bilateral table; none: the WIOD pattern is used
  std::vector<std::string> tariff;         ///< sectors of the tariff table; none: no tariff
  double esbd = 0, esbv = 0;               ///< GTAP's elasticities: domestic against imported, among endowments
  double income_low = 0, income_high = 0;  ///< income elasticities in poor and rich economies
};

/// An economy of the control totals: its region and whose structure it borrows in the other sources.
struct Economy {
  std::string name;  ///< ISO 3166 code, ROW for the remainder
  std::string adb;   ///< code in the control totals; empty: built from other sources (docs/data.md, step 1)
  std::size_t region = 0;
  std::string technology, uses, labour, skill, spending;
};

/// A goods total between two regions that is given, or estimated where the trade statistics are silent.
struct PairTotal {
  std::size_t source, destination;
  double value;  ///< US$ million
  bool fixed;    ///< true: met exactly; false: fills a gap of the trade statistics
  std::string origin;
};

/// An owner's capital stock in a host, US$ million.
struct Stake {
  std::size_t owner, host;
  double stock;
  std::string origin;
};

/// The share of a stake that stands in certain activities; the rest is spread by capital income.
struct StakeSplit {
  std::size_t owner, host, sector;
  double share;
};

/// A recipe: recipe.toml and the mapping files beside it.
struct Recipe {
  std::string name;
  std::filesystem::path folder;
  int year = 0;
  Labels regions;
  std::vector<Sector> sectors;
  std::vector<Economy> economies;
  std::vector<PairTotal> pairs;
  std::vector<Stake> stakes;
  std::vector<StakeSplit> stake_splits;
  std::map<std::string, std::string, std::less<>> files;
  std::map<std::string, double, std::less<>> numbers;
  std::map<std::string, std::vector<std::string>, std::less<>> lists;
  std::vector<std::vector<std::string>> sources;  ///< provenance rows: id, title, publisher, used for

  /// A setting of recipe.toml, "table.key". Throws InputError naming the known ones.
  [[nodiscard]] double number(std::string_view key) const;
  [[nodiscard]] const std::vector<std::string>& list(std::string_view key) const;
  /// The region's number. Throws InputError with the known names.
  [[nodiscard]] std::size_t region(const std::string& label) const;
  [[nodiscard]] std::size_t sector(const std::string& label) const;
  [[nodiscard]] std::vector<std::size_t> goods() const;
  /// Sector of an ADB or WIOD number ("1" … "35").
  [[nodiscard]] std::size_t sector_of_adb(const std::string& code) const;
};

/// Reads recipe.toml and the mapping files it names. Throws InputError naming file, line and entry.
Recipe read_recipe(const std::filesystem::path& toml_file);

/// The folder of raw files: opens the table that the recipe calls `key` in [files].
class RawFolder {
 public:
  RawFolder(const Recipe& recipe, std::filesystem::path folder) : recipe_(recipe), folder_(std::move(folder)) {}
  [[nodiscard]] RawTable table(const std::string& key, const std::vector<std::string>& columns) const;
  [[nodiscard]] std::filesystem::path path(const std::string& key) const;

 private:
  const Recipe& recipe_;
  std::filesystem::path folder_;
};

}  // namespace setu::recipe
