#pragma once
#include "manifests.hpp"

/// verdict.json: what an answer depends on. Private to experiments/.
namespace setu {

struct BatteryUsed {
  static constexpr const char* kName = "BatteryUsed";
  std::string name, file, hash;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("name", x.name, "of the battery");
    field("file", x.file, "name of a shipped one, else of the file");
    field("hash", x.hash, "SHA-256 of the file");
  }
};

struct VerdictRegion {
  static constexpr const char* kName = "VerdictRegion";
  std::string region, name;
  double income = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("region", x.region, "its code");
    field("name", x.name, "its full name where the database has one, else the code");
    field("income", x.income, "regional income in the benchmark, US$ million");
  }
};

/// The signs of one result over the variants.
struct VerdictResult {
  static constexpr const char* kName = "VerdictResult";
  std::string name, region, label, unit;
  double threshold = 0, central = 0, least = 0, most = 0;
  std::string sign, least_in, most_in;
  int holds = 0, counted = 0;
  std::vector<std::string> flipped_by, negligible_in;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("name", x.name, "as in docs/results.md");
    field("region", x.region, "that it concerns");
    field("label", x.label, "in words");
    field("unit", x.unit, "US$ million or %");
    field("threshold", x.threshold, "what is smaller is called negligible, in that unit");
    field("central", x.central, "in the standard case");
    field("least", x.least, "over the standard case and all variants that count");
    field("least_in", x.least_in, "the variant, or standard");
    field("most", x.most, "over the standard case and all variants that count");
    field("most_in", x.most_in, "the variant, or standard");
    field("sign", x.sign, "of the standard case: plus, minus or negligible");
    field("holds", x.holds, "number of variants in which the sign is that of the standard case");
    field("counted", x.counted, "number of variants that count");
    field("flipped_by", x.flipped_by, "variants with the opposite sign, or any where the standard case is negligible");
    field("negligible_in", x.negligible_in, "variants in which it is negligible and in the standard case not");
  }
};

struct VerdictVariant {
  static constexpr const char* kName = "VerdictVariant";
  std::string name, title, when, state;
  std::optional<std::string> reason;
  std::optional<double> max_scaled_residual;
  std::vector<double> values;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("name", x.name, "in the battery");
    field("title", x.title, "in tables");
    field("when", x.when, "in sentences");
    field("state", x.state, "counted; same: it changes nothing; left out: it does not apply; unknown: it could not be solved");
    field("reason", x.reason, "why it is left out or unknown, a sentence");
    field("max_scaled_residual", x.max_scaled_residual, "of a solved variant");
    field("values", x.values, "of the results, in their order; empty where it is left out or unknown");
  }
};

/// Where a result's sign turns as one number moves.
struct VerdictBreakEven {
  static constexpr const char* kName = "VerdictBreakEven";
  std::string name, title, unit, region, result, state, source;
  std::optional<std::string> variant, reason, positive, within;
  double central = 0, least = 0, most = 0, plausible_least = 0, plausible_most = 0;
  std::optional<double> value, result_there;
  int solves = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("name", x.name, "in the battery");
    field("title", x.title, "of the number that is moved");
    field("unit", x.unit, "after its value in sentences");
    field("region", x.region, "whose result it is");
    field("result", x.result, "whose sign turns");
    field("variant", x.variant, "in which it is moved; absent: the standard case");
    field("state", x.state, "found, keeps its sign or unknown");
    field("reason", x.reason, "why it is unknown, a sentence");
    field("central", x.central, "the number in the standard case, or in the variant");
    field("least", x.least, "least value that was solved");
    field("most", x.most, "largest value that was solved");
    field("plausible_least", x.plausible_least, "least plausible value");
    field("plausible_most", x.plausible_most, "largest plausible value");
    field("source", x.source, "of what is plausible");
    field("value", x.value, "at which the result is zero");
    field("result_there", x.result_there, "the result there, solved from the benchmark, in its unit");
    field("positive", x.positive, "above or below: on which side of the value the result is positive");
    field("within", x.within, "yes or no: whether the value is plausible");
    field("solves", x.solves, "of the economy");
  }
};

/// The first-order effect of something given on a result.
struct VerdictDriver {
  static constexpr const char* kName = "VerdictDriver";
  std::string result, region, kind, name, label;
  double now = 0, effect = 0;
  std::optional<double> best;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("result", x.result, "whose derivative it is");
    field("region", x.region, "whose result it is");
    field(
        "kind", x.kind,
        "parameter; header: all its elements together; tax: a tax, preference or cost; export tax: the most valuable of the region's own");
    field("name", x.name, "as in ESBM(met,IND)");
    field("label", x.label, "in words");
    field("now", x.now, "its value at the solution; of a header 0");
    field("effect", x.effect, "US$ million per 10 per cent of a parameter, per percentage point of a tax");
    field("best", x.best, "of an export tax: the rate that serves the region best, per cent, to second order; absent where there is none");
  }
};

struct VerdictFile {
  static constexpr const char* kName = "Verdict";
  static constexpr FileFormat kFormat{"verdict", 1};
  std::string scenario, scenario_file, scenario_hash;
  std::vector<std::string> overrides;
  DatabaseSource database;
  BatteryUsed battery;
  std::string saving_price = "fisher";
  std::vector<VerdictRegion> regions;
  std::vector<VerdictResult> results;
  std::vector<VerdictVariant> variants;
  std::optional<std::vector<VerdictBreakEven>> break_evens;
  std::optional<std::vector<VerdictDriver>> drivers;
  std::vector<std::string> sentences;
  Named<std::string> versions;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("scenario", x.scenario, "its name");
    field("scenario_file", x.scenario_file, "name of a shipped scenario, else of the file; its path stands in run.log.json");
    field("scenario_hash", x.scenario_hash, "SHA-256 of its files and overrides");
    field("overrides", x.overrides, "as given with --set");
    field("database", x.database, "what was solved on");
    field("battery", x.battery, "of variants");
    field("saving_price", x.saving_price, "of all numbers here: fisher, the index of the equations, as sweeps have it");
    field("regions", x.regions, "that the answer is about");
    field("results", x.results, "and their signs");
    field("variants", x.variants, "in the order of the battery");
    field("break_evens", x.break_evens, "numbers at which EV is zero; absent where they were not asked for");
    field("drivers", x.drivers, "the largest first-order effects on EV; absent where they were not asked for");
    field("sentences", x.sentences, "the verdict in words");
    field("versions", x.versions, "of Setu and its libraries");
  }
};

}  // namespace setu
