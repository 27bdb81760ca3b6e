#include "setu/model/database/base_power.hpp"

#include <algorithm>

#include "setu/base/error.hpp"
#include "setu/model/database/ledger.hpp"

namespace setu {

const std::vector<TaxPower>& tax_powers() {
  static const std::vector<TaxPower> powers = [] {
    std::vector<TaxPower> all;
    for (const LedgerRow* row : taxed_rows())
      for (const auto& variable : row->tax->variables) all.push_back({variable.c_str(), row->info.name.c_str(), row->tax->before.c_str()});
    return all;
  }();
  return powers;
}

const std::vector<std::string>& tax_indices() {
  static const std::vector<std::string> names = {"tm", "tx", "tpreg"};
  return names;
}

bool holds_its_power(std::string_view variable) {
  return std::any_of(ledger().begin(), ledger().end(), [&](const auto& row) { return !row.power.empty() && row.power == variable; });
}

std::optional<double> base_power(const Database& database, std::string_view variable, std::span<const std::string> elements) {
  const auto& all = tax_powers();
  const auto tax = std::find_if(all.begin(), all.end(), [&](const auto& t) { return t.variable == variable; });
  if (tax == all.end()) return std::nullopt;
  const Array& with_tax = database[tax->with_tax];
  const Array& before = database[tax->before];
  if (elements.size() != with_tax.sets().size()) throw LogicError("base_power: wrong number of elements");
  std::size_t position = 0;
  for (std::size_t d = 0; d < elements.size(); ++d) {
    const auto& labels = database.sets().by_name(with_tax.sets()[d]);
    const auto it = std::find(labels.begin(), labels.end(), elements[d]);
    if (it == labels.end()) throw LogicError("base_power: unknown element " + elements[d]);
    position = position * labels.size() + static_cast<std::size_t>(it - labels.begin());
  }
  // Non-tariff rents lie within the same values but have a power of their own (docs/equations.md §14).
  double parts = 0;
  for (const LedgerRow* part : parts_of(tax->with_tax)) parts += database[part->info.name].values()[position];
  const double base = before.values()[position];
  return base != 0 ? (with_tax.values()[position] - parts) / base : 1.0;
}

}  // namespace setu
