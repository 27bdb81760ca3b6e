#include <algorithm>

#include "economy.hpp"

namespace setu::synthetic {
namespace {

constexpr double world_output = 2e8;        // US$ million, about twice the world's product
constexpr double most_for_transport = 0.3;  // of a mode's output; exports take at most 0.585 of a sector's

double sector_weight(Kind kind) {
  switch (kind) {
    case Kind::Agriculture: return 0.5;
    case Kind::Mining: return 0.6;
    case Kind::Manufacturing: return 1.0;
    case Kind::Services: return 2.2;
  }
  return 1;
}

/// Does the route exist? Goods flow on a share `density` of the routes, services on most of them. A good that is not
/// made at home always comes from the last region, which makes everything.
bool flows(const Economy& e, std::size_t c, std::size_t s, std::size_t d) {
  if (e.output[c * e.R + s] == 0) return false;
  if (s == d) return e.draw(TradesInside, {s}) < 0.3;  // aggregates of countries trade within themselves
  if (s + 1 == e.R && e.output[c * e.R + d] == 0) return true;
  const double share = e.goods(c) ? e.options.density : 0.5 + 0.5 * e.options.density;
  return e.draw(FlowExists, {c, s, d}) < share;
}

}  // namespace

void make_outputs(Economy& e) {
  Array &makb = e.db["MAKB"], &maks = e.db["MAKS"];
  double weights = 0;
  for (const Kind kind : e.kind) weights += sector_weight(kind);
  for (std::size_t a = 0; a < e.C; ++a)
    for (std::size_t r = 0; r < e.R; ++r) {
      if (e.absent(a, r)) continue;
      const double value = world_output * e.size[r] * sector_weight(e.kind[a]) / weights * e.draw.between(0.4, 1.6, SectorSize, {a, r});
      const std::size_t next = (a + 1) % e.C;
      const bool joint = e.options.joint_products && next != a && !e.absent(next, r) && a % 2 == 0;
      const double by_product = joint ? value * e.draw.between(0.05, 0.15, JointShare, {a, r}) : 0;
      makb(a, a, r) = value - by_product;
      if (joint) makb(next, a, r) = by_product;
      for (const std::size_t c : {a, next}) {
        if (makb(c, a, r) == 0) continue;
        maks(c, a, r) = makb(c, a, r) / (1 + e.tax(-0.03, 0.1, 0, {c, a, r}));
      }
    }
  for (std::size_t c = 0; c < e.C; ++c)
    for (std::size_t a = 0; a < e.C; ++a)
      for (std::size_t r = 0; r < e.R; ++r) e.output[c * e.R + r] += makb(c, a, r);
  e.home = e.output;
}

/// Gravity: the flow is the source's output times the destination's share of the world, so that trade is roughly
/// balanced whatever the sizes of the regions.
void make_exports(Economy& e) {
  Array &vxsb = e.db["VXSB"], &vfob = e.db["VFOB"];
  for (std::size_t c = 0; c < e.C; ++c) {
    const double openness = e.goods(c) ? e.draw.between(0.2, 0.45, ExportShare, {c}) : e.draw.between(0.02, 0.1, ExportShare, {c});
    for (std::size_t s = 0; s < e.R; ++s)
      for (std::size_t d = 0; d < e.R; ++d) {
        if (!flows(e, c, s, d)) continue;
        const double flow = e.output[c * e.R + s] * e.size[d] * openness * e.draw.between(0.7, 1.3, FlowSize, {c, s, d});
        const double rate = e.goods(c) && e.draw(TaxRate, {c, s}) < 0.1 ? e.tax(0.01, 0.08, 1, {c, s, d}) : 0;
        vxsb(c, s, d) = flow;
        vfob(c, s, d) = flow * (1 + rate);
        e.home[c * e.R + s] -= flow;
      }
  }
}

void make_margins(Economy& e) {
  const std::size_t modes = e.db.sets().marg.size();
  Array &vtwr = e.db["VTWR"], &vst = e.db["VST"];
  const Array& vfob = e.db["VFOB"];
  for (std::size_t m = 0; m < modes; ++m) {
    const std::size_t mode = e.C - modes + m;
    const auto rate = [&](std::size_t c, std::size_t s, std::size_t d) {
      return e.goods(c) ? e.draw.between(0.005, 0.08, MarginRate, {m, c, s, d}) / static_cast<double>(modes) : 0;
    };
    double wanted = 0, supply = 0;
    for (std::size_t c = 0; c < e.C; ++c)
      for (std::size_t s = 0; s < e.R; ++s)
        for (std::size_t d = 0; d < e.R; ++d) wanted += vfob(c, s, d) == 0 ? 0 : rate(c, s, d) * vfob(c, s, d);
    for (std::size_t r = 0; r < e.R; ++r) supply += e.output[mode * e.R + r];
    const double scale = wanted > 0 ? std::min(1.0, most_for_transport * supply / wanted) : 0;
    double used = 0;
    for (std::size_t c = 0; c < e.C; ++c)
      for (std::size_t s = 0; s < e.R; ++s)
        for (std::size_t d = 0; d < e.R; ++d)
          if (vfob(c, s, d) != 0) used += vtwr(m, c, s, d) = scale * rate(c, s, d) * vfob(c, s, d);
    for (std::size_t r = 0; r < e.R; ++r) {
      vst(m, r) = used * e.output[mode * e.R + r] / supply;
      e.home[mode * e.R + r] -= vst(m, r);
    }
  }
}

namespace {

/// The applied tariff; where preferences are asked for, a third of the routes pay u·0 + (1 − u)·MFN.
double tariff(Economy& e, std::size_t c, std::size_t s, std::size_t d) {
  if (!e.options.taxes || !e.goods(c) || s == d) return 0;
  const double base = e.draw.between(-0.05, 0.2, TariffBase, {c, d});
  const double mfn = base <= 0 ? 0 : base * e.draw.between(0.8, 1.2, TariffSource, {c, s, d});
  if (!e.options.preferences) return mfn;
  e.db["MFNR"](c, s, d) = mfn;
  if (mfn == 0 || e.draw(Preference, {s, d}) > 1.0 / 3) return mfn;
  const double utilisation = e.draw.between(0.3, 0.95, Utilisation, {c, s, d});
  e.db["PRFU"](c, s, d) = utilisation;
  return (1 - utilisation) * mfn;
}

}  // namespace

void make_imports(Economy& e) {
  const std::size_t modes = e.db.sets().marg.size();
  Array &vcif = e.db["VCIF"], &vmsb = e.db["VMSB"];
  const Array &vfob = e.db["VFOB"], &vtwr = e.db["VTWR"];
  if (e.options.preferences) e.db["PRFR"];  // given, and zero: preferences are duty-free
  for (std::size_t c = 0; c < e.C; ++c)
    for (std::size_t s = 0; s < e.R; ++s)
      for (std::size_t d = 0; d < e.R; ++d) {
        if (vfob(c, s, d) == 0) continue;
        double cif = vfob(c, s, d);
        for (std::size_t m = 0; m < modes; ++m) cif += vtwr(m, c, s, d);
        vcif(c, s, d) = cif;
        vmsb(c, s, d) = cif * (1 + tariff(e, c, s, d));
      }
}

/// What exports and transport services bring in above imports. The spender is the region with the largest deficit
/// relative to its size, whose saving is the easiest to make negative.
void find_trade_balances(Economy& e) {
  const Array &vfob = e.db["VFOB"], &vcif = e.db["VCIF"], &vst = e.db["VST"];
  for (std::size_t c = 0; c < e.C; ++c)
    for (std::size_t s = 0; s < e.R; ++s)
      for (std::size_t d = 0; d < e.R; ++d) {
        e.trade_balance[s] += vfob(c, s, d);
        e.trade_balance[d] -= vcif(c, s, d);
      }
  for (std::size_t m = 0; m < e.db.sets().marg.size(); ++m)
    for (std::size_t r = 0; r < e.R; ++r) e.trade_balance[r] += vst(m, r);
  if (!e.options.negative_saving) return;
  e.spender = 0;
  for (std::size_t r = 1; r < e.R; ++r)
    if (e.trade_balance[r] / e.size[r] < e.trade_balance[e.spender] / e.size[e.spender]) e.spender = r;
}

}  // namespace setu::synthetic
