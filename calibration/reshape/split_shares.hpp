#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "setu/calibration/reshape/split.hpp"

namespace setu::reshape {

/// Where a share is asked for. Each place may be known by two names, that of the part and that of the whole.
struct Place {
  std::vector<std::string_view> region, sector, partner;
};

/// The shares of the parts of one old element; they add up to one.
struct Parts {
  std::vector<double> share;
  std::vector<char> stated;
};

/// What users asked for and what follows where they did not.
class StatedShares {
 public:
  /// `mirror`: imports of a region from a partner say what the partner's exports to it are (split sectors).
  StatedShares(const std::vector<SplitShare>& rows, bool mirror) : rows_(rows), mirror_(mirror) {}

  /// The shares of the parts called `names` at a place; parts without a row share what is left in proportion to
  /// `otherwise`. Throws InputError when the stated
  /// shares add to more than one, or to less while no part is left to take the rest.
  [[nodiscard]] Parts of(ShareOf what, const std::vector<std::string_view>& names, const Place& place,
                         const std::vector<double>& otherwise) const;

 private:
  [[nodiscard]] const SplitShare* last(ShareOf what, std::string_view part, const Place& place) const;
  const std::vector<SplitShare>& rows_;
  bool mirror_;
};

}  // namespace setu::reshape
