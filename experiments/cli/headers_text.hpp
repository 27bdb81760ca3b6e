#pragma once
#include <filesystem>
#include <string>

#include "setu/calibration/gtap/sl4.hpp"

namespace setu {

/// What a header array file holds: history, headers with type, size, coefficient and long name, and sets with their elements. `only`
/// names one header (by its name or its coefficient's), all if empty. Throws InputError for a name that is none.
std::string headers_text(const HarFile& file, const std::string& only);
/// What a GEMPACK solution file holds: variables with their sets, how many components were found, given and shocked, subtotals, sets.
std::string solution_text(const GempackSolution& solution, const std::string& only);

/// Writes numbers (and, where `only` names one, strings) as name,i1,…,value. Returns the number of rows.
std::size_t write_headers_csv(const HarFile& file, const std::string& only, const std::filesystem::path& path);
/// The same of a solution, with `closure` (found, given, shocked) and one column for each subtotal after the value.
std::size_t write_solution_csv(const GempackSolution& solution, const std::string& only, const std::filesystem::path& path);

}  // namespace setu
