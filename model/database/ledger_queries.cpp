#include <algorithm>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/model/database/ledger.hpp"

namespace setu {
namespace {

std::vector<FlowLayers> layers_of(const std::vector<LedgerRow>& rows) {
  std::vector<FlowLayers> flows;
  const auto holds = [](const FlowLayers& flow, const std::string& header) {
    return std::any_of(flow.layers.begin(), flow.layers.end(), [&](const auto* layer) { return layer->info.name == header; });
  };
  const auto with = [&](const std::string& header) {
    return std::find_if(flows.begin(), flows.end(), [&](const auto& flow) { return holds(flow, header); });
  };
  for (const auto& row : rows) {
    if (row.flow == row.info.name) flows.push_back({{&row}, {}, {}});
    else if (!row.flow.empty()) with(row.flow)->layers.push_back(&row);
    else if (!row.within.empty()) with(row.within)->parts.push_back(&row);
    if (!row.along.empty()) with(row.along)->along.push_back(&row);
  }
  return flows;
}

}  // namespace

const AccountEntry* LedgerRow::entry(AccountKind account, Side side) const {
  const auto it = std::find_if(accounts.begin(), accounts.end(), [&](const auto& e) { return e.account == account && e.side == side; });
  return it == accounts.end() ? nullptr : &*it;
}

bool LedgerRow::over(std::string_view set) const { return std::find(info.sets.begin(), info.sets.end(), set) != info.sets.end(); }

std::vector<std::size_t> LedgerRow::read_at(const std::vector<std::string>& sets) const {
  const auto& own = info.sets;
  std::vector<std::size_t> positions;
  for (const auto& set : sets) {
    const auto from = own.begin() + static_cast<std::ptrdiff_t>(positions.empty() ? 0 : positions.back() + 1);
    auto it = std::find(from, own.end(), set);
    if (it == own.end() && set == "COMM") it = std::find(own.begin(), own.end(), "MARG");
    if (it == own.end()) throw LogicError("ledger: " + info.name + " has no index over " + set);
    positions.push_back(static_cast<std::size_t>(it - own.begin()));
  }
  return positions;
}

const std::vector<HeaderInfo>& header_catalogue() {
  static const std::vector<HeaderInfo> headers = [] {
    std::vector<HeaderInfo> all;
    for (const auto& row : ledger()) all.push_back(row.info);
    return all;
  }();
  return headers;
}

const LedgerRow& ledger_row(std::string_view header) {
  const auto& all = ledger();
  const auto it = std::find_if(all.begin(), all.end(), [&](const auto& row) { return row.info.name == header; });
  if (it != all.end()) return *it;
  std::vector<std::string> known;
  for (const auto& row : all) known.push_back(row.info.name);
  throw InputError(unknown_name("header", header, known, 100));
}

const std::vector<const LedgerRow*>& taxed_rows() {
  static const std::vector<const LedgerRow*> sorted = [] {
    std::vector<const LedgerRow*> rows;
    for (const auto& row : ledger())
      if (row.tax) rows.push_back(&row);
    std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return a->tax->levy < b->tax->levy; });
    return rows;
  }();
  return sorted;
}

std::vector<const LedgerRow*> taxed_rows(Levy levy) {
  std::vector<const LedgerRow*> rows;
  for (const LedgerRow* row : taxed_rows())
    if (row->tax->levy == levy) rows.push_back(row);
  return rows;
}

std::vector<const LedgerRow*> parts_of(std::string_view header) {
  std::vector<const LedgerRow*> rows;
  for (const auto& row : ledger())
    if (row.within == header) rows.push_back(&row);
  return rows;
}

std::size_t levied_by(const LedgerRow& row) { return row.tax->levy == Levy::Exports ? 1 : row.info.sets.size() - 1; }

const std::vector<FlowLayers>& flow_layers() {
  static const std::vector<FlowLayers> flows = layers_of(ledger());
  return flows;
}

std::vector<const LedgerRow*> FlowLayers::from_the_lowest() const {
  std::vector<const LedgerRow*> sorted;
  std::string_view below;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const auto next = std::find_if(layers.begin(), layers.end(), [&](const auto* layer) { return layer->below == below; });
    if (next == layers.end()) throw LogicError("ledger: the price layers of " + layers[0]->info.name + " are no chain");
    below = (*next)->info.name;
    sorted.push_back(*next);
  }
  return sorted;
}

std::vector<FlowLayers::Term> FlowLayers::terms_in(AccountKind account) const {
  std::vector<Term> found;
  const auto add = [&](const LedgerRow& row, int sign, std::vector<std::size_t> at, bool capital_only) {
    const auto opposite =
        std::find_if(found.begin(), found.end(), [&](const Term& p) { return p.row == &row && p.sign == -sign && p.at == at; });
    if (opposite != found.end()) found.erase(opposite);
    else found.push_back({&row, sign, std::move(at), capital_only});
  };
  for (const LedgerRow* layer : layers)
    for (const AccountEntry& e : layer->accounts)
      if (e.account == account) add(*layer, e.side == Side::Left ? e.sign : -e.sign, e.at, e.capital_only);
  if (account != AccountKind::Income) return found;
  for (const LedgerRow* layer : layers) {
    if (!layer->tax || layer->tax->levy == Levy::Endowments || layer->tax->levy == Levy::Income) continue;
    add(*layer, 1, {levied_by(*layer)}, false);
    add(ledger_row(layer->tax->before), -1, {levied_by(*layer)}, false);
  }
  return found;
}

std::vector<const LedgerRow*> rows_of(AccountKind account, Side side) {
  std::vector<const LedgerRow*> rows;
  for (const auto& row : ledger())
    if (row.entry(account, side)) rows.push_back(&row);
  return rows;
}

}  // namespace setu
