#include <fmt/format.h>

#include "experiments/tables/text_table.hpp"
#include "experiments/files/csv_formats.hpp"
#include "experiments/files/json_files.hpp"
#include "policy_json.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/files/whole_file.hpp"

namespace setu {

namespace {

std::vector<std::string> heads(const Game& g, const std::string& first) {
  std::vector<std::string> names{first};
  for (const auto& state : g.states) names.push_back(state.name);
  return names;
}

std::vector<std::string> state_names(const Game& g) {
  std::vector<std::string> names;
  for (const auto& state : g.states) names.push_back(state.name);
  return names;
}

std::string states_csv(const PolicyProblem& p, const Game& g) {
  std::string text = csv_format("game", "states.csv").header({state_names(g)});
  for (std::size_t k = 0; k < g.players.size(); ++k) {
    text += '\n' + csv_field(fmt::format("{}: {}", g.players[k], g.objective_names[k]));
    for (const auto& state : g.states) text += fmt::format(",{}", state.objectives[k]);
  }
  const auto& regions = p.experiment.model.sets.reg;
  for (std::size_t r = 0; r < regions.size(); ++r) {
    text += '\n' + csv_field(fmt::format("EV({})", regions[r]));
    for (const auto& state : g.states) text += fmt::format(",{}", state.ev[r]);
  }
  return text + "\n";
}

std::string instruments_csv(const PolicyProblem& p, const Game& g) {
  std::string text = csv_format("game", "instruments.csv").header({state_names(g)});
  for (std::size_t k = 0; k < p.instruments.size(); ++k) {
    const Instrument& i = p.instruments[k];
    text += fmt::format("\n{},{},{},{},{}", csv_field(i.player), csv_field(i.name), i.unit(), i.shown(i.least), i.shown(i.most));
    for (const auto& state : g.states) text += fmt::format(",{}", i.shown(state.controls[k]));
  }
  return text + "\n";
}

GameFile manifest(const PolicyProblem& p, const Game& g, const std::filesystem::path& folder) {
  GameFile out;
  static_cast<PolicySource&>(out) = policy_source(p, folder, "game");
  for (std::size_t k = 0; k < g.players.size(); ++k)
    out.players.push_back(
        {g.players[k], g.objective_names[k], g.objective_units[k], g.residual[k], g.curvature[k], g.deviation[k], g.income[k]});
  out.rounds = g.rounds;
  out.iterations = g.iterations;
  out.searches = g.searches;
  return out;
}

}  // namespace

std::string game_text(const PolicyProblem& p, const Game& g) {
  std::string text = fmt::format("{}\n{} players, {} instruments; database {}.\n", p.file.title, g.players.size(), p.instruments.size(),
                                 database_name(p.experiment.database_folder));
  TextTable objectives("What the players aim at", heads(g, ""));
  for (std::size_t k = 0; k < g.players.size(); ++k) {
    std::vector<std::string> cells{fmt::format("{}: {}", g.players[k], g.objective_names[k])};
    for (const auto& state : g.states) cells.push_back(number(state.objectives[k]));
    objectives.row(std::move(cells));
  }
  TextTable instruments("What they choose", heads(g, ""));
  for (std::size_t k = 0; k < p.instruments.size(); ++k) {
    const Instrument& i = p.instruments[k];
    std::vector<std::string> cells{i.name};
    for (const auto& state : g.states) cells.push_back(number(i.shown(state.controls[k]), 2) + i.unit());
    instruments.row(std::move(cells));
  }
  text += objectives.text() + instruments.text();
  for (std::size_t k = 0; k < g.players.size(); ++k)
    text += fmt::format("\n{}: first-order conditions {:.1e}, {}; the best deviation found gains {:.2g} ({:.1e} of income).", g.players[k],
                        g.residual[k], g.curvature[k] <= 0 ? "a maximum to second order" : "not concave in all directions", g.deviation[k],
                        g.deviation[k] / g.income[k]);
  return text + fmt::format("\n{} rounds of responses, {} joint steps, {} searches for deviations.\n", g.rounds, g.iterations, g.searches);
}

void write_game(const PolicyProblem& p, const Game& g, const std::filesystem::path& folder, const PageWriter& page) {
  AtomicDirectory out(folder, "game.json");
  write_whole(out.path() / "states.csv", states_csv(p, g));
  write_whole(out.path() / "instruments.csv", instruments_csv(p, g));
  write_whole(out.path() / "game.txt", game_text(p, g));
  write_json_file(manifest(p, g, out.path()), out.path() / "game.json");
  write_run_log(policy_log(p, g.seconds), out.path());
  if (page) page(out.path(), folder);
  out.commit();
}

}  // namespace setu
