#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "setu/calibration/balance/balance.hpp"
#include "setu/model/database/database.hpp"

namespace setu {

/// A weighted sum of values of a database that balancing must meet: a region's GDP, imports, a sector's output.
struct DatabaseTotal {
  struct Part {
    std::string header;                 ///< a flow's header, for instance VDPP
    std::vector<std::string> elements;  ///< one for each set of the header; "*" for all
    double coefficient = 1;
  };
  std::string name;
  std::vector<Part> parts;
  double value = 0;  ///< US$ million
  double error = 0;  ///< standard error, 0: exact
};

/// Reads `name,header,elements,coefficient,value,error`: elements are separated by '/', as in food/*/USA; value and error
/// stand on the first line of a name. Throws InputError with file and line.
std::vector<DatabaseTotal> read_database_totals(const std::filesystem::path& file);

struct BalancedDatabase {
  Database database;
  double imbalance_before = 0, imbalance_after = 0;  ///< largest relative gap of an account, 0 … 1
  std::string worst_before;                          ///< name of that account
  double moved = 0;                                  ///< Σ |change| / Σ |value| over all flows
  std::string report;                                ///< what moved most, by account, in value and per cent
};

/// The database nearest in cross-entropy whose accounts (calibration/accounts.hpp) balance to 1e-13 and that meets
/// `totals` (docs/balancing.md, E10–E12). Every tax power, transport rate and quota rent keeps its rate: all prices of a flow
/// move together. Depreciation and transfers stay.
///
/// Throws InputError for totals that name no flow, and naming the accounts and totals that contradict each other.
BalancedDatabase balance_database(const Database& database, const std::vector<DatabaseTotal>& totals = {}, std::size_t lines = 10);

}  // namespace setu
