#pragma once
#include <string>

#include "setu/system/write/builder.hpp"
#include "setu/system/closure.hpp"

namespace setu::test {

/// A balanced, seeded multi-region Armington economy with agent-specific sourcing, written with Builder: an example of
/// realistic sparsity for the numerics, not one of the product's models.
struct Armington {
  EquationSystem system;
  Closure closure;
  [[nodiscard]] Index id(const std::string& name, const std::vector<std::string>& elements) const { return system.id(name, elements); }
  /// The problem that multiplies the power of every import tariff of the first `regions` regions by exp(change).
  [[nodiscard]] Problem tariff_shock(double change, int regions = 1) const;
};

Armington make_armington(int regions, int sectors, unsigned seed = 1);

}  // namespace setu::test
