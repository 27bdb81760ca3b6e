#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>
#include <sstream>

#include <fmt/format.h>

#include "command.hpp"
#include "completion.hpp"
#include "ending.hpp"
#include "manual.hpp"
#include "points_options.hpp"
#include "setu/base/error.hpp"
#include "setu/base/limits.hpp"
#include "setu/base/say.hpp"
#include "setu/base/suggest.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "setu/experiments/tables/versions.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {
Command with_help(Command command) {
  command.options.add_options()("help,h", "show this help");
  return command;
}
}  // namespace

std::vector<Command> points_commands(const PointsHooks& hooks) {
  return {with_help(sweep_command(hooks)), with_help(sensitivity_command(hooks))};
}

const std::vector<Command>& commands() {
  static const std::vector<Command> all = [] {
    std::vector<Command> list;
    for (const auto make : {
             run_command,          check_command,     audit_command,    validate_command, list_command,    equations_command,
             elasticities_command, values_command,    optimise_command, frontier_command, game_command,    report_command,
             tables_command,       calibrate_command, import_command,   export_command,   headers_command, aggregate_command,
             split_command,        filter_command,    chains_command,   balance_command,  economy_command, altertax_command,
             serve_command,        schema_command,
         })
      list.push_back(with_help(make()));
    for (auto& command : points_commands({})) list.push_back(std::move(command));
    return list;
  }();
  return all;
}

std::span<const StatusLine> exit_statuses() {
  static constexpr StatusLine lines[] = {
      {kOk, "kOk", "done", "The command did what it was asked to do."},
      {kFailed, "kFailed", "not solved",
       "There is no certified solution, also where --time-limit or Ctrl-C ended the work; a validation, check or audit found errors; "
       "memory ran out; or the output could not be written. Nothing is written that looks like a result."},
      {kBadInput, "kBadInput", "mistake",
       "A mistake in a file, an option or a name, or an input beyond a limit (docs/limits.md); the message says where."},
      {kBug, "kBug", "bug", "A promise inside the program is broken; please report it."},
  };
  return lines;
}

std::string Command::usage() const {
  std::string text = fmt::format("setu {}", name);
  for (const auto& a : arguments) {
    const std::string shown = fmt::format("{}{}", a.name, a.several ? "..." : "");
    text += a.required ? fmt::format(" {}", shown) : fmt::format(" [{}]", shown);
  }
  return text + " [options]";
}

namespace {

/// "  1  There is …", a line for each status and more where it is long.
std::string exit_status_lines() {
  constexpr std::size_t kWidth = 110;
  std::string text = "\nExit status:\n";
  for (const auto& status : exit_statuses()) {
    std::string line = fmt::format("  {} ", status.value);
    std::istringstream words{std::string(status.meaning)};
    for (std::string word; words >> word;) {
      if (line.size() + 1 + word.size() > kWidth) {
        text += line + "\n";
        line = "    ";
      }
      line += " " + word;
    }
    text += line + "\n";
  }
  return text;
}

}  // namespace

std::string program_help() {
  std::string text = "Setu: an open CGE trade laboratory\n\nUsage: setu COMMAND [arguments] [options]\n\nCommands:\n";
  for (const auto& c : commands()) text += fmt::format("  {:<10} {}\n", c.name, c.summary);
  return text +
         "\nOptions:\n"
         "  -h [ --help ]     show this help; setu COMMAND --help shows a command's\n"
         "  -v [ --version ]  show the versions of setu and its libraries\n" +
         exit_status_lines();
}

std::string command_help(const Command& command) {
  std::string text = fmt::format("{}\n\nUsage: {}\n", command.summary, command.usage());
  if (!command.arguments.empty()) text += "\nArguments:\n";
  for (const auto& a : command.arguments) text += fmt::format("  {:<24} {}\n", a.name, a.help);
  std::ostringstream options;
  options << command.options;
  text += fmt::format("\nOptions:\n{}", options.str());
  return *command.details ? text + "\n" + command.details + "\n" : text;
}

std::string version_text() {
  std::string text = fmt::format("setu {}\n", setu_version());
  for (const auto& v : library_versions()) text += fmt::format("  {:<24} {}\n", v.name, v.version);
  return text;
}

namespace {

const Command& find_command(const std::string& name, const std::vector<Command>& instead = {}) {
  for (const auto& c : instead)
    if (c.name == name) return c;
  std::vector<std::string> known;
  for (const auto& c : commands()) {
    if (c.name == name) return c;
    known.emplace_back(c.name);
  }
  throw InputError(unknown_name("command", name, known) + ".");
}

[[noreturn]] void fail_unknown_option(const Command& command, const std::string& given) {
  std::vector<std::string> known;
  for (const auto& option : command.options.options()) known.push_back("--" + option->long_name());
  throw InputError(fmt::format("setu {}: {}.", command.name, unknown_name("option", given, known)));
}

po::variables_map parse(const Command& command, const std::vector<std::string>& arguments) {
  po::options_description all = command.options;
  po::positional_options_description positional;
  for (const auto& a : command.arguments) {
    if (a.several) all.add_options()(a.name, po::value<std::vector<std::string>>(), a.help);
    else all.add_options()(a.name, po::value<std::string>(), a.help);
    positional.add(a.name, a.several ? -1 : 1);
  }
  po::variables_map values;
  using namespace po::command_line_style;
  try {
    po::store(po::command_line_parser(arguments).options(all).positional(positional).style(unix_style & ~allow_guessing).run(), values);
    po::notify(values);
  } catch (const po::unknown_option& e) {
    fail_unknown_option(command, e.get_option_name().substr(0, e.get_option_name().find('=')));
  } catch (const po::error& e) { throw InputError(fmt::format("setu {}: {}. Usage: {}", command.name, e.what(), command.usage())); }
  return values;
}

void check_required(const Command& command, const po::variables_map& values) {
  for (const auto& a : command.arguments)
    if (a.required && !values.count(a.name))
      throw InputError(fmt::format("setu {}: {} is missing ({}). Usage: {}", command.name, a.name, a.help, command.usage()));
}

int dispatch(const std::vector<std::string>& arguments, const std::vector<Command>& instead) {
  if (arguments.empty()) {
    say(stderr, "{}", program_help());
    return kBadInput;
  }
  const std::string& first = arguments.front();
  if (first == "--help" || first == "-h" || first == "help") {
    say("{}", arguments.size() > 1 ? command_help(find_command(arguments[1])) : program_help());
    return kOk;
  }
  if (first == "--version" || first == "-v") {
    say("{}", version_text());
    return kOk;
  }
  if (first == "complete") return print_completions({arguments.begin() + 1, arguments.end()});
  if (first == "manual") return write_manual({arguments.begin() + 1, arguments.end()});
  const Command& command = find_command(first, instead);
  const auto values = parse(command, {arguments.begin() + 1, arguments.end()});
  if (values.count("help")) {
    say("{}", command_help(command));
    return kOk;
  }
  check_required(command, values);
  note_step(fmt::format("running setu {}", command.name).c_str());
  return command.run(values);
}

}  // namespace

int with_exit_code(const std::function<int()>& body) {
  try {
    return body();
  } catch (const InputError& e) {
    say(stderr, "setu: {}\n", with_period(e.what()));
    return kBadInput;
  } catch (const std::bad_alloc&) {
    say(stderr, "setu: {}\n", out_of_memory());
    return kFailed;
  } catch (const std::exception& e) {
    if (std::ferror(stdout)) return kFailed;  // with_written_output says why
    say(stderr, "setu: this is a bug in setu, please report it with the input that led here: {}\n", e.what());
    return kBug;
  }
}

int run_program(const std::vector<std::string>& arguments, const std::vector<Command>& instead) {
  start_clock();
  return with_written_output(with_exit_code([&] {
    check_limits();
    return dispatch(arguments, instead);
  }));
}

}  // namespace setu
