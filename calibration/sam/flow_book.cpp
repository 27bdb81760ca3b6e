#include "flow_book.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "roles.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace sam {

FlowBook::FlowBook(const Sam& sam, const AccountMap& map) : file_(sam.file), labels_(sam.accounts), map_(map) {
  for (std::size_t i = 0; i < sam.size(); ++i)
    for (std::size_t j = 0; j < sam.size(); ++j)
      if (sam(i, j) != 0) flows_[{i, j}] = sam(i, j);
}

double FlowBook::value(std::size_t to, std::size_t from) const {
  const auto found = flows_.find({to, from});
  return found == flows_.end() ? 0 : found->second;
}

void FlowBook::add(std::size_t to, std::size_t from, double value) {
  if (value != 0) flows_[{to, from}] += value;
}

double FlowBook::take(Cell cell) {
  const auto found = flows_.find(cell);
  if (found == flows_.end()) return 0;
  const double value = found->second;
  flows_.erase(found);
  return value;
}

std::vector<Cell> FlowBook::cells() const {
  std::vector<Cell> all;
  for (const auto& [cell, value] : flows_) all.push_back(cell);
  return all;
}

std::vector<Cell> FlowBook::paid_by(std::size_t from) const {
  std::vector<Cell> all;
  for (const auto& [cell, value] : flows_)
    if (cell.second == from) all.push_back(cell);
  return all;
}

std::vector<std::pair<Cell, double>> FlowBook::over_purchases(std::size_t buyer, double value) const {
  std::vector<std::pair<Cell, double>> parts;
  double total = 0;
  for (const Cell& bought : paid_by(buyer))
    if (const double bill = this->value(bought.first, buyer); is_product(at(bought.first).role) && bill > 0)
      parts.emplace_back(bought, bill), total += bill;
  for (auto& [bought, part] : parts) part = value * part / total;
  return parts;
}

std::size_t FlowBook::account(AccountRole role, const std::string& region, const std::string& name, FactorKind factor) {
  for (std::size_t i = 0; i < map_.size(); ++i)
    if (map_[i].role == role && map_[i].region == region && map_[i].name == name) return i;
  map_.push_back({role, region, name, factor});
  labels_.push_back(name);
  return map_.size() - 1;
}

std::size_t FlowBook::product(const std::string& region, const std::string& name) const {
  for (std::size_t i = 0; i < map_.size(); ++i)
    if (is_product(map_[i].role) && map_[i].region == region && map_[i].name == name) return i;
  return map_.size();
}

void FlowBook::used(const std::string& sentence, Cell cell, double value) {
  auto found = std::find_if(uses_.begin(), uses_.end(), [&](const auto& use) { return use.first == sentence; });
  if (found == uses_.end()) found = uses_.insert(uses_.end(), {sentence, {}});
  Use& use = found->second;
  ++use.flows, use.sum += value;
  if (use.flows <= 3) use.examples += fmt::format("{}'{}' to '{}'", use.flows > 1 ? ", " : "", labels_[cell.second], labels_[cell.first]);
}

void FlowBook::refuse(Cell cell, double value, const std::string& why) const {
  throw InputError(fmt::format("{}: '{}' pays {:.6g} to '{}': {}", file_, labels_[cell.second], value, labels_[cell.first], why));
}

SimpleSam FlowBook::finish() {
  SimpleSam result;
  Sam& sam = result.sam;
  sam.file = file_;
  std::vector<std::size_t> number(map_.size(), map_.size());
  for (std::size_t i = 0; i < map_.size(); ++i) {
    const AccountRole role = map_[i].role;
    if (role == AccountRole::Through || role == AccountRole::Export || role == AccountRole::Import || role == AccountRole::Tax) continue;
    number[i] = sam.accounts.size();
    sam.accounts.push_back(labels_[i]);
    result.map.push_back(map_[i]);
    if (role == AccountRole::Enterprise) result.map.back().role = AccountRole::Household;
  }
  sam.values.assign(sam.size() * sam.size(), 0.0);
  for (const auto& [cell, value] : flows_)
    if (const std::size_t i = number[cell.first], j = number[cell.second]; i < sam.size() && j < sam.size())
      sam.values[i * sam.size() + j] = value;
  for (const auto& [sentence, use] : uses_)
    result.notes.push_back(fmt::format("{}: {} flow{}, {:.6g} in all ({}{}).", sentence, use.flows, use.flows == 1 ? "" : "s", use.sum,
                                       use.examples, use.flows > 3 ? ", …" : ""));
  return result;
}

}  // namespace sam

SimpleSam simplify(const Sam& sam, const AccountMap& map, bool negative_stocks) {
  if (map.size() != sam.size()) throw LogicError("an account map must have one entry per account");
  sam::FlowBook book(sam, map);
  sam::pass_through(book);
  sam::join_subaccounts(book);
  sam::sort_taxes(book);
  sam::sell_from_activities(book);
  sam::join_margins(book);
  sam::route_incomes(book);
  if (!negative_stocks) sam::settle_stocks(book);
  sam::net_reexports(book);
  return book.finish();
}

}  // namespace setu
