#pragma once
#include <algorithm>
#include <cctype>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace setu {

/// Levenshtein distance between `a` and `b`, ignoring case.
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      const std::size_t change = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0U : 1U);
      row[j] = std::min({above + 1, row[j - 1] + 1, change});
      diagonal = above;
    }
  }
  return row[b.size()];
}

/// "no region 'JAP'; did you mean 'JPN'? Known: IND, JPN, …" or, with nothing near, "no region 'X'; known: IND, JPN, …": what every
/// unknown name gets. The caller adds the period. `kind` is the singular noun ("region"); at most `most` known names are listed.
inline std::string unknown_name(std::string_view kind, std::string_view name, const std::vector<std::string>& known,
                                std::size_t most = 40) {
  std::string text = "no " + std::string(kind) + " '" + std::string(name) + "'";
  const auto nearest = std::min_element(known.begin(), known.end(),
                                        [&](const auto& a, const auto& b) { return edit_distance(name, a) < edit_distance(name, b); });
  if (nearest != known.end() && edit_distance(name, *nearest) <= std::max<std::size_t>(2, name.size() / 3))
    text += "; did you mean '" + *nearest + "'? Known: ";
  else text += "; known: ";
  if (known.empty()) text += "none";
  for (std::size_t i = 0; i < known.size() && i < most; ++i) text += (i ? ", " : "") + known[i];
  if (known.size() > most) text += ", … (" + std::to_string(known.size()) + " in all)";
  return text;
}

}  // namespace setu
