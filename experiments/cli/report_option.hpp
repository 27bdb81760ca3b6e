#pragma once
#include <filesystem>

#include <boost/program_options.hpp>

namespace setu {

/// --no-report, for commands that end with a page.
void add_report_option(boost::program_options::options_description& options);

/// Whether to write the page: it is wanted, and the program has it.
bool wants_report(const boost::program_options::variables_map& values);

/// Says where the page is, or why there is none.
void say_report(const boost::program_options::variables_map& values, const std::filesystem::path& folder);

}  // namespace setu
