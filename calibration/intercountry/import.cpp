#include <cmath>
#include <numeric>

#include "economy.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/reshape/aggregate.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/elasticities/elasticities.hpp"

namespace setu {
namespace {

void check(const InterCountryOptions& o) {
  if (o.elasticities.empty() || o.factors.empty())
    throw InputError("An inter-country table needs a file of elasticities and one of factor shares.");
  const auto in = [](const char* name, double value, double low, double high) {
    if (!(value >= low && value <= high))
      throw InputError(std::string(name) + " is " + std::to_string(value) + "; it must lie between " + std::to_string(low) + " and " +
                       std::to_string(high) + ".");
  };
  in("--scale", o.scale, 1e-9, 1e9);
  in("--tolerance", o.tolerance, 0, 1);
  in("--least-value-added", o.least_value_added, 1e-6, 0.5);
  in("--rate-of-return", o.rate_of_return, 1e-3, 1);
  in("--depreciation", o.depreciation, 1e-4, 1);
}

void describe(detail::Economy& e) {
  double other = 0;
  for (const double v : e.table.other) other += std::abs(v);
  if (other > 0)
    e.notes.push_back("Rows that no industry supplies (adjustments, margins, purchases abroad), US$ " + detail::amount(other) +
                      " million in absolute value, were left out: value added takes their place.");
  e.notes.push_back("Sales are at basic prices of the source; value added is what output leaves after inputs, taxes and duties.");
}

}  // namespace

Imported import_intercountry(const InterCountryTable& table, const InterCountryOptions& options) {
  check(options);
  detail::Economy e(table, options);
  e.notes = table.notes;
  detail::make_sets(e);
  check_sets(e.db.sets(), table.format);
  detail::check_accounts(e);
  detail::take_flows(e);
  detail::find_taxes(e);
  detail::lay_routes(e);
  detail::make_purchases(e);
  detail::pay_endowments(e);
  detail::make_stocks(e);
  set_elasticities(e.db, read_elasticities(options.elasticities), options.elasticities);
  describe(e);
  Imported imported{std::move(e.db), table.format, std::move(e.notes)};
  if (options.regions.empty() && options.sectors.empty()) return imported;
  const auto mappings = read_set_mappings(imported.database.sets(), options.regions, options.sectors);
  Reshaped coarse = aggregate(imported.database, mappings);
  imported.database = std::move(coarse.database);
  imported.notes.insert(imported.notes.end(), coarse.notes.begin(), coarse.notes.end());
  return imported;
}

Imported import_intercountry(const std::filesystem::path& file, const InterCountryOptions& options) {
  check(options);
  return import_intercountry(read_intercountry_table(file, options.table, options.scale), options);
}

}  // namespace setu
