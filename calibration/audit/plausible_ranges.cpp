#include <algorithm>
#include <array>

#include "setu/base/files/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/base/suggest.hpp"
#include "setu/calibration/audit/plausible.hpp"

namespace setu {

const std::vector<std::string>& plausible_quantities() {
  static const std::vector<std::string> all = {"gdp_per_head",
                                               "world_gdp",
                                               "labour_share",
                                               "sector_labour_share",
                                               "value_added_share",
                                               "private_share",
                                               "government_share",
                                               "investment_share",
                                               "saving_rate",
                                               "trade_balance",
                                               "openness",
                                               "tax_revenue",
                                               "imported_share",
                                               "exported_share",
                                               "average_tariff",
                                               "tariff_rate",
                                               "tax_power",
                                               "transport_margin",
                                               "average_margin",
                                               "depreciation_rate",
                                               "capital_output",
                                               "rate_of_return",
                                               "foreign_share",
                                               "ESBD",
                                               "ESBM",
                                               "ESBM_over_ESBD",
                                               "ESBV",
                                               "ESBT",
                                               "ESBC",
                                               "ESBG",
                                               "ESBI",
                                               "ESBS",
                                               "ESBQ",
                                               "ETRQ",
                                               "ETRE",
                                               "INCP",
                                               "SUBP",
                                               "RFLX"};
  return all;
}

namespace {

constexpr const char* kColumns = "quantity,sector,low,high,lowest,highest,unit,meaning,source";

void require_known(const CsvReader& csv, const char* kind, const std::string& name, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) == known.end()) csv.fail(unknown_name(kind, name, known) + ".");
}

void read_header(CsvReader& csv) {
  std::string header;
  if (csv.next())
    for (const auto field : csv.fields()) header += (header.empty() ? "" : ",") + std::string(field);
  if (header != kColumns) csv.fail(std::string("the first row must be ") + kColumns + ".");
}

PlausibleRange read_row(const CsvReader& csv) {
  const auto& fields = csv.fields();
  if (fields.size() != 9) csv.fail("a row must have the nine fields " + std::string(kColumns) + ".");
  PlausibleRange range;
  range.quantity = fields[0], range.sector = fields[1];
  require_known(csv, "quantity", range.quantity, plausible_quantities());
  require_known(csv, "kind of sector", range.sector, {"any", "land", "resource", "other"});
  const std::array<double*, 4> bounds = {&range.low, &range.high, &range.lowest, &range.highest};
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    const auto value = parse_number(fields[i + 2]);
    if (!value) csv.fail("'" + std::string(fields[i + 2]) + "' is not a number.");
    *bounds[i] = *value;
  }
  if (!(range.lowest <= range.low && range.low <= range.high && range.high <= range.highest))
    csv.fail("the bounds of " + range.quantity + " must be lowest <= low <= high <= highest.");
  range.unit = fields[6], range.meaning = fields[7], range.source = fields[8];
  return range;
}

}  // namespace

std::vector<PlausibleRange> read_plausible_ranges(const std::filesystem::path& file) {
  CsvReader csv(file);
  read_header(csv);
  std::vector<PlausibleRange> ranges;
  while (csv.next()) {
    PlausibleRange range = read_row(csv);
    for (const auto& other : ranges)
      if (other.quantity == range.quantity && other.sector == range.sector)
        csv.fail(range.quantity + " of sector '" + range.sector + "' stands here a second time.");
    ranges.push_back(std::move(range));
  }
  return ranges;
}

}  // namespace setu
