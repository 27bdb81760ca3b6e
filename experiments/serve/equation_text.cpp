#include "equation_text.hpp"

#include <algorithm>

#include "../web/embed.hpp"

SETU_EMBED(equations_document, SETU_EQUATIONS)

namespace setu {

std::string equation_text(const std::string& number) {
  const std::string_view all = equations_document();
  const std::size_t begin = all.find("\n**(" + number + ")**");
  if (begin == std::string_view::npos) return {};
  std::size_t end = all.size();
  for (const char* next : {"\n**(", "\n**[", "\n## "}) end = std::min(end, all.find(next, begin + 1));
  std::string_view text = all.substr(begin, end - begin);
  text.remove_prefix(1);
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return std::string(text);
}

}  // namespace setu
