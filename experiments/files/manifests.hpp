#pragma once
#include <optional>
#include <string>
#include <vector>

#include "fields.hpp"

/// manifest.json: what a result was solved from, and how well. Private to experiments/.
namespace setu {

/// A database, by what another machine may know of it; its path stands in run.log.json.
struct DatabaseSource {
  static constexpr const char* kName = "DatabaseSource";
  std::string name, hash;
  std::optional<double> rounding;
  std::optional<std::vector<std::string>> notes;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("name", x.name, "name of a shipped database, else of the folder");
    field("hash", x.hash, "SHA-256 of its sets and numbers");
    field("rounding", x.rounding, "largest amount by which accounts of the database are out of balance, relative");
    field("notes", x.notes, "what was absorbed or assumed of it; absent where nothing was");
  }
};

/// As DatabaseSource has them.
inline std::optional<std::vector<std::string>> notes_told(const std::vector<std::string>& notes) {
  return notes.empty() ? std::nullopt : std::optional(notes);
}

struct ReportUsed {
  static constexpr const char* kName = "ReportUsed";
  std::vector<std::string> pair;
  std::optional<std::vector<std::string>> highlight;
  std::optional<std::string> supplier;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("pair", x.pair, "the two regions whose trade is shown; empty where the scenario names none");
    field("highlight", x.highlight, "regions whose sectors are shown");
    field("supplier", x.supplier, "region whose share in imports is shown first; empty where the scenario names none");
  }
};

struct ClosureUsed {
  static constexpr const char* kName = "ClosureUsed";
  std::string signature;
  std::vector<std::string> swaps;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("signature", x.signature, "hash of the names of all given variables");
    field("swaps", x.swaps, "what differs from the standard closure, in words");
  }
};

struct SolverUsed {
  static constexpr const char* kName = "SolverUsed";
  std::string name, route;
  std::optional<std::string> ipopt_view;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("name", x.name, "newton, ipopt or both");
    field("ipopt_view", x.ipopt_view, "what Ipopt was given: core, reduced or full; absent where it was not asked");
    field("route", x.route, "how the solution was reached");
  }
};

struct CertificateOfRun {
  static constexpr const char* kName = "CertificateOfRun";
  std::string status, run;
  double max_scaled_residual = 0, walras_residual = 0;
  std::optional<double> solver_agreement;
  int iterations = 0;
  std::size_t equations = 0, reduced_equations = 0;
  std::optional<double> complementarity_residual, condition;
  std::optional<std::vector<std::string>> at_floor, undefined;
  Named<double> worst;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("status", x.status, "certified: every equation holds to the limit");
    field("run", x.run, "how the solver ended");
    field("max_scaled_residual", x.max_scaled_residual, "largest residual of an equation, relative to its terms");
    field("walras_residual", x.walras_residual, "of the equation that Walras' law leaves out");
    field("solver_agreement", x.solver_agreement, "largest difference between Newton's and Ipopt's solution");
    field("iterations", x.iterations, "of the solver");
    field("equations", x.equations, "of the whole system");
    field("reduced_equations", x.reduced_equations, "of the system that was factorised");
    field("complementarity_residual", x.complementarity_residual, "largest violation of an inequality or its multiplier");
    field("condition", x.condition, "estimate of the condition number of the scaled equations at the solution");
    field("at_floor", x.at_floor, "variables that stand on a floor: gross investment that cannot fall further");
    field("undefined", x.undefined, "variables that only follow from others and have no value at the solution; their cells are empty");
    field("worst", x.worst, "equations with the largest scaled residuals");
  }
};

struct WelfareCheck {
  static constexpr const char* kName = "WelfareCheck";
  double decomposition_gap = 0;
  std::optional<std::string> decomposition, decomposition_note, saving_price;
  std::optional<std::vector<double>> switches;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("decomposition", x.decomposition, "open or left out; absent where the parts add up to EV");
    field("decomposition_note", x.decomposition_note, "why it is open or left out");
    field("decomposition_gap", x.decomposition_gap, "largest gap between EV and the sum of its parts, relative to EV");
    field("saving_price", x.saving_price, "integrated along the path, or fisher: the index of the equations");
    field("switches", x.switches, "points of the path, from 0 to 1, at which a rule begins or ceases to bind");
  }
};

struct RuleUsed {
  static constexpr const char* kName = "RuleUsed";
  std::string rule, state, instrument;
  double limit_percent = 0, limited_percent = 0, instrument_percent = 0;
  std::optional<double> rent, unemployment_percent;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("rule", x.rule, "its name");
    field("state", x.state, "binds, does not bind or gives way");
    field("instrument", x.instrument, "the variable that answers");
    field("limit_percent", x.limit_percent, "change of the limit from the benchmark");
    field("limited_percent", x.limited_percent, "change of what is limited");
    field("instrument_percent", x.instrument_percent, "change of the instrument");
    field("rent", x.rent, "US$ million");
    field("unemployment_percent", x.unemployment_percent, "per cent of the labour force");
  }
};

/// What the heading of a part of EV is: GTAP's names, as in welfare.csv, by the heading of the tables.
struct WelfareHeading {
  static constexpr const char* kName = "WelfareHeading";
  std::string name, heading;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("name", x.name, "as in welfare.csv");
    field("heading", x.heading, "under which the tables count it");
  }
};

/// manifest.json of setu run.
struct RunManifest {
  static constexpr const char* kName = "RunManifest";
  static constexpr FileFormat kFormat{"run", 2};
  std::string scenario, scenario_file, scenario_hash;
  std::vector<std::string> overrides, groups;
  ReportUsed report;
  DatabaseSource database;
  ClosureUsed closure;
  SolverUsed solver;
  CertificateOfRun certificate;
  WelfareCheck welfare;
  std::vector<WelfareHeading> headings;
  std::optional<std::vector<std::string>> warnings;
  std::optional<double> partial;
  std::optional<std::vector<RuleUsed>> rules;
  Named<std::string> versions;
  Named<int> formats;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("scenario", x.scenario, "its name");
    field("scenario_file", x.scenario_file, "name of a shipped scenario, else of the file; its path stands in run.log.json");
    field("scenario_hash", x.scenario_hash, "SHA-256 of its files and overrides");
    field("overrides", x.overrides, "as given with --set");
    field("groups", x.groups, "of shocks, in the order of the files");
    field("report", x.report, "regions that tables and page show");
    field("database", x.database, "what was solved on");
    field("closure", x.closure, "what was given and what was found");
    field("solver", x.solver, "by what");
    field("certificate", x.certificate, "how well");
    field("welfare", x.welfare, "of the decomposition of EV");
    field("headings", x.headings, "of the parts of EV in welfare.csv");
    field("warnings", x.warnings, "what a reader must know, in sentences; absent where there is nothing");
    field("partial", x.partial, "share of the shock that this result carries, from 0 to 1; absent where it carries all");
    field("rules", x.rules, "quotas, ceilings and floors");
    field("versions", x.versions, "of Setu and its libraries");
    field("formats", x.formats, "versions of the other files' formats");
  }
};

}  // namespace setu
