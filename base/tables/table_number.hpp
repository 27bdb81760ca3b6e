#pragma once
#include <optional>
#include <string_view>

namespace setu {

/// How the numbers of a text table are written.
struct NumberStyle {
  bool decimal_comma = false;
};

/// What the punctuation of a numeric cell says about the style.
enum class NumberEvidence {
  None,         ///< not a number, or without commas and points
  Point,        ///< only readable with a decimal point: 1,234.5 or 1,234,567 or 12.5
  Comma,        ///< only readable with a decimal comma: 1.234,5 or 0,5 or 12,34
  EitherComma,  ///< 1,234: thousands, or a decimal comma
  EitherPoint,  ///< 1.234: a decimal point, or thousands before a decimal comma
};

NumberEvidence number_evidence(std::string_view cell);

/// "-", "..", "n.a.", ":" and their like, which tables print where there is nothing.
bool is_missing_mark(std::string_view cell);

/// The number that the whole cell spells; nothing otherwise. Thousands may be separated in groups of three by blanks, no-break and thin
/// blanks, apostrophes, or the comma or point that does not separate decimals (lakhs by commas); a negative number may stand in brackets,
/// begin with any dash or end with a minus; a currency's sign may stand before or after it.
std::optional<double> table_number(std::string_view cell, NumberStyle style);

}  // namespace setu
