#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "setu/calibration/gtap/sl4.hpp"

namespace setu::detail {

/// The headers of a solution file by what is expected of them; whatever else they hold is an InputError that names them.
class SolutionHeaders {
 public:
  explicit SolutionHeaders(const HarFile& file) : file_(file) {}

  [[nodiscard]] bool has(std::string_view header) const { return file_.find(header) != nullptr; }
  /// Strings, `count` of them unless that is zero.
  [[nodiscard]] const std::vector<std::string>& text(const char* header, std::size_t count = 0) const;
  /// Integers, `count` of them unless that is zero; none of them negative.
  [[nodiscard]] std::span<const std::int32_t> integers(const char* header, std::size_t count = 0) const;
  /// The same of a header that may be absent where nothing is listed.
  [[nodiscard]] std::span<const std::int32_t> list(const char* header) const;
  [[nodiscard]] std::vector<double> reals(const char* header) const;
  /// Throws InputError "FILE, header NAME: message".
  [[noreturn]] void fail(const char* header, const std::string& message) const;

 private:
  [[nodiscard]] const HarHeader& header(const char* name, HarType type) const;
  const HarFile& file_;
};

/// What one run of results has: the cumulative ones, or a subtotal.
struct ResultHeaders {
  std::string values;  ///< of what was found: CUMS, or 001S
  std::string counts;  ///< of shocked components by variable: SHCK, or 001C
  std::string list;    ///< of shocked components: SHCL, or 001L
};

}  // namespace setu::detail
