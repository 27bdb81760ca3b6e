#include "account_roles.hpp"

#include <array>
#include <cctype>

namespace setu::sam {

namespace {

constexpr std::size_t kOwnNames = 28;

constexpr std::array kRoles = {
    RoleName{AccountRole::Sector, "sector"}, RoleName{AccountRole::Activity, "activity"}, RoleName{AccountRole::Commodity, "commodity"},
    RoleName{AccountRole::Export, "export"}, RoleName{AccountRole::Import, "import"},
    RoleName{AccountRole::Factor, "labour", FactorKind::Labour}, RoleName{AccountRole::Factor, "capital", FactorKind::Capital},
    RoleName{AccountRole::Factor, "land", FactorKind::Land}, RoleName{AccountRole::Factor, "resource", FactorKind::Resource},
    RoleName{AccountRole::Factor, "factor"}, RoleName{AccountRole::Household, "household"}, RoleName{AccountRole::Enterprise, "enterprise"},
    RoleName{AccountRole::Government, "government"}, RoleName{AccountRole::OutputTax, "output_tax"},
    RoleName{AccountRole::FactorTax, "factor_tax"}, RoleName{AccountRole::SalesTax, "sales_tax"}, RoleName{AccountRole::Tariff, "tariff"},
    RoleName{AccountRole::ExportTax, "export_tax"}, RoleName{AccountRole::IncomeTax, "income_tax"}, RoleName{AccountRole::Tax, "tax"},
    RoleName{AccountRole::Saving, "saving"}, RoleName{AccountRole::Stocks, "stocks"}, RoleName{AccountRole::Margin, "margin"},
    RoleName{AccountRole::ExportMargin, "export_margin"}, RoleName{AccountRole::ImportMargin, "import_margin"},
    RoleName{AccountRole::Through, "through"}, RoleName{AccountRole::World, "world"}, RoleName{AccountRole::World, "row"},
    // Other spellings, which are read but not proposed.
    RoleName{AccountRole::Factor, "labor", FactorKind::Labour}, RoleName{AccountRole::Factor, "natural_resource", FactorKind::Resource},
    RoleName{AccountRole::Enterprise, "firm"}, RoleName{AccountRole::Enterprise, "corporation"},
    RoleName{AccountRole::OutputTax, "production_tax"}, RoleName{AccountRole::OutputTax, "activity_tax"},
    RoleName{AccountRole::SalesTax, "commodity_tax"}, RoleName{AccountRole::SalesTax, "product_tax"},
    RoleName{AccountRole::SalesTax, "vat"}, RoleName{AccountRole::Tariff, "import_tax"}, RoleName{AccountRole::Tariff, "import_duty"},
    RoleName{AccountRole::IncomeTax, "direct_tax"}, RoleName{AccountRole::Saving, "savings"}, RoleName{AccountRole::Saving, "investment"},
    RoleName{AccountRole::Saving, "saving_investment"}, RoleName{AccountRole::Stocks, "stock_changes"},
    RoleName{AccountRole::Stocks, "inventories"}, RoleName{AccountRole::World, "rest_of_world"},
    RoleName{AccountRole::World, "rest_of_the_world"}};

}  // namespace

std::string lower_ascii(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == ' ' || c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

std::vector<std::string> role_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i + 1 < kOwnNames; ++i) names.emplace_back(kRoles[i].name);
  return names;
}

std::optional<RoleName> role_of(std::string_view name) {
  const std::string wanted = lower_ascii(name);
  for (const auto& r : kRoles)
    if (wanted == r.name || (wanted.size() > 3 && wanted == std::string(r.name) + "s")) return r;
  return std::nullopt;
}

}  // namespace setu::sam
