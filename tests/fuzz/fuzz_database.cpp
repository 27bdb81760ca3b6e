#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "scratch_folder.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/folder/database_io.hpp"

/// A database's folder from any bytes: sets.csv, basedata.csv and params.csv, separated by 0xFF. It is read, with finite numbers, or
/// refused with a sentence. Sets so long that arrays over four of them would fill the memory are another test's business.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchFolder folder;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"sets.csv", "basedata.csv", "params.csv"}) {
    const std::size_t end = std::min(rest.find('\xFF'), rest.size());
    if (std::string_view(name) == "sets.csv" && end > 300) return 0;
    folder.write(name, rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  try {
    const setu::Database database = setu::read_database(folder.path());
    for (const auto& header : setu::header_catalogue())
      if (database.has(header.name))
        for (const double value : database[header.name].values())
          if (!std::isfinite(value)) std::abort();
  } catch (const setu::InputError&) {}
  return 0;
}
