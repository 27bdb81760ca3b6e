#include <algorithm>
#include <array>

#include "economy.hpp"
#include "setu/model/database/accounts.hpp"

namespace setu::synthetic {
namespace {

constexpr std::size_t endowments = 5;  // Land, UnSkLab, SkLab, Capital, NatRes
constexpr std::size_t capital = 3;

/// Where no sector mines, natural resources are agriculture's (forests, fish).
std::array<double, endowments> factor_weights(const Economy& e, std::size_t a) {
  const bool mining = std::find(e.kind.begin(), e.kind.end(), Kind::Mining) != e.kind.end();
  switch (e.kind[a]) {
    case Kind::Agriculture: return {0.25, 0.40, 0.05, 0.30, mining ? 0 : 0.05};
    case Kind::Mining: return {0, 0.15, 0.10, 0.40, 0.35};
    case Kind::Manufacturing: return {0, 0.35, 0.20, 0.45, 0};
    case Kind::Services: return {0, 0.30, 0.30, 0.40, 0};
  }
  return {};
}

void pay_endowments(Economy& e, std::size_t a, std::size_t r, double value_added) {
  Array &evfp = e.db["EVFP"], &evfb = e.db["EVFB"], &evos = e.db["EVOS"];
  auto weights = factor_weights(e, a);
  double total = 0, paid = 0;
  for (std::size_t f = 0; f < endowments; ++f) total += weights[f] *= e.draw.between(0.7, 1.3, Endowment, {f, a, r});
  for (std::size_t f = 0; f < endowments; ++f)
    if (f != capital) paid += evfp(f, a, r) = value_added * weights[f] / total;
  evfp(capital, a, r) = value_added - paid;
  for (std::size_t f = 0; f < endowments; ++f) {
    evfb(f, a, r) = evfp(f, a, r) / (1 + e.tax(0.0, 0.3, 20, {f, a, r}));
    evos(f, a, r) = evfb(f, a, r) * (1 - e.tax(0.02, 0.25, 21, {f, r}));
  }
}

}  // namespace

void make_value_added(Economy& e) {
  for (std::size_t a = 0; a < e.C; ++a)
    for (std::size_t r = 0; r < e.R; ++r) {
      double value_added = 0;
      for (std::size_t c = 0; c < e.C; ++c) value_added += e.db["MAKS"](c, a, r) - e.db["VDFP"](c, a, r) - e.db["VMFP"](c, a, r);
      if (value_added > 0) pay_endowments(e, a, r, value_added);
    }
}

/// Foreigners own up to 15 % of an activity's capital, in stakes of up to four owners. The spender keeps its capital to
/// itself, which leaves its saving to depreciation alone.
void make_owners(Economy& e) {
  if (!e.options.foreign_capital) return;
  Array& vkos = e.db["VKOS"];
  const Array& evos = e.db["EVOS"];
  for (std::size_t host = 0; host < e.R; ++host)
    for (std::size_t a = 0; a < e.C; ++a) {
      double left = evos(capital, a, host);
      for (std::size_t k = 0; k < 4 && host != e.spender; ++k) {
        const auto owner = static_cast<std::size_t>(e.draw(StakeOwner, {host, k}) * static_cast<double>(e.R));
        if (owner == host || owner == e.spender) continue;
        const double stake = evos(capital, a, host) * e.draw.between(0, 0.15 / 4, Stake, {k, a, host});
        vkos(owner, a, host) += stake;
        left -= stake;
      }
      vkos(host, a, host) += left;
    }
}

namespace {

/// Saving = investment + trade balance + net foreign income − depreciation, so depreciation decides its sign.
double depreciation(const Economy& e, std::size_t r) {
  double investment = 0;
  for (std::size_t c = 0; c < e.C; ++c) investment += e.db["VDIP"](c, r) + e.db["VMIP"](c, r);
  const double gross_saving = investment + e.trade_balance[r];
  if (r == e.spender) return std::max(0.1 * investment, gross_saving + 0.1 * investment);
  return gross_saving > 0 ? std::min(0.4 * investment, 0.6 * gross_saving) : 0.1 * investment;
}

}  // namespace

void make_saving(Economy& e) {
  for (std::size_t r = 0; r < e.R; ++r) {
    e.db["VDEP"](r) = depreciation(e, r);
    e.db["VKB"](r) = e.db["VDEP"](r) / 0.04;
    e.db["POP"](r) = 8000 * e.size[r] * e.draw.between(0.3, 3, Population, {r});
    e.db["SAVE"](r) = 0;
  }
  const auto income = regional_income(e.db), consumption = regional_consumption(e.db);
  for (std::size_t r = 0; r < e.R; ++r) e.db["SAVE"](r) = income[r] - consumption[r];
}

}  // namespace setu::synthetic
