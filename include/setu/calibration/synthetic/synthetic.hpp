#pragma once
#include <cstddef>
#include <cstdint>

#include "setu/model/database/database.hpp"

namespace setu {

/// What an invented economy looks like. The same options give the same database on every platform.
struct SyntheticOptions {
  std::size_t regions = 3;
  std::size_t sectors = 3;
  std::uint64_t seed = 1;
  double density = 0.7;             ///< share of the possible trade flows in goods that exist, above 0, at most 1
  bool margins = true;              ///< transport margins on goods; three modes from 20 sectors on, else one
  bool taxes = true;                ///< tariffs, export, output, consumption, factor and income taxes
  bool joint_products = false;      ///< activities that also make the next commodity (a make matrix that is not diagonal)
  bool foreign_capital = false;     ///< VKOS with foreign stakes
  bool negative_saving = false;     ///< the region with the largest trade deficit saves less than nothing
  bool absent_commodities = false;  ///< agricultural and mining goods that some regions do not produce
  bool preferences = false;         ///< MFNR, PRFR and PRFU for a third of the routes of taxed goods
};

/// An invented economy in GTAP v7's shape, balanced to rounding (1e-12 of each account) by construction: outputs are drawn
/// first, then exports, margins and intermediate use as shares of what is left, and the last use of each account is the
/// remainder. Five endowments (land in agriculture, natural resources in mining), elasticities in the range of GTAP's
/// published ones. Time and memory grow with regions² × sectors and regions × sectors².
/// Throws InputError for no regions, no sectors, a density outside (0, 1].
Database synthetic_database(const SyntheticOptions& options);

}  // namespace setu
