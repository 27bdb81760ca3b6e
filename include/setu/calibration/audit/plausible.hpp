#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace setu {

/// What is usual and what is possible for one quantity of a database, with the source that says so.
struct PlausibleRange {
  std::string quantity;            ///< "labour_share", "tariff_rate", "ESBM", …: one of plausible_quantities()
  std::string sector;              ///< "any", or the kind of activity: "land", "resource" or "other"
  double low = 0, high = 0;        ///< outside is reported as a note
  double lowest = 0, highest = 0;  ///< outside is reported as a warning
  std::string unit;                ///< "share" and "rate" are printed in per cent
  std::string meaning;             ///< "the labour share of factor income"
  std::string source;
};

/// The quantities that the audit measures.
const std::vector<std::string>& plausible_quantities();

/// Reads a table quantity,sector,low,high,lowest,highest,unit,meaning,source (data/defaults/plausible_ranges.csv).
/// Quantities that are left out are not judged. Throws InputError with file and line: an unknown quantity or kind of sector, a
/// row given twice, a bound that is no number, bounds that are not lowest ≤ low ≤ high ≤ highest.
std::vector<PlausibleRange> read_plausible_ranges(const std::filesystem::path& file);

}  // namespace setu
