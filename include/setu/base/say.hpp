#pragma once
#include <cstdio>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace setu {

/// `text` without what a terminal would obey or hide: control characters but line breaks and tabs, marks that turn the direction of
/// writing, and bytes that are no UTF-8 are shown as "\u001b", "\u202e", "\x9b".
std::string visible(std::string_view text);

/// Writes `visible(text)`.
void put_text(std::FILE* to, std::string_view text);

/// Everything that the program prints goes through here, because titles, names and messages come from files.
template <class... T>
void say(std::FILE* to, fmt::format_string<T...> format, T&&... arguments) {
  put_text(to, fmt::format(format, std::forward<T>(arguments)...));
}
template <class... T>
void say(fmt::format_string<T...> format, T&&... arguments) {
  put_text(stdout, fmt::format(format, std::forward<T>(arguments)...));
}

/// Writes "setu: warning: " and the sentence to stderr, in yellow on a terminal (unless NO_COLOR is set).
void say_warning(std::string_view sentence);

/// Empties the terminal's line.
void erase_line(std::FILE* to);

}  // namespace setu
