#pragma once
#include <filesystem>
#include <string>

#include "setu/calibration/balance/balance_table.hpp"
#include "setu/base/tables/table_reader.hpp"

namespace setu {

/// Reads a table with the columns' names in its first row and the rows' names in its first column; empty cells are zero.
/// Nothing is asked of it yet. Throws InputError for names that are missing or appear twice, cells beyond the last
/// column, and what is no finite number.
TableProblem read_balance_table(const std::filesystem::path& file, const TableOptions& options = {});

/// Conditions from files with a header row. Names of rows and columns are those of the table. Every complaint is an
/// InputError with file and line, unknown names with suggestions.
///
/// `kind,name,value`: kind is row or column; rows and columns without a line keep their total free.
void read_targets(TableProblem& table, const std::filesystem::path& file);
/// `row,column,lower,upper`: an empty bound is none. `*` means every row or column, here and below.
void read_bounds(TableProblem& table, const std::filesystem::path& file);
/// `row,column,value`: without a value the cell stays as it is.
void read_fixed(TableProblem& table, const std::filesystem::path& file);
/// `row,column,weight`
void read_weights(TableProblem& table, const std::filesystem::path& file);
/// `name,row,column,coefficient,value,error`: Σ coefficient × cell = value over all lines of a name. An empty
/// coefficient is 1; value and error (standard error; empty or 0: exact) stand on the first line of the name.
void read_conditions(TableProblem& table, const std::filesystem::path& file);

/// What moved most, by account and by cell, in value and in per cent: `lines` of each.
std::string balance_report(const TableProblem& table, const BalanceResult& result, std::size_t lines = 10);
/// Writes the balanced table in the shape it was read in. The file appears complete or not at all.
void write_balanced_table(const TableProblem& table, const BalanceResult& result, const std::filesystem::path& file);
/// Writes `row,column,before,after,change,percent`, one line for each cell that moved. Complete or not at all.
void write_changes(const TableProblem& table, const BalanceResult& result, const std::filesystem::path& file);

}  // namespace setu
