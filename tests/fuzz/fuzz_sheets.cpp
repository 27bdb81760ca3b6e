#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

#include "setu/base/error.hpp"
#include "setu/calibration/national/national.hpp"
#include "setu/calibration/sam/sam.hpp"

/// Whatever stands on a sheet: a square table or a national one is found, or an InputError says why not. The first byte chooses the
/// options.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  setu::TableOptions options;
  options.numbers_later = true;
  if ((data[0] & 1U) != 0) options.range = "B2:Z40";
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    const setu::TableGrid grid(setu::TableReader("fuzz.csv", std::span<const char>(text.data(), text.size()), options));
    if (setu::why_not_national(grid).empty()) {
      try {
        (void)setu::read_national(grid, "HOME", {});
      } catch (const setu::InputError&) {}
    }
    setu::SquareOptions square;
    square.must_balance = (data[0] & 2U) != 0;
    if ((data[0] & 4U) != 0) square.decimal_comma = (data[0] & 8U) != 0;
    const setu::SquareTable table = setu::read_square(grid, square);
    if (table.values.size() != table.size() * table.size() || table.descriptions.size() != table.size()) std::abort();
    const setu::Sam sam = setu::sam_of_square(table, 0.5);
    if (setu::draft_account_map(sam).empty()) std::abort();
  } catch (const setu::InputError&) {}
  return 0;
}
