#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "setu/base/error.hpp"
#include "setu/base/tables/table_reader.hpp"

namespace {

/// Reads everything. A cell that is not a number may be refused, and the next one is tried.
void read_all(std::span<const char> bytes, const setu::TableOptions& options) {
  setu::TableReader table("fuzz", bytes, options);
  std::size_t line = 0;
  while (table.next()) {
    if (table.line() <= line) std::abort();
    line = table.line();
    const std::size_t columns = table.cells().size();
    for (std::size_t c = 0; c < columns + 1; ++c) {
      try {
        if (!std::isfinite(table.number(c))) std::abort();
      } catch (const setu::InputError&) {}
    }
  }
}

}  // namespace

/// Whatever the bytes are, the reader returns rows or an InputError. The first byte chooses the options.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  setu::TableOptions options;
  const unsigned choice = data[0];
  if ((choice & 3U) != 0) options.separator = ",;\t"[(choice & 3U) - 1];
  if ((choice & 4U) != 0) options.decimal_comma = (choice & 8U) != 0;
  if ((choice & 16U) != 0) options.sheet = "Data";
  try {
    read_all({reinterpret_cast<const char*>(data) + 1, size - 1}, options);
  } catch (const setu::InputError&) {}
  return 0;
}
