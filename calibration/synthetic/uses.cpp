#include "economy.hpp"

namespace setu::synthetic {
namespace {

/// Most that intermediates may cost of an activity's revenue; value added is the rest.
constexpr double most_intermediates = 0.7;

/// Headers of one origin: basic and purchasers' values by user.
struct Origin {
  const char *firms_basic, *firms, *private_basic, *private_, *government_basic, *government, *investment_basic, *investment;
  std::size_t number;  // 0 domestic, 1 imported
};
constexpr Origin origins[] = {{"VDFB", "VDFP", "VDPB", "VDPP", "VDGB", "VDGP", "VDIB", "VDIP", 0},
                              {"VMFB", "VMFP", "VMPB", "VMPP", "VMGB", "VMGP", "VMIB", "VMIP", 1}};

/// How much activity a wants of commodity c per unit of its output: a world recipe with gaps, varied by region.
double recipe(const Economy& e, std::size_t c, std::size_t a, std::size_t r) {
  if (c != a && e.draw(TechnologyLink, {c, a}) > 0.4 + 0.5 * e.options.density) return 0;
  const double world = e.draw.between(0.05, 1, Recipe, {c, a});
  return world * world * e.draw.between(0.6, 1.4, RecipeInRegion, {c, a, r});
}

/// What there is of commodity c for users in region r: home output or arrivals.
double available(const Economy& e, const Origin& origin, std::size_t c, std::size_t r) {
  if (origin.number == 0) return e.home[c * e.R + r];
  double arrivals = 0;
  for (std::size_t s = 0; s < e.R; ++s) arrivals += e.db["VMSB"](c, s, r);
  return arrivals;
}

double intermediate_share(const Economy& e, std::size_t c, std::size_t r) {
  switch (e.kind[c]) {
    case Kind::Agriculture: return e.draw.between(0.5, 0.7, IntermediateShare, {c, r});
    case Kind::Mining: return e.draw.between(0.8, 0.95, IntermediateShare, {c, r});
    case Kind::Manufacturing: return e.draw.between(0.5, 0.75, IntermediateShare, {c, r});
    case Kind::Services: return e.draw.between(0.3, 0.5, IntermediateShare, {c, r});
  }
  return 0.5;
}

/// First shares: each commodity's intermediate part is spread over activities by recipe and revenue.
void spread_intermediates(Economy& e, const Origin& origin, std::size_t c, std::size_t r, const std::vector<double>& revenue) {
  Array& use = e.db[origin.firms_basic];
  double wanted = 0;
  for (std::size_t a = 0; a < e.C; ++a) wanted += use(c, a, r) = recipe(e, c, a, r) * revenue[a];
  const double part = available(e, origin, c, r) * intermediate_share(e, c, r);
  for (std::size_t a = 0; a < e.C && wanted > 0; ++a) use(c, a, r) *= part / wanted;
}

double firms_tax(const Economy& e, const Origin& origin, std::size_t c, std::size_t a, std::size_t r) {
  return e.tax(-0.02, 0.12, 10 + origin.number, {c, a, r});
}

/// Where intermediates cost more than `most_intermediates` of revenue, all of the activity's are scaled down; what is
/// freed goes to final users.
void limit_costs(Economy& e, std::size_t a, std::size_t r, double revenue) {
  double cost = 0;
  for (const Origin& origin : origins)
    for (std::size_t c = 0; c < e.C; ++c) cost += e.db[origin.firms_basic](c, a, r) * (1 + firms_tax(e, origin, c, a, r));
  const double scale = cost > most_intermediates * revenue ? most_intermediates * revenue / cost : 1;
  for (const Origin& origin : origins) {
    Array &basic = e.db[origin.firms_basic], &paid = e.db[origin.firms];
    for (std::size_t c = 0; c < e.C; ++c) {
      basic(c, a, r) *= scale;
      paid(c, a, r) = basic(c, a, r) * (1 + firms_tax(e, origin, c, a, r));
    }
  }
}

struct FinalShares {
  double government, investment;
};
FinalShares final_shares(const Economy& e, std::size_t c, std::size_t r) {
  const double u = e.draw.between(0.8, 1.2, FinalUse, {c, r});
  const double invest = r == e.spender ? 0.4 * u : u;
  switch (e.kind[c]) {
    case Kind::Agriculture: return {e.C == 1 ? 0.1 : 0.0, 0.04 * invest};  // some government where there is nothing else to buy
    case Kind::Mining: return {0, 0.25 * invest};
    case Kind::Manufacturing: return {0.02 * u, 0.32 * invest};
    case Kind::Services: return {0.24 * u, 0.22 * invest};
  }
  return {0, 0};
}

/// What firms leave is split over government and investment by share; households take the remainder.
void final_uses(Economy& e, const Origin& origin, std::size_t c, std::size_t r) {
  double left = available(e, origin, c, r);
  for (std::size_t a = 0; a < e.C; ++a) left -= e.db[origin.firms_basic](c, a, r);
  const FinalShares share = final_shares(e, c, r);
  const double government = left * share.government, investment = left * share.investment;
  const double households = left - government - investment;
  const std::size_t n = origin.number;
  e.db[origin.government_basic](c, r) = government;
  e.db[origin.government](c, r) = government * (1 + e.tax(0, 0.05, 12 + n, {c, r}));
  e.db[origin.investment_basic](c, r) = investment;
  e.db[origin.investment](c, r) = investment * (1 + e.tax(0, 0.08, 14 + n, {c, r}));
  e.db[origin.private_basic](c, r) = households;
  e.db[origin.private_](c, r) = households * (1 + e.tax(-0.03, 0.22, 16 + n, {c, r}));
}

}  // namespace

void make_uses(Economy& e) {
  for (std::size_t r = 0; r < e.R; ++r) {
    std::vector<double> revenue(e.C);
    for (std::size_t c = 0; c < e.C; ++c)
      for (std::size_t a = 0; a < e.C; ++a) revenue[a] += e.db["MAKS"](c, a, r);
    for (const Origin& origin : origins)
      for (std::size_t c = 0; c < e.C; ++c) spread_intermediates(e, origin, c, r, revenue);
    for (std::size_t a = 0; a < e.C; ++a) limit_costs(e, a, r, revenue[a]);
    for (const Origin& origin : origins)
      for (std::size_t c = 0; c < e.C; ++c) final_uses(e, origin, c, r);
  }
}

}  // namespace setu::synthetic
