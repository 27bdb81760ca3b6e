#include "setu/model/database/world_table.hpp"

namespace setu {

namespace {

struct UseHeaders {
  const char *home, *imported, *home_paid, *imported_paid;
};
/// Of final uses, in the order of the table's columns.
constexpr UseHeaders kFinalUses[WorldTable::kUses] = {
    {"VDPB", "VMPB", "VDPP", "VMPP"}, {"VDGB", "VMGB", "VDGP", "VMGP"}, {"VDIB", "VMIB", "VDIP", "VMIP"}};

/// Fills a table from a database's flows (docs/chains.md, C1 to C4).
class TableMaker {
 public:
  explicit TableMaker(const Database& db) : db_(db), sets_(db.sets()), industries_(sets_.reg.size() * sets_.acts.size()) {
    table_.regions = sets_.reg;
    table_.sectors = sets_.acts;
    const std::size_t uses = sets_.reg.size() * WorldTable::kUses;
    table_.inputs = DenseTable(industries_, industries_);
    table_.final_by_use = DenseTable(industries_, uses);
    table_.taxes.assign(industries_, 0.0);
    table_.final_taxes.assign(uses, 0.0);
    find_makers();
    find_carriers();
  }

  WorldTable make() {
    for (std::size_t d = 0; d < sets_.reg.size(); ++d)
      for (std::size_t c = 0; c < sets_.comm.size(); ++c) buy(c, d);
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

  /// All that region d buys of commodity c: by industries, then by final uses.
  void buy(std::size_t c, std::size_t d) {
    double landed = 0;
    for (std::size_t s = 0; s < sets_.reg.size(); ++s) landed += db_["VMSB"](c, s, d);
    const auto user = [&](double home, double imported, double paid, std::size_t column) {
      tax(column) += paid;
      sell(c, d, home, column);
      if (landed > 0 && imported != 0) import_for(c, d, imported / landed, column);
    };
    for (std::size_t a = 0; a < sets_.acts.size(); ++a)
      user(db_["VDFB"](c, a, d), db_["VMFB"](c, a, d), db_["VDFP"](c, a, d) + db_["VMFP"](c, a, d), table_.row(d, a));
    for (std::size_t k = 0; k < WorldTable::kUses; ++k) {
      const UseHeaders& h = kFinalUses[k];
      user(db_[h.home](c, d), db_[h.imported](c, d), db_[h.home_paid](c, d) + db_[h.imported_paid](c, d),
           industries_ + d * WorldTable::kUses + k);
    }
  }

  /// What a column has paid, as long as it buys; in the end what of that are taxes. Columns of final uses follow those of industries.
  double& tax(std::size_t column) { return column < industries_ ? table_.taxes[column] : table_.final_taxes[column - industries_]; }

  /// A sale of commodity c by region s at the seller's price.
  void sell(std::size_t c, std::size_t s, double value, std::size_t column) {
    if (value == 0) return;
    tax(column) -= value;
    for (const auto& [a, share] : makers_[c * sets_.reg.size() + s])
      (column < industries_ ? table_.inputs(table_.row(s, a), column) : table_.final_by_use(table_.row(s, a), column - industries_)) +=
          share * value;
  }

  /// `share` of all imports of c into d, from every source, with the transport on the way.
  void import_for(std::size_t c, std::size_t d, double share, std::size_t column) {
    for (std::size_t s = 0; s < sets_.reg.size(); ++s) {
      sell(c, s, share * db_["VFOB"](c, s, d), column);
      for (std::size_t m = 0; m < margin_commodity_.size(); ++m)
        if (const double transport = share * db_["VTWR"](m, c, s, d); transport != 0)
          for (std::size_t r = 0; r < sets_.reg.size(); ++r) sell(margin_commodity_[m], r, carriers_(m, r) * transport, column);
    }
  }

  void close() {
    table_.final_use = DenseTable(industries_, sets_.reg.size());
    for (std::size_t i = 0; i < industries_; ++i)
      for (std::size_t u = 0; u < table_.final_by_use.columns; ++u) table_.final_use(i, u / WorldTable::kUses) += table_.final_by_use(i, u);
    table_.add_up();
  }

  struct Maker {
    std::size_t activity;
    double share;
  };

  const Database& db_;
  const Sets& sets_;
  std::size_t industries_;
  WorldTable table_;
  std::vector<std::vector<Maker>> makers_;
  DenseTable carriers_;
  std::vector<std::size_t> margin_commodity_;
};

}  // namespace

void WorldTable::add_up() {
  const std::size_t n = inputs.rows;
  output.assign(n, 0.0);
  std::vector<double> bought(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      output[i] += inputs(i, j);
      bought[j] += inputs(i, j);
    }
    for (std::size_t d = 0; d < final_use.columns; ++d) output[i] += final_use(i, d);
  }
  value_added.resize(n);
  for (std::size_t j = 0; j < n; ++j) value_added[j] = output[j] - bought[j];
}

double WorldTable::exports(std::size_t industry, std::size_t region) const {
  if (industry / sectors.size() == region) return 0;
  double sum = final_use(industry, region);
  for (std::size_t a = 0; a < sectors.size(); ++a) sum += inputs(industry, row(region, a));
  return sum;
}

double WorldTable::exports(std::size_t industry) const {
  double sum = 0;
  for (std::size_t r = 0; r < regions.size(); ++r) sum += exports(industry, r);
  return sum;
}

WorldTable world_table(const Database& database) { return TableMaker(database).make(); }

}  // namespace setu
