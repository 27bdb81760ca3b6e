#pragma once
#include <span>

#include "setu/model/database/faults.hpp"

namespace setu::detail {

/// True of owners of capital who are given without the home owner: what they leave is its own (docs/equations.md §13).
bool leaves_rest_to_home(const Database& database, const Account& account);

/// What a model takes for granted of a database without faults.
Allowance allowance(const Database& database, std::span<const Account> accounts);

}  // namespace setu::detail
