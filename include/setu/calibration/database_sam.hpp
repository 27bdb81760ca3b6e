#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "setu/calibration/sam.hpp"
#include "setu/model/database.hpp"

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

/// Writes sam.csv and accounts.csv (account, kind, name, region) into `folder`, all or nothing; returns the notes.
std::vector<std::string> write_database_sam(const Database& database, const std::filesystem::path& folder);

}  // namespace setu
