#include "setu/model/database/accounts.hpp"

#include <algorithm>
#include <cmath>

#include "sums.hpp"

namespace setu {
namespace {

using detail::Sums;

void activities(const Sums& s, std::vector<Account>& out) {
  for (std::size_t a = 0; a < s.acts; ++a)
    for (std::size_t r = 0; r < s.reg; ++r) {
      const double cost = s.over_comm("VDFP", a, r) + s.over_comm("VMFP", a, r) + s.over_endw("EVFP", a, r);
      out.push_back({AccountKind::Activity, {a, r}, cost, s.over_comm("MAKS", a, r)});
    }
}

void commodities(const Sums& s, std::vector<Account>& out) {
  for (std::size_t c = 0; c < s.comm; ++c)
    for (std::size_t r = 0; r < s.reg; ++r) {
      const double demand = s.over_acts("VDFB", c, r) + s.at("VDPB", c, r) + s.at("VDGB", c, r) + s.at("VDIB", c, r) +
                            s.over_destinations("VXSB", c, r) + s.margin_exports(c, r);
      out.push_back({AccountKind::Commodity, {c, r}, s.over_acts("MAKB", c, r), demand});
    }
}

void imports(const Sums& s, std::vector<Account>& out) {
  for (std::size_t c = 0; c < s.comm; ++c)
    for (std::size_t r = 0; r < s.reg; ++r) {
      const double uses = s.over_acts("VMFB", c, r) + s.at("VMPB", c, r) + s.at("VMGB", c, r) + s.at("VMIB", c, r);
      out.push_back({AccountKind::Imports, {c, r}, s.over_sources("VMSB", c, r), uses});
    }
}

void routes(const Sums& s, std::vector<Account>& out) {
  const Array &vcif = s.db["VCIF"], &vfob = s.db["VFOB"];
  for (std::size_t c = 0; c < s.comm; ++c)
    for (std::size_t o = 0; o < s.reg; ++o)
      for (std::size_t d = 0; d < s.reg; ++d) {
        const double cif = vcif(c, o, d);
        const double fob = vfob(c, o, d) + s.margins_on(c, o, d);
        if (cif != 0 || fob != 0) out.push_back({AccountKind::Route, {c, o, d}, cif, fob});
      }
}

void transport(const Sums& s, std::vector<Account>& out) {
  const auto routes_per_mode = s.comm * s.reg * s.reg;
  for (std::size_t m = 0; m < s.sets.marg.size(); ++m) {
    double supply = 0, use = 0;
    for (std::size_t r = 0; r < s.reg; ++r) supply += s.db["VST"](m, r);
    for (const double v : s.db["VTWR"].values().subspan(m * routes_per_mode, routes_per_mode)) use += v;
    out.push_back({AccountKind::Transport, {m}, supply, use});
  }
}

double consumption(const Sums& s, std::size_t c, std::size_t r) {
  return s.at("VDPP", c, r) + s.at("VMPP", c, r) + s.at("VDGP", c, r) + s.at("VMGP", c, r);
}

/// What region r levies on final purchases and trade of commodity c.
double commodity_taxes(const Sums& s, std::size_t c, std::size_t r) {
  const double purchases = consumption(s, c, r) + s.at("VDIP", c, r) + s.at("VMIP", c, r);
  const double basic =
      s.at("VDPB", c, r) + s.at("VMPB", c, r) + s.at("VDGB", c, r) + s.at("VMGB", c, r) + s.at("VDIB", c, r) + s.at("VMIB", c, r);
  const double exports = s.over_destinations("VFOB", c, r) - s.over_destinations("VXSB", c, r);
  const double imports = s.over_sources("VMSB", c, r) - s.over_sources("VCIF", c, r);
  return purchases - basic + exports + imports;
}

/// What activity a pays in region r to endowments and in taxes on output and intermediates.
double activity_income(const Sums& s, std::size_t a, std::size_t r) {
  const double output_tax = s.over_comm("MAKB", a, r) - s.over_comm("MAKS", a, r);
  const double domestic = s.over_comm("VDFP", a, r) - s.over_comm("VDFB", a, r);
  const double imported = s.over_comm("VMFP", a, r) - s.over_comm("VMFB", a, r);
  return s.over_endw("EVFP", a, r) + output_tax + domestic + imported;
}

void incomes(const Sums& s, std::vector<Account>& out) {
  const auto income = regional_income(s.db), consumed = regional_consumption(s.db);
  for (std::size_t r = 0; r < s.reg; ++r) out.push_back({AccountKind::Income, {r}, income[r], consumed[r] + s.db["SAVE"](r)});
}

void world_saving(const Sums& s, std::vector<Account>& out) {
  double saving = 0, investment = 0;
  for (std::size_t r = 0; r < s.reg; ++r) {
    saving += s.db["SAVE"](r);
    investment -= s.db["VDEP"](r);
    for (std::size_t c = 0; c < s.comm; ++c) investment += s.at("VDIP", c, r) + s.at("VMIP", c, r);
  }
  out.push_back({AccountKind::WorldSaving, {}, saving, investment});
}

void capital_owners(const Sums& s, std::vector<Account>& out) {
  if (!s.db.has("VKOS")) return;
  for (std::size_t a = 0; a < s.acts; ++a)
    for (std::size_t r = 0; r < s.reg; ++r) {
      double owned = 0;
      for (std::size_t o = 0; o < s.reg; ++o) owned += s.db["VKOS"](o, a, r);
      out.push_back({AccountKind::CapitalOwners, {a, r}, owned, s.capital_income(a, r)});
    }
}

void depreciation(const Sums& s, std::vector<Account>& out) {
  if (!s.db.has("VDKO")) return;
  for (std::size_t h = 0; h < s.reg; ++h) {
    double borne = 0;
    for (std::size_t o = 0; o < s.reg; ++o) borne += s.db["VDKO"](o, h);
    out.push_back({AccountKind::Depreciation, {h}, borne, s.db["VDEP"](h)});
  }
}

void transfers(const Sums& s, std::vector<Account>& out) {
  if (!s.db.has("TRNS")) return;
  Account world{AccountKind::Transfers, {}, 0, 0};
  for (const double net : s.db["TRNS"].values()) (net > 0 ? world.left : world.right) += std::abs(net);
  out.push_back(world);
}

}  // namespace

const char* title(AccountKind kind) {
  switch (kind) {
    case AccountKind::Activity: return "activity: cost = make";
    case AccountKind::Commodity: return "commodity: supply = demand";
    case AccountKind::Imports: return "imports: arrivals = uses";
    case AccountKind::Route: return "route: CIF = FOB + margins";
    case AccountKind::Transport: return "transport: supply = use";
    case AccountKind::Income: return "region: income = spending";
    case AccountKind::WorldSaving: return "world: saving = net investment";
    case AccountKind::CapitalOwners: return "capital: owners = income";
    case AccountKind::Depreciation: return "depreciation: owners = total";
    case AccountKind::Transfers: return "transfers: received = paid";
  }
  return "unknown";
}

std::string Account::name(const Sets& sets) const {
  const auto at = [&](const std::vector<std::string>& set, std::size_t d) { return set[index[d]]; };
  switch (kind) {
    case AccountKind::Activity: return "activity " + at(sets.acts, 0) + " in " + at(sets.reg, 1);
    case AccountKind::Commodity: return "commodity " + at(sets.comm, 0) + " of " + at(sets.reg, 1);
    case AccountKind::Imports: return "imports of " + at(sets.comm, 0) + " into " + at(sets.reg, 1);
    case AccountKind::Route: return "route of " + at(sets.comm, 0) + " from " + at(sets.reg, 1) + " to " + at(sets.reg, 2);
    case AccountKind::Transport: return "world pool of " + at(sets.marg, 0);
    case AccountKind::Income: return "income of " + at(sets.reg, 0);
    case AccountKind::WorldSaving: return "world saving";
    case AccountKind::CapitalOwners: return "capital owners of " + at(sets.acts, 0) + " in " + at(sets.reg, 1);
    case AccountKind::Depreciation: return "depreciation in " + at(sets.reg, 0);
    case AccountKind::Transfers: return "world transfers";
  }
  return "unknown";
}

double Account::imbalance() const {
  const double size = std::max(std::abs(left), std::abs(right));
  return size == 0 ? 0 : std::abs(left - right) / size;
}

std::vector<Account> accounts(const Database& database) {
  const Sums sums(database);
  std::vector<Account> all;
  for (const auto write :
       {activities, commodities, imports, routes, transport, incomes, world_saving, capital_owners, depreciation, transfers})
    write(sums, all);
  return all;
}

std::vector<double> regional_income(const Database& database) {
  const Sums s(database);
  auto income = net_foreign_capital_income(database);
  for (std::size_t r = 0; r < s.reg; ++r) {
    income[r] += database["TRNS"](r) - database["VDEP"](r);
    for (std::size_t a = 0; a < s.acts; ++a) income[r] += activity_income(s, a, r);
    for (std::size_t c = 0; c < s.comm; ++c) income[r] += commodity_taxes(s, c, r);
  }
  return income;
}

std::vector<double> regional_consumption(const Database& database) {
  const Sums s(database);
  std::vector<double> total(s.reg, 0.0);
  for (std::size_t c = 0; c < s.comm; ++c)
    for (std::size_t r = 0; r < s.reg; ++r) total[r] += consumption(s, c, r);
  return total;
}

namespace {

/// Part of one unit of capital income in `host` that is left after depreciation.
double net_of_depreciation(const Sums& s, std::size_t host) {
  double capital_income = 0;
  for (std::size_t a = 0; a < s.acts; ++a) capital_income += s.capital_income(a, host);
  return capital_income > 0 ? 1 - s.db["VDEP"](host) / capital_income : 0;
}

}  // namespace

std::vector<double> net_foreign_capital_income(const Database& database) {
  const Sums s(database);
  std::vector<double> net(s.reg, 0.0);
  if (!database.has("VKOS")) return net;
  const bool by_owner = database.has("VDKO");
  for (std::size_t host = 0; host < s.reg; ++host) {
    const double kept = by_owner ? 1 : net_of_depreciation(s, host);
    for (std::size_t owner = 0; owner < s.reg; ++owner) {
      if (owner == host) continue;
      double stake = 0;
      for (std::size_t a = 0; a < s.acts; ++a) stake += database["VKOS"](owner, a, host);
      const double income = kept * stake - (by_owner ? database["VDKO"](owner, host) : 0);
      net[owner] += income;
      net[host] -= income;
    }
  }
  return net;
}

}  // namespace setu
