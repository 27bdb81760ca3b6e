#pragma once
#include "setu/calibration/folder/database_io.hpp"

namespace setu::detail {

/// The files that sets and parameters came from, for messages.
struct EndowmentFiles {
  std::string sets, parameters;
};

/// Fills ENDM, ENDS, ENDF and ENDC where the file of sets leaves them open, by the rules of read_database().
void resolve_endowment_types(Database& database, const EndowmentTypes& given, const EndowmentFiles& files);

/// Elements of the set called `name`, ENDT included. Throws InputError for unknown sets.
const std::vector<std::string>& elements_of(const Sets& sets, std::string_view name);

}  // namespace setu::detail
