#pragma once
#include <string>
#include <string_view>

#include "setu/calibration/gtap/har.hpp"

namespace setu::detail {

/// Throws InputError "Header 'NAME' cannot be written: message".
[[noreturn]] void fail(const HarHeader& header, const std::string& message);

/// Appends records to a file in memory.
class HarOutput {
 public:
  explicit HarOutput(std::string& file) : file_(file) {}
  HarOutput& text(std::string_view text, std::size_t width);
  HarOutput& integer(std::size_t value);
  HarOutput& real(double value, bool wide);
  template <class T>
  HarOutput& bytes(T value) {
    body_.append(reinterpret_cast<const char*>(&value), sizeof value);
    return *this;
  }
  void end_record();

 private:
  std::string& file_;
  std::string body_;
};

void write_strings(HarOutput& out, const std::vector<std::string>& strings, std::size_t width);
/// The records of a header's numbers, after its description and labels.
void write_numbers(HarOutput& out, const HarHeader& header);
/// Refuses what the format cannot hold, or what contradicts itself.
void check_writable(const HarHeader& header);

}  // namespace setu::detail
