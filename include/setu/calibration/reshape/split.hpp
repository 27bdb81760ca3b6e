#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "setu/calibration/reshape/aggregate.hpp"

namespace setu {

/// What a stated share is a share of. Of a split sector or region, part by part:
enum class ShareOf {
  Output,     ///< output (region; for a split region: sector)
  Use,        ///< purchases of the commodity by a user; for a split region: final purchases of a commodity
  Cost,       ///< an activity's purchases of an input; for a split region: all inputs of an activity
  Export,     ///< exports to a partner
  Import,     ///< imports from a partner
  Margin,     ///< sales to international transport (split sectors only)
  Population  ///< persons (split regions only)
};

/// One row of a table of shares. Empty texts stand for everything.
struct SplitShare {
  ShareOf what{};
  std::string part, region, sector, partner;
  double share = 0;
  std::string where;  ///< "FILE:LINE"
};

/// Reads which new element is a part of which old one, for regions or for sectors (one of the paths is empty): a table
/// of two columns, part and old element. Old elements that do not stand in it stay whole. The mappings go from the new
/// sets to the old ones, so that aggregate() with them undoes the split. Throws InputError with file and line.
SetMappings read_split_mappings(const Sets& sets, const std::filesystem::path& regions, const std::filesystem::path& sectors);
SetMappings read_split_mappings(const Sets& sets, TableReader& table, bool regions);

/// Reads shares: a table with the titles what,part,region,sector,partner,share (docs/data.md, "Splitting"). Where
/// several rows match, the last one counts. Throws InputError with file and line: unknown names, columns that make no sense
/// for what is asked, shares outside 0 … 1.
std::vector<SplitShare> read_split_shares(const std::filesystem::path& file, const Sets& sets, const SetMappings& fine);
std::vector<SplitShare> read_split_shares(TableReader& table, const Sets& sets, const SetMappings& fine);

/// The database over finer sets (docs/data.md, equations S1–S6): the parts of every cell add up to it, every account of
/// the new parts balances, and tax rates, elasticities and preferences are those of the whole. Stated shares are the
/// priors of a cross-entropy problem with ten times the weight of the rest. aggregate() with `fine` gives the old database again.
/// `fine` splits either regions, or commodities and activities.
///
/// Throws InputError for shares that do not add up or that no balanced split can have.
Reshaped split(const Database& database, const SetMappings& fine, const std::vector<SplitShare>& shares);

}  // namespace setu
