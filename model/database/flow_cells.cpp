#include "flow_cells.hpp"

#include <algorithm>
#include <utility>

namespace setu::reshape {

namespace {

constexpr std::pair<AccountKind, Book> kBooks[] = {
    {AccountKind::Activity, Book::Activity}, {AccountKind::Commodity, Book::Commodity}, {AccountKind::Imports, Book::Imports}};

FlowKind::Role role_of(const LedgerRow& base) {
  using Role = FlowKind::Role;
  if (base.over("MARG")) return Role::Margin;
  if (base.over("ENDW")) return Role::Endowment;
  if (base.entry(AccountKind::Activity, Side::Right)) return Role::Make;
  if (std::count(base.info.sets.begin(), base.info.sets.end(), "REG") == 2) return Role::Trade;
  const bool imported = base.entry(AccountKind::Imports, Side::Right) != nullptr;
  if (base.over("ACTS")) return imported ? Role::FirmsImported : Role::FirmsDomestic;
  return imported ? Role::FinalImported : Role::FinalDomestic;
}

FlowKind kind_of(const FlowLayers& flow) {
  const LedgerRow& base = *flow.layers[0];
  FlowKind kind{base.info.name.c_str(), nullptr, {}, role_of(base), Levy::Output, {}};
  for (std::size_t i = 1; i < flow.layers.size(); ++i) kind.others.push_back(flow.layers[i]->info.name.c_str());
  for (const LedgerRow* part : flow.parts) kind.others.push_back(part->info.name.c_str());
  for (const LedgerRow* layer : flow.layers)
    if (layer->tax) kind.levy = layer->tax->levy;
  for (const auto& [account, book] : kBooks)
    for (const auto& term : flow.terms_in(account)) {
      const bool at_base = term.row == &base;
      kind.sides.push_back({book, term.at[0], term.at[1], static_cast<double>(term.sign), at_base});
      if (!at_base) kind.paid = term.row->info.name.c_str();
    }
  return kind;
}

}  // namespace

const std::vector<FlowKind>& flow_kinds() {
  static const std::vector<FlowKind> kinds = [] {
    std::vector<FlowKind> all;
    for (const FlowLayers& flow : flow_layers())
      if (FlowKind kind = kind_of(flow); !kind.sides.empty()) all.push_back(std::move(kind));
    return all;
  }();
  return kinds;
}

std::array<std::size_t, 3> indices(const Array& array, std::size_t position) {
  const auto& d = array.dims();
  if (d.size() == 2) return {position / d[1], position % d[1], 0};
  return {position / (d[1] * d[2]), position / d[2] % d[1], position % d[2]};
}

std::vector<Entry> entries(const FlowKind& kind, const std::array<std::size_t, 3>& at, double ratio,
                           const std::vector<std::size_t>& commodity_of) {
  std::vector<Entry> all;
  for (const auto& side : kind.sides) {
    const bool margin = kind.role == FlowKind::Role::Margin;
    all.push_back({side.book, margin ? commodity_of[at[side.element]] : at[side.element], at[side.region],
                   side.at_base ? side.sign : side.sign * ratio});
  }
  return all;
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
