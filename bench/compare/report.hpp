#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "measure.hpp"

namespace setu::bench {

/// Where and with what the figures were made; the same for every row of a run.
struct Setting {
  std::string when;  ///< UTC
  std::string machine, compiler, build_type, versions, revision;
  int threads = 0;
};
Setting this_setting(int threads);

/// One Markdown table per model and size: wall and processor seconds, ratios to "setu", memory, residual, agreement.
std::string markdown(const std::vector<Row>& rows);
/// The head above the tables: machine, compiler, versions and load.
std::string heading(const Setting& setting);

/// Appends the rows; writes the names of the columns into a new file first. Throws InputError if it cannot.
void append_csv(const std::filesystem::path& file, const Setting& setting, const std::vector<Row>& rows);
/// Rows of an earlier run. Throws InputError for other columns.
std::vector<Row> read_csv(const std::filesystem::path& file);

/// "0.013", "2.4", "151": three digits at most.
std::string short_number(double value);

}  // namespace setu::bench
