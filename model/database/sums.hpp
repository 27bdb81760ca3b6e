#pragma once
#include <algorithm>
#include <string_view>
#include <vector>

#include "setu/model/database/database.hpp"

namespace setu::detail {

/// Sums of a database's headers over one index, in the order of the header's sets.
struct Sums {
  const Database& db;
  const Sets& sets;
  std::size_t reg, comm, acts, endw;

  explicit Sums(const Database& database)
      : db(database),
        sets(database.sets()),
        reg(sets.reg.size()),
        comm(sets.comm.size()),
        acts(sets.acts.size()),
        endw(sets.endw.size()),
        margin_of_(comm, sets.marg.size()),
        is_capital_(endw, false) {
    for (std::size_t m = 0; m < sets.marg.size(); ++m) margin_of_[find(sets.comm, sets.marg[m])] = m;
    for (const auto& element : sets.endc) is_capital_[find(sets.endw, element)] = true;
  }

  [[nodiscard]] double at(std::string_view header, std::size_t c, std::size_t r) const { return db[header](c, r); }
  /// Σ_c header(c,a,r)
  [[nodiscard]] double over_comm(std::string_view header, std::size_t a, std::size_t r) const {
    return strided(header, a * reg + r, acts * reg, comm);
  }
  /// Σ_e header(e,a,r)
  [[nodiscard]] double over_endw(std::string_view header, std::size_t a, std::size_t r) const {
    return strided(header, a * reg + r, acts * reg, endw);
  }
  /// Σ_a header(c,a,r)
  [[nodiscard]] double over_acts(std::string_view header, std::size_t c, std::size_t r) const {
    return strided(header, c * acts * reg + r, reg, acts);
  }
  /// Σ_d header(c,s,d)
  [[nodiscard]] double over_destinations(std::string_view header, std::size_t c, std::size_t s) const {
    return strided(header, (c * reg + s) * reg, 1, reg);
  }
  /// Σ_s header(c,s,d)
  [[nodiscard]] double over_sources(std::string_view header, std::size_t c, std::size_t d) const {
    return strided(header, c * reg * reg + d, reg, reg);
  }
  /// Σ_m VTWR(m,c,s,d)
  [[nodiscard]] double margins_on(std::size_t c, std::size_t s, std::size_t d) const {
    return strided("VTWR", (c * reg + s) * reg + d, comm * reg * reg, sets.marg.size());
  }
  /// VST of commodity c, zero for commodities that are not margins.
  [[nodiscard]] double margin_exports(std::size_t c, std::size_t r) const {
    return margin_of_[c] == sets.marg.size() ? 0 : db["VST"](margin_of_[c], r);
  }
  /// Σ_{e ∈ ENDC} EVOS(e,a,r)
  [[nodiscard]] double capital_income(std::size_t a, std::size_t r) const {
    double sum = 0;
    for (std::size_t e = 0; e < endw; ++e)
      if (is_capital_[e]) sum += db["EVOS"](e, a, r);
    return sum;
  }

  /// Per commodity its position in MARG, or kNoMargin.
  [[nodiscard]] std::vector<std::size_t> margin_of() const {
    std::vector<std::size_t> positions = margin_of_;
    for (std::size_t& m : positions)
      if (m == sets.marg.size()) m = kNoMargin;
    return positions;
  }
  static constexpr std::size_t kNoMargin = static_cast<std::size_t>(-1);
  [[nodiscard]] bool is_capital(std::size_t e) const { return is_capital_[e]; }

  static std::size_t find(const std::vector<std::string>& set, const std::string& element) {
    return static_cast<std::size_t>(std::find(set.begin(), set.end(), element) - set.begin());
  }

 private:
  [[nodiscard]] double strided(std::string_view header, std::size_t first, std::size_t stride, std::size_t count) const {
    const auto values = db[header].values();
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += values[first + i * stride];
    return sum;
  }
  std::vector<std::size_t> margin_of_;
  std::vector<bool> is_capital_;
};

}  // namespace setu::detail
