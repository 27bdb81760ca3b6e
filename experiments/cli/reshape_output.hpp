#pragma once
#include <filesystem>
#include <string>

#include <boost/program_options.hpp>

#include "setu/calibration/reshape/aggregate.hpp"

namespace setu {

/// The text of option `name`; throws InputError "setu COMMAND: --name is missing." where it is not given.
std::string required_option(const boost::program_options::variables_map& values, const char* command, const char* name);
/// The text of option `name`, empty where it is not given.
std::string option_text(const boost::program_options::variables_map& values, const char* name);
/// All texts of an option that may be repeated.
std::vector<std::string> option_list(const boost::program_options::variables_map& values, const char* name);

/// What a database was made from: its folder and sets, and how its elements changed (see carry_aliases).
struct Origin {
  std::filesystem::path folder;
  Sets sets;
  SetMappings mappings;
  bool split = false;
};

/// Writes the database to --out and the aliases of its origin with it, prints what was done and the audit, and returns
/// kOk, or kFailed if the audit finds errors.
int finish_reshaped(const Reshaped& result, const Origin& origin, const std::string& out);

}  // namespace setu
