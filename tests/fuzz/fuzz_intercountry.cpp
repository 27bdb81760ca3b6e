#include <cstddef>
#include <cstdint>
#include <span>

#include "setu/base/error.hpp"
#include "setu/calibration/intercountry/intercountry.hpp"

/// Inter-country tables of every layout: a table or an InputError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    setu::TableReader table("input", std::span<const char>(reinterpret_cast<const char*>(data), size));
    (void)setu::read_intercountry_table(table);
  } catch (const setu::InputError&) {}
  return 0;
}
