#include <map>

#include "regroup.hpp"
#include "setu/base/error.hpp"

namespace setu::reshape {
namespace {

using Values = std::vector<double>;

Values activity_part(const Database& db, bool intermediates, bool endowments) {
  Values w(db.sets().acts.size() * db.sets().reg.size(), 0.0);
  if (intermediates) w = plus(plus(w, sums_over(db["VDFP"], {1, 2})), sums_over(db["VMFP"], {1, 2}));
  return endowments ? plus(w, sums_over(db["EVFP"], {1, 2})) : w;
}

/// All purchases of a commodity in a region, at purchasers' prices.
Values purchases(const Database& db) {
  Values w = plus(sums_over(db["VDFP"], {0, 2}), sums_over(db["VMFP"], {0, 2}));
  for (const char* header : {"VDPP", "VMPP", "VDGP", "VMGP", "VDIP", "VMIP"}) w = plus(w, sums_over(db[header], {0, 1}));
  return w;
}

Values capital_by_activity(const Database& db) {
  const Sets& s = db.sets();
  Values w(s.acts.size() * s.reg.size(), 0.0);
  for (std::size_t e = 0; e < s.endw.size(); ++e)
    for (const auto& capital : s.endc)
      if (capital == s.endw[e])
        for (std::size_t i = 0; i < w.size(); ++i) w[i] += db["EVOS"].values()[e * w.size() + i];
  return w;
}

Values owners_capital(const Database& db) {
  const std::size_t R = db.sets().reg.size();
  const auto owned = capital_owned(db);
  Values w(R, 0.0);
  for (std::size_t o = 0; o < R; ++o)
    for (std::size_t h = 0; h < R; ++h) w[o] += owned[o * R + h];
  return w;
}

Values spending(const Database& db, const char* domestic, const char* imported) {
  return plus(sums_over(db[domestic], {1}), sums_over(db[imported], {1}));
}

/// A3: what each elasticity is weighted with.
Values weight_of(const Database& db, std::string_view header) {
  if (header == "ESBT") return activity_part(db, true, true);
  if (header == "ESBC") return activity_part(db, true, false);
  if (header == "ESBV") return activity_part(db, false, true);
  if (header == "ESBD") return purchases(db);
  if (header == "ESBM") return sums_over(db["VMSB"], {0, 2});
  if (header == "ESBG") return spending(db, "VDGP", "VMGP");
  if (header == "ESBI") return spending(db, "VDIP", "VMIP");
  if (header == "ESBS") return sums_over(db["VST"], {0});
  if (header == "ESBQ") return sums_over(db["MAKB"], {0, 2});
  if (header == "ETRQ") return sums_over(db["MAKS"], {1, 2});
  if (header == "ETRE") return sums_over(db["EVOS"], {0, 2});
  if (header == "RFLX") return sums_over(db["VKB"], {0});
  if (header == "ESKO") return capital_by_activity(db);
  if (header == "ETKO") return owners_capital(db);
  if (header == "DPSM") return plus(plus(spending(db, "VDPP", "VMPP"), spending(db, "VDGP", "VMGP")), sums_over(db["SAVE"], {0}));
  throw LogicError("no weight for the elasticity " + std::string(header));
}

}  // namespace

void aggregate_elasticities(const Database& from, const Regroup& groups, Database& to) {
  for (const auto& header : header_catalogue()) {
    if ((header.quantity != Quantity::Elasticity && header.name != "DPSM") || !from.has(header.name)) continue;
    const Array& old = from[header.name];
    Array& mean = to[header.name];
    const Values weight = weight_of(from, header.name);
    const auto parts = Regroup::parts(groups.cells(old), mean.values().size());
    for (std::size_t i = 0; i < parts.size(); ++i) mean.values()[i] = weighted_mean(parts[i], old.values(), weight);
  }
}

}  // namespace setu::reshape
