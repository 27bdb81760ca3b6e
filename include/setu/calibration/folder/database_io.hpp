#pragma once
#include <filesystem>
#include <map>
#include <string>

#include "setu/model/database/database.hpp"

namespace setu {

/// How an endowment moves between activities: freely, along a CET frontier, or not at all.
enum class Mobility { Mobile, Sluggish, Fixed };

/// Types given by the caller, by element of ENDW; they override whatever the folder says.
using EndowmentTypes = std::map<std::string, Mobility, std::less<>>;

/// Reads a database from a folder in the long layout:
///
///   sets.csv        SET,element,element,…          REG COMM ACTS ENDW required; MARG ENDM ENDS ENDF ENDC ENDL optional
///   basedata.csv    name,i1,i2,i3,i4,value         values, US$ million
///   params.csv      name,i1,i2,i3,i4,value         elasticities and flags
///
/// Columns after `value` are ignored, a row that is left out is zero, and a header may stand in either file.
///
/// What is not in the folder:
/// - Endowment types come from `types`, else from ENDM/ENDS/ENDF in sets.csv, else from EFLG(ENDW, mobile|sluggish|fixed),
///   else from ETRE's largest |value| over regions: above 0.01 sluggish, from 1e-4 to 0.01 fixed (the classic GTAP
///   files give natural resources −0.001), else mobile. ETRE cannot tell a fixed endowment with a smaller value.
/// - ENDC: the endowment called "capital" in any case. ENDL: none.
/// - DPSM 1, ESKO 2, ETKO 1.5 where the whole header is absent; every other optional header is zero.
///
/// Throws InputError naming file, line, header and element, with the known alternatives: missing or empty files,
/// missing sets and headers, unknown names, wrong number of indices, text, NaN or infinity in place of a number,
/// duplicate rows, values that no economy can have (negative elasticities, a utilisation rate above one, …).
/// Negative flows are read: the audit reports them all, by account.
Database read_database(const std::filesystem::path& folder, const EndowmentTypes& types = {});

/// Writes `database` into `folder` in the same layout, all or nothing (AtomicDirectory). Zeros are left out, except one
/// row for a header that is given and all zero. Numbers are the shortest text that reads back exactly: reading the
/// folder gives an identical database. Other files of an existing database folder are kept.
/// Throws InputError when a label cannot be written or the folder cannot be.
void write_database(const Database& database, const std::filesystem::path& folder);

/// SHA-256 of the sets and of every header that is given, independent of file layout. 64 hexadecimal digits.
std::string database_hash(const Database& database);

/// Refuses sets that no database can have: an empty REG, COMM, ACTS or ENDW, labels that are empty, repeated (ignoring
/// case), padded with blanks or hold commas, quotes or control characters, MARG outside COMM, ENDC and ENDL outside
/// ENDW, an endowment without a type or with two. `where` begins each message. Throws InputError.
void check_sets(const Sets& sets, const std::string& where);

}  // namespace setu
