#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "setu/calibration/intercountry/intercountry.hpp"

namespace setu::detail {

/// What a row or column of an inter-country table holds.
enum class Item { Industry, Final, Tax, ValueAdded, Other, Output, Ignored };

struct Label {
  Item item = Item::Ignored;
  std::string economy, name;  ///< of industries; `economy` also of final uses
  std::size_t use = 0;        ///< FinalUse
};

/// What `code` means where it is none of an industry: HFCE, P51G, TLS, VALU, OUT, …; nothing if it is not known.
std::optional<Label> special_item(std::string_view code);
/// What words like "Value added at basic prices" or "Changes in inventories" mean; Ignored where they mean nothing here.
Label described_item(std::string_view words);
/// Label of a matrix with the economy in front: "AUS_A01", "AUS_HFCE" or (2016) "HFCE_AUS", "TLS". Nothing if it cannot be one.
std::optional<Label> matrix_label(std::string_view text);
/// The economy that a part of one belongs to (MX1, CN2), else itself.
std::string whole_economy(std::string_view economy);
/// n of "c12" or "r12", or nothing.
std::optional<std::size_t> numbered(std::string_view code);
/// WIOD's and ADB's numbers of columns and rows: industries 1 to 35, called c1, … (1 to 56, called A01, …, in the release of 2016), final
/// uses 37 to 42 (57 to 61), below them taxes, value added, margins and output. Ignored: totals of them.
Label wiod_column(std::size_t number, bool release2016);
std::optional<Label> wiod_bottom(std::size_t number, bool release2016);
std::size_t wiod_industries(bool release2016);
std::string upper(std::string_view text);

}  // namespace setu::detail
