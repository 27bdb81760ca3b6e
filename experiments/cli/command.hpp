#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <boost/program_options.hpp>

#include "setu/solver/status.hpp"

namespace setu {

struct PointsHooks;

/// What the program returns to the shell. Values are fixed (docs/statuses.md, which a test compares with `exit_statuses`).
enum ExitCode : int {
  kOk = 0,  ///< done
  kFailed =
      1,  ///< no certified solution, also by --time-limit or Ctrl-C; errors found by a validation or audit; no memory; output not written
  kBadInput = 2,  ///< a mistake in a file, an option or a name, or an input beyond a limit
  kBug = 3        ///< a broken promise inside the program
};

/// All of them, by value.
std::span<const StatusLine> exit_statuses();

/// One positional argument of a command.
struct Argument {
  const char* name;  ///< as shown in the usage line: "SCENARIO"
  const char* help;
  bool required = true;
  bool several = false;  ///< one or more of them, as a vector of texts
};

/// One subcommand: what the help prints and what the parser accepts come from the same object.
struct Command {
  const char* name;
  const char* summary;  ///< one line
  std::vector<Argument> arguments;
  boost::program_options::options_description options;
  const char* details;  ///< paragraphs after the options, may be empty
  std::function<int(const boost::program_options::variables_map&)> run;

  /// "setu run SCENARIO [options]".
  [[nodiscard]] std::string usage() const;
};

Command run_command();
Command schema_command();
Command check_command();
Command audit_command();
Command validate_command();
Command list_command();
Command equations_command();
Command elasticities_command();
Command optimise_command();
Command frontier_command();
Command game_command();
Command values_command();
Command report_command();
Command calibrate_command();
Command import_command();
Command export_command();
Command headers_command();
Command aggregate_command();
Command split_command();
Command filter_command();
Command balance_command();
Command economy_command();
Command altertax_command();
Command serve_command();
Command tables_command();
Command chains_command();
Command sweep_command(const PointsHooks& hooks);

/// All subcommands in the order of the help.
const std::vector<Command>& commands();
/// Those that run many points, with points shared in another way.
std::vector<Command> points_commands(const PointsHooks& hooks);

std::string program_help();
std::string command_help(const Command& command);
std::string version_text();

/// Runs `body` and turns what it throws into a message on stderr and an ExitCode.
int with_exit_code(const std::function<int()>& body);

/// The whole program: reads the command line, runs one command, prints errors to stderr, returns an ExitCode. Commands in
/// `instead` take the place of those with the same name.
int run_program(const std::vector<std::string>& arguments, const std::vector<Command>& instead = {});

}  // namespace setu
