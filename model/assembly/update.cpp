#include <algorithm>
#include <array>
#include <cmath>

#include "setu/model/assembly/model.hpp"
#include "setu/model/database/ledger.hpp"

/// The post-shock database: value = benchmark value · exp(price + quantity), header by header, with the price and quantity that the
/// ledger gives each (docs/equations.md §16).
namespace setu {

namespace {

class Updater {
 public:
  Updater(const Model& model, const Database& base, std::span<const double> x) : system_(model.system), base_(base), x_(x), result_(base) {}

  Database run() {
    for (const LedgerRow& row : ledger())
      if (!row.price.empty() || !row.quantity.empty()) scale(row);
    public_stocks();
    parts();
    preferences();
    owners();
    return std::move(result_);
  }

 private:
  using Position = std::span<const std::size_t>;

  /// x of a block's elements, 0 where masked or not part of the model. Found once by name, then read by position.
  class Log {
   public:
    Log(const EquationSystem& system, std::span<const double> x, std::string_view name) : block_(system.find(name)), x_(x) {
      if (!block_) return;
      for (const Index set : block_->index_set) {
        size_.push_back(system.sets[set].elements.size());
        set_.push_back(system.sets[set].name);
      }
    }
    double operator()(std::initializer_list<std::size_t> e) const { return at({e.begin(), e.size()}); }
    [[nodiscard]] double at(Position e) const {
      if (!block_) return 0;
      std::size_t position = 0, d = 0;
      for (const std::size_t i : e) position = position * size_[d++] + i;
      const Index id = block_->slot[position];
      return id == kNone ? 0 : x_[id];
    }
    [[nodiscard]] const std::vector<std::string>& sets() const { return set_; }

   private:
    const VariableBlock* block_;
    std::span<const double> x_;
    std::vector<std::size_t> size_;
    std::vector<std::string> set_;
  };
  [[nodiscard]] Log log_of(std::string_view name) const { return {system_, x_, name}; }

  /// A variable read at the cells of a header.
  class AtCell {
   public:
    AtCell(Log log, const LedgerRow& row, const Sets& sets)
        : log_(std::move(log)), at_(row.read_at(log_.sets())), element_(at_.size()), commodity_(at_.size()) {
      for (std::size_t k = 0; k < at_.size(); ++k)
        if (row.info.sets[at_[k]] == "MARG" && log_.sets()[k] == "COMM")
          for (const auto& margin : sets.marg)
            commodity_[k].push_back(static_cast<std::size_t>(std::find(sets.comm.begin(), sets.comm.end(), margin) - sets.comm.begin()));
    }
    double operator()(Position e) {
      for (std::size_t k = 0; k < at_.size(); ++k) element_[k] = commodity_[k].empty() ? e[at_[k]] : commodity_[k][e[at_[k]]];
      return log_.at(element_);
    }

   private:
    Log log_;
    std::vector<std::size_t> at_, element_;
    std::vector<std::vector<std::size_t>> commodity_;  ///< of margins, where the variable is over commodities
  };

  void scale(const LedgerRow& row) {
    AtCell price(log_of(row.price), row, base_.sets()), quantity(log_of(row.quantity), row, base_.sets());
    scale(row.info.name, [&](Position e) { return price(e) + quantity(e); });
  }

  void scale(const std::string& header, const auto& exponent) {
    const Array& from = base_[header];
    if (!base_.has(header)) return;
    Array& to = result_[header];
    const auto& dims = from.dims();
    std::vector<std::size_t> e(dims.size(), 0);
    const auto old = from.values();
    const auto now = to.values();
    for (std::size_t i = 0; i < old.size(); ++i) {
      if (old[i] != 0) now[i] = old[i] * std::exp(exponent(Position(e)));
      for (std::size_t d = dims.size(); d-- > 0;) {  // on to the next cell, last index first
        if (++e[d] < dims[d]) break;
        e[d] = 0;
      }
    }
  }

  /// What the state has bought for its stocks, net, is public consumption of the new benchmark year.
  void public_stocks() {
    if (!system_.find("qbuy")) return;
    const Log pds = log_of("pds"), buy = log_of("qbuy"), sell = log_of("qsell");
    const Array& made = base_["MAKB"];
    const auto& sets = base_.sets();
    for (std::size_t c = 0; c < sets.comm.size(); ++c)
      for (std::size_t r = 0; r < sets.reg.size(); ++r) {
        double supply = 0;
        for (std::size_t a = 0; a < sets.acts.size(); ++a) supply += made(c, a, r);
        const double net = supply * std::exp(pds({c, r})) * (std::exp(buy({c, r})) - std::exp(sell({c, r})));
        if (net == 0) continue;
        result_["VDGB"](c, r) += net;
        result_["VDGP"](c, r) += net;
      }
  }
  void each_route(const auto& visit) {
    const auto &commodities = base_.sets().comm, &regions = base_.sets().reg;
    for (std::size_t c = 0; c < commodities.size(); ++c)
      for (std::size_t s = 0; s < regions.size(); ++s)
        for (std::size_t d = 0; d < regions.size(); ++d) visit(c, s, d);
  }
  void preferences() {
    const VariableBlock* block = system_.find("prfu");
    const Array& before = base_["PRFU"];
    std::size_t cell = 0;
    each_route([&](std::size_t c, std::size_t s, std::size_t d) {
      const Index id = block->slot[cell++];
      if (id != kNone && x_[id] != before(c, s, d)) result_["PRFU"](c, s, d) = x_[id];
    });
  }
  /// Rents within a value whose rent power changed, value·(1 − 1/power), and rates that have a power of their own.
  void parts() {
    for (const LedgerRow& row : ledger())
      if (!row.power.empty()) row.within.empty() ? rate(row) : rents(row);
  }
  /// A part's power is over what is left of the value without the parts named before it.
  void rents(const LedgerRow& row) {
    AtCell power(log_of(row.power), row, base_.sets());
    const Database& now = result_;
    auto earlier = parts_of(row.within);
    earlier.erase(std::find(earlier.begin(), earlier.end(), &row), earlier.end());
    const auto left = [&](const Database& db, std::size_t c, std::size_t s, std::size_t d) {
      double value = db[row.within](c, s, d);
      for (const LedgerRow* part : earlier) value -= db[part->info.name](c, s, d);
      return value;
    };
    const Array& rent = base_[row.info.name];
    each_route([&](std::size_t c, std::size_t s, std::size_t d) {
      const double shift = power(std::array{c, s, d}), before = left(base_, c, s, d);
      if (before <= 0 || (shift == 0 && rent(c, s, d) == 0)) return;
      const double share = (before - rent(c, s, d)) / before * std::exp(-shift);
      result_[row.info.name](c, s, d) = left(now, c, s, d) * (1 - share);
    });
  }
  void rate(const LedgerRow& row) {
    AtCell moved(log_of(row.power), row, base_.sets());
    const Array& before = base_[row.info.name];
    each_route([&](std::size_t c, std::size_t s, std::size_t d) {
      const double shift = moved(std::array{c, s, d});
      if (shift != 0) result_[row.info.name](c, s, d) = (1 + before(c, s, d)) * std::exp(shift) - 1;
    });
  }

  /// Capital by owner at the price its user pays, each owner's depreciation, and the transfers that remain once the
  /// fund's subsidy is part of the new benchmark: the host's co-payment goes to the owner (docs/equations.md §16).
  void owners() {
    const std::size_t R = base_.sets().reg.size();
    transfers();
    if (!base_.has("VKOS")) return;
    const VariableBlock* block = system_.find("qkoa");
    const Log pkoa = log_of("pkoa"), qkoa = log_of("qkoa"), pes = log_of("pes"), qfe = log_of("qfe"), pinv = log_of("pinv");
    const std::size_t capital = capital_position();
    scale("VKOS", [&](Position e) {
      const std::size_t at = (e[0] * base_.sets().acts.size() + e[1]) * R + e[2];
      if (block->slot[at] != kNone) return pkoa({e[0], e[1], e[2]}) + qkoa({e[0], e[1], e[2]});
      return pes({capital, e[1], e[2]}) + qfe({capital, e[1], e[2]});
    });
    Array& dep = result_["VDKO"];
    const Array before = depreciation();
    for (std::size_t o = 0; o < R; ++o)
      for (std::size_t h = 0; h < R; ++h) dep(o, h) = before(o, h) * std::exp(pinv({h}) + stock(o, h));
  }
  /// Log change of owner o's stock in host h; hosts without foreign capital have only the total kb.
  [[nodiscard]] double stock(std::size_t o, std::size_t h) const {
    const Index slot = system_.find("qko")->slot[o * base_.sets().reg.size() + h];
    return slot != kNone ? x_[slot] : log_of("kb")({h});
  }
  [[nodiscard]] std::size_t capital_position() const {
    std::size_t k = 0;
    while (base_.sets().endw[k] != base_.sets().endc[0]) ++k;
    return k;
  }
  [[nodiscard]] Array depreciation() const {
    const Sets& s = base_.sets();
    if (base_.has("VDKO")) return base_["VDKO"];
    Array result({"REG", "REG"}, {s.reg.size(), s.reg.size()});
    const std::size_t k = capital_position();
    for (std::size_t h = 0; h < s.reg.size(); ++h) {
      double gross = 0;
      for (std::size_t a = 0; a < s.acts.size(); ++a) gross += base_["EVOS"](k, a, h);
      for (std::size_t o = 0; o < s.reg.size(); ++o)
        for (std::size_t a = 0; a < s.acts.size(); ++a) {
          double owned = base_["VKOS"](o, a, h);
          if (o == h) {
            owned = base_["EVOS"](k, a, h);
            for (std::size_t other = 0; other < s.reg.size(); ++other)
              if (other != h) owned -= base_["VKOS"](other, a, h);
          }
          result(o, h) += base_["VDEP"](h) * owned / gross;
        }
    }
    return result;
  }
  void transfers();

  const EquationSystem& system_;
  const Database& base_;
  std::span<const double> x_;
  Database result_;
};

void Updater::transfers() {
  const VariableBlock* level = system_.find("fundxfer");
  const double unit = log_of("pfactwld")({});
  for (std::size_t r = 0; r < base_.sets().reg.size(); ++r) {
    const double fund = level ? x_[level->slot[r]] : 0;
    const double before = base_["TRNS"](r);
    if (before != 0 || fund != 0) result_["TRNS"](r) = (before + fund) * std::exp(unit);
  }
}

}  // namespace

Database updated_database(const Model& model, const Database& base, std::span<const double> x) { return Updater(model, base, x).run(); }

}  // namespace setu
