#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "flow_book.hpp"
#include "roles.hpp"

namespace setu::sam {

namespace {

std::vector<Cell> received_from_products(const FlowBook& book, std::size_t activity) {
  std::vector<Cell> make;
  for (const Cell& cell : book.cells())
    if (cell.first == activity && book.at(cell.second).role == AccountRole::Commodity && book.value(cell.first, cell.second) > 0)
      make.push_back(cell);
  return make;
}

/// The activity makes and sells more of its commodities, in the proportions in which it makes them.
void sell(FlowBook& book, Cell cell) {
  const auto [activity, buyer] = cell;
  std::vector<Cell> make = received_from_products(book, activity);
  const double value = book.take(cell);
  if (make.empty()) {
    const MappedAccount maker = book.at(activity);
    const std::size_t commodity = book.product(maker.region, maker.name);
    if (commodity == book.size())
      book.refuse(cell, value, "the activity makes no commodity that it could sell; a matrix without commodities has the role sector.");
    book.add(activity, commodity, value), book.add(commodity, buyer, value);
  } else {
    double total = 0;
    std::vector<double> part;
    for (const Cell& made : make) total += book.value(activity, made.second);
    for (const Cell& made : make) part.push_back(value * book.value(activity, made.second) / total);
    for (std::size_t k = 0; k < make.size(); ++k) {
      book.add(activity, make[k].second, part[k]);
      book.add(make[k].second, buyer, part[k]);
    }
  }
  book.used(book.at(buyer).role == AccountRole::Household
                ? "Own consumption: what households buy from activities is bought as the commodities that these make, in proportion"
                : "What is bought from activities is bought as the commodities that these make, in proportion",
            cell, value);
}

/// A producer's profit that goes to its owners without a factor.
void pay_owners(FlowBook& book, Cell cell) {
  const MappedAccount to = book.at(cell.first);
  const double value = book.take(cell);
  std::size_t capital = book.size();
  for (std::size_t i = 0; i < book.size(); ++i)
    if (book.at(i).role == AccountRole::Factor && book.at(i).factor == FactorKind::Capital && book.at(i).region == to.region) {
      capital = i;
      break;
    }
  if (capital == book.size()) capital = book.account(AccountRole::Factor, to.region, "capital", FactorKind::Capital);
  book.add(capital, cell.second, value), book.add(cell.first, capital, value);
  book.used("What producers pay to households, enterprises or saving is income of capital", cell, value);
}

/// What a producer buys abroad itself: imports of the commodities that it buys, in proportion.
void import_inputs(FlowBook& book, Cell cell) {
  const auto [world, producer] = cell;
  const double value = book.take(cell);
  const auto inputs = book.over_purchases(producer, value);
  if (inputs.empty()) book.refuse(cell, value, "a producer that buys no commodity cannot import inputs.");
  for (const auto& [bought, part] : inputs) book.add(bought.first, producer, part), book.add(world, bought.first, part);
  book.used("What activities buy abroad themselves is imported of the commodities that they buy, in proportion", cell, value);
}

/// A household or government that pays a factor itself makes a service and buys it.
void make_service(FlowBook& book, Cell cell) {
  const MappedAccount payer = book.at(cell.second);
  const double value = book.take(cell);
  const std::size_t service = book.account(AccountRole::Sector, payer.region, payer.name + " services");
  book.add(cell.first, service, value), book.add(service, cell.second, value);
  book.used("Who pays factors without being an activity makes services of its own and buys them", cell, value);
}

/// What factors keep (depreciation, retained profits) is kept by an enterprise.
void keep_income(FlowBook& book, Cell cell) {
  const MappedAccount factor = book.at(cell.second);
  const double value = book.take(cell);
  const std::size_t keeper = book.account(AccountRole::Enterprise, factor.region, factor.name + " kept");
  book.add(keeper, cell.second, value), book.add(cell.first, keeper, value);
  book.used("What factors pay to saving is kept and saved by an enterprise", cell, value);
}

/// Income of factors from abroad goes to those who receive the factor's income, in proportion.
void share_income_from_abroad(FlowBook& book, Cell cell) {
  const auto [factor, world] = cell;
  std::vector<Cell> receivers;
  double total = 0;
  for (const Cell& paid : book.paid_by(factor))
    if (book.at(paid.first).role != AccountRole::World) receivers.push_back(paid), total += book.value(paid.first, factor);
  const double value = book.value(factor, world);
  if (!(total > value)) return;
  book.take(cell);
  for (const Cell& paid : receivers) {
    const double all = book.take(paid), part = value * all / total;
    book.add(paid.first, factor, all - part);
    book.add(paid.first, world, part);
  }
  book.used("Factor income from abroad goes straight to those who receive the factor's income, in proportion", cell, value);
}

bool is_owner(AccountRole role) { return role == AccountRole::Household || role == AccountRole::Enterprise || role == AccountRole::Saving; }

}  // namespace

/// M13: purchases from activities.
void sell_from_activities(FlowBook& book) {
  for (const Cell& cell : book.cells()) {
    const MappedAccount to = book.at(cell.first), from = book.at(cell.second);
    if (to.role != AccountRole::Activity || from.role == AccountRole::Commodity) continue;
    if (to.region == from.region || from.role == AccountRole::World) sell(book, cell);
  }
}

/// M15: incomes that take an unusual way.
void route_incomes(FlowBook& book) {
  for (const Cell& cell : book.cells()) {
    const MappedAccount to = book.at(cell.first), from = book.at(cell.second);
    const bool home = to.region == from.region;
    if (home && is_producer(from.role) && is_owner(to.role)) pay_owners(book, cell);
    else if (from.role == AccountRole::Activity && to.role == AccountRole::World) import_inputs(book, cell);
    else if (home && to.role == AccountRole::Factor && (from.role == AccountRole::Household || from.role == AccountRole::Government))
      make_service(book, cell);
    else if (home && to.role == AccountRole::Saving && from.role == AccountRole::Factor) keep_income(book, cell);
    else if (home && ((to.role == AccountRole::Stocks && from.role == AccountRole::Saving) ||
                      (to.role == AccountRole::Saving && from.role == AccountRole::Stocks)))
      book.take(cell);
  }
  for (const Cell& cell : book.cells())
    if (book.at(cell.first).role == AccountRole::Factor && book.at(cell.second).role == AccountRole::World)
      share_income_from_abroad(book, cell);
}

namespace {

/// `value` more of the commodity is made, the makers' capital earns it, the household saves it.
void make_more(FlowBook& book, std::size_t commodity, double value) {
  const MappedAccount product = book.at(commodity);
  std::vector<std::pair<std::size_t, double>> makers;
  double total = 0;
  if (product.role == AccountRole::Sector) makers.emplace_back(commodity, 1.0), total = 1;
  else
    for (const Cell& paid : book.paid_by(commodity))
      if (is_producer(book.at(paid.first).role) && book.value(paid.first, commodity) > 0)
        makers.emplace_back(paid.first, book.value(paid.first, commodity)), total += makers.back().second;
  if (total == 0) {  // nobody makes it at home: more is imported
    for (const Cell& paid : book.paid_by(commodity))
      if (book.at(paid.first).role == AccountRole::World) return book.add(paid.first, commodity, value);
    return;
  }
  for (const auto& [maker, weight] : makers) {
    const double part = value * weight / total;
    if (maker != commodity) book.add(maker, commodity, part);
    std::vector<Cell> factors;
    double earned = 0;
    for (const bool capital_only : {true, false}) {
      if (!factors.empty()) break;
      for (const Cell& paid : book.paid_by(maker))
        if (book.at(paid.first).role == AccountRole::Factor && (!capital_only || book.at(paid.first).factor == FactorKind::Capital) &&
            book.value(paid.first, maker) > 0)
          factors.push_back(paid), earned += book.value(paid.first, maker);
    }
    std::vector<double> parts;
    for (const Cell& f : factors) parts.push_back(part * book.value(f.first, maker) / earned);
    for (std::size_t k = 0; k < factors.size(); ++k) book.add(factors[k].first, maker, parts[k]);
  }
}

}  // namespace

/// M16: what investment and stock changes buy of a commodity is negative together.
void settle_stocks(FlowBook& book) {
  std::vector<Cell> negative;
  for (std::size_t c = 0; c < book.size(); ++c) {
    if (!is_product(book.at(c).role)) continue;
    double together = 0;
    std::vector<Cell> bought;
    for (const Cell& cell : book.cells())
      if (cell.first == c && book.at(cell.second).region == book.at(c).region &&
          (book.at(cell.second).role == AccountRole::Saving || book.at(cell.second).role == AccountRole::Stocks))
        together += book.value(cell.first, cell.second), bought.push_back(cell);
    if (together >= 0) continue;
    book.used(
        "Stocks of a commodity that fall by more than is invested of it: nothing is invested, output rises by as much, and so do income of "
        "capital and saving",
        bought.front(), -together);
    for (const Cell& cell : bought) book.take(cell);
    make_more(book, c, -together);
  }
}

/// M17: what is exported beyond what is made at home was imported; both are smaller by it.
void net_reexports(FlowBook& book) {
  for (std::size_t c = 0; c < book.size(); ++c) {
    const MappedAccount product = book.at(c);
    if (!is_product(product.role)) continue;
    double made = 0, sold = 0, bought = 0;
    std::vector<Cell> exports, imports;
    for (const Cell& cell : book.cells()) {
      const double value = book.value(cell.first, cell.second);
      const AccountRole to = book.at(cell.first).role, from = book.at(cell.second).role;
      const bool sector_cost = product.role == AccountRole::Sector && to != AccountRole::SalesTax && to != AccountRole::Tariff &&
                               to != AccountRole::ExportTax && to != AccountRole::Margin && to != AccountRole::World;
      if (cell.second == c && (is_producer(to) || sector_cost)) made += value;
      if (cell.second == c && to == AccountRole::ExportTax) sold -= value;
      if (cell.second == c && to == AccountRole::World) imports.push_back(cell), bought += value;
      if (cell.first == c && from == AccountRole::World) exports.push_back(cell), sold += value;
    }
    const double again = sold - made;
    if (exports.empty() || again <= 1e-7 * made || again >= bought) continue;
    double all = 0;
    for (const Cell& cell : exports) all += book.value(cell.first, cell.second);
    for (const Cell& cell : exports) book.add(cell.first, cell.second, -again * book.value(cell.first, cell.second) / all);
    for (const Cell& cell : imports) book.add(cell.first, cell.second, -again * book.value(cell.first, cell.second) / bought);
    book.used("Re-exports (exports beyond what is made at home) were taken out of exports and imports", exports.front(), again);
  }
}

}  // namespace setu::sam
