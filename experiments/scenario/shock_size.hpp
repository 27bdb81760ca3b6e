#pragma once
#include <optional>
#include <string>

#include "setu/experiments/scenario/scenario.hpp"
#include "setu/system/terms.hpp"

namespace setu {

/// What is known of one variable before the shock.
struct ShockBase {
  std::string name;  ///< "tms(Food,USA,EU_28)", for messages
  Unit unit = Unit::Log;
  double level = 1;             ///< benchmark value in natural units
  std::optional<double> power;  ///< benchmark power, for taxes with flows of their own
  bool tax_index = false;       ///< a tax that is known only as an index (tm, tx)
};

/// Where `kind` with `amount` moves the variable to: log(new/old) for Log variables, the new value for Level ones.
/// Throws InputError, beginning with `where`, when the operation has no meaning for the variable.
double shocked_value(const ShockBase& base, ShockKind kind, double amount, const std::string& where);

}  // namespace setu
