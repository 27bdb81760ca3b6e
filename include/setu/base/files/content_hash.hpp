#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace setu {

/// SHA-256 (FIPS 180-4) of what is fed to it, the same on every platform.
class ContentHash {
 public:
  ContentHash();
  ~ContentHash();
  ContentHash(const ContentHash&) = delete;
  ContentHash& operator=(const ContentHash&) = delete;

  /// Feeds raw bytes.
  void bytes(std::string_view data);
  /// Feeds a text with its length, so that "ab","c" differs from "a","bc".
  void text(std::string_view data);
  /// Feeds a whole number as eight little-endian bytes.
  void integer(std::uint64_t value);
  /// Feeds the numbers' IEEE 754 bits, little-endian; −0 counts as 0.
  void numbers(std::span<const double> values);
  /// The digest as 64 lower-case hexadecimal digits. Ends the hash: nothing may be fed after it.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// SHA-256 of a file's bytes. Throws InputError when it cannot be read.
std::string file_hash(const std::filesystem::path& path);

}  // namespace setu
