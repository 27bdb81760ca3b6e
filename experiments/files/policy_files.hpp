#pragma once
#include "manifests.hpp"

/// optimum.json, frontier.json and game.json. Private to experiments/.
namespace setu {

struct KktCheck {
  static constexpr const char* kName = "KktCheck";
  double stationarity = 0, violation = 0, largest_curvature = 0;
  int free_directions = 0;
  bool second_order = false;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("stationarity", x.stationarity, "of the Lagrangian, relative");
    field("violation", x.violation, "of a constraint, relative");
    field("largest_curvature", x.largest_curvature, "of the Lagrangian where the binding constraints stay");
    field("free_directions", x.free_directions, "in which the binding constraints allow moves");
    field("second_order", x.second_order, "whether no free direction improves to second order");
  }
};

/// A point of a policy with its certificate; of a frontier with the second result.
struct PolicyPointFile {
  static constexpr const char* kName = "PolicyPoint";
  double objective = 0;
  bool certified = false;
  std::string message;
  int iterations = 0, solves = 0;
  double equilibrium_residual = 0;
  KktCheck kkt;
  std::optional<double> against;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("objective", x.objective, "in its own unit");
    field("certified", x.certified, "whether equilibrium and optimum are proved to the limits");
    field("message", x.message, "how the search ended");
    field("iterations", x.iterations, "of the search");
    field("solves", x.solves, "of the economy");
    field("equilibrium_residual", x.equilibrium_residual, "largest scaled residual");
    field("kkt", x.kkt, "conditions of an optimum");
    field("against", x.against, "of a frontier: the second result");
  }
};

struct PolicyControl {
  static constexpr const char* kName = "PolicyControl";
  std::string name, unit;
  double status_quo = 0, least = 0, most = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("name", x.name, "as in tms(foo,JPN,IND)");
    field("unit", x.unit, "of its range");
    field("status_quo", x.status_quo, "in that unit");
    field("least", x.least, "in that unit");
    field("most", x.most, "in that unit");
  }
};

/// What the three have in common.
struct PolicySource {
  std::string policy, title, policy_file, policy_hash, scenario;
  std::vector<std::string> overrides;
  DatabaseSource database;
  std::size_t instruments = 0, idle_instruments = 0, constraints = 0;
  Named<std::string> versions;
  Named<int> formats;

  template <class Visitor, class Self>
  static void common(Visitor& field, Self& x) {
    field("policy", x.policy, "its name");
    field("title", x.title, "in words");
    field("policy_file", x.policy_file, "name of a shipped policy, else of the file; its path stands in run.log.json");
    field("policy_hash", x.policy_hash, "SHA-256 of the file");
    field("scenario", x.scenario, "in which it is chosen");
    field("overrides", x.overrides, "of the scenario");
    field("database", x.database, "what was solved on");
    field("instruments", x.instruments, "how many have room");
    field("idle_instruments", x.idle_instruments, "how many have none");
    field("constraints", x.constraints, "how many");
    field("versions", x.versions, "of Setu and its libraries");
    field("formats", x.formats, "versions of the other files' formats");
  }
};

/// optimum.json of setu optimise.
struct OptimumFile : PolicySource {
  static constexpr const char* kName = "OptimumManifest";
  static constexpr FileFormat kFormat{"optimum", 2};
  std::string objective, objective_unit;
  std::vector<std::string> prices;
  PolicyPointFile best;
  std::vector<PolicyPointFile> starts;
  std::optional<PolicyPointFile> check;
  std::optional<double> disagreement;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    PolicySource::common(field, x);
    field("objective", x.objective, "its name");
    field("objective_unit", x.objective_unit, "empty for a plain number");
    field("prices", x.prices, "of constraints, in sentences");
    field("best", x.best, "the optimum");
    field("starts", x.starts, "where each search ended");
    field("check", x.check, "the optimum by the other method");
    field("disagreement", x.disagreement, "of the two methods, relative to the ranges of the instruments");
  }
};

struct StatusQuoPair {
  static constexpr const char* kName = "StatusQuoPair";
  double objective = 0, against = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("objective", x.objective, "in its own unit");
    field("against", x.against, "in its own unit");
  }
};

/// frontier.json of setu frontier.
struct FrontierFile : PolicySource {
  static constexpr const char* kName = "FrontierManifest";
  static constexpr FileFormat kFormat{"frontier", 2};
  std::string objective, objective_unit, against, against_unit;
  bool less_is_better = false;
  StatusQuoPair status_quo;
  std::vector<PolicyControl> controls;
  std::vector<PolicyPointFile> points;
  std::vector<std::string> missing;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    PolicySource::common(field, x);
    field("objective", x.objective, "its name");
    field("objective_unit", x.objective_unit, "empty for a plain number");
    field("against", x.against, "name of the second result");
    field("against_unit", x.against_unit, "empty for a plain number");
    field("less_is_better", x.less_is_better, "of the second result");
    field("status_quo", x.status_quo, "both results before anything is chosen");
    field("controls", x.controls, "the instruments with their ranges");
    field("points", x.points, "from the best of the objective to the best of the second result");
    field("missing", x.missing, "why points are missing, a sentence each");
  }
};

struct GamePlayer {
  static constexpr const char* kName = "GamePlayer";
  std::string name, objective, unit;
  double first_order = 0, curvature = 0, best_deviation = 0, income = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("name", x.name, "as in the file");
    field("objective", x.objective, "what it aims at");
    field("unit", x.unit, "of the objective");
    field("first_order", x.first_order, "largest first-order condition that is missed");
    field("curvature", x.curvature, "largest, of its own instruments");
    field("best_deviation", x.best_deviation, "most that a deviation was found to gain");
    field("income", x.income, "with which a deviation is compared, US$ million");
  }
};

/// game.json of setu game.
struct GameFile : PolicySource {
  static constexpr const char* kName = "GameManifest";
  static constexpr FileFormat kFormat{"game", 2};
  std::vector<GamePlayer> players;
  int rounds = 0, iterations = 0, searches = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    PolicySource::common(field, x);
    field("players", x.players, "with the proof of the equilibrium");
    field("rounds", x.rounds, "of responses");
    field("iterations", x.iterations, "joint steps");
    field("searches", x.searches, "for deviations");
  }
};

}  // namespace setu
