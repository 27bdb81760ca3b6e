#include "command.hpp"
#include "stop_option.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/economy/economy.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

/// "taum[*]=0" → the shock.
EconomyShock parse_shock(const std::string& text) {
  const std::size_t at = text.find('=');
  if (at == std::string::npos) throw InputError("--set " + text + ": '=' is missing; write --set \"NAME[ELEMENT]=VALUE\".");
  return {text.substr(0, at), text.substr(at + 1), "--set " + text};
}

EconomyOptions economy_options(const po::variables_map& values) {
  EconomyOptions options;
  options.solver = parse_solver(values["solver"].as<std::string>());
  options.starts = values["starts"].as<int>();
  if (options.starts < 1 || options.starts > 100000) throw InputError("--starts: give a number from 1 to 100000.");
  options.seed = values["seed"].as<std::uint64_t>();
  options.stop = stop_of(values);
  return options;
}

int run_economy(const po::variables_map& values) {
  const EconomyFolder folder = read_economy(find_economy(values["FOLDER"].as<std::string>()));
  const EconomyOptions options = economy_options(values);
  const std::string name = values.count("case") ? values["case"].as<std::string>() : "";
  std::vector<EconomyShock> shocks = name.empty() ? std::vector<EconomyShock>{} : folder.find(name).shocks;
  if (values.count("set"))
    for (const auto& text : values["set"].as<std::vector<std::string>>()) shocks.push_back(parse_shock(text));
  const Economy economy(folder.source);
  EconomyOptions once = options;
  if (!shocks.empty()) once.starts = 1;
  const EconomyRun base = solve_economy(economy, {}, once);
  const EconomyRun result = shocks.empty() || !base.failure.empty() ? base : solve_economy(economy, shocks, options);
  if (!result.failure.empty()) {
    say(stderr, "setu: {}{} Nothing was written.\n", base.failure.empty() ? "" : "The economy without changes: ", result.failure);
    return kFailed;
  }
  const EconomyResults results{economy, name, shocks, base, result};
  say("{}", economy_tables(results));
  if (values.count("out")) {
    const std::string out = values["out"].as<std::string>();
    write_economy(results, options, out);
    say("\nFiles in {}: manifest.json, variables.csv, reports.csv, tables.txt{}\n", out, options.starts > 1 ? ", equilibria.csv" : "");
  }
  return kOk;
}

}  // namespace

Command economy_command() {
  Command command{"economy",
                  "Solve an economy that is described in a folder, national or textbook",
                  {{"FOLDER", "folder with economy.toml, or such a file, or name of a shipped economy (setu list)"}},
                  po::options_description(104),
                  "docs/economies.md explains the description. Returns 1, and writes nothing, without a certified solution.",
                  run_economy};
  command.options.add_options()("case", po::value<std::string>()->value_name("NAME"), "apply the changes of [cases.NAME]")(
      "set", po::value<std::vector<std::string>>()->value_name("KEY=VALUE"),
      "change a given value or rate, as in \"taum[*]=0\"; repeatable")("starts", po::value<int>()->default_value(1)->value_name("N"),
                                                                       "look for several solutions from N start points")(
      "seed", po::value<std::uint64_t>()->default_value(1)->value_name("N"), "of the draw of start points")(
      "solver", po::value<std::string>()->default_value("newton")->value_name("NAME"), "newton, ipopt or both")(
      "out,o", po::value<std::string>()->value_name("DIR"), "folder for the results");
  add_time_limit_option(command.options);
  return command;
}

}  // namespace setu
