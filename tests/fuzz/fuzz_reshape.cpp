#include <cstdint>
#include <cstdlib>
#include <string>

#include "setu/base/error.hpp"
#include "setu/calibration/reshape/split.hpp"

namespace {

using setu::InputError;
using setu::Sets;
using setu::TableReader;

Sets small_sets() {
  Sets sets;
  sets.reg = {"FRA", "DEU", "USA"};
  sets.comm = sets.acts = {"agr", "mnf", "svc"};
  sets.endw = {"land", "labour", "capital"};
  sets.marg = {"svc"};
  return sets;
}

template <class Read>
bool readable(std::span<const char> bytes, const Read& read) {
  try {
    TableReader table("fuzz.csv", bytes);
    read(table);
    return true;
  } catch (const InputError&) { return false; }
}

/// What the reader of mappings promises: every new element has an old one, and every old element has a place.
void check(const setu::Mapping& m, std::size_t elements) {
  if (m.index.size() != elements) std::abort();
  for (const auto& part : m.members())
    if (part.empty()) std::abort();
}

}  // namespace

/// Mappings, parts and shares from any bytes: a result that keeps its promises, or an InputError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Sets sets = small_sets();
  static const setu::SetMappings halves = [] {
    setu::SetMappings m = setu::identity_mappings(sets);
    m.comm = m.acts = {{"agr", "chips", "other", "svc"}, sets.comm, {0, 1, 1, 2}};
    return m;
  }();
  const std::span<const char> bytes(reinterpret_cast<const char*>(data), size);
  readable(bytes, [](TableReader& t) { check(setu::read_mapping(t, sets.reg, "region"), sets.reg.size()); });
  readable(bytes, [](TableReader& t) {
    const setu::SetMappings m = setu::read_split_mappings(sets, t, false);
    check(m.comm, m.comm.from.size());
  });
  readable(bytes, [](TableReader& t) {
    for (const auto& row : setu::read_split_shares(t, sets, halves))
      if (!(row.share >= 0 && row.share <= 1)) std::abort();
  });
  return 0;
}
