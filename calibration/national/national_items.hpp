#pragma once
#include <string>
#include <string_view>

/// What the rows and columns of a national table are. Private to calibration/national.
namespace setu::national {

enum class Item {
  Unknown,
  Households,
  Government,
  Investment,
  Exports,
  Imports,
  ProductTax,
  OutputTax,
  Labour,
  Capital,
  ValueAdded,
  Output,
  Ignored  ///< totals and the like
};

/// A code of ESA (P3_S14, D21X31), the OECD (HFCE, TXS_INT_FNL, TTL_INT_FNL) or words ("Exports of goods and services").
struct Meaning {
  Item item = Item::Unknown;
  int rank = 0;  ///< of several that say the same: those of the highest rank that is there count, the others are their parts or sums
};

Meaning column_meaning(std::string_view label);
Meaning row_meaning(std::string_view label);

/// The industry or product that a label names: without TTL_, DOM_, CPA_ and in capital letters.
std::string industry_key(std::string_view label);

}  // namespace setu::national
