#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "words.hpp"

namespace setu::detail {
namespace {

std::size_t count_of(const AuditReport& report, std::string_view check) {
  std::size_t count = 0;
  for (const auto& summary : report.checks)
    if (summary.check == check) count += summary.count;
  return count;
}

void on_zeros(const std::vector<Density>& densities, std::vector<std::string>& out) {
  const auto it = std::find_if(densities.begin(), densities.end(), [](const auto& d) { return d.header == "VXSB"; });
  if (it != densities.end() && it->possible > it->present)
    out.push_back(fmt::format("Trade that is zero stays zero, however much its cost falls: {} of {} possible routes cannot open.",
                              it->possible - it->present, it->possible));
}

void on_tariffs(const Sums& s, std::vector<std::string>& out) {
  const auto paid = s.db["VMSB"].values(), cif = s.db["VCIF"].values();
  double revenue = 0, high = 0;
  for (std::size_t cell = 0; cell < cif.size(); ++cell) {
    const double duty = paid[cell] - cif[cell];
    revenue += duty;
    if (cif[cell] > 0 && duty > 0.5 * cif[cell]) high += duty;
  }
  if (revenue > 0 && high > 0.02 * revenue)
    out.push_back(
        fmt::format("Tariffs above 50 % bring {} of the revenue. The cost of a tariff grows with its square, so these "
                    "rates weigh most in any liberalisation: verify them first.",
                    per_cent(high / revenue)));
}

void on_balances(const Sums& s, const Portrait& p, std::vector<std::string>& out) {
  std::vector<std::string> wide;
  for (std::size_t r = 0; r < s.reg; ++r) {
    const RegionPortrait& x = p.regions[r];
    if (x.gdp() > 0 && std::abs(x.exports - x.imports) > 0.1 * x.gdp()) wide.push_back(s.sets.reg[r]);
  }
  if (!wide.empty())
    out.push_back(
        fmt::format("The trade balance of {} is beyond 10 % of GDP: results there depend on how the closure treats saving "
                    "and the trade balance, so try both closures.",
                    listed(wide)));
}

void on_elasticities(const Sums& s, std::vector<std::string>& out) {
  double imports = 0, weighted = 0, nested = 0;
  for (std::size_t c = 0; c < s.comm; ++c)
    for (std::size_t r = 0; r < s.reg; ++r) {
      const double flow = s.over_sources("VMSB", c, r);
      imports += flow, weighted += flow * s.at("ESBM", c, r), nested += flow * s.at("ESBD", c, r);
    }
  if (imports > 0)
    out.push_back(
        fmt::format("Sources of imports substitute with an elasticity of {:.2g} on average, imports and home goods with "
                    "{:.2g}: a price 1 % lower moves about {:.2g} % of a route's trade. Gains from trade and losses by "
                    "terms of trade hang on these numbers: vary them.",
                    weighted / imports, nested / imports, weighted / imports));
}

}  // namespace

std::vector<std::string> meaning_in_words(const Sums& s, const Portrait& p, const AuditReport& report,
                                          const std::vector<Density>& densities) {
  std::vector<std::string> out;
  if (report.has_errors())
    out.push_back(fmt::format("{} errors stand in the way of a model. The first: {}.", report.count(Severity::Error),
                              report.checks.front().findings.empty()
                                  ? report.checks.front().check
                                  : report.checks.front().findings.front().where + ", " + report.checks.front().findings.front().message));
  if (count_of(report, "tiny flows") > 0)
    out.push_back("Very small flows cost time and digits and say nothing; a filter with totals kept removes them.");
  if (count_of(report, "elasticity zero or missing") > 0)
    out.push_back("Elasticities that are zero make fixed proportions: there quantities follow no price.");
  if (count_of(report, "lost flows") > 0)
    out.push_back("What was lost against the parent cannot answer any shock; compare a run with one on the parent.");
  on_zeros(densities, out);
  on_tariffs(s, out);
  on_balances(s, p, out);
  on_elasticities(s, out);
  return out;
}

}  // namespace setu::detail
