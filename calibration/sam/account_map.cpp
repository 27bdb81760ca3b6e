#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/calibration/sam/sam.hpp"

namespace setu {

namespace {

struct RoleName {
  AccountRole role;
  const char* name;
  FactorKind factor = FactorKind::Other;
};

constexpr std::array kRoles = {RoleName{AccountRole::Sector, "sector"},
                               RoleName{AccountRole::Activity, "activity"},
                               RoleName{AccountRole::Commodity, "commodity"},
                               RoleName{AccountRole::Factor, "factor"},
                               RoleName{AccountRole::Household, "household"},
                               RoleName{AccountRole::Government, "government"},
                               RoleName{AccountRole::OutputTax, "output_tax"},
                               RoleName{AccountRole::FactorTax, "factor_tax"},
                               RoleName{AccountRole::SalesTax, "sales_tax"},
                               RoleName{AccountRole::Tariff, "tariff"},
                               RoleName{AccountRole::ExportTax, "export_tax"},
                               RoleName{AccountRole::IncomeTax, "income_tax"},
                               RoleName{AccountRole::Factor, "labour", FactorKind::Labour},
                               RoleName{AccountRole::Factor, "capital", FactorKind::Capital},
                               RoleName{AccountRole::Factor, "land", FactorKind::Land},
                               RoleName{AccountRole::Factor, "resource", FactorKind::Resource},
                               RoleName{AccountRole::Saving, "saving"},
                               RoleName{AccountRole::Stocks, "stocks"},
                               RoleName{AccountRole::Margin, "margin"},
                               RoleName{AccountRole::World, "world"}};

std::vector<std::string> role_names() {
  std::vector<std::string> names;
  for (const auto& r : kRoles) names.emplace_back(r.name);
  return names;
}

std::optional<RoleName> role_of(std::string_view name) {
  for (const auto& r : kRoles)
    if (name == r.name) return r;
  return std::nullopt;
}

std::string lower(std::string_view text) {
  std::string result;
  for (const char c : text) result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

/// Names that mean one thing in most SAMs.
const char* conventional(const std::string& account) {
  struct Name {
    const char* text;
    const char* role;
  };
  static constexpr std::array kNames = {Name{"cap", "capital"},         Name{"capital", "capital"},
                                        Name{"lab", "labour"},          Name{"labour", "labour"},
                                        Name{"labor", "labour"},        Name{"land", "land"},
                                        Name{"skl", "labour"},          Name{"usk", "labour"},
                                        Name{"hoh", "household"},       Name{"hh", "household"},
                                        Name{"household", "household"}, Name{"households", "household"},
                                        Name{"ent", "household"},       Name{"enterprises", "household"},
                                        Name{"gov", "government"},      Name{"government", "government"},
                                        Name{"idt", "output_tax"},      Name{"atax", "output_tax"},
                                        Name{"ytax", "income_tax"},     Name{"dtax", "income_tax"},
                                        Name{"trf", "tariff"},          Name{"mtax", "tariff"},
                                        Name{"tariff", "tariff"},       Name{"tariffs", "tariff"},
                                        Name{"stax", "sales_tax"},      Name{"etax", "export_tax"},
                                        Name{"inv", "saving"},          Name{"s-i", "saving"},
                                        Name{"sav", "saving"},          Name{"saving", "saving"},
                                        Name{"savings", "saving"},      Name{"investment", "saving"},
                                        Name{"stocks", "stocks"},       Name{"capital account", "saving"},
                                        Name{"dstk", "stocks"},         Name{"trc", "margin"},
                                        Name{"ext", "world"},           Name{"row", "world"},
                                        Name{"rest of world", "world"}, Name{"rest of the world", "world"}};
  const std::string name = lower(account);
  for (const auto& known : kNames)
    if (name == known.text) return known.role;
  return nullptr;
}

}  // namespace

AccountMap read_account_map(const std::filesystem::path& file, const Sam& sam, const std::string& country) {
  TableReader table(file);
  return read_account_map(table, sam, country);
}

AccountMap read_account_map(TableReader& table, const Sam& sam, const std::string& country) {
  std::vector<std::optional<MappedAccount>> found(sam.size());
  for (bool first = true; table.next(); first = false) {
    const std::string account(table.text(0)), role_text = lower(table.text(1));
    if (first && lower(account) == "account" && role_text == "role") continue;
    const auto at = std::find(sam.accounts.begin(), sam.accounts.end(), account);
    if (at == sam.accounts.end()) table.fail(unknown_name("account", account, sam.accounts) + ".", 0);
    const auto role = role_of(role_text);
    if (!role) table.fail(unknown_name("role", role_text, role_names()) + ".", 1);
    auto& entry = found[static_cast<std::size_t>(at - sam.accounts.begin())];
    if (entry) table.fail(fmt::format("the account '{}' is mapped twice.", account), 0);
    entry = MappedAccount{role->role, std::string(table.text(2)), std::string(table.text(3)), role->factor};
    if (entry->region.empty() && role->role != AccountRole::World) entry->region = country;
    if (entry->name.empty()) entry->name = account;
  }
  std::string missing;
  AccountMap map;
  for (std::size_t i = 0; i < sam.size(); ++i) {
    if (!found[i]) missing += (missing.empty() ? "'" : ", '") + sam.accounts[i] + "'";
    else map.push_back(*found[i]);
  }
  if (!missing.empty())
    throw InputError(fmt::format("{}: these accounts of {} have no role: {}. Known roles: {}.", table.name(), sam.file, missing,
                                 fmt::join(role_names(), ", ")));
  return map;
}

std::string draft_account_map(const Sam& sam) {
  std::vector<std::string> role(sam.size(), "?");
  for (std::size_t i = 0; i < sam.size(); ++i)
    if (const char* known = conventional(sam.accounts[i])) role[i] = known;
  for (std::size_t j = 0; j < sam.size(); ++j) {  // who pays factors produces
    if (role[j] != "?") continue;
    for (std::size_t i = 0; i < sam.size(); ++i)
      if ((role[i] == "labour" || role[i] == "capital" || role[i] == "land") && sam(i, j) > 0) role[j] = "activity";
  }
  bool separate = false;
  for (std::size_t j = 0; j < sam.size(); ++j) {  // who pays activities, or abroad, is a commodity
    if (role[j] != "?") continue;
    for (std::size_t i = 0; i < sam.size(); ++i)
      if (role[i] == "activity" && sam(i, j) > 0) role[j] = "commodity", separate = true;
  }
  for (auto& r : role)
    if (!separate && r == "activity") r = "sector";
  std::string text = "account,role,region,name\n";
  for (std::size_t i = 0; i < sam.size(); ++i) {
    std::string label = sam.accounts[i];
    for (std::size_t at = 0; (at = label.find('"', at)) != std::string::npos; at += 2) label.insert(at, 1, '"');
    text += fmt::format("\"{}\",{},,\n", label, role[i]);
  }
  return text;
}

}  // namespace setu
