#include <fmt/format.h>

#include "words.hpp"

namespace setu {
namespace {

constexpr std::size_t kOddities = 14;  ///< lines of "What is odd": the rest is counted

std::string oddities(const AuditReport& report) {
  std::string text;
  std::size_t shown = 0, hidden = 0;
  for (const auto& check : report.checks) {
    if (check.findings.empty()) continue;
    if (shown == kOddities) {
      hidden += check.count;
      continue;
    }
    ++shown;
    const Finding& worst = check.findings.front();
    std::string line = fmt::format("{}: {}: {}", to_string(check.severity), worst.where, worst.message);
    if (check.count > 1) line += fmt::format(" [{}: {} in all]", check.check, check.count);
    text += detail::filled(line, "- ");
  }
  if (hidden > 0) text += fmt::format("- and {} more findings of other kinds\n", hidden);
  return text.empty() ? "Nothing.\n" : text;
}

std::string section(const char* heading, const std::string& body) { return fmt::format("\n{}\n{}", heading, body); }

}  // namespace

std::string audit_report(const Database& database, const AuditReport& report, const AuditReportOptions& options) {
  const detail::Sums sums(database);
  const detail::Portrait portrait = detail::portrait(sums);
  const auto zeros = densities(database, options.against);
  std::string text = report.sizes + "\n";
  text += section("The economy", detail::filled(detail::economy_in_words(sums, portrait)));
  text += section("Trade", detail::filled(detail::trade_in_words(sums, portrait)));
  text += section("Taxes and tariffs", detail::filled(detail::taxes_in_words(sums, portrait)));
  text += section("Accounts", detail::filled(detail::accounts_in_words(report)));
  text += section("Zeros", detail::filled(detail::zeros_in_words(zeros, options)));
  text += section("What is odd", oddities(report));
  std::string meaning;
  for (const auto& sentence : detail::meaning_in_words(sums, portrait, report, zeros)) meaning += detail::filled(sentence, "- ");
  text += section("What it means for runs", meaning);
  if (!options.ranges.empty()) text += "\nWhat is usual, and who says so, stands in data/defaults/plausible_ranges.csv.\n";
  return text + fmt::format("\n{} errors, {} warnings, {} notes. Nothing was changed.\n", report.count(Severity::Error),
                            report.count(Severity::Warning), report.count(Severity::Note));
}

}  // namespace setu
