#pragma once
#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "setu/calibration/imported.hpp"
#include "setu/base/tables/table_reader.hpp"

namespace setu {

/// The uses of an inter-country table that are not industries: households, non-profit institutions, government, fixed
/// investment, changes of inventories, purchases of residents abroad.
inline constexpr std::size_t final_uses = 6;
enum FinalUse : std::size_t { Households, NonProfit, Government, FixedInvestment, Inventories, PurchasesAbroad };

/// An inter-country input-output table as its file says, parts of one economy (MX1, CN2, …) added up. A column is an
/// industry or a final use of one economy: economy × (industries + 6) + industry, or + industries + FinalUse.
struct InterCountryTable {
  std::string format;  ///< in words: "OECD ICIO", "WIOD 2016", …
  std::vector<std::string> economies, industries;
  std::vector<double> flows;        ///< (source economy, industry) × column, at basic prices of the source
  std::vector<double> taxes;        ///< per column: taxes less subsidies on products
  std::vector<double> value_added;  ///< per column; zero for final uses
  std::vector<double> other;        ///< per column: adjustments, margins and purchases abroad that no row supplies
  std::vector<double> output;       ///< per column: what the file says is the total cost; empty if it says nothing
  std::vector<std::string> notes;

  [[nodiscard]] std::size_t columns() const { return economies.size() * (industries.size() + final_uses); }
  [[nodiscard]] double flow(std::size_t source, std::size_t industry, std::size_t column) const {
    return flows[(source * industries.size() + industry) * columns() + column];
  }
};

/// Reads an inter-country table; the format follows from its titles (docs/data.md, "Inter-country tables"): OECD ICIO
/// of any edition, WIOD 2013 and 2016, ADB MRIO, FIGARO as matrix or as flat file. `scale` is the file's unit in US$
/// million. Throws InputError with file and line: titles of no known format, labels that are unknown, missing or stand
/// twice, rows that are too short, text in place of a number.
InterCountryTable read_intercountry_table(const std::filesystem::path& file, const TableOptions& options = {}, double scale = 1);
InterCountryTable read_intercountry_table(TableReader& table, double scale = 1);

/// How an inter-country table becomes a database. Empty paths: the rules of docs/data.md without that file.
struct InterCountryOptions {
  std::filesystem::path regions, sectors;  ///< mapping files, applied at the end
  std::filesystem::path elasticities;      ///< sector,ESBD,ESBM,ESBV,income,source
  std::filesystem::path factors;           ///< sector,Land,UnSkLab,SkLab,Capital,NatRes,source
  std::filesystem::path tariffs;           ///< source,destination,commodity,per cent
  std::filesystem::path margins;           ///< source,destination,commodity,mode,per cent of the FOB value
  std::filesystem::path macro;             ///< region,POP,VKB,VDEP (empty cells: the default)
  TableOptions table;
  double scale = 1;                 ///< the file's unit in US$ million; FIGARO: million euro
  double tolerance = 0.02;          ///< largest |sales − cost| of an industry, relative to its output
  double least_value_added = 0.01;  ///< of the output of every industry
  double rate_of_return = 0.10;     ///< net, to capital: gives the capital stock
  double depreciation = 0.04;       ///< of the capital stock, a year
};

/// The database in GTAP v7's shape, balanced to rounding by construction (docs/data.md, I1–I9). Throws InputError for
/// what the readers refuse, and for an industry whose sales and cost differ by more than the tolerance.
Imported import_intercountry(const std::filesystem::path& file, const InterCountryOptions& options = {});
Imported import_intercountry(const InterCountryTable& table, const InterCountryOptions& options = {});

/// Writes a database as an inter-country table in the OECD's layout, icio.csv in `folder`, all or nothing: what pymrio, R packages and
/// setu import read. Returns what the user should know. Throws InputError for names that the layout cannot hold.
std::vector<std::string> write_icio(const Database& database, const std::filesystem::path& folder);

/// True if the first rows of a table, cells by row, are the titles of an inter-country table.
bool looks_like_intercountry(const std::vector<std::vector<std::string>>& rows);

/// True for a folder of text files with Z and Y (EXIOBASE 3) or T, FD and their labels (Eora26).
bool looks_like_intercountry_folder(const std::filesystem::path& folder);

}  // namespace setu
