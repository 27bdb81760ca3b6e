#pragma once
#include <filesystem>

#include <boost/program_options.hpp>

#include "setu/experiments/tables/page_writer.hpp"

namespace setu {

/// --no-report, for commands that end with a page.
void add_report_option(boost::program_options::options_description& options);

/// Whether to write the page: it is wanted, and the program has it.
bool wants_report(const boost::program_options::variables_map& values);

/// What puts the page into a result: nothing where it is not wanted or the program has none.
PageWriter page_writer(const boost::program_options::variables_map& values);

/// Says where the page is, or why there is none.
void say_report(const boost::program_options::variables_map& values, const std::filesystem::path& folder);

}  // namespace setu
