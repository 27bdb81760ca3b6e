#include "text_encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "setu/base/error.hpp"

namespace setu {

namespace {

/// How many bytes continue a sequence that begins with `lead`, and the least code point that may be written so; 0 bytes: no lead.
struct Sequence {
  int more;
  std::uint32_t least;
};

Sequence sequence(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return {1, 0x80};
  if (lead >= 0xE0 && lead <= 0xEF) return {2, 0x800};
  if (lead >= 0xF0 && lead <= 0xF4) return {3, 0x10000};
  return {0, 0};
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) return byte(0xC0 | code >> 6U), byte(0x80 | (code & 0x3FU));
  if (code < 0x10000) return byte(0xE0 | code >> 12U), byte(0x80 | (code >> 6U & 0x3FU)), byte(0x80 | (code & 0x3FU));
  byte(0xF0 | code >> 18U), byte(0x80 | (code >> 12U & 0x3FU)), byte(0x80 | (code >> 6U & 0x3FU)), byte(0x80 | (code & 0x3FU));
}

/// What the bytes 0x80 to 0x9F are in Windows-1252; 0: nothing.
constexpr std::array<std::uint16_t, 32> kWindows = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::size_t line_of(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

std::string hexadecimal(unsigned char byte) {
  const char* digits = "0123456789ABCDEF";
  return {'0', 'x', digits[byte / 16], digits[byte % 16]};
}

std::string from_windows(const std::string& name, std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const std::uint32_t code = byte >= 0x80 && byte < 0xA0 ? kWindows[byte - 0x80U] : byte;
    if (code == 0 && byte != 0)
      throw InputError(name + ":" + std::to_string(line_of(bytes, i)) + ": the byte " + hexadecimal(byte) +
                       " belongs to no text in UTF-8 or Windows-1252; save the file as UTF-8.");
    append_utf8(out, code);
  }
  return out;
}

std::string from_utf16(const std::string& name, std::string_view bytes, bool big) {
  std::string out;
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]), second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<std::uint32_t>(big ? first * 256 + second : second * 256 + first);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    std::uint32_t code = unit(i);
    const bool high = code >= 0xD800 && code < 0xDC00, pair = high && i + 3 < bytes.size();
    if (pair) {
      const std::uint32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00), i += 2;
    }
    if (code >= 0xD800 && code < 0xE000)
      throw InputError(name + ":" + std::to_string(line_of(out, out.size())) + ": the UTF-16 text is damaged; save the file as UTF-8.");
    append_utf8(out, code);
  }
  if (bytes.size() % 2 != 0)
    throw InputError(name + ":" + std::to_string(line_of(out, out.size())) +
                     ": the UTF-16 text is cut off in the middle of a character; fetch the file again.");
  return out;
}

/// UTF-16 without a mark: the first bytes of a table, letters and figures, have zeros between them. 0: no, 1: little, 2: big endian.
int unmarked_utf16(std::string_view bytes) {
  const std::size_t n = std::min<std::size_t>(bytes.size() / 2 * 2, 400);
  if (n < 8) return 0;
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < n; i += 2) even += bytes[i] == 0 ? 1 : 0, odd += bytes[i + 1] == 0 ? 1 : 0;
  if (odd * 10 >= n / 2 * 8 && even == 0) return 1;
  return even * 10 >= n / 2 * 8 && odd == 0 ? 2 : 0;
}

}  // namespace

std::optional<std::size_t> first_not_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (std::uint64_t eight = 0; lead < 0x80 && i + sizeof eight <= text.size()) {
      std::memcpy(&eight, text.data() + i, sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {
        i += sizeof eight;
        continue;
      }
    }
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const Sequence s = sequence(lead);
    if (s.more == 0 || i + static_cast<std::size_t>(s.more) >= text.size()) return i;
    std::uint32_t code = lead & (0x3FU >> static_cast<unsigned>(s.more));
    for (int k = 1; k <= s.more; ++k) {
      const auto byte = static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]);
      if ((byte & 0xC0U) != 0x80U) return i;
      code = code << 6U | (byte & 0x3FU);
    }
    if (code < s.least || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return i;
    i += static_cast<std::size_t>(s.more) + 1;
  }
  return std::nullopt;
}

DecodedText decode_text(const std::string& name, std::string bytes) {
  const std::string_view view = bytes;
  const bool little = view.starts_with("\xFF\xFE"), big = view.starts_with("\xFE\xFF");
  const int unmarked = little || big ? 0 : unmarked_utf16(view);
  if (little || big || unmarked != 0)
    return {from_utf16(name, view.substr(unmarked != 0 ? 0 : 2), big || unmarked == 2), name + " is UTF-16 text and was read as such."};
  const auto bad = first_not_utf8(view);
  if (!bad) return {std::move(bytes), {}};
  std::string text = from_windows(name, view);
  const std::size_t line = line_of(view, *bad);
  std::size_t begin = 0;
  for (std::size_t i = 1; i < line; ++i) begin = text.find('\n', begin) + 1;
  std::string shown = text.substr(begin, std::min(text.find_first_of("\r\n", begin), begin + 400) - begin);
  const std::size_t at = *bad - (view.rfind('\n', *bad) == std::string_view::npos ? 0 : view.rfind('\n', *bad) + 1);
  std::size_t from = shown.find_last_of(",;\t", at), to = shown.find_first_of(",;\t", at);
  from = from == std::string::npos ? 0 : from + 1;
  shown = shown.substr(from, (to == std::string::npos ? shown.size() : to) - from);
  return {std::move(text), name + " is not UTF-8 and was read as Windows-1252 (line " + std::to_string(line) + ": '" + shown +
                               "'); save it as UTF-8 if that is wrong."};
}

}  // namespace setu
