#include <cmath>

#include "setu/model/model.hpp"

/// The post-shock database: value = benchmark value · exp(price + quantity), header by header (docs/equations.md §16).
namespace setu {

namespace {

class Updater {
 public:
  Updater(const Model& model, const Database& base, std::span<const double> x)
      : system_(model.system), base_(base), x_(x), result_(base) {}

  Database run() {
    intermediates();
    final_demand();
    supply_and_factors();
    trade();
    regions();
    owners();
    return std::move(result_);
  }

 private:
  using Position = std::span<const std::size_t>;

  /// x of the block's element, 0 where masked or not part of the model.
  [[nodiscard]] double log_of(const char* name, std::initializer_list<std::size_t> e) const {
    const VariableBlock* block = system_.find(name);
    if (!block) return 0;
    std::size_t position = 0, d = 0;
    for (const std::size_t i : e) position = position * system_.sets[block->index_set[d++]].elements.size() + i;
    const Index id = block->slot[position];
    return id == kNone ? 0 : x_[id];
  }

  void scale(const char* header, const auto& exponent) {
    const Array& from = base_[header];
    if (!base_.has(header)) return;
    Array& to = result_[header];
    const auto& dims = from.dims();
    std::vector<std::size_t> e(dims.size(), 0);
    for (std::size_t i = 0; i < from.values().size(); ++i) {
      std::size_t rest = i;
      for (std::size_t d = dims.size(); d-- > 0; rest /= dims[d]) e[d] = rest % dims[d];
      if (from.values()[i] != 0) to.values()[i] = from.values()[i] * std::exp(exponent(Position(e)));
    }
  }

  void intermediates() {
    scale("VDFB", [&](Position e) { return log_of("pds", {e[0], e[2]}) + log_of("qfd", {e[0], e[1], e[2]}); });
    scale("VMFB", [&](Position e) { return log_of("pms", {e[0], e[2]}) + log_of("qfm", {e[0], e[1], e[2]}); });
    three("VDFP", "pfd", "qfd");
    three("VMFP", "pfm", "qfm");
  }
  void three(const char* header, const char* p, const char* q) {
    scale(header, [&](Position e) { return log_of(p, {e[0], e[1], e[2]}) + log_of(q, {e[0], e[1], e[2]}); });
  }
  void two(const char* header, const char* p, const char* q) {
    scale(header, [&](Position e) { return log_of(p, {e[0], e[1]}) + log_of(q, {e[0], e[1]}); });
  }
  void one(const char* header, const char* p, const char* q) {
    scale(header, [&](Position e) { return log_of(p, {e[0]}) + log_of(q, {e[0]}); });
  }
  void final_demand() {
    two("VDPB", "pds", "qpd"), two("VDPP", "ppd", "qpd"), two("VMPB", "pms", "qpm"), two("VMPP", "ppm", "qpm");
    two("VDGB", "pds", "qgd"), two("VDGP", "pgd", "qgd"), two("VMGB", "pms", "qgm"), two("VMGP", "pgm", "qgm");
    two("VDIB", "pds", "qid"), two("VDIP", "pid", "qid"), two("VMIB", "pms", "qim"), two("VMIP", "pim", "qim");
  }
  void supply_and_factors() {
    three("MAKS", "ps", "qca");
    three("MAKB", "pca", "qca");
    three("EVFB", "peb", "qfe");
    three("EVFP", "pfe", "qfe");
    three("EVOS", "pes", "qes");
  }
  void trade() {
    scale("VXSB", [&](Position e) { return log_of("pds", {e[0], e[1]}) + log_of("qxs", {e[0], e[1], e[2]}); });
    three("VFOB", "pfob", "qxs");
    three("VCIF", "pcif", "qxs");
    three("VMSB", "pmds", "qxs");
    scale("VTWR", [&](Position e) { return log_of("pt", {e[0]}) + log_of("qtmfsd", {e[0], e[1], e[2], e[3]}); });
    const auto& margins = base_.sets().marg;
    const auto& commodities = base_.sets().comm;
    scale("VST", [&](Position e) {
      std::size_t c = 0;
      while (commodities[c] != margins[e[0]]) ++c;
      return log_of("pds", {c, e[1]}) + log_of("qst", {e[0], e[1]});
    });
    rents("NTMM", "VMSB", "tnm");
    rents("NTMX", "VFOB", "tnx");
    {
      each_route([&](std::size_t c, std::size_t s, std::size_t d) {
        const VariableBlock* block = system_.find("prfu");
        const auto& regions = base_.sets().reg;
        const Index id = block->slot[(c * regions.size() + s) * regions.size() + d];
        if (id != kNone && x_[id] != base_["PRFU"](c, s, d)) result_["PRFU"](c, s, d) = x_[id];
      });
    }
    power("PRFR", "tpref");
    power("MFNR", "tmfn");
  }
  void each_route(const auto& visit) {
    const auto &commodities = base_.sets().comm, &regions = base_.sets().reg;
    for (std::size_t c = 0; c < commodities.size(); ++c)
      for (std::size_t s = 0; s < regions.size(); ++s)
        for (std::size_t d = 0; d < regions.size(); ++d) visit(c, s, d);
  }
  /// Rents within a value whose rent power changed: value·(1 − 1/power).
  void rents(const char* header, const char* value, const char* name) {
    each_route([&](std::size_t c, std::size_t s, std::size_t d) {
      const double shift = log_of(name, {c, s, d}), before = base_[value](c, s, d);
      if (before <= 0 || (shift == 0 && base_[header](c, s, d) == 0)) return;
      const double share = (before - base_[header](c, s, d)) / before * std::exp(-shift);
      result_[header](c, s, d) = static_cast<const Database&>(result_)[value](c, s, d) * (1 - share);
    });
  }
  void power(const char* header, const char* name) {
    each_route([&](std::size_t c, std::size_t s, std::size_t d) {
      const double shift = log_of(name, {c, s, d});
      if (shift != 0) result_[header](c, s, d) = (1 + base_[header](c, s, d)) * std::exp(shift) - 1;
    });
  }
  void regions() {
    one("SAVE", "psave", "qsave");
    one("VDEP", "pinv", "kb");
    one("VKB", "pinv", "kb");
    scale("POP", [&](Position e) { return log_of("pop", {e[0]}); });
    scale("DPSM", [&](Position e) { return log_of("dpsum", {e[0]}); });
  }

  /// Capital by owner at the price its user pays, each owner's depreciation, and the transfers that remain once the
  /// fund's subsidy is part of the new benchmark: the host's co-payment goes to the owner (docs/equations.md §16).
  void owners() {
    const std::size_t R = base_.sets().reg.size();
    transfers();
    if (!base_.has("VKOS")) return;
    scale("VKOS", [&](Position e) {
      const VariableBlock* block = system_.find("qkoa");
      const std::size_t at = (e[0] * base_.sets().acts.size() + e[1]) * R + e[2];
      if (block->slot[at] != kNone) return log_of("pkoa", {e[0], e[1], e[2]}) + log_of("qkoa", {e[0], e[1], e[2]});
      const std::size_t capital = capital_position();
      return log_of("pes", {capital, e[1], e[2]}) + log_of("qfe", {capital, e[1], e[2]});
    });
    Array& dep = result_["VDKO"];
    const Array before = depreciation();
    for (std::size_t o = 0; o < R; ++o)
      for (std::size_t h = 0; h < R; ++h)
        dep(o, h) = before(o, h) * std::exp(log_of("pinv", {h}) + stock(o, h));
  }
  /// Log change of owner o's stock in host h; hosts without foreign capital have only the total kb.
  [[nodiscard]] double stock(std::size_t o, std::size_t h) const {
    const Index slot = system_.find("qko")->slot[o * base_.sets().reg.size() + h];
    return slot != kNone ? x_[slot] : log_of("kb", {h});
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
  const double unit = log_of("pfactwld", {});
  for (std::size_t r = 0; r < base_.sets().reg.size(); ++r) {
    const double fund = level ? x_[level->slot[r]] : 0;
    const double before = base_["TRNS"](r);
    if (before != 0 || fund != 0) result_["TRNS"](r) = (before + fund) * std::exp(unit);
  }
}

}  // namespace

Database updated_database(const Model& model, const Database& base, std::span<const double> x) {
  return Updater(model, base, x).run();
}

}  // namespace setu
