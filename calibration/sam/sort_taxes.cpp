#include <cmath>

#include <fmt/format.h>

#include "flow_book.hpp"
#include "roles.hpp"

namespace setu::sam {

namespace {

bool is_tax_role(AccountRole role) {
  return role == AccountRole::OutputTax || role == AccountRole::FactorTax || role == AccountRole::SalesTax || role == AccountRole::Tariff ||
         role == AccountRole::ExportTax || role == AccountRole::IncomeTax || role == AccountRole::Tax;
}

bool has_income(AccountRole role) {
  return role == AccountRole::Household || role == AccountRole::Enterprise || role == AccountRole::Factor;
}

/// What a tax is by who pays it; nothing to change where that is what it is called.
AccountRole role_by_payer(AccountRole tax, AccountRole payer) {
  const bool open = tax == AccountRole::Tax;
  if (payer == AccountRole::Activity) {
    if (open || tax == AccountRole::SalesTax || tax == AccountRole::Tariff || tax == AccountRole::ExportTax) return AccountRole::OutputTax;
    return tax == AccountRole::IncomeTax ? AccountRole::FactorTax : tax;
  }
  if (payer == AccountRole::Sector) return open ? AccountRole::OutputTax : tax == AccountRole::IncomeTax ? AccountRole::FactorTax : tax;
  if (payer == AccountRole::Commodity)
    return open || tax == AccountRole::OutputTax || tax == AccountRole::FactorTax || tax == AccountRole::IncomeTax ? AccountRole::SalesTax
                                                                                                                   : tax;
  if (has_income(payer) && tax != AccountRole::SalesTax) return AccountRole::IncomeTax;
  return tax;
}

/// A tax that a buyer pays with its purchases: on what it buys, in proportion.
void spread_over_purchases(FlowBook& book, Cell cell, AccountRole role) {
  const auto [tax, buyer] = cell;
  const double value = book.take(cell);
  const auto purchases = book.over_purchases(buyer, value);
  if (purchases.empty()) book.refuse(cell, value, "it buys no commodity on which that could be a tax.");
  const std::string region = book.at(tax).region;
  const std::size_t on_products = book.account(role, region, book.label(tax));
  for (const auto& [bought, part] : purchases) {
    book.add(bought.first, buyer, part);
    book.add(on_products, bought.first, part);
  }
  book.used("Taxes that buyers pay themselves are taxes on what they buy, in proportion", cell, value);
}

void move_tax(FlowBook& book, Cell cell) {
  const MappedAccount tax = book.at(cell.first), payer = book.at(cell.second);
  if (is_tax_role(payer.role) || payer.role == AccountRole::Government) {
    book.used("Payments between the government and its tax accounts leave no trace", cell, book.take(cell));
    return;
  }
  if (payer.role == AccountRole::World && (tax.role == AccountRole::IncomeTax || tax.role == AccountRole::Tax)) return;
  const bool buyer = payer.role == AccountRole::Saving || payer.role == AccountRole::Stocks || payer.role == AccountRole::World ||
                     (payer.role == AccountRole::Household && tax.role == AccountRole::SalesTax);
  if (buyer) return spread_over_purchases(book, cell, payer.role == AccountRole::World ? AccountRole::ExportTax : AccountRole::SalesTax);
  const AccountRole role = role_by_payer(tax.role, payer.role);
  if (role == tax.role) return;
  const double value = book.take(cell);
  const std::size_t other = book.account(role, tax.region, book.label(cell.first));
  book.add(other, cell.second, value);
  if (tax.role != AccountRole::Tax) book.used("Taxes were taken for what their payers make them", cell, value);
}

/// What the government, or an account of subsidies, pays to producers and commodities.
bool move_subsidy(FlowBook& book, Cell cell) {
  const MappedAccount to = book.at(cell.first), from = book.at(cell.second);
  const bool state = from.role == AccountRole::Government;
  if (!state && !is_tax_role(from.role)) return false;
  const bool activity = to.role == AccountRole::Activity, product = is_product(to.role) && !state;
  if (!activity && !product) return false;
  const double value = book.take(cell);
  const AccountRole role = activity || to.role == AccountRole::Sector ? AccountRole::OutputTax : AccountRole::SalesTax;
  book.add(book.account(role, to.region, "subsidy"), cell.first, -value);
  book.used("What the government or an account of subsidies pays to producers and commodities is a negative tax on them", cell, value);
  return true;
}

}  // namespace

/// M12: taxes by who pays them; those paid straight to the government; subsidies.
void sort_taxes(FlowBook& book) {
  for (const Cell& cell : book.cells()) {
    const MappedAccount to = book.at(cell.first), from = book.at(cell.second);
    const bool at_home = to.region == from.region || from.role == AccountRole::World;
    if (!at_home) continue;
    if (is_tax_role(to.role)) {
      move_tax(book, cell);
    } else if (move_subsidy(book, cell)) {
      continue;
    } else if (to.role == AccountRole::Government && (is_producer(from.role) || from.role == AccountRole::Commodity)) {
      const double value = book.take(cell);
      const AccountRole role = from.role == AccountRole::Commodity ? AccountRole::SalesTax : AccountRole::OutputTax;
      book.add(book.account(role, to.region, "taxes"), cell.second, value);
      book.used(from.role == AccountRole::Commodity ? "What commodities pay straight to the government is a tax on sales"
                                                    : "What producers pay straight to the government is a tax on output",
                cell, value);
    }
  }
  for (std::size_t i = 0; i < book.size(); ++i)  // what is left of these pays or receives as the government does
    if (book.at(i).role == AccountRole::Tax) book.set_role(i, AccountRole::IncomeTax);
}

}  // namespace setu::sam
