#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "setu/calibration/imported.hpp"
#include "setu/base/tables/table_reader.hpp"
#include "setu/calibration/sheets/square_table.hpp"

namespace setu {

/// A social accounting matrix: account i receives values[i·n + j] from account j.
struct Sam {
  std::string file;
  std::vector<std::string> accounts;
  std::vector<double> values;                    ///< n × n, row by row, in the file's money
  std::vector<std::string> descriptions, notes;  ///< texts beside the accounts, where the file has them; how the file was read

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

/// The matrix that was found on a sheet. Accounts whose row and column differ by more than `tolerance` of them are refused, the worst five
/// with their sums; smaller differences are absorbed: each account's row is multiplied, and its column divided, by one factor until they
/// agree (docs/data.md, M0), and a note says by how much.
Sam sam_of_square(const SquareTable& table, double tolerance = 1e-4);

/// Writes the same layout as CSV.
void write_sam(const Sam& sam, const std::filesystem::path& file);

/// What an account is (docs/data.md, "Social accounting matrices").
enum class AccountRole {
  Sector,  ///< activity and commodity in one
  Activity,
  Commodity,
  Factor,
  Household,
  Enterprise,  ///< a household that consumes nothing
  Government,
  OutputTax,  ///< paid by activities on output
  FactorTax,  ///< paid by activities on factors
  SalesTax,   ///< paid by commodities, on domestic use
  Tariff,     ///< paid by commodities, on imports
  ExportTax,  ///< paid by commodities, on exports
  IncomeTax,  ///< paid by households or factors
  Tax,        ///< what it falls on follows from who pays it
  Saving,
  Stocks,
  Margin,
  ExportMargin,  ///< on exports only
  ImportMargin,  ///< on what is used at home only
  Export,        ///< the part of a commodity that is exported, in an account of its own
  Import,        ///< the part that is imported
  Through,       ///< passes on what it receives, in proportion to what it pays
  World          ///< everybody abroad
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

/// Reads account,role[,region[,name[,reason]]] (the account's label, what stands beside it, or a pattern with one *; factors have the roles
/// labour, capital, land, resource or factor), one line per account. Without region, the SAM is of one country, called `country`; without
/// name, an account keeps its own. Throws InputError for unknown roles and accounts (with suggestions), for accounts that are mapped twice,
/// the line that names an account outright counting before patterns, and, all in one message, for those that are not mapped.
AccountMap read_account_map(const std::filesystem::path& file, const Sam& sam, const std::string& country = "HOME");
AccountMap read_account_map(TableReader& table, const Sam& sam, const std::string& country = "HOME");

/// The text of such a file with a proposal and its reason for every account: by its name or description where they are usual (a-…, c-…,
/// flab, HOH, gov, s-i, HOGAR …), checked against who pays whom, otherwise by its neighbours; "?" where nothing tells. Never used unasked.
std::string draft_account_map(const Sam& sam);

/// The same accounts and flows in the roles that import_sam and write_open_economy know (docs/data.md, M10–M19), and a note for each rule
/// that was used.
struct SimpleSam {
  Sam sam;
  AccountMap map;
  std::vector<std::string> notes;
};

/// `negative_stocks`: changes of stocks may stay negative (the small open economy has a place for them).
SimpleSam simplify(const Sam& sam, const AccountMap& map, bool negative_stocks);

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
/// Returns what the user should know: the rules that were used, and GDP from three sides, taxes and trade.
std::vector<std::string> write_open_economy(const Sam& sam, const AccountMap& map, const std::filesystem::path& folder);

}  // namespace setu
