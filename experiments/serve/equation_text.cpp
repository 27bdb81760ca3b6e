#include "equation_text.hpp"

#include <algorithm>

#include "experiments/web/embed.hpp"

SETU_EMBED(equations_document, SETU_EQUATIONS)

namespace setu {

namespace {

std::string_view without_line_ends(std::string_view text) {
  while (!text.empty() && text.front() == '\n') text.remove_prefix(1);
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return text;
}

/// A row of a section's table: what the section says before the table, its headings and the row.
std::string row_text(std::string_view all, std::size_t row) {
  const std::size_t section = all.rfind("\n## ", row), table = all.rfind("\n\n|", row) + 2;
  const std::size_t words = all.find('\n', section + 1), headings = all.find('\n', all.find('\n', table) + 1);
  return std::string(without_line_ends(all.substr(words, headings - words))) + std::string(all.substr(row, all.find('\n', row + 1) - row));
}

}  // namespace

std::string equation_text(const std::string& number) {
  const std::string_view all = equations_document();
  const std::string mark = "**(" + number + ")**";
  if (const std::size_t row = all.find("\n| " + mark); row != std::string_view::npos) return row_text(all, row);
  const std::size_t begin = all.find("\n" + mark);
  if (begin == std::string_view::npos) return {};
  std::size_t end = all.size();
  for (const char* next : {"\n**(", "\n**[", "\n## "}) end = std::min(end, all.find(next, begin + 1));
  return std::string(without_line_ends(all.substr(begin, end - begin)));
}

}  // namespace setu
