#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "experiments/tables/csv_file.hpp"
#include "experiments/sweep/points_manifest.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/files/whole_file.hpp"
#include "setu/experiments/sensitivity/sensitivity.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

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
  std::string header = "run,role,weight";
  for (const auto& x : study.numbers) header += "," + csv_field(x.name);
  header += ",status,reason";
  for (const auto& name : table.results) header += "," + csv_field(name);
  CsvFile csv(path, header);
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
  std::string header = "result,central,draws,mean,mean_se,sd,sd_se";
  for (const double level : kQuantileLevels) header += fmt::format(",q{:g}", level);
  CsvFile csv(path, header + ",p_positive,p_positive_se");
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
  CsvFile csv(path, "result,numbers,first,first_se,total,total_se,rows,linear,linear_se,linear_in_all");
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

Json numbers(const SensitivityStudy& study) {
  Json list = Json::array();
  for (const auto& x : study.numbers) {
    const Distribution& d = x.distribution;
    list.push_back(
        {{"name", x.name}, {"distribution", d.text()}, {"central", d.central()}, {"mean", d.expectation()}, {"sd", d.deviation()}});
  }
  return list;
}

Json correlations(const SensitivityStudy& study) {
  Json list = Json::array();
  for (std::size_t i = 0; i < study.numbers.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (const double rho = study.dependence.correlation(i, j); rho != 0)
        list.push_back({{"names", {study.numbers[j].name, study.numbers[i].name}},
                        {"correlation", rho},
                        {"of_normals", study.dependence.normal(i, j)}});
  return list;
}

std::string manifest(const SensitivityStudy& study, const PointTable& table, const SensitivityResults& results) {
  Json json = points_manifest("study", study.file, table);
  json["design"] = {{"kind", to_string(study.plan.method)}, {"draws", study.sample.weights.size()}};
  if (!is_quadrature(study.plan.method)) {
    json["design"]["seed"] = study.plan.seed;
    json["design"]["variance_shares"] = study.plan.shares;
  }
  json["numbers"] = numbers(study);
  json["correlations"] = correlations(study);
  json["runs"] = {
      {"all", results.failures.runs + 1}, {"failed", results.failures.failed}, {"allowed_failures_per_cent", study.allowed_failures}};
  json["max_scaled_residual"] = results.residual;
  return json.dump(2) + "\n";
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
    write_whole(temporary("manifest.json"), manifest(study, table, results));
  }
  for (const auto& name : files) {
    std::error_code error;
    fs::rename(folder / fmt::format("{}.unfinished", name), folder / name, error);
    if (error) throw InputError(fmt::format("{} cannot be written: {}.", (folder / name).string(), error.message()));
  }
  return files;
}

}  // namespace setu
