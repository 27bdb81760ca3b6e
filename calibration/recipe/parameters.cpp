#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "assemble.hpp"
#include "setu/calibration/recipe/cde.hpp"

namespace setu::recipe {
namespace {

/// 0 for a poor, 1 for a rich economy: linear in the logarithm of value added per person between two levels.
double richness(const Recipe& recipe, const Database& db, std::size_t r) {
  double gdp = 0;
  for (std::size_t e = 0; e < db.sets().endw.size(); ++e)
    for (std::size_t a = 0; a < db.sets().acts.size(); ++a) gdp += db["EVFB"](e, a, r);
  const double low = recipe.number("demand.poor_usd"), high = recipe.number("demand.rich_usd");
  return std::clamp(std::log(gdp / db["POP"](r) / low) / std::log(high / low), 0.0, 1.0);
}

/// Income elasticities between the poor and the rich pattern; food keeps its published value, the others are scaled by
/// one factor so that the budget is spent (Engel aggregation).
std::vector<double> income_elasticities(const Recipe& recipe, const std::vector<double>& share, double rich) {
  std::vector<double> eta;
  double food = 0, other = 0;
  for (std::size_t c = 0; c < share.size(); ++c) {
    const auto& s = recipe.sectors[c];
    eta.push_back((1 - rich) * s.income_low + rich * s.income_high);
    const auto& kept = recipe.list("demand.published");
    (std::find(kept.begin(), kept.end(), s.name) != kept.end() ? food : other) += share[c] * eta[c];
  }
  for (std::size_t c = 0; c < share.size(); ++c) {
    const auto& kept = recipe.list("demand.published");
    if (std::find(kept.begin(), kept.end(), recipe.sectors[c].name) == kept.end()) eta[c] *= (1 - food) / other;
  }
  return eta;
}

void add_demand(const Recipe& recipe, Database& db, std::size_t r) {
  const std::size_t n = recipe.sectors.size();
  const Database& in = db;
  std::vector<double> share(n);
  double all = 0;
  for (std::size_t c = 0; c < n; ++c) all += share[c] = in["VDPP"](c, r) + in["VMPP"](c, r);
  for (double& s : share) s /= all;
  const double rich = richness(recipe, in, r);
  const double frisch = (1 - rich) * recipe.number("demand.frisch_poor") + rich * recipe.number("demand.frisch_rich");
  const auto eta = income_elasticities(recipe, share, rich);
  std::vector<double> own(n);
  for (std::size_t c = 0; c < n; ++c) own[c] = eta[c] / frisch * (1 - share[c] * eta[c]);
  const auto cde = fit_cde(share, eta, own);
  for (std::size_t c = 0; c < n; ++c) {
    db["INCP"](c, r) = std::round(cde.expansion[c] * 1e9) / 1e9;
    db["SUBP"](c, r) = std::round(cde.substitution[c] * 1e9) / 1e9;
  }
}

}  // namespace

void add_parameters(const Recipe& recipe, Database& db, Report& report) {
  const std::size_t n = recipe.sectors.size();
  report.begin("Step 11: elasticities");
  for (std::size_t r = 0; r < recipe.regions.size(); ++r) {
    for (std::size_t c = 0; c < n; ++c) {
      db["ESBV"](c, r) = recipe.sectors[c].esbv;
      db["ESBD"](c, r) = recipe.sectors[c].esbd;
      db["ESBM"](c, r) = 2 * recipe.sectors[c].esbd;
      db["ETRQ"](c, r) = recipe.number("elasticities.etrq");
    }
    db["ETRE"](0, r) = recipe.number("elasticities.etre_land");
    db["ESBG"](r) = recipe.number("elasticities.esbg");
    db["RFLX"](r) = recipe.number("elasticities.rflx");
    add_demand(recipe, db, r);
  }
  for (std::size_t m = 0; m < db.sets().marg.size(); ++m) db["ESBS"](m) = recipe.number("elasticities.esbs");
  db["RDLT"].values()[0] = recipe.number("elasticities.rdlt");
  const std::size_t type[5] = {1, 0, 0, 0, 2};  // of the endowments in assemble.cpp: mobile 0, sluggish 1, fixed 2
  for (std::size_t e = 0; e < 5; ++e) db["EFLG"](e, type[e]) = 1;
  report.note("Income elasticities of food as published, others scaled to spend the budget; CDE fitted by region.");
}

}  // namespace setu::recipe
