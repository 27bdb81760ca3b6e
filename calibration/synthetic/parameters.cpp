#include <initializer_list>

#include "economy.hpp"

namespace setu::synthetic {
namespace {

struct Range {
  double low, high;
};

/// Domestic against imported: GTAP's published ESUBD lie between 1.3 and 5, services at 1.9.
Range armington(Kind kind) {
  switch (kind) {
    case Kind::Agriculture: return {1.3, 4.5};
    case Kind::Mining: return {1.3, 5.0};
    case Kind::Manufacturing: return {2.1, 4.4};
    case Kind::Services: return {1.9, 2.0};
  }
  return {2, 3};
}

/// Among endowments: GTAP's published ESUBVA are 0.2 to 0.26 in primary production, 1.12 to 1.68 elsewhere.
Range value_added(Kind kind) {
  const bool primary = kind == Kind::Agriculture || kind == Kind::Mining;
  return primary ? Range{0.2, 0.26} : Range{1.12, 1.68};
}

/// Food is a necessity, services a luxury.
Range expansion(Kind kind) {
  switch (kind) {
    case Kind::Agriculture: return {0.2, 0.7};
    case Kind::Mining: return {0.6, 1.1};
    case Kind::Manufacturing: return {0.7, 1.2};
    case Kind::Services: return {0.9, 1.4};
  }
  return {1, 1};
}

void fill(Economy& e, const char* header, double value) {
  for (double& cell : e.db[header].values()) cell = value;
}

}  // namespace

void make_parameters(Economy& e) {
  const auto pick = [&](Range range, std::size_t which, std::size_t c, std::size_t r) {
    return e.draw.between(range.low, range.high, Elasticity + 1000 * (which + 1), {c, r});
  };
  for (std::size_t c = 0; c < e.C; ++c)
    for (std::size_t r = 0; r < e.R; ++r) {
      const double domestic = pick(armington(e.kind[c]), 0, c, 0);  // the same in every region, as GTAP has it
      e.db["ESBD"](c, r) = domestic;
      e.db["ESBM"](c, r) = 2 * domestic;
      e.db["ESBV"](c, r) = pick(value_added(e.kind[c]), 1, c, 0);
      e.db["INCP"](c, r) = pick(expansion(e.kind[c]), 2, c, r);
      e.db["SUBP"](c, r) = pick({0.1, 0.8}, 3, c, r);
    }
  for (const char* leontief : {"ESBT", "ESBC", "ESBI"}) fill(e, leontief, 0);
  for (const char* cobb_douglas : {"ESBG", "ESBS", "DPSM"}) fill(e, cobb_douglas, 1);
  fill(e, "ESBQ", e.options.joint_products ? 0.2 : 0);
  fill(e, "ETRQ", -5);
  fill(e, "RFLX", 10);
  fill(e, "RDLT", 1);
  fill(e, "ESKO", 2);
  fill(e, "ETKO", 1.5);
  for (std::size_t r = 0; r < e.R; ++r) e.db["ETRE"](0, r) = -1;
}

}  // namespace setu::synthetic
