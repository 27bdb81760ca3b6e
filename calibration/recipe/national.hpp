#pragma once
#include "recipe_file.hpp"

namespace setu::recipe {

/// What an economy's national accounts say of the base year, US$ million.
struct NationalAccounts {
  double gdp = 0, household = 0, government = 0, investment = 0, exports = 0, imports = 0;
  double taxes = 0;                 ///< taxes less subsidies on products, duties among them
  double taxes_elsewhere = 0;       ///< taxes on goods and services of another source, without duties, where the accounts hide them
  double gdp_with_taxes = 0;        ///< GDP of the economies that `taxes` covers
  std::vector<double> value_added;  ///< by group of [value_added_groups], at basic prices

  void add(const NationalAccounts& other);
};

/// Groups of sectors whose value added the national accounts give.
struct ValueAddedGroups {
  std::vector<std::string> indicators;
  std::vector<std::vector<std::size_t>> sectors;
};
ValueAddedGroups value_added_groups(const Recipe& recipe);

/// By economy of economies.csv; the remainder holds all that are not listed. Shares are the United Nations' main
/// aggregates, the level of GDP is that of the calendar year where another source
/// has one; accounts.csv speaks for economies that the main aggregates leave out.
std::vector<NationalAccounts> read_national_accounts(const Recipe& recipe, const RawFolder& raw);

/// Rows of accounts.csv: economy, item → value.
std::map<std::pair<std::string, std::string>, double> read_stated_accounts(const Recipe& recipe);

/// Index in recipe.economies, the remainder for codes that are not listed.
class EconomyIndex {
 public:
  explicit EconomyIndex(const Recipe& recipe);
  [[nodiscard]] std::size_t operator()(const std::string& iso) const;
  [[nodiscard]] bool listed(const std::string& iso) const { return index_.contains(iso); }
  [[nodiscard]] std::size_t remainder() const { return remainder_; }

 private:
  std::map<std::string, std::size_t, std::less<>> index_;
  std::size_t remainder_ = 0;
};

}  // namespace setu::recipe
