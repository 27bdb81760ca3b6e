#include <unistd.h>

#include <cstdio>
#include <fstream>

#include <fmt/format.h>

#include "setu/base/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/experiments/points.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

std::string heading(const SweepFile& file, const PointTable& table) {
  std::string line = "point";
  for (const auto& axis : file.axes) line += "," + csv_field(axis.name);
  line += ",status,reason,residual";
  for (const auto& name : table.results) line += "," + csv_field(name);
  return line + "\n";
}

/// Failed points have empty results.
std::string row_text(std::size_t row, const std::vector<double>& point, const PointOutcome& outcome, std::size_t results) {
  std::string line = std::to_string(row + 1);
  for (const double value : point) append_number(line += ',', value);
  line += outcome.certified() ? ",certified," : ",failed," + csv_field(outcome.failure);
  line += ',';
  if (outcome.certified()) append_number(line, outcome.residual);
  for (std::size_t i = 0; i < results; ++i) {
    line += ',';
    if (outcome.certified()) append_number(line, outcome.results[i]);
  }
  return line + "\n";
}

}  // namespace

void write_point_table(const SweepFile& file, const DesignMatrix& points, const PointTable& table, const fs::path& csv) {
  if (!table.complete || table.outcomes.size() != points.size()) throw LogicError("a table of points needs all of them");
  const fs::path temporary = csv.string() + fmt::format(".{}", getpid());
  {
    std::ofstream out(temporary, std::ios::binary);
    out << heading(file, table);
    for (std::size_t row = 0; row < points.size(); ++row)
      out << row_text(row, points[row], table.outcomes[row], table.results.size());
    out.close();
    if (!out) {
      std::remove(temporary.c_str());
      throw InputError(fmt::format("{} cannot be written.", csv.string()));
    }
  }
  std::error_code error;
  fs::rename(temporary, csv, error);
  if (error) throw InputError(fmt::format("{} cannot be written: {}.", csv.string(), error.message()));
}

}  // namespace setu
