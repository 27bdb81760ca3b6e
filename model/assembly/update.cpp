#include <cmath>

#include "setu/model/assembly/model.hpp"

/// The post-shock database: value = benchmark value · exp(price + quantity), header by header (docs/equations.md §16).
namespace setu {

namespace {

class Updater {
 public:
  Updater(const Model& model, const Database& base, std::span<const double> x) : system_(model.system), base_(base), x_(x), result_(base) {}

  Database run() {
    intermediates();
    final_demand();
    public_stocks();
    supply_and_factors();
    trade();
    regions();
    owners();
    return std::move(result_);
  }

 private:
  using Position = std::span<const std::size_t>;

  /// x of a block's elements, 0 where masked or not part of the model. Found once by name, then read by position.
  class Log {
   public:
    Log(const EquationSystem& system, std::span<const double> x, const char* name) : block_(system.find(name)), x_(x) {
      if (block_)
        for (const Index set : block_->index_set) size_.push_back(system.sets[set].elements.size());
    }
    double operator()(std::initializer_list<std::size_t> e) const {
      if (!block_) return 0;
      std::size_t position = 0, d = 0;
      for (const std::size_t i : e) position = position * size_[d++] + i;
      const Index id = block_->slot[position];
      return id == kNone ? 0 : x_[id];
    }

   private:
    const VariableBlock* block_;
    std::span<const double> x_;
    std::vector<std::size_t> size_;
  };
  [[nodiscard]] Log log_of(const char* name) const { return {system_, x_, name}; }

  void scale(const char* header, const auto& exponent) {
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

  void intermediates() {
    const Log pds = log_of("pds"), pms = log_of("pms"), qfd = log_of("qfd"), qfm = log_of("qfm");
    scale("VDFB", [&](Position e) { return pds({e[0], e[2]}) + qfd({e[0], e[1], e[2]}); });
    scale("VMFB", [&](Position e) { return pms({e[0], e[2]}) + qfm({e[0], e[1], e[2]}); });
    three("VDFP", "pfd", "qfd");
    three("VMFP", "pfm", "qfm");
  }
  void three(const char* header, const char* price, const char* quantity) {
    const Log p = log_of(price), q = log_of(quantity);
    scale(header, [&](Position e) { return p({e[0], e[1], e[2]}) + q({e[0], e[1], e[2]}); });
  }
  void two(const char* header, const char* price, const char* quantity) {
    const Log p = log_of(price), q = log_of(quantity);
    scale(header, [&](Position e) { return p({e[0], e[1]}) + q({e[0], e[1]}); });
  }
  void one(const char* header, const char* price, const char* quantity) {
    const Log p = log_of(price), q = log_of(quantity);
    scale(header, [&](Position e) { return p({e[0]}) + q({e[0]}); });
  }
  void final_demand() {
    two("VDPB", "pds", "qpd"), two("VDPP", "ppd", "qpd"), two("VMPB", "pms", "qpm"), two("VMPP", "ppm", "qpm");
    two("VDGB", "pds", "qgd"), two("VDGP", "pgd", "qgd"), two("VMGB", "pms", "qgm"), two("VMGP", "pgm", "qgm");
    two("VDIB", "pds", "qid"), two("VDIP", "pid", "qid"), two("VMIB", "pms", "qim"), two("VMIP", "pim", "qim");
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
  void supply_and_factors() {
    three("MAKS", "ps", "qca");
    three("MAKB", "pca", "qca");
    three("EVFB", "peb", "qfe");
    three("EVFP", "pfe", "qfe");
    three("EVOS", "pes", "qes");
  }
  void trade() {
    const Log pds = log_of("pds"), qxs = log_of("qxs"), pt = log_of("pt"), qtmfsd = log_of("qtmfsd"), qst = log_of("qst");
    scale("VXSB", [&](Position e) { return pds({e[0], e[1]}) + qxs({e[0], e[1], e[2]}); });
    three("VFOB", "pfob", "qxs");
    three("VCIF", "pcif", "qxs");
    three("VMSB", "pmds", "qxs");
    scale("VTWR", [&](Position e) { return pt({e[0]}) + qtmfsd({e[0], e[1], e[2], e[3]}); });
    const auto& margins = base_.sets().marg;
    const auto& commodities = base_.sets().comm;
    scale("VST", [&](Position e) {
      std::size_t c = 0;
      while (commodities[c] != margins[e[0]]) ++c;
      return pds({c, e[1]}) + qst({e[0], e[1]});
    });
    rents("NTMM", "VMSB", "tnm");
    rents("NTMX", "VFOB", "tnx");
    preferences();
    power("PRFR", "tpref");
    power("MFNR", "tmfn");
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
  /// Rents within a value whose rent power changed: value·(1 − 1/power).
  void rents(const char* header, const char* value, const char* name) {
    const Log power = log_of(name);
    const Array &whole = base_[value], &rent = base_[header], &now = static_cast<const Database&>(result_)[value];
    each_route([&](std::size_t c, std::size_t s, std::size_t d) {
      const double shift = power({c, s, d}), before = whole(c, s, d);
      if (before <= 0 || (shift == 0 && rent(c, s, d) == 0)) return;
      const double share = (before - rent(c, s, d)) / before * std::exp(-shift);
      result_[header](c, s, d) = now(c, s, d) * (1 - share);
    });
  }
  void power(const char* header, const char* name) {
    const Log moved = log_of(name);
    const Array& before = base_[header];
    each_route([&](std::size_t c, std::size_t s, std::size_t d) {
      const double shift = moved({c, s, d});
      if (shift != 0) result_[header](c, s, d) = (1 + before(c, s, d)) * std::exp(shift) - 1;
    });
  }
  void regions() {
    one("SAVE", "psave", "qsave");
    one("VDEP", "pinv", "kb");
    one("VKB", "pinv", "kb");
    const Log pop = log_of("pop"), dpsum = log_of("dpsum");
    scale("POP", [&](Position e) { return pop({e[0]}); });
    scale("DPSM", [&](Position e) { return dpsum({e[0]}); });
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
