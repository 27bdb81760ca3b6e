#include "estimation_problem.hpp"

#include <numeric>

namespace setu::recipe {

EstimationProblem::EstimationProblem(const Recipe& recipe, const std::vector<double>& priors, const Rates& rates,
                                     const std::vector<Evidence>& evidence)
    : recipe_(recipe), rates_(rates), at_(recipe) {
  problem.distance = Distance::CrossEntropy;
  for (const double prior : priors) problem.cells.push_back({prior, 1.0});
  for (std::size_t a = 0; a < at_.n; ++a)
    for (std::size_t r = 0; r < at_.regions; ++r) problem.cells[at_.value_added(a, r)].weight = recipe.number("weights.value_added");
  add_accounts();
  add_imports();
  for (const auto& e : evidence) {
    total_of.push_back(problem.totals.size());
    add_evidence(e);
  }
}

std::size_t EstimationProblem::total(std::string name, double value, double error) {
  problem.totals.push_back({std::move(name), value, error});
  return problem.totals.size() - 1;
}

void EstimationProblem::term(std::size_t total, std::size_t cell, double coefficient) {
  if (coefficient != 0) problem.terms.push_back({total, cell, coefficient});
}

/// What a user pays for a cell of its purchases.
double EstimationProblem::paid(std::size_t origin, std::size_t c, std::size_t u, std::size_t r) const {
  return (origin == 0 ? 1.0 : 1 + rates_.duty(c, r)) * (1 + rates_.product(c, u, r));
}

/// Sales of every activity equal its costs.
void EstimationProblem::add_accounts() {
  for (std::size_t r = 0; r < at_.regions; ++r)
    for (std::size_t a = 0; a < at_.n; ++a) {
      const auto account = total("account of " + recipe_.regions[r] + " " + recipe_.sectors[a].name, 0, 0);
      for (std::size_t u = 0; u < at_.users; ++u)
        if (u != a) term(account, at_.use(0, a, u, r), 1);
      for (std::size_t d = 0; d < at_.regions; ++d)
        for (std::size_t k = 0; k < 2; ++k) term(account, at_.flow(r, a, d, k), 1);
      for (std::size_t c = 0; c < at_.n; ++c) {
        term(account, at_.use(0, c, a, r), c == a ? 1 - paid(0, c, a, r) : -paid(0, c, a, r));
        term(account, at_.use(1, c, a, r), -paid(1, c, a, r));
      }
      term(account, at_.value_added(a, r), -1);
    }
}

/// What users import is what arrives, for intermediate and for final use.
void EstimationProblem::add_imports() {
  for (std::size_t d = 0; d < at_.regions; ++d)
    for (std::size_t c = 0; c < at_.n; ++c)
      for (std::size_t k = 0; k < 2; ++k) {
        const auto arrived =
            total((k == 0 ? "intermediate imports of " : "final imports of ") + recipe_.regions[d] + " " + recipe_.sectors[c].name, 0, 0);
        for (std::size_t u = k == 0 ? 0 : at_.n; u < (k == 0 ? at_.n : at_.users); ++u) term(arrived, at_.use(1, c, u, d), 1);
        for (std::size_t s = 0; s < at_.regions; ++s) term(arrived, at_.flow(s, c, d, k), -1);
      }
}

void EstimationProblem::add_trade(std::size_t total, std::size_t s, std::size_t d, const std::vector<std::size_t>& sectors, double sign) {
  for (const std::size_t c : sectors)
    for (std::size_t k = 0; k < 2; ++k) term(total, at_.flow(s, c, d, k), sign);
}

void EstimationProblem::add_evidence(const Evidence& e) {
  const std::size_t r = e.region;
  const auto sum = total(e.source + " of " + recipe_.regions[r], e.value, e.error);
  std::vector<std::size_t> all(at_.n);
  std::iota(all.begin(), all.end(), 0);
  switch (e.concept_) {
    case Concept::Gdp:
      for (std::size_t a = 0; a < at_.n; ++a) term(sum, at_.value_added(a, r), 1);
      for (std::size_t c = 0; c < at_.n; ++c)
        for (std::size_t u = 0; u < at_.users; ++u)
          for (std::size_t o = 0; o < 2; ++o) term(sum, at_.use(o, c, u, r), paid(o, c, u, r) - 1);
      return;
    case Concept::Household:
    case Concept::Government:
    case Concept::Investment: {
      const std::size_t u = at_.n + (e.concept_ == Concept::Household    ? Private
                                     : e.concept_ == Concept::Government ? Government
                                                                         : Investment);
      for (std::size_t c = 0; c < at_.n; ++c)
        for (std::size_t o = 0; o < 2; ++o) term(sum, at_.use(o, c, u, r), paid(o, c, u, r));
      return;
    }
    case Concept::Balance:
      for (std::size_t d = 0; d < at_.regions; ++d)
        if (d != r) add_trade(sum, r, d, all, 1), add_trade(sum, d, r, all, -1);
      return;
    case Concept::ValueAdded:
      for (const std::size_t a : e.sectors) term(sum, at_.value_added(a, r), 1);
      return;
    case Concept::Exports:
      for (std::size_t d = 0; d < at_.regions; ++d) add_trade(sum, r, d, e.sectors, 1);
      return;
    case Concept::Imports:
      for (std::size_t s = 0; s < at_.regions; ++s) add_trade(sum, s, r, e.sectors, 1);
      return;
    case Concept::Pair: add_trade(sum, r, e.partner, e.sectors, 1); return;
  }
}

}  // namespace setu::recipe
