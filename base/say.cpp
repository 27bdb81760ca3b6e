#include "setu/base/say.hpp"

#include <unistd.h>

#include <cstdlib>
#include <array>

namespace setu {

namespace {

/// One code point of a UTF-8 text, and how many bytes it takes; none where the bytes are no UTF-8.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;
};

CodePoint first_of(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
  if (bytes == 0 || bytes > text.size()) return {};
  char32_t value = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {};
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (value < kLeast[bytes] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return {};
  return {value, bytes};
}

/// Not the joiners U+200C and U+200D, which Indian and Persian writing needs.
bool is_obeyed_or_hidden(char32_t c) {
  if (c == '\n' || c == '\t') return false;
  const auto within = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
  return within(0, 0x1F) || within(0x7F, 0x9F) || c == 0xAD || c == 0x61C || c == 0x200B || within(0x200E, 0x200F) ||
         within(0x2028, 0x202E) || within(0x2060, 0x206F) || c == 0xFEFF;
}

}  // namespace

std::string visible(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = first_of(text);
    if (c.bytes == 0) shown += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
    else if (is_obeyed_or_hidden(c.value)) shown += fmt::format("\\u{:04x}", static_cast<unsigned>(c.value));
    else shown += text.substr(0, c.bytes);
    text.remove_prefix(c.bytes == 0 ? 1 : c.bytes);
  }
  return shown;
}

void put_text(std::FILE* to, std::string_view text) {
  const std::string shown = visible(text);
  (void)std::fwrite(shown.data(), 1, shown.size(), to);
}

void say_warning(std::string_view sentence) {
  const bool coloured = isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  if (coloured) (void)std::fputs("\033[33m", stderr);
  put_text(stderr, fmt::format("setu: warning: {}", sentence));
  (void)std::fputs(coloured ? "\033[0m\n" : "\n", stderr);
}

void erase_line(std::FILE* to) { (void)std::fputs("\r\033[K", to); }

}  // namespace setu
