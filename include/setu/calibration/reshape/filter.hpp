#pragma once
#include "setu/calibration/reshape/aggregate.hpp"

namespace setu {

/// Removes flows that are small on both of their sides (docs/data.md, equations D1–D3) and rebalances the others: intermediate
/// and final purchases, domestic and imported, and trade by route with its margins. A flow goes when it is below `threshold`
/// (a share, above 0, at most 0.1) of its buyer's purchases and of its seller's sales.
///
/// What does not change: output, endowments, activity costs, commodity supplies, each region's private, government and
/// investment spending, exports FOB, imports CIF, margins by mode, saving, every tax rate and every elasticity.
/// Throws InputError for a threshold out of range, and when no balanced table exists without these flows.
Reshaped filter(const Database& database, double threshold);

}  // namespace setu
