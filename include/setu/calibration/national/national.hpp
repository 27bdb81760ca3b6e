#pragma once
#include <optional>
#include <string>

#include "setu/base/tables/table_grid.hpp"
#include "setu/calibration/sam/sam.hpp"

namespace setu {

/// A national symmetric input-output table as an accounting matrix, and what its accounts are.
struct NationalTable {
  Sam sam;
  AccountMap map;
};

/// Empty where the grid is such a table: industries or products as rows and columns, final uses beside them, imports, taxes and value added
/// below. Otherwise why not, in a line.
std::string why_not_national(const TableGrid& grid);

/// Reads the table (docs/data.md, N1–N6). Throws InputError with file and cell for what is missing, stands twice or does not add up.
NationalTable read_national(const TableGrid& grid, const std::string& country, std::optional<bool> decimal_comma);

}  // namespace setu
