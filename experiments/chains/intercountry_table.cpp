#include "setu/experiments/chains/intercountry_table.hpp"

#include <numeric>

namespace setu {

namespace {

/// Fills a table from a database's flows (docs/chains.md, C1 to C4).
class TableMaker {
 public:
  explicit TableMaker(const Database& db) : db_(db), sets_(db.sets()) {
    table_.regions = sets_.reg;
    table_.sectors = sets_.acts;
    const std::size_t n = sets_.reg.size() * sets_.acts.size();
    table_.inputs = DenseTable(n, n);
    table_.final_use = DenseTable(n, sets_.reg.size());
    table_.value_added.assign(n, 0.0);
    table_.output.assign(n, 0.0);
    find_makers();
    find_carriers();
  }

  IntercountryTable make() {
    for (std::size_t d = 0; d < sets_.reg.size(); ++d)
      for (std::size_t c = 0; c < sets_.comm.size(); ++c) {
        use_at_home(c, d);
        use_imports(c, d);
      }
    close();
    return std::move(table_);
  }

 private:
  /// Shares of activities in what region r makes of commodity c.
  void find_makers() {
    const Array& make = db_["MAKB"];
    makers_.resize(sets_.comm.size() * sets_.reg.size());
    for (std::size_t c = 0; c < sets_.comm.size(); ++c)
      for (std::size_t r = 0; r < sets_.reg.size(); ++r) {
        double all = 0;
        for (std::size_t a = 0; a < sets_.acts.size(); ++a) all += make(c, a, r);
        for (std::size_t a = 0; a < sets_.acts.size() && all > 0; ++a)
          if (make(c, a, r) > 0) makers_[c * sets_.reg.size() + r].push_back({a, make(c, a, r) / all});
      }
  }

  /// Shares of regions in the world's pool of each margin.
  void find_carriers() {
    const Array& pool = db_["VST"];
    carriers_ = DenseTable(sets_.marg.size(), sets_.reg.size());
    for (std::size_t m = 0; m < sets_.marg.size(); ++m) {
      double all = 0;
      for (std::size_t r = 0; r < sets_.reg.size(); ++r) all += pool(m, r);
      for (std::size_t r = 0; r < sets_.reg.size() && all > 0; ++r) carriers_(m, r) = pool(m, r) / all;
      for (std::size_t c = 0; c < sets_.comm.size(); ++c)
        if (sets_.comm[c] == sets_.marg[m]) margin_commodity_.push_back(c);
    }
  }

  /// Adds what a buyer pays for commodity c of region s: to column `user` of the inputs, or to final use in region d where there is none.
  void sell(std::size_t c, std::size_t s, double value, std::size_t user, std::size_t d) {
    if (value == 0) return;
    for (const auto& [a, share] : makers_[c * sets_.reg.size() + s])
      (user == kFinal ? table_.final_use(table_.row(s, a), d) : table_.inputs(table_.row(s, a), user)) += share * value;
  }

  void use_at_home(std::size_t c, std::size_t d) {
    for (std::size_t a = 0; a < sets_.acts.size(); ++a) sell(c, d, db_["VDFB"](c, a, d), table_.row(d, a), d);
    sell(c, d, db_["VDPB"](c, d) + db_["VDGB"](c, d) + db_["VDIB"](c, d), kFinal, d);
  }

  void use_imports(std::size_t c, std::size_t d) {
    double landed = 0;
    for (std::size_t s = 0; s < sets_.reg.size(); ++s) landed += db_["VMSB"](c, s, d);
    if (landed <= 0) return;
    for (std::size_t a = 0; a < sets_.acts.size(); ++a) import_for(c, d, db_["VMFB"](c, a, d) / landed, table_.row(d, a));
    import_for(c, d, (db_["VMPB"](c, d) + db_["VMGB"](c, d) + db_["VMIB"](c, d)) / landed, kFinal);
  }

  /// `share` of all imports of c into d, from every source, with the transport on the way.
  void import_for(std::size_t c, std::size_t d, double share, std::size_t user) {
    if (share == 0) return;
    for (std::size_t s = 0; s < sets_.reg.size(); ++s) {
      sell(c, s, share * db_["VFOB"](c, s, d), user, d);
      for (std::size_t m = 0; m < margin_commodity_.size(); ++m)
        if (const double transport = share * db_["VTWR"](m, c, s, d); transport != 0)
          for (std::size_t r = 0; r < sets_.reg.size(); ++r) sell(margin_commodity_[m], r, carriers_(m, r) * transport, user, d);
    }
  }

  /// Output is what is sold, value added what is left of it.
  void close() {
    const std::size_t n = table_.output.size();
    for (std::size_t i = 0; i < n; ++i) {
      const auto row = table_.inputs.values.begin() + static_cast<std::ptrdiff_t>(i * n);
      table_.output[i] = std::accumulate(row, row + static_cast<std::ptrdiff_t>(n), 0.0);
      for (std::size_t d = 0; d < table_.regions.size(); ++d) table_.output[i] += table_.final_use(i, d);
    }
    for (std::size_t j = 0; j < n; ++j) {
      double bought = 0;
      for (std::size_t i = 0; i < n; ++i) bought += table_.inputs(i, j);
      table_.value_added[j] = table_.output[j] - bought;
    }
  }

  struct Maker {
    std::size_t activity;
    double share;
  };
  static constexpr std::size_t kFinal = static_cast<std::size_t>(-1);

  const Database& db_;
  const Sets& sets_;
  IntercountryTable table_;
  std::vector<std::vector<Maker>> makers_;
  DenseTable carriers_;
  std::vector<std::size_t> margin_commodity_;
};

}  // namespace

double IntercountryTable::exports(std::size_t industry, std::size_t region) const {
  if (industry / sectors.size() == region) return 0;
  double sum = final_use(industry, region);
  for (std::size_t a = 0; a < sectors.size(); ++a) sum += inputs(industry, row(region, a));
  return sum;
}

double IntercountryTable::exports(std::size_t industry) const {
  double sum = 0;
  for (std::size_t r = 0; r < regions.size(); ++r) sum += exports(industry, r);
  return sum;
}

IntercountryTable intercountry_table(const Database& database) { return TableMaker(database).make(); }

}  // namespace setu
