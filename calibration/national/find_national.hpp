#pragma once
#include <cstddef>

#include "national_items.hpp"
#include "setu/base/tables/table_grid.hpp"

/// Where the labels of a national table stand. Private to calibration/national.
namespace setu::national {

struct NationalCorner {
  std::size_t row = 0, column = 0, matched = 0, items = 0;
};

inline bool is_item(const Meaning& m) { return m.item != Item::Unknown; }

/// The row and column of labels that share most industries, and how many other labels have a meaning.
NationalCorner find_national(const TableGrid& grid);

}  // namespace setu::national
