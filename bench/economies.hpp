#pragma once
#include <memory>
#include <string>

#include "setu/system/closure.hpp"
#include "setu/system/system.hpp"

namespace setu::bench {

struct Size {
  std::size_t regions = 0, sectors = 0;
};

/// Reads "17x23". Throws InputError.
Size parse_size(const std::string& text);

/// A seeded, balanced economy as equations, and the shock that every solver is timed on: the first half of the regions
/// (rounded up) abolishes its import tariffs. `slack` is the variable that absorbs the equation which Walras' law makes
/// redundant: zero at every solution.
struct Economy {
  EquationSystem system;
  Problem problem;  ///< points to `system`: neither is moved
  Index slack = kNone;
};

/// GTAP v7 on a synthetic database (`synthetic_database`, seed 1): every agent has its own split between domestic and
/// imported goods.
std::unique_ptr<Economy> gtap_economy(Size size);

/// A plain multi-region Armington economy: one split between domestic and imported goods per commodity and region, shared
/// by all users (bench/armington.cpp).
std::unique_ptr<Economy> armington_economy(Size size, unsigned seed = 1);

/// By name: "gtap" or "armington". Throws InputError, naming the known ones.
std::unique_ptr<Economy> make_economy(const std::string& name, Size size);

/// Moves every member of `power`, the logged power of an import tariff indexed (commodity, source, destination), to its
/// free-trade level where the destination is among the first half of the regions.
ShockPath tariffs_abolished(const EquationSystem& system, const char* power, std::size_t regions);

}  // namespace setu::bench
