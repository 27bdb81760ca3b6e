#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "experiments/serve/request.hpp"
#include "setu/base/error.hpp"

/// What a page asks of the workbench: any JSON becomes a request with finite numbers, or is refused with a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const nlohmann::json body = nlohmann::json::parse(std::string_view(reinterpret_cast<const char*>(data), size), nullptr, false);
  if (body.is_discarded()) return 0;
  try {
    const setu::WorkbenchRequest request = setu::read_request(body);
    if (request.tab.size() > 64 || request.settings.size() > 200 || request.sliders.size() > 200) std::abort();
    for (const auto& setting : request.settings)
      if (!std::isfinite(setting.value)) std::abort();
    for (const auto& slider : request.sliders)
      if (!std::isfinite(slider.cut)) std::abort();
  } catch (const setu::InputError&) {}
  return 0;
}
