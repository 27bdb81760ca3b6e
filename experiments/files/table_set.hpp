#pragma once
#include <filesystem>
#include <vector>

#include "experiments/tables/table_writers.hpp"
#include "setu/experiments/tables/tables.hpp"

/// Private to experiments/.
namespace setu {

/// Writes a set of tables into a folder as `write_tables` does those of a run; `known` says what they were made from.
void write_table_set(const TableSet& set, const Facts& known, const std::vector<TableFormat>& formats, const std::filesystem::path& out);

}  // namespace setu
