#pragma once
#include <string>
#include <vector>

#include "portrait.hpp"
#include "setu/calibration/audit/audit_report.hpp"

namespace setu::detail {

/// "US$ 29.4 trillion", "US$ 83 billion", "US$ 5.1 million" for an amount in US$ million.
std::string money(double million);
/// "12.3 %" with one digit after the point.
std::string per_cent(double share);
/// "A, B and C"; "A" for one; "none" for nothing.
std::string listed(const std::vector<std::string>& items);
/// Words filled into lines of at most `width` characters; the first begins with `first`, the others with blanks of its length.
std::string filled(const std::string& text, const std::string& first = "", std::size_t width = 110);
/// The `most` largest of `values` as "name (share of their sum)".
std::string largest(const std::vector<std::string>& names, const std::vector<double>& values, std::size_t most);
/// Position of the largest value; the values must not be empty.
std::size_t position_of_largest(const std::vector<double>& values);

/// Paragraphs of the report, each one or several full sentences.
std::string economy_in_words(const Sums& sums, const Portrait& portrait);
std::string trade_in_words(const Sums& sums, const Portrait& portrait);
std::string taxes_in_words(const Sums& sums, const Portrait& portrait);
std::string accounts_in_words(const AuditReport& report);
std::string zeros_in_words(const std::vector<Density>& densities, const AuditReportOptions& options);
/// What the findings and the economy's shape mean for whoever runs a model on it, one sentence or two each.
std::vector<std::string> meaning_in_words(const Sums& sums, const Portrait& portrait, const AuditReport& report,
                                          const std::vector<Density>& densities);

}  // namespace setu::detail
