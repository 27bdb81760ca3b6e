#include <algorithm>

#include "readers.hpp"
#include "setu/base/error.hpp"

namespace setu::detail {
namespace {

/// WIOD and ADB MRIO: rows of titles, the last one c1, c2, …, the one above the economies.
class Grid {
 public:
  Grid(TableReader& table, const std::vector<Cells>& titles) : table_(table), codes_(titles.back()) {
    if (titles.size() < 2) table_.fail("there is no row of economies above the numbers of the columns.");
    economies_ = titles[titles.size() - 2];
    for (std::size_t i = 0; i < codes_.size(); ++i)
      if (const auto n = numbered(codes_[i])) {
        first_ = std::min(first_, i);
        release2016_ = release2016_ || *n > 56;
      } else if (upper(codes_[i]) == "F1") {
        adb_ = true;
      }
    if (first_ < 2) table_.fail("there are no columns for the economies and codes of the rows.");
  }

  [[nodiscard]] std::string format() const { return adb_ ? "ADB MRIO" : release2016_ ? "WIOD 2016" : "WIOD 2013"; }
  [[nodiscard]] std::size_t first() const { return first_; }

  [[nodiscard]] Label column(std::size_t i) const {
    const std::string economy = i < economies_.size() ? economies_[i] : std::string{};
    if (const auto n = numbered(codes_[i])) return with(economy, by_number(*n));
    if (const auto item = special_item(codes_[i])) return with(economy, *item);
    if (!economy.empty() && !total(economy)) table_.fail("the column '" + codes_[i] + "' is not known.", i);
    return {};
  }

  [[nodiscard]] Label row() const {
    std::size_t code = first_;
    for (std::size_t i = 0; i < first_; ++i)
      if (numbered(table_.text(i))) code = i;
    if (code == first_ || code == 0) table_.fail("the row has no code like r1 or c1 in front of its numbers.");
    const std::string economy(table_.text(code - 1));
    const std::size_t n = *numbered(table_.text(code));
    if (n <= industries() && !total(economy)) return with(economy, by_number(n));
    Label label = release2016_ ? bottom_2016(n) : bottom_2013(n);
    label.name = std::string(table_.text(code));
    return label;
  }

 private:
  [[nodiscard]] std::size_t industries() const { return release2016_ ? 56 : 35; }
  static bool total(std::string_view economy) {
    const std::string name = upper(economy);
    return name.empty() || name == "TOT" || name == "TOTAL";
  }
  static Label with(const std::string& economy, Label label) {
    if (label.item == Item::Industry || label.item == Item::Final) label.economy = economy;
    if (total(economy)) return {};
    return label;
  }
  [[nodiscard]] Label by_number(std::size_t n) const {
    if (n >= 1 && n <= industries()) return {Item::Industry, {}, "c" + std::to_string(n), 0};
    const auto use = [](FinalUse u) { return Label{Item::Final, {}, {}, u}; };
    const std::size_t base = release2016_ ? 57 : 37;
    if (release2016_ ? n <= 61 && n >= 57 : n >= 37 && n <= 39) {
      static constexpr FinalUse uses[] = {Households, NonProfit, Government, FixedInvestment, Inventories};
      return use(uses[n - base]);
    }
    if (!release2016_ && n == 41) return use(FixedInvestment);
    if (!release2016_ && n == 42) return use(Inventories);
    return {};
  }
  /// r65 intermediates, r66 taxes, r67–r69 adjustments, r70 value added, r71 margins, r72 or r73 output.
  [[nodiscard]] Label bottom_2016(std::size_t n) const {
    const Item item = n == 66                                    ? Item::Tax
                      : n == 70                                  ? Item::ValueAdded
                      : n == 72 || n == 73                       ? Item::Output
                      : n == 67 || n == 68 || n == 69 || n == 71 ? Item::Other
                                                                 : Item::Ignored;
    if (item == Item::Ignored && n != 65) unknown(n);
    return {item, {}, {}, 0};
  }
  /// r60 intermediates, r99 taxes, r61–r63 adjustments, r64 value added, r65 margins, r69 output.
  [[nodiscard]] Label bottom_2013(std::size_t n) const {
    const Item item = n == 99                                    ? Item::Tax
                      : n == 64                                  ? Item::ValueAdded
                      : n == 69                                  ? Item::Output
                      : n == 61 || n == 62 || n == 63 || n == 65 ? Item::Other
                                                                 : Item::Ignored;
    if (item == Item::Ignored && n != 60) unknown(n);
    return {item, {}, {}, 0};
  }
  void unknown(std::size_t n) const {
    table_.fail("the row r" + std::to_string(n) +
                " is not known; known below the industries: " + (release2016_ ? "r65–r73." : "r60–r65, r69, r99."));
  }

  TableReader& table_;
  Cells codes_, economies_;
  std::size_t first_ = std::string::npos;
  bool release2016_ = false, adb_ = false;
};

}  // namespace

InterCountryTable read_grid(TableReader& table, const std::vector<Cells>& titles, double scale) {
  const Fail fail = [&](const std::string& message) { table.fail(message); };
  const Grid grid(table, titles);
  TableBuilder builder(grid.format(), scale);
  for (std::size_t i = grid.first(); i < titles.back().size(); ++i) builder.add_column(i, grid.column(i), fail);
  builder.end_columns(fail);
  while (table.next())
    builder.add_row(
        grid.row(), table.cells().size(), [&](std::size_t i) { return table.number(i); }, fail);
  const Fail whole = [&](const std::string& message) { throw InputError(table.name() + ": " + message); };
  return builder.finish(whole);
}

}  // namespace setu::detail
