#include <array>

#include "labels.hpp"

namespace setu::detail {

namespace {

/// The industries of the release of 2016, in its order.
constexpr std::array kIndustries2016 = {
    "A01", "A02", "A03",     "B",   "C10-C12", "C13-C15", "C16",     "C17",     "C18", "C19",     "C20", "C21",     "C22", "C23",
    "C24", "C25", "C26",     "C27", "C28",     "C29",     "C30",     "C31_C32", "C33", "D35",     "E36", "E37-E39", "F",   "G45",
    "G46", "G47", "H49",     "H50", "H51",     "H52",     "H53",     "I",       "J58", "J59_J60", "J61", "J62_J63", "K64", "K65",
    "K66", "L68", "M69_M70", "M71", "M72",     "M73",     "M74_M75", "N",       "O84", "P85",     "Q",   "R_S",     "T",   "U"};

}  // namespace

std::size_t wiod_industries(bool release2016) { return release2016 ? 56 : 35; }

Label wiod_column(std::size_t n, bool release2016) {
  if (n >= 1 && n <= wiod_industries(release2016))
    return {Item::Industry, {}, release2016 ? kIndustries2016[n - 1] : "c" + std::to_string(n), 0};
  const auto use = [](FinalUse u) { return Label{Item::Final, {}, {}, u}; };
  const std::size_t base = release2016 ? 57 : 37;
  static constexpr FinalUse uses[] = {Households, NonProfit, Government, FixedInvestment, Inventories};
  if (release2016 ? n <= 61 && n >= 57 : n >= 37 && n <= 39) return use(uses[n - base]);
  if (!release2016 && n == 41) return use(FixedInvestment);
  if (!release2016 && n == 42) return use(Inventories);
  return {};
}

/// 2016: r65 intermediates, r66 taxes, r67–r69 adjustments, r70 value added, r71 margins, r72 or r73 output. 2013 and ADB: r60
/// intermediates, r99 taxes, r61–r63 adjustments, r64 value added, r65 margins, r69 output.
std::optional<Label> wiod_bottom(std::size_t n, bool release2016) {
  const auto of = [&](Item item) { return Label{item, {}, "r" + std::to_string(n), 0}; };
  if (release2016) {
    if (n == 66) return of(Item::Tax);
    if (n == 70) return of(Item::ValueAdded);
    if (n == 72 || n == 73) return of(Item::Output);
    if (n == 67 || n == 68 || n == 69 || n == 71) return of(Item::Other);
    return n == 65 ? std::optional(of(Item::Ignored)) : std::nullopt;
  }
  if (n == 99) return of(Item::Tax);
  if (n == 64) return of(Item::ValueAdded);
  if (n == 69) return of(Item::Output);
  if (n == 61 || n == 62 || n == 63 || n == 65) return of(Item::Other);
  return n == 60 ? std::optional(of(Item::Ignored)) : std::nullopt;
}

}  // namespace setu::detail
