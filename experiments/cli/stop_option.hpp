#pragma once
#include <boost/program_options.hpp>

#include "setu/solver/status.hpp"

namespace setu {

/// --time-limit, for commands that solve.
void add_time_limit_option(boost::program_options::options_description& options, const char* help);
void add_time_limit_option(boost::program_options::options_description& options);

/// The seconds of --time-limit, if it is given. Throws InputError.
std::optional<double> time_limit_of(const boost::program_options::variables_map& values);

/// What a solve asks: TimeLimit when the seconds are over, counted from here on, Cancelled after Ctrl-C, which from here on
/// ends the solve and not the program; a second Ctrl-C ends the program at once.
StopCheck stop_of(const boost::program_options::variables_map& values);

}  // namespace setu
