#pragma once
#include <string>
#include <vector>

#include "experiment.hpp"

namespace setu::test {

/// One row at a time of linear parts and groups of exponentials.
class Rows {
 public:
  explicit Rows(const Bench& bench) : bench_(bench) { terms.variables = bench.system().terms.variables; }

  Rows& linear(const std::string& variable, double coef) {
    terms.linear_var.push_back(id_of(bench_.system(), variable));
    terms.linear_coef.push_back(coef);
    return *this;
  }
  Rows& group(double scale, bool log) {
    terms.group_scale.push_back(scale);
    terms.group_log.push_back(log ? 1 : 0);
    terms.group_near_one.push_back(0);
    terms.term_begin.push_back(terms.terms());
    return *this;
  }
  Rows& term(double coef, const std::vector<std::string>& factors) {
    terms.term_coef.push_back(coef);
    terms.term_level.push_back(kNone);
    for (const auto& f : factors) terms.factor_var.push_back(id_of(bench_.system(), f)), terms.factor_exponent.push_back(1);
    terms.factor_begin.push_back(static_cast<Index>(terms.factor_var.size()));
    terms.term_begin.back() = terms.terms();
    return *this;
  }
  Rows& end(double constant = 0) {
    terms.constant.push_back(constant);
    terms.linear_begin.push_back(static_cast<Index>(terms.linear_var.size()));
    terms.group_begin.push_back(terms.groups());
    return *this;
  }
  Terms terms;

 private:
  const Bench& bench_;
};

/// log of (factor income + tariff revenue) / price of the composite, for the importer of `route` ("good,Foreign,Home") whose
/// factors earn `income` at the benchmark.
inline void add_welfare(Rows& rows, const std::string& route, const std::string& region, double income = 1) {
  const std::string p = "pcif(" + route + ")", q = "qxs(" + route + ")", t = "tms(" + route + ")";
  rows.linear("ppriv(" + region + ")", -1)
      .group(1, true)
      .term(income, {"vendwreg(" + region + ")"})
      .term(0.3, {p, q, t})
      .term(-0.3, {p, q})
      .end();
}

}  // namespace setu::test
