#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "setu/base/error.hpp"
#include "setu/calibration/sam/sam.hpp"

/// The bytes are a matrix and, after a line "====", an account map. Both are read and become a database, or are refused; the draft of a map
/// for a matrix that was read names every account.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using setu::TableReader;
  std::string_view text(reinterpret_cast<const char*>(data), size), map;
  if (const auto at = text.find("====\n"); at != std::string_view::npos) {
    map = text.substr(at + 5);
    text = text.substr(0, at);
  }
  try {
    TableReader table("fuzz.csv", std::span<const char>(text.data(), text.size()));
    const setu::Sam sam = setu::read_sam(table);
    if (sam.values.size() != sam.size() * sam.size() || sam.size() < 2) std::abort();
    if (setu::draft_account_map(sam).empty()) std::abort();
    TableReader accounts("fuzz-map.csv", std::span<const char>(map.data(), map.size()));
    const setu::AccountMap roles = setu::read_account_map(accounts, sam);
    if (roles.size() != sam.size()) std::abort();
    if (sam.size() < 40) (void)setu::import_sam(sam, roles);
  } catch (const setu::InputError&) {}
  return 0;
}
