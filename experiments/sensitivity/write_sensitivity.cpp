#include <cmath>

#include <fmt/format.h>

#include "experiments/tables/csv_file.hpp"
#include "experiments/files/csv_formats.hpp"
#include "experiments/files/json_files.hpp"
#include "experiments/sweep/points_manifest.hpp"
#include "setu/base/error.hpp"
#include "setu/base/files/whole_file.hpp"
#include "setu/experiments/sensitivity/sensitivity.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

constexpr const char* kKind = "sensitivity";

void add(CsvFile& csv, double value) {
  if (std::isfinite(value)) csv.add(value);
  else csv.add_empty();
}

/// What a row of the points is for: "central", "draw", or the group whose numbers come from the second matrix.
std::string role_of(const SensitivityStudy& study, std::size_t row) {
  if (row == 0) return "central";
  const std::size_t draws = study.sample.weights.size();
  if (row <= draws) return "draw";
  return "share of " + group_name(study, (row - 1 - draws) / study.sample.base);
}

void write_draws(const SensitivityStudy& study, const PointTable& table, const fs::path& path) {
  std::vector<std::string> names;
  for (const auto& x : study.numbers) names.push_back(x.name);
  CsvFile csv(path, csv_format(kKind, "draws.csv").header({names, table.results}));
  for (std::size_t row = 0; row < study.points.size(); ++row) {
    const auto& outcome = table.outcomes[row];
    csv.add(static_cast<double>(row));
    csv.add(role_of(study, row));
    add(csv, row > 0 && row <= study.sample.weights.size() ? study.sample.weights[row - 1] : std::nan(""));
    for (const double value : study.points[row]) csv.add(value);
    csv.add(outcome.certified() ? "certified" : "failed");
    csv.add(outcome.failure);
    for (std::size_t k = 0; k < table.results.size(); ++k) add(csv, outcome.certified() ? outcome.results[k] : std::nan(""));
    csv.end_row();
  }
  csv.close();
}

void write_statistics(const SensitivityResults& results, const fs::path& path) {
  std::vector<std::string> levels;
  for (const double level : kQuantileLevels) levels.push_back(fmt::format("q{:g}", level));
  CsvFile csv(path, csv_format(kKind, "statistics.csv").header({levels}));
  for (const auto& r : results.results) {
    const Summary& s = r.summary;
    csv.add(r.name);
    csv.add(r.central);
    csv.add(static_cast<double>(s.count));
    for (const double x : {s.mean, s.mean_error, s.sd, s.sd_error}) add(csv, x);
    for (const double q : s.quantiles) add(csv, q);
    add(csv, s.positive);
    add(csv, s.positive_error);
    csv.end_row();
  }
  csv.close();
}

void write_shares(const SensitivityStudy& study, const SensitivityResults& results, const fs::path& path) {
  CsvFile csv(path, csv_format(kKind, "variance_shares.csv").header());
  for (const auto& r : results.results)
    for (std::size_t g = 0; g < study.dependence.groups.size(); ++g) {
      const VarianceShare s = r.shares.empty() ? VarianceShare{std::nan(""), std::nan(""), std::nan(""), std::nan(""), 0} : r.shares[g];
      csv.add(r.name);
      csv.add(group_name(study, g));
      for (const double x : {s.first, s.first_error, s.total, s.total_error}) add(csv, x);
      csv.add(static_cast<double>(s.count));
      for (const double x : {r.linear.share[g], r.linear.error[g], r.linear.explained}) add(csv, x);
      csv.end_row();
    }
  csv.close();
}

std::vector<UncertainNumber> numbers(const SensitivityStudy& study) {
  std::vector<UncertainNumber> list;
  for (const auto& x : study.numbers) {
    const Distribution& d = x.distribution;
    list.push_back({x.name, d.text(), d.central(), d.expectation(), d.deviation()});
  }
  return list;
}

std::vector<CorrelatedPair> correlations(const SensitivityStudy& study) {
  std::vector<CorrelatedPair> list;
  for (std::size_t i = 0; i < study.numbers.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (const double rho = study.dependence.correlation(i, j); rho != 0)
        list.push_back({{study.numbers[j].name, study.numbers[i].name}, rho, study.dependence.normal(i, j)});
  return list;
}

SensitivityManifest manifest(const SensitivityStudy& study, const PointTable& table, const SensitivityResults& results) {
  SensitivityManifest out;
  static_cast<PointsSource&>(out) = points_source(study.file, table, {}, kKind);
  out.study = origin_of(study.file);
  out.design.kind = to_string(study.plan.method);
  out.design.draws = study.sample.weights.size();
  if (!is_quadrature(study.plan.method)) {
    out.design.seed = study.plan.seed;
    out.design.variance_shares = study.plan.shares;
  }
  out.numbers = numbers(study);
  out.correlations = correlations(study);
  out.runs = {results.failures.runs + 1, results.failures.failed, study.allowed_failures};
  out.max_scaled_residual = results.residual;
  for (const auto& format : csv_formats())
    if (std::string_view(format.kind) == kKind &&
        (format.file != std::string_view("variance_shares.csv") || !is_quadrature(study.plan.method)))
      out.formats.emplace_back(format.file, format.version);
  return out;
}

}  // namespace

std::vector<std::string> write_sensitivity(const SensitivityStudy& study, const PointTable& table, const SensitivityResults& results,
                                           const fs::path& folder) {
  std::vector<std::string> files;
  const auto temporary = [&](const char* name) {
    files.emplace_back(name);
    return folder / fmt::format("{}.unfinished", name);
  };
  write_draws(study, table, temporary("draws.csv"));
  if (results.refusal.empty()) {
    write_statistics(results, temporary("statistics.csv"));
    if (!is_quadrature(study.plan.method)) write_shares(study, results, temporary("variance_shares.csv"));
    write_whole(temporary("tables.txt"), sensitivity_tables(study, results));
    write_json_file(manifest(study, table, results), temporary("manifest.json"));
  }
  for (const auto& name : files) {
    std::error_code error;
    fs::rename(folder / fmt::format("{}.unfinished", name), folder / name, error);
    if (error) throw InputError(fmt::format("{} cannot be written: {}.", (folder / name).string(), error.message()));
  }
  write_run_log(points_run_log("study", study.file, table), folder);
  return files;
}

}  // namespace setu
