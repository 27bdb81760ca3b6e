#include <cmath>

#include <fmt/format.h>

#include "flow_book.hpp"
#include "roles.hpp"
#include "setu/base/error.hpp"

namespace setu::sam {

namespace {

bool is_world(const FlowBook& book, std::size_t i) { return book.at(i).role == AccountRole::World; }

/// What an export account pays is paid by its commodity for exports; what is paid to it is paid to the commodity.
void move_export(FlowBook& book, Cell cell, std::size_t account, std::size_t commodity, const std::string& region) {
  const auto [to, from] = cell;
  const double value = book.take(cell);
  if (to == account) {  // receives
    if (from != commodity) book.add(commodity, from, value);
    return;
  }
  if (to == commodity) return;
  switch (book.at(to).role) {
    case AccountRole::OutputTax:
    case AccountRole::FactorTax:
    case AccountRole::SalesTax:
    case AccountRole::Tariff:
    case AccountRole::IncomeTax:
    case AccountRole::Tax: book.add(book.account(AccountRole::ExportTax, region, book.label(to)), commodity, value); return;
    case AccountRole::Margin: book.add(book.account(AccountRole::ExportMargin, region, book.at(to).name), commodity, value); return;
    default: book.add(to, commodity, value);
  }
}

void move_import(FlowBook& book, Cell cell, std::size_t account, std::size_t commodity, const std::string& region) {
  const auto [to, from] = cell;
  const double value = book.take(cell);
  if (to == account) {
    if (from != commodity) book.add(commodity, from, value);
    return;
  }
  if (to == commodity) return;
  const AccountRole role = book.at(to).role;
  if (role == AccountRole::Tax || role == AccountRole::OutputTax || role == AccountRole::IncomeTax)
    book.add(book.account(AccountRole::Tariff, region, book.label(to)), commodity, value);
  else book.add(to, commodity, value);
}

}  // namespace

/// M10: x(i,j) += x(i,t) x(t,j) / Σ_k x(t,k), the payments of t to itself left out.
void pass_through(FlowBook& book) {
  for (std::size_t t = 0; t < book.size(); ++t) {
    if (book.at(t).role != AccountRole::Through) continue;
    book.take({t, t});
    double total = 0, large = 0;
    std::vector<Cell> in;
    for (const Cell& cell : book.cells())
      if (cell.first == t) in.push_back(cell), total += book.value(t, cell.second), large += std::abs(book.value(t, cell.second));
    const std::vector<Cell> out = book.paid_by(t);
    if (in.empty() && out.empty()) continue;
    if (!(std::abs(total) > 1e-9 * large))
      throw InputError(
          fmt::format("'{}' receives nothing on balance, so what it pays cannot be passed through to those who pay it.", book.label(t)));
    for (const Cell& paid : out)
      for (const Cell& received : in)
        book.add(paid.first, received.second, book.value(paid.first, t) * book.value(t, received.second) / total);
    for (const Cell& cell : in)
      book.used("Accounts with the role through pass on what they receive in proportion to what they pay", cell, book.take(cell));
    for (const Cell& cell : out) book.take(cell);
  }
}

/// M11: export and import accounts become parts of their commodities.
void join_subaccounts(FlowBook& book) {
  const std::size_t n = book.size();
  for (std::size_t i = 0; i < n; ++i) {
    const MappedAccount one = book.at(i);
    if (one.role != AccountRole::Export && one.role != AccountRole::Import) continue;
    std::size_t commodity = book.product(one.region, one.name);
    if (commodity == book.size()) commodity = book.account(AccountRole::Commodity, one.region, one.name);
    const bool is_export = one.role == AccountRole::Export;
    for (const Cell& cell : book.cells()) {
      if (cell.first != i && cell.second != i) continue;
      if (cell.first == cell.second) {
        book.take(cell);
        continue;
      }
      book.used(is_export ? "Export accounts are parts of their commodities, and the taxes that they pay are taxes on exports"
                          : "Import accounts are parts of their commodities",
                cell, book.value(cell.first, cell.second));
      if (is_export) move_export(book, cell, i, commodity, one.region);
      else move_import(book, cell, i, commodity, one.region);
    }
  }
  for (const Cell& cell : book.cells())
    if (is_world(book, cell.first) && is_world(book, cell.second))
      book.used("Payments between accounts abroad leave no trace", cell, book.take(cell));
}

/// M14: a commodity that pays another one pays it for trade and transport.
void join_margins(FlowBook& book) {
  for (const Cell& cell : book.cells()) {
    const MappedAccount to = book.at(cell.first), from = book.at(cell.second);
    if (to.region != from.region || from.role != AccountRole::Commodity || !is_product(to.role)) continue;
    const double value = book.take(cell);
    if (cell.first == cell.second || to.name == from.name) {
      book.used("Payments of a commodity to itself leave no trace", cell, value);
      continue;
    }
    const std::size_t margin = book.account(AccountRole::Margin, from.region, "margin of " + to.name);
    book.add(margin, cell.second, value);
    book.add(cell.first, margin, value);
    book.used("What a commodity pays to another is a margin on its uses and exports", cell, value);
  }
}

}  // namespace setu::sam
