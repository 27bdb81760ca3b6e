#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "setu/calibration/balance/constrained_balance.hpp"
#include "setu/model/database/database.hpp"

namespace setu::balancing {

/// One value of a database.
struct Value {
  std::string_view header;
  std::size_t position;
};

/// A flow: all its prices move in proportion. `entries` are its parts of the accounts, left side less right side.
struct Flow {
  std::vector<Value> values;
  double size = 0;  ///< its largest value, with sign
  struct Entry {
    std::size_t account;
    double part;
  };
  std::vector<Entry> entries;
};

/// The flows of a database, and its accounts in the order: activities, commodities, imports, incomes, transport, world saving,
/// owners of capital (where VKOS is given). What never moves (depreciation, transfers) is in `constants`.
struct DatabaseFlows {
  std::vector<Flow> flows;
  std::vector<std::string> accounts;
  std::vector<double> constants;
};
DatabaseFlows flows_of(const Database& database);

/// VCIF = VFOB + Σ VTWR on every route; VMSB keeps its power.
void close_routes(Database& database);

}  // namespace setu::balancing
