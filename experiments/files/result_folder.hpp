#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "verdict_file.hpp"

namespace setu {

/// One row of summary.csv.
struct SummaryRow {
  std::string region, measure, item, unit;
  double value = 0;
};
/// One row of budget.csv.
struct BudgetRow {
  std::string region, measure, item, unit;
  double before = 0, after = 0;
};
/// One row of bilateral.csv: US$ million FOB, per cent.
struct TradeRow {
  std::string commodity, exporter, importer;
  double before = 0, after = 0, volume = 0, tariff_before = 0, tariff_after = 0;
};
/// One row of welfare.csv that is EV or a part of it, US$ million.
struct WelfareRow {
  std::string region, name, group;
  double value = 0;
};

/// A result folder of `setu run`, read back.
struct ResultFolder {
  nlohmann::ordered_json manifest;
  std::vector<SummaryRow> summary;
  std::vector<WelfareRow> welfare;
  std::vector<TradeRow> trade;
  std::vector<BudgetRow> budget;       ///< none where an older setu wrote the folder
  std::optional<VerdictFile> verdict;  ///< what the answer depends on, where the run says so

  /// The value of a measure; NaN where there is none.
  [[nodiscard]] double value(const std::string& region, const std::string& measure, const std::string& unit) const;
  /// Regions in the order of the database.
  [[nodiscard]] std::vector<std::string> regions() const;
};

/// The manifest of any result folder but those of policies. Throws InputError where there is none.
nlohmann::ordered_json read_any_manifest(const std::filesystem::path& folder);
/// The manifest of a run. Throws InputError where the folder is not a result of setu run.
nlohmann::ordered_json read_manifest(const std::filesystem::path& folder);

/// Throws InputError that names the file and what is wrong with it.
ResultFolder read_result_folder(const std::filesystem::path& folder);

/// What happened, in sentences: who gains and loses and by how much, and what the two regions of the report trade.
std::vector<std::string> headline(const ResultFolder& result);

}  // namespace setu
