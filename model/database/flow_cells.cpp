#include "flow_cells.hpp"

#include <algorithm>

namespace setu::reshape {

const std::vector<FlowKind>& flow_kinds() {
  using Role = FlowKind::Role;
  static const std::vector<FlowKind> kinds = {{"VDFB", "VDFP", {"VDFP"}, Role::FirmsDomestic},
                                              {"VMFB", "VMFP", {"VMFP"}, Role::FirmsImported},
                                              {"VDPB", nullptr, {"VDPP"}, Role::FinalDomestic},
                                              {"VMPB", nullptr, {"VMPP"}, Role::FinalImported},
                                              {"VDGB", nullptr, {"VDGP"}, Role::FinalDomestic},
                                              {"VMGB", nullptr, {"VMGP"}, Role::FinalImported},
                                              {"VDIB", nullptr, {"VDIP"}, Role::FinalDomestic},
                                              {"VMIB", nullptr, {"VMIP"}, Role::FinalImported},
                                              {"EVFB", "EVFP", {"EVFP", "EVOS"}, Role::Endowment},
                                              {"MAKS", "MAKB", {"MAKB"}, Role::Make},
                                              {"VXSB", "VMSB", {"VFOB", "VCIF", "VMSB", "NTMM", "NTMX"}, Role::Trade},
                                              {"VST", nullptr, {}, Role::Margin}};
  return kinds;
}

std::array<std::size_t, 3> indices(const Array& array, std::size_t position) {
  const auto& d = array.dims();
  if (d.size() == 2) return {position / d[1], position % d[1], 0};
  return {position / (d[1] * d[2]), position / d[2] % d[1], position % d[2]};
}

std::vector<Entry> entries(const FlowKind& kind, const std::array<std::size_t, 3>& at, double ratio,
                           const std::vector<std::size_t>& commodity_of) {
  using Role = FlowKind::Role;
  switch (kind.role) {
    case Role::FirmsDomestic: return {{Book::Activity, at[1], at[2], ratio}, {Book::Commodity, at[0], at[2], -1}};
    case Role::FirmsImported: return {{Book::Activity, at[1], at[2], ratio}, {Book::Imports, at[0], at[2], -1}};
    case Role::FinalDomestic: return {{Book::Commodity, at[0], at[1], -1}};
    case Role::FinalImported: return {{Book::Imports, at[0], at[1], -1}};
    case Role::Endowment: return {{Book::Activity, at[1], at[2], ratio}};
    case Role::Make: return {{Book::Activity, at[1], at[2], -1}, {Book::Commodity, at[0], at[2], ratio}};
    case Role::Trade: return {{Book::Commodity, at[0], at[1], -1}, {Book::Imports, at[0], at[2], ratio}};
    case Role::Margin: return {{Book::Commodity, commodity_of[at[0]], at[1], -1}};
  }
  return {};
}

std::vector<std::size_t> margin_commodities(const Sets& sets) {
  std::vector<std::size_t> result;
  for (const auto& element : sets.marg)
    result.push_back(static_cast<std::size_t>(std::find(sets.comm.begin(), sets.comm.end(), element) - sets.comm.begin()));
  return result;
}

std::string book_name(const Sets& sets, Book book, std::size_t element, std::size_t region) {
  const auto& set = book == Book::Activity ? sets.acts : sets.comm;
  const char* kind = book == Book::Activity ? "activity " : book == Book::Commodity ? "commodity " : "imports of ";
  return kind + set[element] + (book == Book::Imports ? " by " : " in ") + sets.reg[region];
}

}  // namespace setu::reshape
