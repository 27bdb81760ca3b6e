#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "setu/base/error.hpp"
#include "setu/model/economy/economy.hpp"

namespace {

/// Takes the text up to the next line end.
std::string line(std::string_view& text) {
  const auto end = text.find('\n');
  const std::string first(text.substr(0, end));
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return first;
}

/// Each line is "S key : formula", S being a letter for the section; sets and one table are fixed.
setu::EconomySource source(std::string_view text) {
  setu::EconomySource s;
  s.file = "fuzz";
  s.sets = {{"g", {"A", "B"}}, {"f", {"K", "L", "01-03"}}};
  s.tables["t"] = {"t.csv", {"A", "B"}, {"K", "L"}, {1, 0, 2.5, -1}};
  while (!text.empty()) {
    const std::string one = line(text);
    const auto colon = one.find(" : ");
    if (one.size() < 2 || colon == std::string::npos) continue;
    const setu::EconomyLine entry{one.substr(2, colon - 2), one.substr(colon + 3), "fuzz"};
    switch (one[0]) {
      case 'P': s.parameters.push_back(entry); break;
      case 'V': s.variables.push_back(entry); break;
      case 'F': s.free.push_back(entry); break;
      case 'G': s.given.push_back(entry); break;
      case 'R': s.rates.push_back(entry); break;
      case 'E': s.equations.push_back(entry); break;
      default: s.reports.push_back(entry);
    }
  }
  return s;
}

}  // namespace

/// An economy either becomes equations over all its variables, or is refused with a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const setu::Economy economy(source(text));
    if (economy.system().terms.equations() > economy.system().terms.variables) std::abort();
    (void)economy.path({{"w", "2*w", "fuzz"}});
  } catch (const setu::InputError&) {}
  return 0;
}
