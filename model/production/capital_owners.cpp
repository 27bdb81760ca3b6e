#include <algorithm>

#include "model/frame/variables.hpp"

/// §13 Capital by owner. In a host, an activity's capital is a CES (default 2) of capital by owner region; an owner
/// spreads a fixed stock over hosts by return (CET, default 1.5, zero = fixed stocks). Regions without foreign capital,
/// in or out, keep GTAP's equation 8.1, to which these reduce exactly. docs/equations.md §13.
namespace setu {

bool linked(const Flows& f, Reg r) {
  for (const Reg other : f.reg)
    if (f.foreign(other, r) || f.foreign(r, other)) return true;
  return false;
}

WindowOf fund_window(const Context& x, Reg o, Act a, Reg h) {
  if (!x.options.fund) return {};
  const auto& fund = *x.options.fund;
  const auto& sets = x.m.system().sets;
  const auto& activity = sets[x.set_act].elements[a.i];
  if (sets[x.set_reg].elements[o.i] != fund.owner || sets[x.set_reg].elements[h.i] != fund.host) return {};
  for (const Win w : x.win) {
    const auto& window = fund.windows[w.i];
    const double largest = *std::max_element(window.weights.begin(), window.weights.end());
    for (std::size_t k = 0; k < window.activities.size(); ++k)
      if (window.activities[k] == activity) return {w.i, window.weights[k] / largest};
  }
  return {};
}

void declare_capital_owners(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto place = [&](Reg o, Reg h) { return f.KOWN(o, h) > 0 && linked(f, h) && linked(f, o); };
  const auto owner_use = [&](Reg o, Act a, Reg h) { return place(o, h) && f.shared(a, h) && f.kos(o, a, h) > 0; };
  x.declare(v.pko, {"pko", "return to capital of owner o in host h", 1}, place, one);
  x.declare(v.qko, {"qko", "capital of owner o in host h"}, place, [&](Reg o, Reg h) { return f.KOWN(o, h); });
  x.declare(
      v.rkown, {"rkown", "average return to the capital that region o owns", 1}, [&](Reg o) { return linked(f, o); }, one);
  x.declare(v.pkoa, {"pkoa", "price of owner o's capital to activity a in h, subsidy deducted", 1}, owner_use, one);
  x.declare(v.qkoa, {"qkoa", "capital of owner o in activity a of h"}, owner_use, [&](Reg o, Act a, Reg h) { return f.kos(o, a, h); });
}

namespace {

void write_owner_demand(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto each = [&](const auto& visit) {
    for (const Reg o : f.reg)
      for (const Act a : f.act)
        for (const Reg h : f.reg)
          if (v.qkoa.has(o, a, h)) visit(o, a, h);
  };
  const End k{f.capital_end};
  auto qkoa = x.m.equations({"E_qkoa", "13.1", "demand for capital by owner"}, v.qkoa.block(), Role::Definition);
  each([&](Reg o, Act a, Reg h) { qkoa.define(v.qkoa(o, a, h), v.qfe(k, a, h) - f.ESKO(a, h) * (v.pkoa(o, a, h) - v.pes(k, a, h))); });
  auto pkoa = x.m.equations({"E_pkoa", "13.2", "price of capital by owner to the user"}, v.pkoa.block(), Role::Definition);
  each([&](Reg o, Act a, Reg h) {
    Linear price = v.pko(o, h);
    if (v.tko.has(o, a, h)) price += v.tko(o, a, h);
    pkoa.define(v.pkoa(o, a, h), price);
  });
  auto pes = x.m.equations({"E_peso", "13.3", "price of the capital composite"}, v.pes.block(), Role::Definition);
  for (const Act a : f.act)
    for (const Reg h : f.reg) {
      if (k.i == kNone || !v.pes.has(k, a, h) || !linked(f, h)) continue;
      Sum cost;
      for (const Reg o : f.reg)
        if (v.qkoa.has(o, a, h)) cost.add(f.kos(o, a, h), v.pkoa(o, a, h));
      pes.define(v.pes(k, a, h), cost.empty() ? Expression(v.pko(h, h)) : ces_price(f.ESKO(a, h), cost));
    }
}

void write_owner_supply(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const End k{f.capital_end};
  auto pko =
      x.m.equations({"E_pko", "13.4", "clearing of an owner's capital in a host; determines its return"}, v.pko.block(), Role::Implicit);
  for (const Reg o : f.reg)
    for (const Reg h : f.reg) {
      if (!v.pko.has(o, h)) continue;
      Sum use;
      for (const Act a : f.act) {
        if (v.qkoa.has(o, a, h)) use.add(f.kos(o, a, h), v.qkoa(o, a, h));
        else if (o == h && v.qfe.has(k, a, h) && !f.shared(a, h)) use.add(f.EVOS(k, a, h), v.qfe(k, a, h));
      }
      Linear supply = v.qko(o, h);
      if (o == h) supply += -v.endwslack(k, h);
      pko.implicit(v.pko(o, h), Expression(supply) - log_mean(use));
    }
  auto qko = x.m.equations({"E_qko", "13.5", "an owner's capital by host"}, v.qko.block(), Role::Definition);
  for (const Reg o : f.reg)
    for (const Reg h : f.reg)
      if (v.qko.has(o, h)) qko.define(v.qko(o, h), v.qe(k, o) + f.ETKO(o) * (v.pko(o, h) - v.rkown(o)));
  auto rkown = x.m.equations({"E_rkown", "13.6", "average return to owned capital"}, v.rkown.block(), Role::Definition);
  for (const Reg o : f.reg) {
    if (!v.rkown.has(o)) continue;
    Sum revenue;
    for (const Reg h : f.reg)
      if (v.pko.has(o, h)) revenue.add(f.KOWN(o, h), v.pko(o, h));
    rkown.define(v.rkown(o), ces_price(-f.ETKO(o), revenue));
  }
  auto pe = x.m.equations({"E_peo", "13.7", "average return to capital located in r"}, v.pe.block(), Role::Definition);
  for (const Reg h : f.reg) {
    if (k.i == kNone || !v.pe.has(k, h) || !linked(f, h)) continue;
    std::vector<IndexItem> items;
    for (const Reg o : f.reg)
      if (v.pko.has(o, h)) items.push_back({f.KOWN(o, h), v.pko(o, h), v.qko(o, h)});
    Sum located;
    for (const auto& item : items) located.add(item.value, item.quantity);
    pe.define(v.pe(k, h), value_index(items) - log_mean(located));
  }
}

}  // namespace

void write_capital_owners(Context& x) {
  write_owner_demand(x);
  write_owner_supply(x);
}

}  // namespace setu
