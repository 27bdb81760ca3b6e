#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "layout.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/error.hpp"
#include "setu/model/database/accounts.hpp"
#include "setu/model/database/ledger.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/sam/database_sam.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

constexpr double kRounding = 1e-9;  ///< of a region's income: transfers below it are none

/// Headers whose flows the matrix holds one by one.
bool in_matrix(const HeaderInfo& header) {
  const LedgerRow& row = ledger_row(header.name);
  return header.name == "VDEP" || (!row.flow.empty() && row.flow != "VKOS");
}

void copy(const Database& from, Database& to, const std::string& header) {
  const auto values = from[header].values();
  std::copy(values.begin(), values.end(), to[header].values().begin());
}

Database rest_of(const Database& database) {
  Database rest(database.sets());
  for (const auto& header : header_catalogue()) {
    if (in_matrix(header)) {
      if (database.has(header.name)) rest[header.name];
    } else if (database.has(header.name) && header.name != "TRNS") {
      copy(database, rest, header.name);
    }
  }
  return rest;
}

void write_accounts(const Sam& sam, const Sets& sets, const fs::path& file) {
  std::ofstream out(file, std::ios::binary);
  out << "account,kind,name,region\n";
  const sam::Layout layout(sets);
  std::size_t next = 0;
  for (std::size_t i = 0; i < layout.size() && next < sam.size(); ++i) {
    if (layout.label(i) != sam.accounts[next]) continue;
    const sam::Place place = layout.place(i);
    out << sam.accounts[next++] << ',' << to_string(place.kind) << ',' << layout.element(place) << ',' << layout.region(place) << '\n';
  }
  out.close();
  if (!out) throw InputError(fmt::format("Could not write '{}': is the disk full?", file.string()));
}

/// What the matrix calls transfers includes capital income from abroad; TRNS does not.
void set_transfers(const Database& flows, Database& database) {
  const auto capital = net_foreign_capital_income(database), income = regional_income(database);
  const auto received = flows["TRNS"].values();
  bool any = false;
  std::vector<double> transfers(received.size());
  for (std::size_t r = 0; r < received.size(); ++r) {
    transfers[r] = received[r] - capital[r];
    if (std::abs(transfers[r]) <= kRounding * std::abs(income[r])) transfers[r] = 0;
    any = any || transfers[r] != 0;
  }
  if (any) std::copy(transfers.begin(), transfers.end(), database["TRNS"].values().begin());
}

}  // namespace

std::vector<std::string> write_database_sam(const Database& database, const fs::path& folder) {
  const DatabaseSam result = sam_of_database(database);
  AtomicDirectory target(folder, "sam.csv");
  write_sam(result.sam, target.path() / "sam.csv");
  write_accounts(result.sam, database.sets(), target.path() / "accounts.csv");
  write_database(rest_of(database), target.path() / "rest");
  target.commit();
  return result.notes;
}

bool is_database_sam(const fs::path& path) { return fs::exists(path / "sam.csv") && fs::exists(path / "rest" / "sets.csv"); }

Imported read_database_sam(const fs::path& folder, double tolerance) {
  const TableOptions commas{.sheet = {}, .separator = ',', .decimal_comma = false};
  const Sam sam = read_sam(folder / "sam.csv", commas, tolerance);
  Imported result{read_database(folder / "rest"), "social accounting matrix of a database", {}};
  const Database flows = database_of_sam(sam, result.database.sets());
  for (const auto& header : header_catalogue())
    if (in_matrix(header) && result.database.has(header.name)) copy(flows, result.database, header.name);
  set_transfers(flows, result.database);
  result.notes.push_back(fmt::format(
      "Flows are those of {} accounts in sam.csv; sets, elasticities and what no matrix holds are those of rest/.", sam.size()));
  return result;
}

}  // namespace setu
