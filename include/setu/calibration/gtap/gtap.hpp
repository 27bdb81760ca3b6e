#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/gtap/har.hpp"
#include "setu/calibration/imported.hpp"

namespace setu {

/// The three files of a GTAP database or aggregation.
struct GtapFiles {
  std::filesystem::path sets;        ///< sets.har; may be empty: sets are then the labels of the data's arrays
  std::filesystem::path data;        ///< basedata.har
  std::filesystem::path parameters;  ///< default.prm
};

/// Finds the three files in a folder: sets.har, basedata.har and default.prm by name (any case), the ones that are not
/// there by what its other header array files hold, whatever their names (.har, .prm, .upd, …). `path` may be the file of flows
/// itself, such as what a simulation updated; the others are then those beside it, unless it holds them too. Throws InputError
/// where none or several can be meant.
GtapFiles find_gtap_files(const std::filesystem::path& path);

/// Reads a GTAP database in the layout of version 7 (activities and commodities, MAKS and MAKB), or of version 6
/// (VDFM, VIFM, …, with capital goods as a producing sector), which is converted by docs/data.md, (G1) to (G8). Which
/// one it is follows from the data: VDFB or VDFM.
///
/// Arrays are placed by their labels, whatever their order; arrays without labels by position. Parameters by commodity,
/// activity or endowment alone hold in every region. Endowment types: `types`, then ENDM/ENDS/ENDF in the sets, then
/// EFLG, then the size of ETRE (as read_database says). Values are exact.
///
/// Throws InputError naming file, header and element: what read_har refuses; sets and headers that are missing; labels
/// that no set has, elements without a label, sizes that differ; values that are not finite or impossible.
Imported read_gtap(const GtapFiles& files, const EndowmentTypes& types = {});
/// The same with files that are already in memory; `sets` may have no headers.
Imported read_gtap(const HarFile& sets, const HarFile& data, const HarFile& parameters, const EndowmentTypes& types = {});

struct GtapWriteOptions {
  /// Reals of eight bytes, types DE and DL: exact, but only for programs that know them; GEMPACK's own files hold
  /// single precision.
  bool double_precision = false;
};

/// Writes `database` as sets.har, basedata.har and default.prm in GTAP v7's layout into `folder`, all or nothing.
/// Headers of Setu's own (VKOS, MFNR, …) are added where the database has them. Reading the folder gives an identical
/// database if every value is a single-precision number or `double_precision` is set; else values are rounded (relative
/// 6e-8). Returns what the user should know, one full sentence each. Throws InputError for labels longer than 12
/// characters and where AtomicDirectory does.
std::vector<std::string> write_gtap(const Database& database, const std::filesystem::path& folder, const GtapWriteOptions& options = {});

}  // namespace setu
