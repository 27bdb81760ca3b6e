#pragma once
#include <vector>

#include "draw.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"

namespace setu::synthetic {

enum class Kind { Agriculture, Mining, Manufacturing, Services };

/// What each draw is for (the first argument of Draw).
enum What : std::uint64_t {
  RegionSize,
  Population,
  SectorSize,
  IsAbsent,
  Recipe,
  RecipeInRegion,
  ExportShare,
  FlowExists,
  FlowSize,
  TradesInside,
  MarginRate,
  IntermediateShare,
  ImportedIntermediateShare,
  FinalUse,
  TechnologyLink,
  Endowment,
  TaxRate,
  TariffBase,
  TariffSource,
  Preference,
  Utilisation,
  Stake,
  StakeOwner,
  Elasticity,
  JointShare
};

/// The economy under construction, filled step by step in the order of the functions below. Each step reads only what
/// earlier steps wrote, and leaves its accounts closed.
struct Economy {
  const SyntheticOptions& options;
  Draw draw;
  Database db;
  std::size_t R, C;
  std::vector<Kind> kind;             // by sector
  std::vector<double> size;           // by region, share of the world
  std::vector<double> output;         // (c,r): supply of commodities at basic prices
  std::vector<double> home;           // (c,r): what is left of it for domestic users
  std::vector<double> trade_balance;  // by region, transport services included
  std::size_t spender;                // the region that saves less than nothing, or R

  explicit Economy(const SyntheticOptions& given);
  [[nodiscard]] bool goods(std::size_t c) const { return kind[c] != Kind::Services; }
  [[nodiscard]] bool absent(std::size_t c, std::size_t r) const;
  /// A tax rate of the size that is usual for `which` (0 when taxes are off); half of them are exactly zero.
  [[nodiscard]] double tax(double low, double high, std::size_t which, std::initializer_list<std::size_t> at) const;
};

void make_outputs(Economy& e);  // MAKB, MAKS
void make_exports(Economy& e);  // VXSB, VFOB
void make_margins(Economy& e);  // VTWR, VST
void make_imports(Economy& e);  // VCIF, VMSB, MFNR, PRFR, PRFU
void find_trade_balances(Economy& e);
void make_uses(Economy& e);         // VDF*, VMF*, VDP*, …, VMI*
void make_value_added(Economy& e);  // EVFP, EVFB, EVOS
void make_owners(Economy& e);       // VKOS
void make_saving(Economy& e);       // VDEP, VKB, POP, SAVE
void make_parameters(Economy& e);   // elasticities

}  // namespace setu::synthetic
