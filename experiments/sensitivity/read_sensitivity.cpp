#include <fmt/format.h>

#include "experiments/scenario/toml_section.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/sensitivity/sensitivity.hpp"

namespace setu {

namespace {

SampleMethod method_of(DesignKind kind) {
  switch (kind) {
    case DesignKind::Stroud: return SampleMethod::Stroud;
    case DesignKind::Liu: return SampleMethod::Liu;
    case DesignKind::LatinHypercube: return SampleMethod::LatinHypercube;
    case DesignKind::Sobol: return SampleMethod::Sobol;
    default: return SampleMethod::Random;
  }
}

/// [analysis]: what is made of the draws.
void read_analysis(Section& root, SensitivityStudy& study) {
  const auto* table = root.table("analysis");
  if (!table) return;
  Section section(*table, "[analysis]");
  study.plan.shares = section.flag("variance_shares").value_or(false);
  study.allowed_failures = section.number("allowed_failures").value_or(study.allowed_failures);
  if (!(study.allowed_failures >= 0 && study.allowed_failures <= 100))
    section.fail("'allowed_failures' must be a number from 0 to 100, in per cent of the runs.", "allowed_failures");
  section.finish();
}

std::vector<CorrelationTable> correlation_tables(const SweepFile& file) {
  std::vector<CorrelationTable> tables;
  for (const auto& c : file.correlations) {
    CorrelationTable table{c.names, Draws(c.matrix.size(), c.matrix.size()), c.covariance, c.where};
    for (std::size_t i = 0; i < c.matrix.size(); ++i) {
      if (c.matrix[i].size() != c.matrix.size())
        throw InputError(fmt::format("{}: [[correlate]]: row {} of the matrix has {} numbers, and the matrix has {} rows.", c.where, i + 1,
                                     c.matrix[i].size(), c.matrix.size()));
      for (std::size_t j = 0; j < c.matrix.size(); ++j) table.matrix(i, j) = c.matrix[i][j];
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

DesignMatrix all_points(const SensitivityStudy& study) {
  DesignMatrix points(1);
  for (const auto& x : study.numbers) points[0].push_back(x.distribution.central());
  for (std::size_t r = 0; r < study.sample.points.rows; ++r) {
    const auto row = study.sample.points.row(r);
    points.emplace_back(row.begin(), row.end());
  }
  return points;
}

}  // namespace

SensitivityStudy read_sensitivity(const std::filesystem::path& file) {
  SensitivityStudy study;
  study.file =
      read_sweep_file(file, {{DesignKind::LatinHypercube, DesignKind::Sobol, DesignKind::Random, DesignKind::Stroud, DesignKind::Liu},
                             true,
                             [&](Section& root) { read_analysis(root, study); }});
  study.plan.method = method_of(study.file.design.kind);
  study.plan.draws = study.file.design.draws;
  study.plan.seed = study.file.design.seed;
  for (const auto& axis : study.file.axes) {
    const std::string problem = axis.distribution->problem();
    if (!problem.empty()) throw InputError(fmt::format("{}: distribution of '{}': {}.", axis.distribution->where, axis.name, problem));
    study.numbers.push_back({axis.name, *axis.distribution});
  }
  study.dependence = join(study.numbers, correlation_tables(study.file));
  try {
    study.sample = make_sample(study.numbers, study.dependence, study.plan);
  } catch (const InputError& e) { throw InputError(fmt::format("{}: {}", study.file.design.where, e.what())); }
  study.points = all_points(study);
  return study;
}

}  // namespace setu
