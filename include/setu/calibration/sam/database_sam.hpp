#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "setu/calibration/imported.hpp"
#include "setu/calibration/sam/sam.hpp"
#include "setu/model/database/database.hpp"

namespace setu {

/// A database as a social accounting matrix, with what the matrix could not carry.
struct DatabaseSam {
  Sam sam;
  std::vector<std::string> notes;  ///< one sentence each
};

/// The multi-region matrix of a balanced database in which every flow of GTAP's has a cell of its own (docs/data.md,
/// equations D1–D9): accounts are called "domestic:COMM:REG", "tariff:SOURCE:REG", …; those without flows are left out.
/// The values are those of the database; no account is forced into balance. Throws InputError for more than 20,000 accounts.
DatabaseSam sam_of_database(const Database& database);

/// The database of such a matrix over given sets: all flows, and no parameters, POP and VKB, which no matrix holds. Of foreign
/// capital income only the net sum remains, in TRNS. Throws InputError that names the accounts and the amount for accounts
/// that the sets do not have and for cells that have no meaning.
Database database_of_sam(const Sam& sam, const Sets& sets);

/// Writes `folder`, all or nothing: sam.csv, accounts.csv (account, kind, name, region), and in rest/ a database folder with the
/// sets and all that the matrix does not hold, its flows zero. Returns the notes.
std::vector<std::string> write_database_sam(const Database& database, const std::filesystem::path& folder);

/// True for a folder that holds sam.csv and rest/sets.csv.
bool is_database_sam(const std::filesystem::path& path);

/// Reads such a folder: flows from the matrix, the rest from rest/. Accounts may be off by `tolerance`, 1e-5 unless said
/// otherwise because single-precision databases are. Throws InputError as read_sam, read_database and database_of_sam do.
Imported read_database_sam(const std::filesystem::path& folder, double tolerance = 1e-5);

}  // namespace setu
