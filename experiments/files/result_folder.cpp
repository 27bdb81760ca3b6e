#include "result_folder.hpp"

#include <limits>

#include <fmt/format.h>

#include "csv_rows.hpp"
#include "json_files.hpp"
#include "manifests.hpp"
#include "points_folder.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace fs = std::filesystem;

nlohmann::ordered_json read_any_manifest(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  if (!fs::is_regular_file(file))
    throw InputError(fmt::format("'{}' is no result folder of setu: it holds no manifest.json.{}", folder.string(),
                                 point_logs(folder).empty() ? "" : " Its points are not complete: the command that began them goes on."));
  return read_json_object(file);
}

nlohmann::ordered_json read_manifest(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  auto json = read_any_manifest(folder);
  (void)from_json<RunManifest>(json, file);
  return json;
}

namespace {

/// Fields of a row by the format's names of columns.
class NamedRow {
 public:
  NamedRow(const CsvFormat& format, const CsvReader& csv, const std::vector<std::string_view>& fields)
      : format_(format), csv_(csv), fields_(fields) {}
  [[nodiscard]] std::string text(std::string_view column) const { return std::string(fields_[at(column)]); }
  [[nodiscard]] double number(std::string_view column) const { return number_of(csv_, fields_[at(column)]); }

 private:
  [[nodiscard]] std::size_t at(std::string_view column) const {
    for (std::size_t c = 0; c < format_.columns.size(); ++c)
      if (format_.columns[c].name == column) return c;
    throw LogicError(fmt::format("{} has no column '{}'", format_.file, column));
  }
  const CsvFormat& format_;
  const CsvReader& csv_;
  const std::vector<std::string_view>& fields_;
};

template <class Row>
void rows_of(const fs::path& folder, const char* file, Row row) {
  const CsvFormat& format = csv_format("run", file);
  each_row(folder / file, format, {}, [&](const CsvReader& csv, const auto& fields, const auto&) { row(NamedRow(format, csv, fields)); });
}

}  // namespace

ResultFolder read_result_folder(const fs::path& folder) {
  ResultFolder r;
  r.manifest = read_manifest(folder);
  rows_of(folder, "summary.csv", [&](const NamedRow& row) {
    r.summary.push_back({row.text("region"), row.text("measure"), row.text("item"), row.text("unit"), row.number("value")});
  });
  rows_of(folder, "welfare.csv", [&](const NamedRow& row) {
    if (row.text("part") != "no") r.welfare.push_back({row.text("region"), row.text("name"), row.text("group"), row.number("value")});
  });
  rows_of(folder, "bilateral.csv", [&](const NamedRow& row) {
    r.trade.push_back({row.text("commodity"), row.text("exporter"), row.text("importer"), row.number("fob_base"), row.number("fob_new"),
                       row.number("volume_percent"), row.number("tariff_base"), row.number("tariff_new")});
  });
  if (fs::is_regular_file(folder / "budget.csv"))
    rows_of(folder, "budget.csv", [&](const NamedRow& row) {
      r.budget.push_back(
          {row.text("region"), row.text("measure"), row.text("item"), row.text("unit"), row.number("before"), row.number("after")});
    });
  if (const fs::path file = folder / "verdict.json"; fs::is_regular_file(file))
    r.verdict = from_json<VerdictFile>(read_json_object(file), file);
  return r;
}

double ResultFolder::value(const std::string& region, const std::string& measure, const std::string& unit) const {
  for (const auto& row : summary)
    if (row.region == region && row.measure == measure && row.unit == unit) return row.value;
  return std::numeric_limits<double>::quiet_NaN();
}

std::vector<std::string> ResultFolder::regions() const {
  std::vector<std::string> names;
  for (const auto& row : summary)
    if (row.measure == "income") names.push_back(row.region);
  return names;
}

}  // namespace setu
