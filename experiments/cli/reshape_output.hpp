#pragma once
#include <string>

#include <boost/program_options.hpp>

#include "setu/calibration/aggregate.hpp"

namespace setu {

/// The text of option `name`; throws InputError "setu COMMAND: --name is missing." where it is not given.
std::string required_option(const boost::program_options::variables_map& values, const char* command, const char* name);
/// The text of option `name`, empty where it is not given.
std::string option_text(const boost::program_options::variables_map& values, const char* name);

/// Writes the database to --out, prints what was done and the audit, and returns kOk, or kFailed if the audit finds errors.
int finish_reshaped(const Reshaped& result, const std::string& out);

}  // namespace setu
