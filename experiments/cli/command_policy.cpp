#include "command.hpp"
#include "progress_line.hpp"
#include "report_option.hpp"
#include "reshape_output.hpp"
#include "stop_option.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "setu/experiments/policy/policy.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

/// What a command makes of a prepared problem: says what it found, or why it found nothing.
struct Answer {
  std::string failure, text;
};
using Ask = Answer (*)(const PolicyProblem&, const PolicyProgress&, const std::filesystem::path&, const PageWriter& page);

/// Reads, solves the status quo, asks and reports.
int answer(const po::variables_map& values, PolicyUse use, const char* marker, const char* files, Ask ask) {
  const PolicyFile file = read_policy_file(values["POLICY"].as<std::string>(), use);
  const std::string out = values.count("out") ? values["out"].as<std::string>() : "results/" + file.name;
  check_policy_folder(out, marker);
  std::optional<ProgressLine> line(std::in_place);
  line->say("reading the database, building the model and solving the status quo");
  RunOptions options;
  options.progress = line->callback();
  options.stop = stop_of(values);
  const PolicyProblem problem = prepare_policy(file, option_text(values, "database"), options);
  Answer found{problem.status_quo.failure, {}};
  if (found.failure.empty())
    found = ask(
        problem, [&](const std::string& what) { line->say(what.c_str()); }, out, page_writer(values));
  line.reset();
  if (!found.failure.empty()) {
    say(stderr, "setu: {} has no answer, and nothing is written. {}\n", file.name, found.failure);
    return kFailed;
  }
  say("{}\nFiles in {}: {} ({:.1f} s in all, {:.0f} MB)\n", found.text, out, files, seconds_since_start(), peak_memory_mb());
  say_report(values, out);
  return kOk;
}

Answer best(const PolicyProblem& problem, const PolicyProgress& progress, const std::filesystem::path& out, const PageWriter& page) {
  const PolicyRun found = optimise(problem, progress);
  if (!found.failure.empty()) return {found.failure, {}};
  write_policy(problem, found, out, page);
  return {{}, policy_text(problem, found)};
}

Answer trace(const PolicyProblem& problem, const PolicyProgress& progress, const std::filesystem::path& out, const PageWriter& page) {
  const Frontier found = frontier(problem, progress);
  if (!found.failure.empty()) return {found.failure, {}};
  write_frontier(problem, found, out, page);
  return {{}, frontier_text(problem, found)};
}

Answer game(const PolicyProblem& problem, const PolicyProgress& progress, const std::filesystem::path& out, const PageWriter& page) {
  const Game found = play(problem, progress);
  if (!found.failure.empty()) return {found.failure, {}};
  write_game(problem, found, out, page);
  return {{}, game_text(problem, found)};
}

Command policy_command(const char* name, const char* title, const char* help, std::function<int(const po::variables_map&)> run) {
  Command command{
      name, title,         {{"POLICY", "TOML file or name of a shipped policy"}}, boost::program_options::options_description(104),
      help, std::move(run)};
  command.options.add_options()("database,d", po::value<std::string>()->value_name("DIR"),
                                "folder or name of the database; default: the file's or the scenario's own")(
      "out,o", po::value<std::string>()->value_name("DIR"), "folder for the results; default: results/POLICY");
  add_report_option(command.options);
  add_time_limit_option(command.options);
  return command;
}

}  // namespace

Command optimise_command() {
  return policy_command("optimise", "Choose tariffs, funds and programmes for an aim within limits",
                        "Finds the best values of the instruments that the file lists, the economy always in equilibrium and the\n"
                        "constraints kept, from several starts, with a certificate. docs/policy.md explains file, methods and output.",
                        [](const po::variables_map& values) {
                          return answer(values, PolicyUse::Optimise, "optimum.json",
                                        "optimum.json, instruments.csv, outcomes.csv, scenario.toml (setu run solves it)", best);
                        });
}

Command frontier_command() {
  return policy_command("frontier", "Trace what there is to have of one result for every amount of another",
                        "Follows the best values of the instruments from the best of the objective to the best of the second result\n"
                        "that the file's [frontier] names. docs/policy.md, section 3.",
                        [](const po::variables_map& values) {
                          return answer(values, PolicyUse::Frontier, "frontier.json", "frontier.json, frontier.csv, frontier.txt", trace);
                        });
}

Command game_command() {
  return policy_command("game", "Find where no player gains by changing its instruments alone",
                        "Solves all players' conditions together and searches for deviations; status quo, no taxes and the best sum\n"
                        "stand beside the equilibrium. docs/policy.md, section 4.",
                        [](const po::variables_map& values) {
                          return answer(values, PolicyUse::Game, "game.json", "game.json, states.csv, instruments.csv, game.txt", game);
                        });
}

}  // namespace setu
