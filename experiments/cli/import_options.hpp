#pragma once
#include <boost/program_options.hpp>

#include "setu/calibration/formats/formats.hpp"

namespace setu {

/// The options of setu import that say something about the files.
void add_import_options(boost::program_options::options_description& options);
void add_table_options(boost::program_options::options_description& options);

/// What they say. Throws InputError for words that are not understood.
ImportOptions import_options(const boost::program_options::variables_map& values);

}  // namespace setu
