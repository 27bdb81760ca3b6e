#pragma once
#include <string>
#include <string_view>

/// What labels mean by their words, in several languages. Private to calibration/sheets.
namespace setu::sheets {

/// Blanks joined, no-break blanks and line ends as blanks; with `fold`, in small letters (ASCII, Latin, Greek and Cyrillic).
std::string joined(std::string_view label, bool fold);

/// "TOTAL", "Row total", "Summe", "合计", … and nothing else.
bool is_total_word(std::string_view label);
/// A label with such a word among others: "Total demand".
bool has_total_word(std::string_view label);
/// "Check", "Diff.", "row - column", …
bool is_check_word(std::string_view label);

}  // namespace setu::sheets
