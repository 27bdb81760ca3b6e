#include "setu/base/limits.hpp"

#include <unistd.h>

#include <cstdlib>
#include <vector>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

namespace {

constexpr std::string_view kPrefix = "SETU_LIMIT_";

constexpr bool in_order() {
  for (std::size_t i = 0; i < kLimits.size(); ++i)
    if (static_cast<std::size_t>(kLimits[i].limit) != i) return false;
  return true;
}
static_assert(in_order(), "the table of limits follows the enumeration");

std::string variable(const LimitInfo& info) { return std::string(kPrefix) + info.name; }

}  // namespace

std::uint64_t limit(Limit which) {
  const LimitInfo& info = limit_info(which);
  const char* text = std::getenv(variable(info).c_str());
  if (text == nullptr) return info.standard;
  if (const auto value = parse_limit(text)) return *value;
  throw InputError(variable(info) + "=" + text + ": the limit must be a whole number of at least 1, in digits alone.");
}

std::string limit_hint(Limit which) {
  return "; the limit is " + std::to_string(limit(which)) + ", and " + variable(limit_info(which)) + "=NUMBER sets another";
}

void check_limits() {
  std::vector<std::string> known;
  for (const auto& info : kLimits) {
    (void)limit(info.limit);
    known.push_back(variable(info));
  }
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    if (!text.starts_with(kPrefix)) continue;
    const std::string name(text.substr(0, text.find('=')));
    bool found = false;
    for (const auto& one : known) found = found || one == name;
    if (!found) throw InputError("The environment sets " + unknown_name("limit", name, known) + ".");
  }
}

}  // namespace setu
