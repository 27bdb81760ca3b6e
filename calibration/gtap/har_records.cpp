#include "har_records.hpp"

#include <array>
#include <bit>
#include <cstring>

#include "setu/base/error.hpp"
#include "setu/calibration/gtap/har.hpp"

namespace setu {
namespace detail {
namespace {

static_assert(std::endian::native == std::endian::little, "header arrays are read and written on little-endian machines");

/// The number of type T that the bytes hold, turned round first if they are in the other order.
template <class T>
T number(std::span<const char> bytes, bool swapped) {
  std::array<char, sizeof(T)> copy;
  std::memcpy(copy.data(), bytes.data(), sizeof(T));
  if (swapped)
    for (std::size_t i = 0; i < sizeof(T) / 2; ++i) std::swap(copy[i], copy[sizeof(T) - 1 - i]);
  return std::bit_cast<T>(copy);
}

}  // namespace

void HarPlace::fail(const std::string& message) const {
  throw InputError(*file + (header.empty() ? "" : ", header " + header) + ", byte " + std::to_string(byte) + ": " + message);
}

std::span<const char> HarRecord::take(std::size_t size) {
  if (size > body_.size())
    fail("the record ends early: " + std::to_string(size) + " bytes are asked for, " + std::to_string(body_.size()) + " are left.");
  const auto taken = body_.first(size);
  body_ = body_.subspan(size);
  return taken;
}

std::string_view HarRecord::text(std::size_t size) {
  const auto bytes = take(size);
  return {bytes.data(), bytes.size()};
}

std::int32_t HarRecord::integer() { return number<std::int32_t>(take(4), swapped_); }

std::size_t HarRecord::count(const char* what) {
  const std::int32_t value = integer();
  if (value < 0) fail(std::string(what) + " is " + std::to_string(value) + "; it cannot be negative.");
  return static_cast<std::size_t>(value);
}

double HarRecord::real(std::size_t width) {
  if (width == 8) return number<double>(take(8), swapped_);
  return static_cast<double>(number<float>(take(4), swapped_));
}

void HarRecord::blanks() {
  if (text(4) != "    ") fail("the record does not begin with four blanks; the file is damaged here.");
}

void HarRecord::expect_left(std::size_t size, const char* what) const {
  if (left() != size) fail("the record has " + std::to_string(left()) + " bytes for " + what + " that take " + std::to_string(size) + ".");
}

HarRecords::HarRecords(const std::string& file, std::span<const char> bytes) : file_(file), bytes_(bytes) {
  if (bytes.empty()) place().fail("the file is empty.");
  if (!looks_like_har(bytes))
    place().fail("this is not a header array file: it does not begin with a record of four bytes, a header's name.");
  swapped_ = bytes.front() == 0;
}

std::uint32_t HarRecords::length_at(std::size_t position) const { return number<std::uint32_t>(bytes_.subspan(position, 4), swapped_); }

HarRecord HarRecords::next() {
  if (at_end()) place().fail("the file ends before the header is complete.");
  if (left() < 8) place().fail("the file is cut off in a record's length.");
  const std::size_t length = length_at(position_);
  if (length > left() - 8)
    place().fail("a record claims " + std::to_string(length) + " bytes; the file has only " + std::to_string(left() - 8) +
                 " more. It is cut off or damaged.");
  const std::size_t again = length_at(position_ + 4 + length);
  if (again != length)
    place().fail("a record's length is " + std::to_string(length) + " before it and " + std::to_string(again) +
                 " after it; the file is damaged here.");
  HarRecord record(bytes_.subspan(position_ + 4, length), swapped_, place());
  position_ += length + 8;
  return record;
}

}  // namespace detail

bool looks_like_har(std::span<const char> bytes) {
  if (bytes.size() < 8) return false;
  const std::string_view length(bytes.data(), 4);
  using namespace std::string_view_literals;
  return length == "\4\0\0\0"sv || length == "\0\0\0\4"sv;
}

}  // namespace setu
