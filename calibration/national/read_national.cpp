#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "find_national.hpp"
#include "national_items.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/national/national.hpp"

namespace setu {

namespace {

using national::find_national;
using national::is_item;
using national::Item;
using national::Meaning;
using national::NationalCorner;

constexpr double kLabourShare = 0.6;          ///< of value added, where a table tells no more
constexpr double kNationalTolerance = 0.005;  ///< of an industry's output

/// One row or column that is no industry.
struct Part {
  std::size_t at;
  Item item;
  int rank;
};

class NationalReader {
 public:
  NationalReader(const TableGrid& grid, std::string country, std::optional<bool> comma)
      : grid_(grid), corner_(find_national(grid)), country_(std::move(country)) {
    find_industries();
    find_parts();
    comma_ = comma.value_or(false);
    if (!comma) find_style();
  }

  NationalTable run() {
    read_block();
    check_output();
    lay_accounts();
    return std::move(table_);
  }

 private:
  void find_industries() {
    std::map<std::string, std::size_t> across;
    for (std::size_t c = corner_.column + 1; c < grid_.width(); ++c)
      if (const std::string key = national::industry_key(grid_.text(corner_.row, c));
          !key.empty() && !is_item(national::column_meaning(key)))
        if (!across.emplace(key, c).second)
          grid_.fail(corner_.row, c, fmt::format("the industry '{}' has two columns.", grid_.text(corner_.row, c)));
    std::set<std::string> seen;
    for (std::size_t r = corner_.row + 1; r < grid_.rows(); ++r) {
      const std::string key = national::industry_key(grid_.text(r, corner_.column));
      const auto at = across.find(key);
      if (key.empty() || at == across.end()) continue;
      if (!seen.insert(key).second)
        grid_.fail(r, corner_.column, fmt::format("the industry '{}' has two rows.", grid_.text(r, corner_.column)));
      names_.emplace_back(grid_.text(corner_.row, at->second));
      rows_.push_back(r), columns_.push_back(at->second);
    }
  }

  void find_parts() {
    for (std::size_t c = corner_.column + 1; c < grid_.width(); ++c) {
      if (std::find(columns_.begin(), columns_.end(), c) != columns_.end()) continue;
      const Meaning m = national::column_meaning(grid_.text(corner_.row, c));
      if (is_item(m)) uses_.push_back({c, m.item, m.rank});
      else if (has_numbers(false, c))
        grid_.fail(corner_.row, c,
                   fmt::format("'{}' is neither an industry with a row of its own nor a known use (P3_S14, P51G, P6, HFCE, …).",
                               grid_.text(corner_.row, c)));
    }
    for (std::size_t r = corner_.row + 1; r < grid_.rows(); ++r) {
      if (std::find(rows_.begin(), rows_.end(), r) != rows_.end()) continue;
      const Meaning m = national::row_meaning(grid_.text(r, corner_.column));
      if (is_item(m)) inputs_.push_back({r, m.item, m.rank});
      else if (has_numbers(true, r))
        grid_.fail(r, corner_.column,
                   fmt::format("'{}' is neither an industry with a column of its own nor a known input (P7, D21X31, D1, B2A3G, VALU, …).",
                               grid_.text(r, corner_.column)));
    }
    for (auto* parts : {&uses_, &inputs_}) {  // of sums and their parts, one kind counts
      std::map<Item, int> highest;
      for (const Part& p : *parts) highest[p.item] = std::max(highest[p.item], p.rank);
      std::erase_if(*parts, [&](const Part& p) {
        return p.item == Item::Ignored || (p.item != Item::Output && p.item != Item::Investment && p.rank < highest[p.item]);
      });
    }
    const bool stocks =
        std::any_of(uses_.begin(), uses_.end(), [&](const Part& p) { return p.item == Item::Investment && is_stock_part(p); });
    if (stocks) std::erase_if(uses_, [&](const Part& p) { return p.item == Item::Investment && p.rank == 2; });  // P5M beside P52 and P53
    const bool parts = std::any_of(uses_.begin(), uses_.end(), [](const Part& p) { return p.item == Item::Investment && p.rank > 0; });
    if (parts) std::erase_if(uses_, [](const Part& p) { return p.item == Item::Investment && p.rank == 0; });
    const bool split = count(inputs_, Item::Labour) + count(inputs_, Item::Capital) > 0;
    if (split) std::erase_if(inputs_, [](const Part& p) { return p.item == Item::ValueAdded; });
  }

  [[nodiscard]] bool is_stock_part(const Part& p) const {
    const std::string_view code = grid_.text(corner_.row, p.at);
    return code.starts_with("P52") || code.starts_with("P53") || code == "INVNT";
  }

  static std::size_t count(const std::vector<Part>& parts, Item item) {
    return static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(), [&](const Part& p) { return p.item == item; }));
  }

  [[nodiscard]] bool has_numbers(bool row, std::size_t at) const {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto reading = row ? grid_.reading(at, columns_[i]) : grid_.reading(rows_[i], at);
      if (reading.point.value_or(0) != 0 || reading.comma.value_or(0) != 0) return true;
    }
    return false;
  }

  void find_style() {
    for (const std::size_t r : rows_)
      for (std::size_t c = corner_.column + 1; c < grid_.width(); ++c) {
        const auto reading = grid_.reading(r, c);
        if (reading.comma && !reading.point) comma_ = true;
        if (reading.point && !reading.comma) return void(comma_ = false);
      }
  }

  [[nodiscard]] double number(std::size_t r, std::size_t c) const {
    const std::string_view text = grid_.text(r, c);
    if (text.empty() || grid_.is_mark(r, c)) return 0;
    if (const std::string why = grid_.refusal(r, c); !why.empty()) grid_.fail(r, c, why);
    const auto reading = grid_.reading(r, c);
    const auto value = comma_ ? reading.comma : reading.point;
    if (!value || reading.percent) grid_.fail(r, c, fmt::format("'{}' is not a number.", text));
    return *value;
  }

  /// Users: industries first, then households, government, investment, exports.
  void read_block() {
    const std::size_t n = names_.size();
    flow_.assign(n, std::vector<double>(n + 4));
    import_.assign(n + 4, 0), tax_.assign(n + 4, 0), labour_.assign(n, 0), capital_.assign(n, 0), output_tax_.assign(n, 0);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) flow_[i][j] = number(rows_[i], columns_[j]);
      for (const Part& use : uses_)
        if (const std::size_t u = user(use.item); u > 0) flow_[i][u] += number(rows_[i], use.at);
    }
    for (const Part& input : inputs_) {
      const auto add = [&](std::vector<double>& to, bool finals) {
        for (std::size_t j = 0; j < n; ++j) to[j] += number(input.at, columns_[j]);
        for (const Part& use : uses_)
          if (const std::size_t u = user(use.item); finals && u > 0) to[u] += number(input.at, use.at);
      };
      if (input.item == Item::Imports) add(import_, true);
      else if (input.item == Item::ProductTax) add(tax_, true);
      else if (input.item == Item::OutputTax) add(output_tax_, false);
      else if (input.item == Item::Labour) add(labour_, false);
      else if (input.item == Item::Capital || input.item == Item::ValueAdded) add(capital_, false);
    }
    if (count(inputs_, Item::ValueAdded) > 0 && count(inputs_, Item::Capital) == 0)
      for (std::size_t j = 0; j < n; ++j) labour_[j] = kLabourShare * capital_[j], capital_[j] -= labour_[j];
  }

  [[nodiscard]] std::size_t user(Item item) const {
    const std::size_t n = names_.size();
    return item == Item::Households   ? n
           : item == Item::Government ? n + 1
           : item == Item::Investment ? n + 2
           : item == Item::Exports    ? n + 3
                                      : 0;
  }

  /// The imports of each product where a column gives them; their sign is the table's choice.
  [[nodiscard]] std::optional<std::vector<double>> competing_imports() const {
    if (count(uses_, Item::Imports) == 0) return std::nullopt;
    std::vector<double> imports(names_.size());
    for (const Part& use : uses_)
      for (std::size_t i = 0; use.item == Item::Imports && i < imports.size(); ++i) imports[i] += std::abs(number(rows_[i], use.at));
    return imports;
  }

  void check_output() const {
    const auto imports = competing_imports();
    for (std::size_t j = 0; j < names_.size(); ++j) {
      double cost = labour_[j] + capital_[j] + output_tax_[j] + import_[j] + tax_[j], sales = imports ? -(*imports)[j] : 0;
      for (std::size_t i = 0; i < names_.size(); ++i) cost += flow_[i][j];
      for (const double x : flow_[j]) sales += x;
      double said = cost;
      for (const Part& input : inputs_)
        if (input.item == Item::Output) said = number(input.at, columns_[j]);
      const double size = std::max({std::abs(cost), std::abs(sales), 1e-9});
      if (std::abs(cost - sales) > kNationalTolerance * size || std::abs(cost - said) > kNationalTolerance * size)
        throw InputError(
            fmt::format("{}: the industry '{}' sells {:.8g} and costs {:.8g}, and the table says {:.8g}; they must agree to {:g} per cent. "
                        "Is a row or column "
                        "missing or counted twice?",
                        grid_.name(), names_[j], sales, cost, said, 100 * kNationalTolerance));
    }
  }

  void lay_accounts();

  const TableGrid& grid_;
  NationalCorner corner_;
  std::string country_;
  bool comma_ = false;
  std::vector<std::string> names_;
  std::vector<std::size_t> rows_, columns_;
  std::vector<Part> uses_, inputs_;
  std::vector<std::vector<double>> flow_;
  std::vector<double> import_, tax_, labour_, capital_, output_tax_;
  NationalTable table_;
};

/// N1–N5: what a user imports and pays in taxes is spread over what it buys.
void NationalReader::lay_accounts() {
  const std::size_t n = names_.size();
  enum Place : std::size_t { Labour, Capital, Home, State, Saving, Sales, Output, ExportTax, World, kPlaces };
  const std::array<std::pair<const char*, AccountRole>, kPlaces> places = {{{"labour", AccountRole::Factor},
                                                                            {"capital", AccountRole::Factor},
                                                                            {"households", AccountRole::Household},
                                                                            {"government", AccountRole::Government},
                                                                            {"saving", AccountRole::Saving},
                                                                            {"taxes on products", AccountRole::SalesTax},
                                                                            {"taxes on production", AccountRole::OutputTax},
                                                                            {"taxes on exports", AccountRole::ExportTax},
                                                                            {"world", AccountRole::World}}};
  Sam& sam = table_.sam;
  sam.file = grid_.name(), sam.accounts = names_;
  for (const auto& name : names_) table_.map.push_back({AccountRole::Sector, country_, name, FactorKind::Other});
  for (std::size_t p = 0; p < kPlaces; ++p) {
    sam.accounts.emplace_back(places[p].first);
    const FactorKind kind = p == Labour ? FactorKind::Labour : p == Capital ? FactorKind::Capital : FactorKind::Other;
    table_.map.push_back({places[p].second, p == World ? "" : country_, places[p].first, kind});
  }
  const std::size_t size = n + kPlaces;
  sam.values.assign(size * size, 0.0);
  const auto at = [&](std::size_t to, std::size_t from) -> double& { return sam.values[to * size + from]; };
  const auto imports = competing_imports();
  const std::size_t buyers[] = {n + Home, n + State, n + Saving, n + World};
  double imported = 0, spread_tax = 0;
  for (std::size_t u = 0; u < n + 4; ++u) {
    const std::size_t buyer = u < n ? u : buyers[u - n];
    double all = 0;
    for (std::size_t i = 0; i < n; ++i) all += std::max(flow_[i][u], 0.0);
    const bool exports = u == n + 3;
    const double in = exports || imports ? 0 : import_[u];
    imported += in, spread_tax += tax_[u];
    for (std::size_t i = 0; i < n; ++i) {
      const double share = all > 0 ? std::max(flow_[i][u], 0.0) / all : 1.0 / static_cast<double>(n);
      at(i, buyer) += flow_[i][u] + share * (in + tax_[u]);
      at(n + World, i) += share * in;
      at(n + (exports ? ExportTax : Sales), i) += share * tax_[u];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (imports) at(n + World, i) += (*imports)[i], imported += (*imports)[i];
    at(n + Labour, i) += labour_[i], at(n + Capital, i) += capital_[i], at(n + Output, i) += output_tax_[i];
  }
  const auto paid = [&](std::size_t account) { return sam.column_sum(account); };
  for (const std::size_t p : {Labour, Capital}) at(n + Home, n + p) = sam.row_sum(n + p);
  for (const std::size_t p : {Sales, Output, ExportTax}) at(n + State, n + p) = sam.row_sum(n + p);
  for (const std::size_t p : {Home, State, World}) at(n + Saving, n + p) = sam.row_sum(n + p) - paid(n + p);
  sam.notes.push_back(fmt::format("{} industries; labels in {}.", n, grid_.corner(corner_.row, corner_.column)));
  if (!imports && imported != 0)
    sam.notes.push_back(fmt::format(
        "The table tells imports by user only, {:.6g} in all: each user's imports are spread over what it buys, in proportion.", imported));
  if (import_[n + 3] != 0 && !imports)
    sam.notes.push_back(fmt::format("Imports that are exported again, {:.6g}, were left out.", import_[n + 3]));
  if (spread_tax != 0)
    sam.notes.push_back(fmt::format("Taxes on products, {:.6g}, are spread over what their payers buy, in proportion.", spread_tax));
  if (count(inputs_, Item::ValueAdded) > 0 && count(inputs_, Item::Capital) == 0)
    sam.notes.push_back(fmt::format("The table tells value added only; {:g} of it is taken for labour's.", kLabourShare));
  sam.notes.emplace_back(
      "Households receive all factor income and save what they do not spend; income taxes and transfers stand in no such table.");
}

}  // namespace

NationalTable read_national(const TableGrid& grid, const std::string& country, std::optional<bool> decimal_comma) {
  if (const std::string why = why_not_national(grid); !why.empty())
    throw InputError(fmt::format("{}: this is no national input-output table: {}.", grid.name(), why));
  return NationalReader(grid, country, decimal_comma).run();
}

}  // namespace setu
