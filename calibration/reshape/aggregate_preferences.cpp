#include "regroup.hpp"

namespace setu::reshape {
namespace {

using Values = std::vector<double>;

/// The rates of every old route, and the value that they apply to.
struct Rates {
  Values use, preferential, mfn, cost, applied, value;
  std::vector<char> prefers;

  explicit Rates(const Database& db) {
    const auto copy = [&](const char* header) {
      const auto v = db[header].values();
      return Values(v.begin(), v.end());
    };
    use = copy("PRFU"), preferential = copy("PRFR"), mfn = copy("MFNR"), cost = copy("PRFC"), value = copy("VCIF");
    const auto paid = db["VMSB"].values(), rents = db["NTMM"].values();
    for (std::size_t i = 0; i < value.size(); ++i) {
      applied.push_back(value[i] > 0 ? (paid[i] - rents[i]) / value[i] - 1 : 0);
      prefers.push_back(value[i] > 0 && (use[i] > 0 || mfn[i] > preferential[i]));
    }
  }
};

struct Mean {
  double use, preferential, mfn, cost;
};

/// A6 and A7.
Mean mean_rates(const Rates& all, const std::vector<std::size_t>& part) {
  bool some = false;
  for (const std::size_t i : part) some = some || all.prefers[i];
  const std::size_t n = part.size();
  Values use(n), preferential(n), mfn(n), cost(n), value(n), used(n), unused(n);
  std::vector<std::size_t> positions(n);
  double used_total = 0, unused_total = 0;
  for (std::size_t k = 0; k < n; ++k) {
    const std::size_t i = part[k];
    const bool outside = some && !all.prefers[i];
    positions[k] = k;
    use[k] = outside ? 0 : all.use[i];
    preferential[k] = outside ? all.applied[i] : all.preferential[i];
    mfn[k] = outside ? all.applied[i] : all.mfn[i];
    cost[k] = all.cost[i];
    value[k] = all.value[i];
    used_total += used[k] = value[k] * use[k];
    unused_total += unused[k] = value[k] * (1 - use[k]);
  }
  const Values &by_use = used_total > 0 ? used : value, &by_rest = unused_total > 0 ? unused : value;
  return {weighted_mean(positions, use, value), weighted_mean(positions, preferential, by_use), weighted_mean(positions, mfn, by_rest),
          weighted_mean(positions, cost, by_use)};
}

}  // namespace

void aggregate_preferences(const Database& from, const Regroup& groups, Database& to) {
  const bool any = from.has("PRFU") || from.has("PRFR") || from.has("MFNR") || from.has("PRFC");
  if (!any) return;
  const Rates rates(from);
  const auto parts = Regroup::parts(groups.cells(from["VCIF"]), to["VCIF"].values().size());
  const auto use = to["PRFU"].values(), preferential = to["PRFR"].values(), mfn = to["MFNR"].values();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Mean mean = mean_rates(rates, parts[i]);
    use[i] = mean.use;
    preferential[i] = mean.preferential;
    mfn[i] = mean.mfn;
    if (from.has("PRFC")) to["PRFC"].values()[i] = mean.cost;
  }
}

}  // namespace setu::reshape
