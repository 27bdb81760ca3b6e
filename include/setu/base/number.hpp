#pragma once
#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

namespace setu {

/// The number that all of `text` spells (a leading '+' is allowed), or nothing: text, trailing characters, a decimal
/// comma, a number out of double's range. "nan" and "inf" are read as such, so that the caller can refuse them by name.
inline std::optional<double> parse_number(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Appends the shortest decimal text that reads back as exactly `value`.
inline void append_number(std::string& out, double value) {
  char buffer[32];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
  out.append(buffer, result.ptr);
}

/// `value`, finite, with `decimals` digits after the point; what rounds to zero has no sign.
inline std::string decimal(double value, int decimals) {
  char buffer[400];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, std::min(decimals, 60));
  const std::string_view text(buffer, static_cast<std::size_t>(result.ptr - buffer));
  const bool zero = text.find_first_not_of("-0.") == std::string_view::npos;
  return std::string(zero && text.starts_with('-') ? text.substr(1) : text);
}

/// The same, with a plus where it is larger than zero.
inline std::string signed_decimal(double value, int decimals) {
  std::string text = decimal(value, decimals);
  const bool above = value > 0 && text.find_first_not_of("0.") != std::string::npos;
  return above ? "+" + text : text;
}

}  // namespace setu
