#include <algorithm>

#include "model/frame/nest.hpp"

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
  x.declare(v.pko, {"pko", "return to capital of owner o in host h", kPrice}, place, one);
  x.declare(v.qko, {"qko", "capital of owner o in host h", kVolume}, place, [&](Reg o, Reg h) { return f.KOWN(o, h); });
  x.declare(
      v.rkown, {"rkown", "average return to the capital that region o owns", kPrice}, [&](Reg o) { return linked(f, o); }, one);
  x.declare(v.pkoa, {"pkoa", "price of owner o's capital to activity a in h, subsidy deducted", kPrice}, owner_use, one);
  x.declare(v.qkoa, {"qkoa", "capital of owner o in activity a of h", kVolume}, owner_use,
            [&](Reg o, Act a, Reg h) { return f.kos(o, a, h); });
}

namespace {

/// Capital of an activity from its owners.
void write_owner_demand(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const End k{f.capital_end};
  const Nest owners{.index = {"E_peso", "13.3", "price of the capital composite"},
                    .quantity = slice(v.qfe, k),
                    .price = slice(v.pes, k),
                    .elasticity = f.ESKO,
                    .children = {{{"E_qkoa", "13.1", "demand for capital by owner"},
                                  v.qkoa,
                                  v.pkoa,
                                  [&](Reg o, Act a, Reg h) { return f.kos(o, a, h); }}},
                    .where = [&](Act, Reg h) { return linked(f, h); },
                    .without = [&](Act, Reg h) { return v.pko(h, h); }};
  write_demand(x, owners, owners.children[0]);
  x.define(v.pkoa, {"E_pkoa", "13.2", "price of capital by owner to the user"}, [&](Reg o, Act a, Reg h) {
    Linear price = v.pko(o, h);
    if (v.tko.has(o, a, h)) price += v.tko(o, a, h);
    return price;
  });
  write_price(x, owners);
}

void write_owner_market(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const End k{f.capital_end};
  x.determine(v.pko, {"E_pko", "13.4", "clearing of an owner's capital in a host; determines its return"}, [&](Reg o, Reg h) {
    Sum use;
    for (const Act a : f.act) {
      if (v.qkoa.has(o, a, h)) use.add(f.kos(o, a, h), v.qkoa(o, a, h));
      else if (o == h && v.qfe.has(k, a, h) && !f.shared(a, h)) use.add(f.EVOS(k, a, h), v.qfe(k, a, h));
    }
    Linear supply = v.qko(o, h);
    if (o == h) supply += -v.endwslack(k, h);
    return Expression(supply) - log_mean(use);
  });
}

/// An owner's capital over hosts: a CET.
void write_owner_supply(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const End k{f.capital_end};
  write(x, Nest{.index = {"E_rkown", "13.6", "average return to owned capital"},
                .quantity = slice(v.qe, k),
                .price = v.rkown,
                .elasticity = [&](Reg o) { return -f.ETKO(o); },
                .transformation = [&](Reg o) { return f.ETKO(o); },
                .children = {{.demand = {"E_qko", "13.5", "an owner's capital by host"},
                              .quantity = v.qko,
                              .price = v.pko,
                              .value = f.KOWN,
                              .over = 1}}});
  const auto pe = slice(v.pe, k);
  x.define(
      pe, {"E_peo", "13.7", "average return to capital located in r"}, [&](Reg h) { return linked(f, h); },
      [&](Reg h) {
        std::vector<IndexItem> items;
        for (const Reg o : f.reg)
          if (v.pko.has(o, h)) items.push_back({f.KOWN(o, h), v.pko(o, h), v.qko(o, h)});
        Sum located;
        for (const auto& item : items) located.add(item.value, item.quantity);
        return value_index(items) - log_mean(located);
      });
}

}  // namespace

void write_capital_owners(Context& x) {
  write_owner_demand(x);
  write_owner_market(x);
  write_owner_supply(x);
}

}  // namespace setu
