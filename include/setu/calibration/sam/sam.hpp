#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "setu/calibration/imported.hpp"
#include "setu/base/tables/table_reader.hpp"

namespace setu {

/// A social accounting matrix: account i receives values[i·n + j] from account j.
struct Sam {
  std::string file;
  std::vector<std::string> accounts;
  std::vector<double> values;  ///< n × n, row by row, in the file's money

  [[nodiscard]] std::size_t size() const { return accounts.size(); }
  [[nodiscard]] double operator()(std::size_t i, std::size_t j) const { return values[i * size() + j]; }
  [[nodiscard]] double row_sum(std::size_t i) const;
  [[nodiscard]] double column_sum(std::size_t j) const;
};

/// Reads a square table with labels in its first row and column, the columns in any order. A last row or column called
/// total, sum or their like is checked against the cells and left out. Throws InputError with file, line and account for labels that
/// are missing or stand twice, text in a number, totals that do not fit, and accounts whose row and column differ by
/// more than `tolerance` of them (the worst five are listed with their sums).
Sam read_sam(const std::filesystem::path& file, const TableOptions& options = {}, double tolerance = 1e-6);
Sam read_sam(TableReader& table, double tolerance = 1e-6);

/// Writes the same layout as CSV.
void write_sam(const Sam& sam, const std::filesystem::path& file);

/// What an account is (docs/data.md, "Social accounting matrices").
enum class AccountRole {
  Sector,  ///< activity and commodity in one
  Activity,
  Commodity,
  Factor,
  Household,
  Government,
  OutputTax,  ///< paid by activities on output
  FactorTax,  ///< paid by activities on factors
  SalesTax,   ///< paid by commodities, on domestic use
  Tariff,     ///< paid by commodities, on imports
  ExportTax,  ///< paid by commodities, on exports
  IncomeTax,  ///< paid by households or factors
  Saving,
  Stocks,
  Margin,
  World  ///< everybody abroad
};

/// What a factor is in GTAP's sets: labour and capital move between activities, land is sluggish, resources are fixed.
enum class FactorKind { Other, Labour, Capital, Land, Resource };

/// The role of one account, the region that it belongs to and its name there ("food" of "IND").
struct MappedAccount {
  AccountRole role{};
  std::string region, name;
  FactorKind factor = FactorKind::Other;  ///< for role Factor
};

/// One entry per account, in the SAM's order.
using AccountMap = std::vector<MappedAccount>;

/// Reads account,role[,region[,name]] (factors have the roles labour, capital, land, resource or factor), one line per account. Without
/// region, the SAM is of one country, called `country`; without name, an account keeps its own. Throws InputError for unknown roles and
/// accounts (with suggestions), for accounts that are mapped twice, and, all in one message, for those that are not mapped.
AccountMap read_account_map(const std::filesystem::path& file, const Sam& sam, const std::string& country = "HOME");
AccountMap read_account_map(TableReader& table, const Sam& sam, const std::string& country = "HOME");

/// The text of such a file with a proposal for every account: by its name where that is conventional (HOH, GOV, INV,
/// EXT …), otherwise by its neighbours, "?" where nothing tells. Never used unasked.
std::string draft_account_map(const Sam& sam);

struct SamOptions {
  double world_size = 20;      ///< final purchases of the rest of the world over those of the matrix; doubled until it fits
  double capital_output = 3;   ///< capital stock over value added
  double depreciation = 0.05;  ///< of the stock, a year
  double scale = 1;            ///< multiplies the SAM's money to give US$ million
  double population = 1;       ///< millions, of each region
};

/// A GTAP-shaped database from the accounts. With one country, the rest of the world becomes a second region, ROW
/// (docs/data.md, equations M1–M9). Every assumption is a note. Throws InputError naming account and amount for what has
/// no place.
Imported import_sam(const Sam& sam, const AccountMap& map, const SamOptions& options = {});

/// Writes the tables that data/economies/open_economy/economy.toml reads, from a matrix of one country: its households and
/// factors stay apart. Throws InputError naming both accounts for payments that have no place there.
void write_open_economy(const Sam& sam, const AccountMap& map, const std::filesystem::path& folder);

}  // namespace setu
