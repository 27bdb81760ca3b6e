#include <cstdint>
#include <cstdlib>

#include "setu/base/error.hpp"
#include "setu/calibration/gtap/gtap.hpp"

namespace {

/// Sets so long that arrays over four of them would fill the memory are another test's business.
bool small_sets(const setu::HarFile& file) {
  for (const auto& header : file.headers) {
    if (header.type == setu::HarType::Text && header.text.size() > 12) return false;
    for (const std::size_t d : header.dims)
      if (d > 12) return false;
  }
  return true;
}

}  // namespace

/// Whatever the bytes are, the reader returns headers or an InputError; what it returns can be written (or is refused by
/// name) and reads the same again; and the reader of databases gives a database or an InputError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  setu::HarFile file;
  try {
    file = setu::read_har("fuzz.har", {reinterpret_cast<const char*>(data), size});
  } catch (const setu::InputError&) { return 0; }
  std::string bytes;
  try {
    bytes = setu::har_bytes(file.headers);
  } catch (const setu::InputError&) {}
  if (!bytes.empty() && setu::har_bytes(setu::read_har("again.har", bytes).headers) != bytes) std::abort();
  if (!small_sets(file)) return 0;
  try {
    (void)setu::read_gtap(file, file, file);
  } catch (const setu::InputError&) {}
  return 0;
}
