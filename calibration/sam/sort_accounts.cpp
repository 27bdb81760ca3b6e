#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "economies.hpp"
#include "roles.hpp"
#include "setu/base/error.hpp"

namespace setu::sam {

namespace {

constexpr const char* kWorldName = "ROW";

bool is_fund(AccountRole role) {  // money without goods: transfers inside a country leave no trace in GTAP's shape
  return role == AccountRole::Household || role == AccountRole::Government || role == AccountRole::Saving ||
         role == AccountRole::IncomeTax || role == AccountRole::Factor;
}
bool is_tax(AccountRole role) {
  return role == AccountRole::OutputTax || role == AccountRole::FactorTax || role == AccountRole::SalesTax || role == AccountRole::Tariff ||
         role == AccountRole::ExportTax || role == AccountRole::IncomeTax;
}

class Sorter {
 public:
  Sorter(const Sam& sam, const AccountMap& map, double scale) : sam_(sam), map_(map), scale_(scale) {
    name_everything();
    make_countries();
    for (std::size_t i = 0; i < sam.size(); ++i)
      for (std::size_t j = 0; j < sam.size(); ++j)
        if (sam(i, j) != 0) place(i, j, scale * sam(i, j));
    for (std::size_t r = 0; r < homes_; ++r) spread_margins(r);
    supply_of_sectors();
  }
  World world;

 private:
  void name_everything() {
    for (const auto& m : map_) {
      if (m.role == AccountRole::World) {
        world.open = true;
        continue;
      }
      position(world.regions, m.region);
      if (is_product(m.role)) position(world.commodities, m.name);
      if (is_producer(m.role)) position(world.activities, m.name);
      if (m.role == AccountRole::Factor) position(world.factors, m.name);
    }
    homes_ = world.regions.size();
    const auto need = [&](bool there, const char* what) {
      if (!there) throw InputError(fmt::format("{}: the account map names no {}.", sam_.file, what));
    };
    need(!world.activities.empty() && !world.commodities.empty(), "activities and commodities (or sectors)");
    need(!world.factors.empty(), "factor");
    need(std::any_of(map_.begin(), map_.end(), [](const auto& m) { return m.role == AccountRole::Household; }), "household");
    need(homes_ > 1 || world.open, "rest of the world (role world) and only one region");
    if (world.open) position(world.regions, kWorldName);
  }

  void make_countries() {
    const std::size_t C = world.commodities.size(), A = world.activities.size(), E = world.factors.size();
    for (const auto& name : world.regions) {
      Country k;
      k.name = name;
      k.make.assign(C, Vector(A));
      k.use.assign(C, Vector(A + kFinalUsers));
      k.value_added.assign(E, Vector(A));
      k.output_tax.assign(A, 0);
      k.factor_tax.assign(A, 0);
      k.sales_tax = k.tariff = k.export_tax = Vector(C);
      k.imports = k.exports = Matrix(C, Vector(world.regions.size()));
      world.countries.push_back(std::move(k));
      margins_.emplace_back();
    }
  }

  [[noreturn]] void refuse(std::size_t i, std::size_t j, double value, const std::string& why) const {
    throw InputError(fmt::format("{}: '{}' pays {:.6g} to '{}': {}", sam_.file, sam_.accounts[j], value / scale_, sam_.accounts[i], why));
  }

  /// Row i receives `value` from column j.
  void place(std::size_t i, std::size_t j, double value) {
    const MappedAccount &to = map_[i], &from = map_[j];
    if (to.role == AccountRole::World || from.role == AccountRole::World) return place_abroad(i, j, value);
    if (to.region != from.region) return place_between(i, j, value);
    const std::size_t r = position(world.regions, to.region);
    Country& k = world.countries[r];
    if (is_product(from.role) && place_supply(k, r, to, from, value)) return;
    if (is_producer(from.role)) return place_cost(k, i, j, value);
    if (is_product(to.role)) return place_final(k, r, i, j, value);
    if (to.role == AccountRole::IncomeTax) k.income_tax += value;
    else if (is_tax(to.role) || !((is_fund(to.role) || to.role == AccountRole::Stocks) && (is_fund(from.role) || is_tax(from.role))))
      refuse(i, j, value, "these roles do not pay each other. See docs/data.md for what each role may pay.");
  }

  /// Payments of a commodity (or of a sector in its role as one). False where a sector pays as an activity.
  bool place_supply(Country& k, std::size_t r, const MappedAccount& to, const MappedAccount& from, double value) {
    const std::size_t c = position(world.commodities, from.name);
    switch (to.role) {
      case AccountRole::Activity:
        if (from.role != AccountRole::Commodity) return false;
        k.make[c][position(world.activities, to.name)] += value;
        return true;
      case AccountRole::SalesTax: k.sales_tax[c] += value; return true;
      case AccountRole::Tariff: k.tariff[c] += value; return true;
      case AccountRole::ExportTax: k.export_tax[c] += value; return true;
      case AccountRole::Margin:
      case AccountRole::ExportMargin:
      case AccountRole::ImportMargin: pool(r, to).paid[c] += value; return true;
      default: return false;
    }
  }

  void place_cost(Country& k, std::size_t i, std::size_t j, double value) {
    const MappedAccount &to = map_[i], &from = map_[j];
    const std::size_t a = position(world.activities, from.name);
    if (is_product(to.role)) k.use[position(world.commodities, to.name)][a] += value;
    else if (to.role == AccountRole::Factor) k.value_added[position(world.factors, to.name)][a] += value;
    else if (to.role == AccountRole::OutputTax) k.output_tax[a] += value;
    else if (to.role == AccountRole::FactorTax) k.factor_tax[a] += value;
    else refuse(i, j, value, "an activity pays commodities, factors, output and factor taxes only.");
  }

  void place_final(Country& k, std::size_t r, std::size_t i, std::size_t j, double value) {
    const std::size_t c = position(world.commodities, map_[i].name), A = world.activities.size();
    switch (map_[j].role) {
      case AccountRole::Household: k.use[c][A + Private] += value; return;
      case AccountRole::Government: k.use[c][A + Public] += value; return;
      case AccountRole::Saving:
      case AccountRole::Stocks: k.use[c][A + Investment] += value; return;
      case AccountRole::Margin:
      case AccountRole::ExportMargin:
      case AccountRole::ImportMargin: pool(r, map_[j]).bought[c] += value; return;
      default: refuse(i, j, value, "only activities, households, governments, saving, stocks, margins and the world buy commodities.");
    }
  }

  void place_abroad(std::size_t i, std::size_t j, double value) {
    const std::size_t W = world.regions.size() - 1;
    const MappedAccount &to = map_[i], &from = map_[j];
    if (to.role == from.role) return;  // abroad
    const bool in = from.role == AccountRole::World;
    const MappedAccount& home = in ? to : from;
    Country& k = world.countries[position(world.regions, home.region)];
    if (is_product(home.role)) (in ? k.exports : k.imports)[position(world.commodities, home.name)][W] += value;
    else if (home.role == AccountRole::Saving) return;  // foreign saving: follows from trade and transfers
    else if (is_fund(home.role) || is_tax(home.role)) k.transfers += in ? value : -value;
    else refuse(i, j, value, "only commodities, factors, households, governments and saving deal with the world.");
  }

  /// Between countries: goods from commodity to commodity, transfers between funds.
  void place_between(std::size_t i, std::size_t j, double value) {
    const MappedAccount &to = map_[i], &from = map_[j];
    const std::size_t s = position(world.regions, to.region), d = position(world.regions, from.region);
    Country &seller = world.countries[s], &buyer = world.countries[d];
    if (is_product(to.role) && is_product(from.role)) {
      if (to.name != from.name) refuse(i, j, value, "a commodity of one country imports the same commodity of another.");
      const std::size_t c = position(world.commodities, to.name);
      seller.exports[c][d] += value;
      buyer.imports[c][s] += value;
    } else if (is_fund(to.role) && is_fund(from.role)) {
      if (to.role == AccountRole::Saving && from.role == AccountRole::Saving) return;
      seller.transfers += value;
      buyer.transfers -= value;
    } else {
      refuse(i, j, value,
             "countries pay each other for commodities (commodity to commodity) or between households, governments, factors and saving.");
    }
  }

  MarginPool& pool(std::size_t r, const MappedAccount& account) {
    for (auto& one : margins_[r])
      if (one.role == account.role && one.name == account.name) return one;
    const std::size_t C = world.commodities.size();
    margins_[r].push_back({account.role, account.name, Vector(C), Vector(C)});
    return margins_[r].back();
  }

  /// Domestic margins become purchases of the services that provide them (docs/data.md, M2).
  void spread_margins(std::size_t r) {
    Country& k = world.countries[r];
    const auto move = [&](std::size_t c, double share, const Vector& services, bool exports) {
      Matrix& flows = exports ? k.exports : k.use;
      for (std::size_t u = 0; u < flows[c].size(); ++u) {
        const double margin = share * flows[c][u];
        flows[c][u] -= margin;
        for (std::size_t p = 0; p < services.size(); ++p) flows[p][u] += margin * services[p];
      }
    };
    const auto sums = [&](std::size_t c, bool exports) {
      double sum = 0;
      for (const double x : (exports ? k.exports : k.use)[c]) sum += x;
      return sum;
    };
    const double moved = spread_margin_pools(margins_[r], move, sums);
    if (moved > 0)
      world.notes.push_back(
          fmt::format("Trade and transport margins inside {} ({:.6g}) are purchases of the services that provide them.", k.name, moved));
  }

  /// A sector supplies what its column costs as an activity.
  void supply_of_sectors() {
    for (const auto& m : map_) {
      if (m.role != AccountRole::Sector) continue;
      Country& k = world.countries[position(world.regions, m.region)];
      const std::size_t c = position(world.commodities, m.name), a = position(world.activities, m.name);
      double cost = k.output_tax[a] + k.factor_tax[a];
      for (const auto& row : k.use) cost += row[a];
      for (const auto& row : k.value_added) cost += row[a];
      k.make[c][a] += cost;
    }
  }

  const Sam& sam_;
  const AccountMap& map_;
  double scale_;
  std::size_t homes_ = 0;
  std::vector<std::vector<MarginPool>> margins_;
};

}  // namespace

World sort_accounts(const Sam& sam, const AccountMap& map, double scale) { return std::move(Sorter(sam, map, scale).world); }

}  // namespace setu::sam
