#include <algorithm>

#include "setu/base/error.hpp"
#include "sl4_parts.hpp"

namespace setu::detail {
namespace {

const char* in_words(HarType type) {
  switch (type) {
    case HarType::Text: return "strings (1C)";
    case HarType::Integer: return "integers (2I)";
    default: return "reals (2R)";
  }
}

bool is_real(HarType type) { return type != HarType::Text && type != HarType::Integer; }

}  // namespace

void SolutionHeaders::fail(const char* header, const std::string& message) const {
  throw InputError(file_.name + ", header " + header + ": " + message);
}

const HarHeader& SolutionHeaders::header(const char* name, HarType type) const {
  const HarHeader* found = file_.find(name);
  if (found == nullptr) fail(name, "it is missing; a GEMPACK solution file has it.");
  if (found->type != type && !(is_real(type) && is_real(found->type)))
    fail(name, std::string("it should hold ") + in_words(type) + ", not " + in_words(found->type) + ".");
  return *found;
}

const std::vector<std::string>& SolutionHeaders::text(const char* name, std::size_t count) const {
  const auto& strings = header(name, HarType::Text).text;
  if (count != 0 && strings.size() != count)
    fail(name, "it has " + std::to_string(strings.size()) + " strings; " + std::to_string(count) + " are expected.");
  return strings;
}

std::span<const std::int32_t> SolutionHeaders::integers(const char* name, std::size_t count) const {
  const auto& numbers = header(name, HarType::Integer).integers;
  if (count != 0 && numbers.size() != count)
    fail(name, "it has " + std::to_string(numbers.size()) + " integers; " + std::to_string(count) + " are expected.");
  for (const std::int32_t number : numbers)
    if (number < 0) fail(name, "it holds " + std::to_string(number) + "; counts and positions cannot be negative.");
  return numbers;
}

std::span<const std::int32_t> SolutionHeaders::list(const char* name) const {
  return has(name) ? integers(name) : std::span<const std::int32_t>{};
}

std::vector<double> SolutionHeaders::reals(const char* name) const { return header(name, HarType::Matrix).dense(); }

}  // namespace setu::detail
