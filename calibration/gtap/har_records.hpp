#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace setu::detail {

/// Where in which file we are; begins every complaint.
struct HarPlace {
  const std::string* file = nullptr;
  std::string header;  // empty before the first
  std::size_t byte = 0;

  /// Throws InputError "FILE, header NAME, byte N: message".
  [[noreturn]] void fail(const std::string& message) const;
};

/// The fields of one Fortran record, taken from front to back.
class HarRecord {
 public:
  HarRecord(std::span<const char> body, bool swapped, HarPlace place) : body_(body), swapped_(swapped), place_(std::move(place)) {}

  [[nodiscard]] std::size_t left() const { return body_.size(); }
  [[nodiscard]] const HarPlace& place() const { return place_; }
  [[noreturn]] void fail(const std::string& message) const { place_.fail(message); }

  std::string_view text(std::size_t size);
  std::int32_t integer();
  /// An integer that counts something: never negative.
  std::size_t count(const char* what);
  /// A real of four or eight bytes.
  double real(std::size_t width);
  /// The four blanks that begin every record but a header's name.
  void blanks();
  /// Fails unless the record has `size` bytes left.
  void expect_left(std::size_t size, const char* what) const;

 private:
  std::span<const char> take(std::size_t size);
  std::span<const char> body_;
  bool swapped_;
  HarPlace place_;
};

/// Cuts a file into its records, each with its length (four bytes) before and after.
class HarRecords {
 public:
  /// Finds the byte order from the first record, which is a header's name of four bytes. Throws InputError if the file
  /// does not begin like one.
  HarRecords(const std::string& file, std::span<const char> bytes);

  [[nodiscard]] bool at_end() const { return position_ == bytes_.size(); }
  [[nodiscard]] std::size_t position() const { return position_; }
  /// Bytes after the current position: nothing that a file claims to hold can be longer.
  [[nodiscard]] std::size_t left() const { return bytes_.size() - position_; }
  /// The next record. Throws InputError at the end, when the file is cut off, when the two lengths differ.
  HarRecord next();
  void set_header(std::string name) { header_ = std::move(name); }
  [[nodiscard]] HarPlace place() const { return {&file_, header_, position_}; }

 private:
  [[nodiscard]] std::uint32_t length_at(std::size_t position) const;
  const std::string& file_;
  std::span<const char> bytes_;
  std::size_t position_ = 0;
  bool swapped_ = false;
  std::string header_;
};

}  // namespace setu::detail
