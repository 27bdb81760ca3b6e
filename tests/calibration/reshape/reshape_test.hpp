#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "setu/model/database/accounts.hpp"
#include "setu/calibration/reshape/aggregate.hpp"
#include "setu/calibration/audit/audit.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"

namespace setu::testing {

/// An invented economy with everything that a database may hold.
inline Database everything(std::size_t regions, std::size_t sectors, std::uint64_t seed) {
  SyntheticOptions o;
  o.regions = regions, o.sectors = sectors, o.seed = seed;
  o.joint_products = o.foreign_capital = o.absent_commodities = o.preferences = true;
  return synthetic_database(o);
}

/// Every element i goes to the group i mod `groups`.
inline Mapping folded(const std::vector<std::string>& elements, std::size_t groups) {
  Mapping m{elements, {}, {}};
  for (std::size_t g = 0; g < std::min(groups, elements.size()); ++g) m.to.push_back("g" + std::to_string(g + 1));
  for (std::size_t i = 0; i < elements.size(); ++i) m.index.push_back(i % m.to.size());
  return m;
}

/// The same elements in the opposite order.
inline Mapping reversed(const std::vector<std::string>& elements) {
  Mapping m{elements, {elements.rbegin(), elements.rend()}, {}};
  for (std::size_t i = 0; i < elements.size(); ++i) m.index.push_back(elements.size() - 1 - i);
  return m;
}

/// The database as a file in single precision holds it.
inline Database in_single_precision(Database db) {
  for (const auto& header : header_catalogue())
    if (db.has(header.name))
      for (double& x : db[header.name].values()) x = static_cast<double>(static_cast<float>(x));
  return db;
}

inline void expect_balanced(const Database& db, double tolerance) {
  for (const auto& account : accounts(db)) EXPECT_LE(account.imbalance(), tolerance) << account.name(db.sets());
}

/// The same sets and headers, and values within `tolerance`, relative above 1 and absolute below.
inline void expect_same(const Database& a, const Database& b, double tolerance) {
  for (const char* set : {"REG", "COMM", "ACTS", "ENDW", "MARG", "ENDM", "ENDS", "ENDF", "ENDC", "ENDL"})
    ASSERT_EQ(a.sets().by_name(set), b.sets().by_name(set)) << set;
  for (const auto& header : header_catalogue()) {
    EXPECT_EQ(a.has(header.name), b.has(header.name)) << header.name;
    const auto x = a[header.name].values(), y = b[header.name].values();
    ASSERT_EQ(x.size(), y.size()) << header.name;
    double worst = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
      worst = std::max(worst, std::abs(x[i] - y[i]) / std::max({1.0, std::abs(x[i]), std::abs(y[i])}));
    EXPECT_LE(worst, tolerance) << header.name;
  }
}

}  // namespace setu::testing
