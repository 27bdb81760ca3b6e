#pragma once
#include "setu/calibration/database_io.hpp"

namespace setu::detail {

/// Fills ENDM, ENDS, ENDF and ENDC where sets.csv leaves them open, by the rules of read_database().
void resolve_endowment_types(Database& database, const EndowmentTypes& given, const std::filesystem::path& folder);

/// Elements of the set called `name`, ENDT included. Throws InputError for unknown sets.
const std::vector<std::string>& elements_of(const Sets& sets, std::string_view name);

}  // namespace setu::detail
