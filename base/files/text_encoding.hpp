#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace setu {

/// Where `text` stops being UTF-8, or nothing.
std::optional<std::size_t> first_not_utf8(std::string_view text);

/// Text of another encoding, made UTF-8, and how it was read.
struct DecodedText {
  std::string text;
  std::string note;  ///< empty for UTF-8
};

/// UTF-8 as it stands; UTF-16 by its byte order mark or, without one, by its zero bytes; everything else as Windows-1252, with a note that
/// quotes the first such line. Throws InputError, naming line and byte, where it is neither.
DecodedText decode_text(const std::string& name, std::string bytes);

}  // namespace setu
