#include "grid.hpp"
#include "assemble.hpp"
#include "contains.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "setu/base/error.hpp"

namespace setu::recipe {
namespace {

Sets make_sets(const Recipe& recipe) {
  Sets sets;
  sets.reg = recipe.regions.names();
  for (const auto& s : recipe.sectors) sets.comm.push_back(s.name);
  sets.acts = sets.comm;
  sets.endw = {"Land", "UnSkLab", "SkLab", "Capital", "NatRes"};
  sets.marg = recipe.list("margins");
  sets.endm = {"UnSkLab", "SkLab", "Capital"};
  sets.ends = {"Land"};
  sets.endf = {"NatRes"};
  sets.endc = {"Capital"};
  sets.endl = {"UnSkLab", "SkLab"};
  return sets;
}

void set_trade(const Flows& flows, const Tariffs& tariffs, Database& db) {
  const std::size_t n = db.sets().comm.size(), regions = db.sets().reg.size();
  auto &xsb = db["VXSB"], &fob = db["VFOB"], &cif = db["VCIF"], &msb = db["VMSB"];
  for (std::size_t c = 0; c < n; ++c)
    for (std::size_t s = 0; s < regions; ++s)
      for (std::size_t d = 0; d < regions; ++d) {
        const double value = flows.trade(s, c, d);
        xsb(c, s, d) = fob(c, s, d) = cif(c, s, d) = value;
        msb(c, s, d) = on_grid(value * (1 + tariffs.rate(s, c, d)));
      }
}

/// Puts a purchase of user u into the firms' or the final users' headers, with the tax on it.
void set_purchase(Database& db, const char* origin, std::size_t c, std::size_t u, std::size_t r, double value, double tax) {
  const std::size_t n = db.sets().comm.size();
  const char* agents[] = {"P", "G", "I"};
  for (const char* price : {"B", "P"}) {
    const std::string header = std::string("V") + origin + (u < n ? "F" : agents[u - n]) + price;
    const double paid = *price == 'P' && tax != 0 ? on_grid(value * (1 + tax)) : value;
    if (u < n) db[header](c, u, r) = paid;
    else db[header](c, r) = paid;
  }
}

/// Imports at basic prices: each user bears the commodity's mean tariff; the rounding goes to the largest user.
void set_uses(const Flows& flows, Database& db) {
  const std::size_t n = db.sets().comm.size(), regions = db.sets().reg.size(), users = n + final_users;
  const Database& in = db;
  for (std::size_t c = 0; c < n; ++c)
    for (std::size_t r = 0; r < regions; ++r) {
      double cif = 0, basic = 0;
      for (std::size_t s = 0; s < regions; ++s) cif += in["VCIF"](c, s, r), basic += in["VMSB"](c, s, r);
      std::vector<double> value(users, 0.0);
      double gap = basic;
      for (std::size_t u = 0; u < users && cif > 0; ++u) gap -= value[u] = on_grid(flows.imported(c, u, r) * (basic / cif));
      const auto largest = std::max_element(value.begin(), value.end());
      *largest = on_grid(*largest + gap);
      for (std::size_t u = 0; u < users; ++u) {
        const double tax = !flows.tax.values().empty() ? flows.tax(c, u, r) : 0.0;
        set_purchase(db, "D", c, u, r, flows.domestic(c, u, r), tax);
        set_purchase(db, "M", c, u, r, value[u], tax);
      }
    }
}

/// Output, and value added shared among the endowments (order of make_sets).
void set_activities(const Recipe& recipe, const Flows& flows, const FactorShares& factors, Database& db) {
  const std::size_t n = db.sets().comm.size(), regions = db.sets().reg.size(), users = n + final_users;
  for (std::size_t r = 0; r < regions; ++r)
    for (std::size_t a = 0; a < n; ++a) {
      double output = 0, cost = 0;
      for (std::size_t u = 0; u < users; ++u) output += flows.domestic(a, u, r);
      for (std::size_t d = 0; d < regions; ++d) output += flows.trade(r, a, d);
      output = on_grid(output);
      for (std::size_t c = 0; c < n; ++c)
        cost += static_cast<const Database&>(db)["VDFP"](c, a, r) + static_cast<const Database&>(db)["VMFP"](c, a, r);
      const double va = on_grid(output - cost);
      if (output > 0 && va <= 0)
        throw InputError(fmt::format("{} {}: no value added is left after tariffs on inputs ({:.3f} of {:.3f}).", recipe.regions[r],
                                     recipe.sectors[a].name, va, output));
      db["MAKS"](a, a, r) = db["MAKB"](a, a, r) = output;
      const double labour = va * factors.labour(a, r), other = va - labour;
      const bool land = contains(recipe.list("factors.land_activities"), recipe.sectors[a].name);
      const bool resource = contains(recipe.list("factors.resource_activities"), recipe.sectors[a].name);
      double value[5] = {land ? on_grid(other * recipe.number("factors.land_share")) : 0.0, on_grid(labour * (1 - factors.skilled(a, r))),
                         on_grid(labour * factors.skilled(a, r)), 0.0,
                         resource ? on_grid(other * recipe.number("factors.resource_share")) : 0.0};
      value[3] = on_grid(va - value[0] - value[1] - value[2] - value[4]);
      for (std::size_t e = 0; e < 5; ++e) db["EVFB"](e, a, r) = db["EVFP"](e, a, r) = db["EVOS"](e, a, r) = value[e];
    }
}

}  // namespace

Database assemble(const Recipe& recipe, const Flows& flows, const Tariffs& tariffs, const FactorShares& factors, const Stocks& stocks) {
  Database db(make_sets(recipe));
  set_trade(flows, tariffs, db);
  set_uses(flows, db);
  set_activities(recipe, flows, factors, db);
  for (std::size_t r = 0; r < recipe.regions.size(); ++r) {
    db["VKB"](r) = on_grid(stocks.capital[r]);
    db["VDEP"](r) = on_grid(stocks.depreciation[r]);
    db["POP"](r) = on_grid(stocks.population[r]);
    db["DPSM"](r) = 1;
  }
  return db;
}

}  // namespace setu::recipe
