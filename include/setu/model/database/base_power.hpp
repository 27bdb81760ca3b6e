#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "setu/model/database/database.hpp"

namespace setu {

/// A tax variable of GTAP v7 whose power is a ratio of two flows of the database.
struct TaxPower {
  const char* variable;  ///< "tms"
  const char* with_tax;  ///< "VMSB"
  const char* before;    ///< "VCIF"
};
/// All of them, one for each variable that the ledger gives a tax.
const std::vector<TaxPower>& tax_powers();

/// The taxes that are only known as an index of their power, because they sum over a dimension of others: tm, tx, …
const std::vector<std::string>& tax_indices();

/// True for the power of a rate or rent that a header of its own holds (tpref, tmfn, tnm, tnx): the model has it itself.
bool holds_its_power(std::string_view variable);

/// The benchmark power (1 + rate) of tax `variable` at the element labels; nothing where the variable is no tax with
/// flows of its own. 1 where the flow is zero. Source: GTAP v7's definitions, docs/scenarios.md.
std::optional<double> base_power(const Database& database, std::string_view variable, std::span<const std::string> elements);

}  // namespace setu
