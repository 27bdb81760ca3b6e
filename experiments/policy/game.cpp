#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "experiments/sampling/random.hpp"
#include "policy_problem.hpp"
#include "setu/solver/optimum/nash.hpp"

namespace setu {

namespace {

using Clock = std::chrono::steady_clock;

/// Of a game's starts, random points at which each player's search for a deviation begins, beside the equilibrium.
constexpr std::size_t kDeviationStarts = 3;

class GameTable {
 public:
  GameTable(const PolicyProblem& p, const PolicyProgress& progress)
      : p_(p), progress_(progress), writer_(objectives(p)), system_(controlled(p, writer_.terms())) {
    for (const auto& o : p.file.objectives) {
      game_.players.push_back(o.player);
      game_.objective_names.push_back(writer_.labels()[game_.players.size() - 1].name);
      game_.objective_units.push_back(writer_.labels()[game_.players.size() - 1].unit);
    }
    for (const auto& i : p.instruments) {
      problem_.lower.push_back(i.least);
      problem_.upper.push_back(i.most);
      problem_.player.push_back(player_of(i.player));
    }
    problem_.players = static_cast<Index>(game_.players.size());
  }

  Game play() {
    const auto begin = Clock::now();
    if (equilibrium()) {
      for (Index player = 0; player < problem_.players; ++player) search_deviation(player);
      judge();
      if (game_.failure.empty()) benchmarks();
    }
    game_.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    return std::move(game_);
  }

 private:
  /// One row for each player's objective.
  static OutcomeWriter objectives(const PolicyProblem& p) {
    OutcomeWriter writer(p.experiment, costs_of(p));
    for (const auto& o : p.file.objectives) writer.add_sum(o);
    return writer;
  }
  [[nodiscard]] OutcomeWriter sum_of_objectives() const {
    ObjectiveChoice sum;
    for (const auto& o : p_.file.objectives) sum.aims.insert(sum.aims.end(), o.aims.begin(), o.aims.end());
    OutcomeWriter writer(p_.experiment, costs_of(p_));
    writer.add_sum(sum);
    return writer;
  }

  [[nodiscard]] Index player_of(const std::string& name) const {
    return static_cast<Index>(std::find(game_.players.begin(), game_.players.end(), name) - game_.players.begin());
  }

  bool equilibrium() {
    NashOptions options;
    options.progress = [&](int k, double residual) { progress_(fmt::format("equilibrium: step {}, conditions {:.1e}", k, residual)); };
    for (const auto& start : starting_points(p_)) {
      point_ = find_nash(system_, problem_, start, options);
      game_.rounds += point_.rounds;
      game_.iterations += point_.iterations;
      if (point_.converged) break;
    }
    if (!point_.converged) {
      game_.failure = fmt::format("No equilibrium was found from {} starts: {}.", p_.file.starts, point_.message);
      return false;
    }
    game_.residual = point_.residual;
    game_.curvature = point_.curvature;
    add_state("Nash", point_.controls);
    return true;
  }

  /// The best that a player can do alone: searches with all its derivatives from several points, and single random ones.
  void search_deviation(Index player) {
    std::vector<Index> own;
    OptimumProblem bounds;
    std::vector<double> here;
    for (std::size_t k = 0; k < p_.instruments.size(); ++k) {
      if (problem_.player[k] != player) continue;
      own.push_back(p_.instruments[k].id);
      bounds.lower.push_back(problem_.lower[k]);
      bounds.upper.push_back(problem_.upper[k]);
      here.push_back(point_.controls[k]);
    }
    OutcomeWriter writer(p_.experiment, costs_of(p_));
    writer.add_sum(p_.file.objectives[player]);
    ControlledSystem alone(system_.problem_at(point_.controls), own, writer.terms(), stopping(p_));
    Random random(p_.file.seed, 1 + static_cast<std::uint64_t>(player));
    double most = 0;
    for (std::size_t s = 0; s <= kDeviationStarts; ++s) {
      std::vector<double> start = here;
      for (std::size_t k = 0; s > 0 && k < start.size(); ++k)
        start[k] = bounds.lower[k] + random.uniform() * (bounds.upper[k] - bounds.lower[k]);
      progress_(fmt::format("deviations of {}: search {} of {}", game_.players[player], s + 1, kDeviationStarts + 1));
      const Optimum best = find_optimum(alone, bounds, start);
      ++game_.searches;
      if (!best.outcomes.empty() && best.solution.certificate.point == PointStatus::Certified)
        most = std::max(most, best.outcomes[0] - point_.outcomes[player]);
    }
    game_.deviation.push_back(most);
    game_.income.push_back(income(player));
  }

  /// Benchmark income of the regions whose EV a player aims at, US$ million; one where there is none.
  [[nodiscard]] double income(Index player) const {
    double total = 0;
    const EquationSystem& system = p_.experiment.model.system;
    for (const auto& region : p_.experiment.model.sets.reg)
      for (const auto& aim : p_.file.objectives[player].aims)
        if (aim.result == fmt::format("EV({})", region)) total += system.level0[system.id("y", std::vector<std::string>{region})];
    return total > 0 ? total : 1;
  }

  void judge() {
    for (std::size_t player = 0; player < game_.players.size(); ++player) {
      if (game_.deviation[player] <= 1e-7 * game_.income[player]) continue;
      game_.failure =
          fmt::format("The point where all first-order conditions hold is no equilibrium: {} would gain {:.6g} by another choice.",
                      game_.players[player], game_.deviation[player]);
      return;
    }
  }

  void benchmarks() {
    std::vector<double> quo, least;
    for (const auto& i : p_.instruments) {
      quo.push_back(std::clamp(i.status_quo, i.least, i.most));
      least.push_back(std::clamp(i.kind == ShockKind::Rate ? -std::log(i.power) : i.status_quo, i.least, i.most));
    }
    add_state("status quo", quo);
    add_state("no taxes", least);
    progress_("the best sum of all objectives");
    const OutcomeWriter sum = sum_of_objectives();
    ControlledSystem together = controlled(p_, sum.terms());
    const Optimum best = find_optimum(together, {problem_.lower, problem_.upper, {}, {}}, point_.controls);
    if (best.certified()) add_state("together", best.controls);
  }

  void add_state(const std::string& name, const std::vector<double>& u) {
    if (!system_.move(u)) return;
    game_.states.push_back({name, u, system_.outcomes(), ev_at(p_.experiment, system_.solution().x)});
  }

  const PolicyProblem& p_;
  const PolicyProgress& progress_;
  OutcomeWriter writer_;
  ControlledSystem system_;
  NashProblem problem_;
  NashPoint point_;
  Game game_;
};

}  // namespace

Game play(const PolicyProblem& p, const PolicyProgress& progress) {
  const NotedProgress noted(p, progress);
  Game game = GameTable(p, noted.say).play();
  noted.note_stop(game.failure);
  return game;
}

}  // namespace setu
