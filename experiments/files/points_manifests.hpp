#pragma once
#include <cstdint>

#include "manifests.hpp"

/// manifest.json of setu sweep and setu sensitivity. Private to experiments/.
namespace setu {

struct OriginFile {
  static constexpr const char* kName = "OriginFile";
  std::string name, file, hash;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("name", x.name, "as the file says");
    field("file", x.file, "name of a shipped file, else of the file; its path stands in run.log.json");
    field("hash", x.hash, "SHA-256 of the file");
  }
};

struct DesignUsed {
  static constexpr const char* kName = "DesignUsed";
  std::string kind;
  std::optional<std::size_t> draws;
  std::optional<std::uint64_t> seed;
  std::optional<bool> variance_shares;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("kind", x.kind, "grid, list, random, …");
    field("draws", x.draws, "of designs that draw");
    field("seed", x.seed, "of the draws");
    field("variance_shares", x.variance_shares, "whether shares of the variance are measured by further runs");
  }
};

struct PointCount {
  static constexpr const char* kName = "PointCount";
  std::size_t all = 0, failed = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("all", x.all, "points");
    field("failed", x.failed, "without a certified solution");
  }
};

struct RunCount {
  static constexpr const char* kName = "RunCount";
  std::size_t all = 0, failed = 0;
  double allowed_failures_per_cent = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("all", x.all, "runs, the central one included");
    field("failed", x.failed, "without a certified solution");
    field("allowed_failures_per_cent", x.allowed_failures_per_cent, "more, and there are no statistics");
  }
};

struct UncertainNumber {
  static constexpr const char* kName = "UncertainNumber";
  std::string name, distribution;
  double central = 0, mean = 0, sd = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("name", x.name, "as in the file");
    field("distribution", x.distribution, "in words");
    field("central", x.central, "its centre");
    field("mean", x.mean, "its expectation");
    field("sd", x.sd, "its standard deviation");
  }
};

struct CorrelatedPair {
  static constexpr const char* kName = "CorrelatedPair";
  std::vector<std::string> names;
  double correlation = 0, of_normals = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("names", x.names, "of the two numbers");
    field("correlation", x.correlation, "of the numbers");
    field("of_normals", x.of_normals, "of the normal variates from which they are drawn");
  }
};

/// What both have in common.
struct PointsSource {
  std::string scenario, scenario_hash;
  std::vector<std::string> set;
  ReportUsed report;
  DatabaseSource database;
  std::vector<std::string> results;
  double max_scaled_residual = 0;
  Named<std::string> versions;
  Named<int> formats;

  template <class Visitor, class Self>
  static void common(Visitor& field, Self& x) {
    field("scenario", x.scenario, "name, or name of its file");
    field("scenario_hash", x.scenario_hash, "SHA-256 of its files");
    field("set", x.set, "fixed overrides");
    field("report", x.report, "regions that the page shows");
    field("database", x.database, "what was solved on");
    field("results", x.results, "names of the results that are kept");
    field("max_scaled_residual", x.max_scaled_residual, "largest of all certified points");
    field("versions", x.versions, "of Setu and its libraries");
    field("formats", x.formats, "versions of the other files' formats");
  }
};

/// manifest.json of setu sweep.
struct SweepManifest : PointsSource {
  static constexpr const char* kName = "SweepManifest";
  static constexpr FileFormat kFormat{"sweep", 2};
  OriginFile sweep;
  DesignUsed design;
  std::vector<std::string> axes;
  PointCount points;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("sweep", x.sweep, "the sweep's file");
    PointsSource::common(field, x);
    field("design", x.design, "how points are made");
    field("axes", x.axes, "what differs between points");
    field("points", x.points, "how many");
  }
};

/// manifest.json of setu sensitivity.
struct SensitivityManifest : PointsSource {
  static constexpr const char* kName = "SensitivityManifest";
  static constexpr FileFormat kFormat{"sensitivity", 2};
  OriginFile study;
  DesignUsed design;
  std::vector<UncertainNumber> numbers;
  std::vector<CorrelatedPair> correlations;
  RunCount runs;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("study", x.study, "the analysis's file");
    PointsSource::common(field, x);
    field("design", x.design, "how numbers are drawn");
    field("numbers", x.numbers, "that are uncertain");
    field("correlations", x.correlations, "between them");
    field("runs", x.runs, "how many");
  }
};

}  // namespace setu
