#include <cstdio>

#include <fmt/format.h>

#include "command.hpp"
#include "reshape_output.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/calibration/audit/audit.hpp"
#include "setu/calibration/balance/balance_database.hpp"
#include "setu/calibration/balance/balance_file.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/tables/clock.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

using Reader = void (*)(TableProblem&, const std::filesystem::path&);

TableProblem read_problem(const po::variables_map& values) {
  TableOptions options;
  options.sheet = option_text(values, "sheet");
  TableProblem table = read_balance_table(values["TABLE"].as<std::string>(), options);
  const std::pair<const char*, Reader> conditions[] = {{"targets", read_targets},
                                                       {"weights", read_weights},
                                                       {"bounds", read_bounds},
                                                       {"fixed", read_fixed},
                                                       {"constraints", read_conditions}};
  for (const auto& [name, read] : conditions)
    if (values.count(name)) read(table, values[name].as<std::string>());
  const bool alike = table.rows == table.columns;
  if (values.count("accounts") && !alike)
    throw InputError("--accounts needs a table whose rows and columns have the same names in the same order.");
  if (!alike && !values.count("targets") && !values.count("constraints"))
    throw InputError(
        "Rows and columns have different names, so this is no social accounting matrix: say what the totals must be with --targets.");
  table.accounts_balance = values.count("accounts") || (alike && !values.count("targets"));
  return table;
}

/// Balances a database's folder; only cross-entropy under further totals is known for it.
int run_database(const po::variables_map& values, const std::string& out, std::size_t lines) {
  for (const char* name : {"targets", "accounts", "bounds", "fixed", "weights", "sheet", "changes"})
    if (values.count(name))
      throw InputError(fmt::format("--{} is for tables; {} is a folder, whose totals are given with --constraints.", name,
                                   values["TABLE"].as<std::string>()));
  if (values["method"].as<std::string>() != "ce") throw InputError("A database is balanced by cross-entropy only; leave out --method.");
  std::vector<DatabaseTotal> totals;
  if (values.count("constraints")) totals = read_database_totals(values["constraints"].as<std::string>());
  const auto result = balance_database(read_database(values["TABLE"].as<std::string>()), totals, lines);
  const AuditReport report = audit(result.database);
  write_database(result.database, out);
  say("Largest gap of an account: {:.2e} of its size before ({}), {:.1e} now. Flows moved by {:.4g} % in all.\n\n{}\n{}\n",
      result.imbalance_before, result.worst_before, result.imbalance_after, 100 * result.moved, result.report, report.text(2));
  say("Database in {} ({:.1f} s, {:.0f} MB)\n", out, seconds_since_start(), peak_memory_mb());
  return report.has_errors() ? kFailed : kOk;
}

int run_balance(const po::variables_map& values) {
  const std::string out = required_option(values, "balance", "out");
  const int lines = values["lines"].as<int>();
  if (lines < 0) throw InputError("--lines must be zero or more.");
  if (std::filesystem::is_directory(values["TABLE"].as<std::string>())) return run_database(values, out, static_cast<std::size_t>(lines));
  const BalanceMethod method = balance_method(values["method"].as<std::string>());
  const TableProblem table = read_problem(values);
  const BalanceResult result = balance(table, method);
  write_balanced_table(table, result, out);
  if (values.count("changes")) write_changes(table, result, values["changes"].as<std::string>());
  for (const auto& note : table.notes) say("{}\n", note);
  say("{}\nTable in {} ({:.1f} s, {:.0f} MB)\n", balance_report(table, result, static_cast<std::size_t>(lines)), out, seconds_since_start(),
      peak_memory_mb());
  return kOk;
}

}  // namespace

Command balance_command() {
  Command command{
      "balance",
      "Balance a table, social accounting matrix or database",
      {{"TABLE", "CSV or xlsx file with names in its first row and column, or a database's folder"}},
      po::options_description(104),
      "A table with the same names for rows and columns is a social accounting matrix: without targets, each row's sum is\n"
      "brought to its column's. A folder is a database, whose accounts are brought to balance with all tax rates kept; its\n"
      "constraints are name,header,elements,coefficient,value,error. docs/balancing.md has the methods, the files and the formulas.",
      run_balance};
  command.options.add_options()("method", po::value<std::string>()->default_value("ce")->value_name("ras|gras|ls|ce"),
                                "scaling (with negative cells: gras), least squares or cross-entropy")(
      "targets", po::value<std::string>()->value_name("CSV"), "totals: kind,name,value (kind: row or column)")(
      "accounts", "row sums equal column sums even though targets are given")("bounds", po::value<std::string>()->value_name("CSV"),
                                                                              "row,column,lower,upper")(
      "fixed", po::value<std::string>()->value_name("CSV"), "row,column,value; without a value the cell stays as it is")(
      "weights", po::value<std::string>()->value_name("CSV"), "row,column,weight: how costly a change is, 1 by default")(
      "constraints", po::value<std::string>()->value_name("CSV"), "name,row,column,coefficient,value,error: weighted sums of cells")(
      "sheet", po::value<std::string>()->value_name("NAME"), "sheet of an xlsx file")(
      "lines", po::value<int>()->default_value(10)->value_name("N"), "accounts and cells shown in each list")(
      "changes", po::value<std::string>()->value_name("CSV"), "write every cell that moved to this file")(
      "out,o", po::value<std::string>()->value_name("PATH"), "file for the balanced table, or folder for the database (required)");
  return command;
}

}  // namespace setu
