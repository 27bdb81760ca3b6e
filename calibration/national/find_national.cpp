#include "find_national.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "setu/calibration/national/national.hpp"

namespace setu {

namespace national {

namespace {

constexpr std::size_t kFewest = 3;  ///< industries

}  // namespace

NationalCorner find_national(const TableGrid& grid) {
  NationalCorner best;
  for (std::size_t r = 0; r < std::min<std::size_t>(grid.rows(), 60); ++r) {
    std::map<std::string, std::size_t> across;
    for (std::size_t c = 0; c < grid.width(); ++c)
      if (!grid.text(r, c).empty() && !grid.is_numeric(r, c)) across.emplace(national::industry_key(grid.text(r, c)), c);
    for (std::size_t c = 0; c < std::min<std::size_t>(grid.width(), 12) && across.size() >= kFewest; ++c) {
      NationalCorner one{r, c, 0, 0};
      for (std::size_t i = r + 1; i < grid.rows(); ++i) {
        if (grid.text(i, c).empty()) continue;
        const auto at = across.find(national::industry_key(grid.text(i, c)));
        if (at != across.end() && at->second > c && !is_item(national::column_meaning(grid.text(r, at->second)))) ++one.matched;
      }
      for (std::size_t k = c + 1; k < grid.width(); ++k) one.items += is_item(national::column_meaning(grid.text(r, k))) ? 1 : 0;
      if (one.matched > best.matched || (one.matched == best.matched && one.matched > 0 && one.items >= best.items)) best = one;
    }
  }
  return best;
}

}  // namespace national

std::string why_not_national(const TableGrid& grid) {
  const national::NationalCorner corner = national::find_national(grid);
  if (corner.matched < national::kFewest)
    return "rows and columns share no industries beside final uses (P3_S14, P6, HFCE, …) and value added";
  std::set<national::Item> uses, inputs;
  for (std::size_t c = corner.column + 1; c < grid.width(); ++c) uses.insert(national::column_meaning(grid.text(corner.row, c)).item);
  for (std::size_t r = corner.row + 1; r < grid.rows(); ++r) inputs.insert(national::row_meaning(grid.text(r, corner.column)).item);
  const auto none = [](const std::set<national::Item>& found, std::initializer_list<national::Item> wanted) {
    return std::none_of(wanted.begin(), wanted.end(), [&](national::Item item) { return found.count(item) != 0; });
  };
  if (none(uses, {national::Item::Households}) || none(uses, {national::Item::Investment}))
    return "no columns of final uses (P3_S14, P51G, P6, or HFCE, GFCF, EXPO, or their names)";
  if (none(inputs, {national::Item::Labour, national::Item::Capital, national::Item::ValueAdded}))
    return "no rows of value added (D1, B2A3G, VALU, or their names)";
  for (std::size_t r = corner.row + 1; r < grid.rows(); ++r)  // an accounting matrix has columns of its households and factors, too
    if (national::column_meaning(grid.text(r, corner.column)).item == national::Item::Households)
      return "its final uses have rows of their own, as in an accounting matrix";
  return {};
}

}  // namespace setu
