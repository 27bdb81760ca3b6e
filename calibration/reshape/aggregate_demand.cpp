#include <fmt/format.h>

#include <algorithm>

#include "regroup.hpp"
#include "setu/calibration/recipe/cde.hpp"

namespace setu::reshape {
namespace {

using Values = std::vector<double>;

/// Every array here is COMM × REG.
struct Demand {
  std::size_t comm, reg;
  Values spending, income;  ///< at purchasers' prices; income elasticities
  Values expansion;         ///< Σ_c share·INCP by region: the elasticity of spending to utility
};

Demand read_demand(const Database& db) {
  Demand d{db.sets().comm.size(), db.sets().reg.size(), plus(sums_over(db["VDPP"], {0, 1}), sums_over(db["VMPP"], {0, 1})), {}, {}};
  d.income.assign(d.spending.size(), 1.0);
  d.expansion.assign(d.reg, 0.0);
  for (std::size_t r = 0; r < d.reg; ++r) {
    CdeParameters p;
    Values share;
    double total = 0;
    for (std::size_t c = 0; c < d.comm; ++c) total += d.spending[c * d.reg + r];
    for (std::size_t c = 0; c < d.comm; ++c) {
      share.push_back(total > 0 ? d.spending[c * d.reg + r] / total : 1.0 / static_cast<double>(d.comm));
      p.expansion.push_back(db["INCP"](c, r));
      p.substitution.push_back(db["SUBP"](c, r));
      d.expansion[r] += share[c] * p.expansion[c];
    }
    if (!(d.expansion[r] > 0)) continue;
    const Values eta = cde_income_elasticities(p, share);
    for (std::size_t c = 0; c < d.comm; ++c) d.income[c * d.reg + r] = eta[c];
  }
  return d;
}

/// A5: the INCP of region r of `to` that give income elasticities `eta` and the elasticity `epsilon` of spending to
/// utility with the SUBP that stand there already. False where one would not be positive.
bool solve_expansion(Database& to, std::size_t r, const Values& share, const Values& eta, double epsilon) {
  const std::size_t n = share.size();
  const Array& subp = to["SUBP"];
  double mean = 0, fixed = 0, slope = 0;
  for (std::size_t c = 0; c < n; ++c) mean += share[c] * (1 - subp(c, r));
  const auto wish = [&](std::size_t c) { return epsilon * (eta[c] - (1 - subp(c, r)) + mean); };
  for (std::size_t c = 0; c < n; ++c) {
    if (share[c] == 0) continue;
    if (!(subp(c, r) > 0)) return false;
    fixed += share[c] * wish(c) / subp(c, r);
    slope += share[c] / subp(c, r);
  }
  const double q = (fixed - epsilon) / slope;
  Values incp(n);
  for (std::size_t c = 0; c < n; ++c) {
    if (share[c] == 0) continue;
    incp[c] = (wish(c) - q) / subp(c, r);
    if (!(incp[c] > 0)) return false;
  }
  for (std::size_t c = 0; c < n; ++c)
    if (share[c] > 0) to["INCP"](c, r) = incp[c];
  return true;
}

/// Every part of each cell has the same value, so that there is nothing to average.
bool all_equal(const Array& header, const std::vector<std::vector<std::size_t>>& parts, std::size_t r, std::size_t regions) {
  const auto values = header.values();
  for (std::size_t cell = r; cell < parts.size(); cell += regions)
    for (const std::size_t i : parts[cell])
      if (values[i] != values[parts[cell][0]]) return false;
  return true;
}

}  // namespace

void aggregate_demand(const Database& from, const Regroup& groups, Reshaped& result) {
  Database& to = result.database;
  if (!from.has("INCP") || !from.has("SUBP")) return;
  const Demand d = read_demand(from);
  const auto parts = Regroup::parts(groups.cells(from["INCP"]), to["INCP"].values().size());
  const Mapping& regions = groups.of("REG");
  const auto region_parts = regions.members();
  const std::size_t C = to.sets().comm.size(), R = to.sets().reg.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {  // A4; the means of INCP stay where nothing is merged or A5 fails
    to["SUBP"].values()[i] = weighted_mean(parts[i], from["SUBP"].values(), d.spending);
    to["INCP"].values()[i] = weighted_mean(parts[i], from["INCP"].values(), d.spending);
  }
  std::string failed;
  for (std::size_t r = 0; r < R; ++r) {
    if (all_equal(from["INCP"], parts, r, R) && all_equal(from["SUBP"], parts, r, R)) continue;
    Values share(C, 0.0), eta(C), region_total(d.reg, 0.0);
    double total = 0;
    for (std::size_t c = 0; c < C; ++c) {
      for (const std::size_t i : parts[c * R + r]) share[c] += d.spending[i], region_total[i % d.reg] += d.spending[i];
      eta[c] = weighted_mean(parts[c * R + r], d.income, d.spending);
      total += share[c];
    }
    if (!(total > 0)) continue;
    for (double& s : share) s /= total;
    const double epsilon = weighted_mean(region_parts[r], d.expansion, region_total);
    if (!solve_expansion(to, r, share, eta, epsilon)) failed += (failed.empty() ? "" : ", ") + regions.to[r];
  }
  if (!failed.empty())
    result.notes.push_back(
        fmt::format("INCP is the mean by spending in {}: no positive INCP keeps the mean income "
                    "elasticities there.",
                    failed));
}

}  // namespace setu::reshape
