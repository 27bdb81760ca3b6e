#pragma once
#include <cstdint>

#include "manifests.hpp"

/// manifest.json of setu elasticities, values and economy. Private to experiments/.
namespace setu {

/// What derivatives were taken of.
struct EffectsSource {
  std::string scenario, scenario_file, scenario_hash;
  std::vector<std::string> overrides;
  DatabaseSource database;
  std::vector<std::string> results;
  Named<std::string> versions;
  Named<int> formats;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("scenario", x.scenario, "its name");
    field("scenario_file", x.scenario_file, "name of a shipped scenario, else of the file; its path stands in run.log.json");
    field("scenario_hash", x.scenario_hash, "SHA-256 of its files and overrides");
    field("overrides", x.overrides, "as given with --set");
    field("database", x.database, "what was solved on");
    field("results", x.results, "that are differentiated; of values the regions whose EV is");
    field("versions", x.versions, "of Setu and its libraries");
    field("formats", x.formats, "versions of the other files' formats");
  }
};

/// manifest.json of setu elasticities.
struct ElasticitiesManifest : EffectsSource {
  static constexpr const char* kName = "ElasticitiesManifest";
  static constexpr FileFormat kFormat{"elasticities", 1};
};

/// manifest.json of setu values.
struct ValuesManifest : EffectsSource {
  static constexpr const char* kName = "ValuesManifest";
  static constexpr FileFormat kFormat{"values", 1};
};

struct EconomySolver {
  static constexpr const char* kName = "EconomySolver";
  std::string name, route;
  int starts = 1;
  std::uint64_t seed = 1;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("name", x.name, "newton, ipopt or both");
    field("route", x.route, "how the solution was reached");
    field("starts", x.starts, "points from which solutions were looked for");
    field("seed", x.seed, "of the draw of these points");
  }
};

struct EconomyCertificate {
  static constexpr const char* kName = "EconomyCertificate";
  std::string status;
  double max_scaled_residual = 0;
  int iterations = 0;
  std::size_t equations = 0, reduced_equations = 0;
  std::optional<double> solver_agreement;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("status", x.status, "certified: every equation holds to the limit");
    field("max_scaled_residual", x.max_scaled_residual, "largest residual of an equation, relative to its terms");
    field("iterations", x.iterations, "of the solver");
    field("equations", x.equations, "of the whole system");
    field("reduced_equations", x.reduced_equations, "of the system that was factorised");
    field("solver_agreement", x.solver_agreement, "largest difference between Newton's and Ipopt's solution");
  }
};

/// manifest.json of setu economy.
struct EconomyManifest {
  static constexpr const char* kName = "EconomyManifest";
  static constexpr FileFormat kFormat{"economy", 2};
  std::string economy, file, case_name;
  std::optional<Named<std::string>> set;
  EconomySolver solver;
  EconomyCertificate certificate;
  std::size_t solutions = 0;
  Named<std::string> versions;
  Named<int> formats;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("economy", x.economy, "its name");
    field("file", x.file, "folder and name of its file; the path stands in run.log.json");
    field("case", x.case_name, "of the file, or empty");
    field("set", x.set, "what was changed, by name");
    field("solver", x.solver, "by what");
    field("certificate", x.certificate, "how well");
    field("solutions", x.solutions, "how many were found");
    field("versions", x.versions, "of Setu and its libraries");
    field("formats", x.formats, "versions of the other files' formats");
  }
};

}  // namespace setu
