#include "armington.hpp"

#include "armington_flows.hpp"

namespace setu::test {

namespace {

struct RegionTag {};
struct SectorTag {};
struct FactorTag {};
using R = Element<RegionTag>;
using S = Element<SectorTag>;
using F = Element<FactorTag>;

constexpr double kSigmaValueAdded = 0.6, kSigmaDomestic = 2.0, kSigmaImports = 4.0, kSigmaFinal = 0.9;

/// Writes variables and equations over the flows.
class Writer {
 public:
  Writer(int nr, int ns, unsigned seed) : f_(make_flows(nr, ns, seed)), nr_(nr), ns_(ns) {
    reg_ = b_.set("REG", labels("r", nr));
    sec_ = b_.set("COMM", labels("c", ns));
    fac_ = b_.set("ENDW", {"labour", "capital"});
    declare();
    prices();
    demands();
    trade();
    markets();
  }

  Armington finish() {
    Armington a{b_.finish(), {}};
    a.closure.exogenous.assign(a.system.terms.variables, 0);
    for (const char* name : {"tm", "qe", "pn"}) {
      const auto* block = a.system.find(name);
      for (Index v = block->first; v < block->first + block->count; ++v) a.closure.exogenous[v] = 1;
    }
    return a;
  }

 private:
  static std::vector<std::string> labels(const std::string& stem, int n) {
    std::vector<std::string> names;
    for (int i = 0; i < n; ++i) names.push_back(stem + std::to_string(i));
    return names;
  }

  template <class... T>
  Family<T...> family(const char* name, double degree, std::vector<Index> sets, std::array<Index, sizeof...(T)> dims, Unit unit = Unit::Log,
                      bool off_diagonal = false) {
    const auto present = [&](Index p) { return !off_diagonal || p / nr_ % nr_ != p % nr_; };
    const Index block = b_.variables({name, name, degree, unit}, std::move(sets), present, [&](Index) { return unit == Unit::Log; });
    return {block, dims, b_.system().variables[block].slot};
  }

  void declare() {
    po_ = family<SectorTag, RegionTag>("po", 1, {sec_, reg_}, {ns_, nr_});
    qo_ = family<SectorTag, RegionTag>("qo", 0, {sec_, reg_}, {ns_, nr_});
    w_ = family<FactorTag, RegionTag>("w", 1, {fac_, reg_}, {2, nr_});
    qe_ = family<FactorTag, RegionTag>("qe", 0, {fac_, reg_}, {2, nr_});
    e_ = family<RegionTag>("e", 1, {reg_}, {nr_});
    pn_ = family<>("pn", 1, {}, {});
    walras_ = family<>("walras", 0, {}, {}, Unit::Level);
    pva_ = family<SectorTag, RegionTag>("pva", 1, {sec_, reg_}, {ns_, nr_});
    qf_ = family<FactorTag, SectorTag, RegionTag>("qf", 0, {fac_, sec_, reg_}, {2, ns_, nr_});
    pfa_ = family<SectorTag, SectorTag, RegionTag>("pfa", 1, {sec_, sec_, reg_}, {ns_, ns_, nr_});
    qfd_ = family<SectorTag, SectorTag, RegionTag>("qfd", 0, {sec_, sec_, reg_}, {ns_, ns_, nr_});
    qfm_ = family<SectorTag, SectorTag, RegionTag>("qfm", 0, {sec_, sec_, reg_}, {ns_, ns_, nr_});
    pc_ = family<SectorTag, RegionTag>("pc", 1, {sec_, reg_}, {ns_, nr_});
    pu_ = family<RegionTag>("pu", 1, {reg_}, {nr_});
    u_ = family<RegionTag>("u", 0, {reg_}, {nr_});
    qcd_ = family<SectorTag, RegionTag>("qcd", 0, {sec_, reg_}, {ns_, nr_});
    qcm_ = family<SectorTag, RegionTag>("qcm", 0, {sec_, reg_}, {ns_, nr_});
    tm_ = family<SectorTag, RegionTag, RegionTag>("tm", 0, {sec_, reg_, reg_}, {ns_, nr_, nr_}, Unit::Log, true);
    pmds_ = family<SectorTag, RegionTag, RegionTag>("pmds", 1, {sec_, reg_, reg_}, {ns_, nr_, nr_}, Unit::Log, true);
    qxs_ = family<SectorTag, RegionTag, RegionTag>("qxs", 0, {sec_, reg_, reg_}, {ns_, nr_, nr_}, Unit::Log, true);
    pms_ = family<SectorTag, RegionTag>("pms", 1, {sec_, reg_}, {ns_, nr_});
    qms_ = family<SectorTag, RegionTag>("qms", 0, {sec_, reg_}, {ns_, nr_});
  }

  template <class Body>
  void each(int n, Body body) {
    for (Index i = 0; i < n; ++i) body(i);
  }

  Builder::Block open(const char* name, const auto& paired, Role role) { return b_.equations({name, "0", name}, paired.block(), role); }

  double z(bool domestic, Index c, Index a, Index r) { return f_.at(domestic ? f_.zd : f_.zm, c, a, r, ns_, nr_); }

  void prices() {
    auto e1 = open("E_pva", pva_, Role::Definition);
    each(ns_, [&](Index a) {
      each(nr_, [&](Index r) {
        Sum s;
        each(2, [&](Index k) { s.add(f_.at(f_.va, k, a, r, ns_, nr_), w_(F{k}, R{r})); });
        e1.define(pva_(S{a}, R{r}), ces_price(kSigmaValueAdded, s));
      });
    });
    auto e2 = open("E_pfa", pfa_, Role::Definition);
    each(ns_, [&](Index c) {
      each(ns_, [&](Index a) {
        each(nr_, [&](Index r) {
          Sum s;
          s.add(z(true, c, a, r), po_(S{c}, R{r})).add(z(false, c, a, r), pms_(S{c}, R{r}));
          e2.define(pfa_(S{c}, S{a}, R{r}), ces_price(kSigmaDomestic, s));
        });
      });
    });
    auto e3 = open("E_po", po_, Role::Implicit);
    each(ns_, [&](Index a) {
      each(nr_, [&](Index r) {
        Sum s;
        s.add(f_.at(f_.va, 0, a, r, ns_, nr_) + f_.at(f_.va, 1, a, r, ns_, nr_), pva_(S{a}, R{r}));
        each(ns_, [&](Index c) { s.add(z(true, c, a, r) + z(false, c, a, r), pfa_(S{c}, S{a}, R{r})); });
        e3.implicit(po_(S{a}, R{r}), Expression(po_(S{a}, R{r})) - log_mean(s));
      });
    });
    auto e4 = open("E_pc", pc_, Role::Definition);
    each(ns_, [&](Index c) {
      each(nr_, [&](Index r) {
        Sum s;
        s.add(f_.fd[c * nr_ + r], po_(S{c}, R{r})).add(f_.fm[c * nr_ + r], pms_(S{c}, R{r}));
        e4.define(pc_(S{c}, R{r}), ces_price(kSigmaDomestic, s));
      });
    });
    auto e5 = open("E_pu", pu_, Role::Definition);
    each(nr_, [&](Index r) {
      Sum s;
      each(ns_, [&](Index c) { s.add(f_.fd[c * nr_ + r] + f_.fm[c * nr_ + r], pc_(S{c}, R{r})); });
      e5.define(pu_(R{r}), ces_price(kSigmaFinal, s));
    });
  }

  void demands() {
    auto e1 = open("E_qf", qf_, Role::Definition);
    each(2, [&](Index k) {
      each(ns_, [&](Index a) {
        each(nr_, [&](Index r) {
          e1.define(qf_(F{k}, S{a}, R{r}), Linear(qo_(S{a}, R{r})) - kSigmaValueAdded * (w_(F{k}, R{r}) - pva_(S{a}, R{r})));
        });
      });
    });
    for (const bool domestic : {true, false}) {
      const auto& q = domestic ? qfd_ : qfm_;
      const auto& p = domestic ? po_ : pms_;
      auto e2 = open(domestic ? "E_qfd" : "E_qfm", q, Role::Definition);
      each(ns_, [&](Index c) {
        each(ns_, [&](Index a) {
          each(nr_, [&](Index r) {
            e2.define(q(S{c}, S{a}, R{r}), Linear(qo_(S{a}, R{r})) - kSigmaDomestic * (p(S{c}, R{r}) - pfa_(S{c}, S{a}, R{r})));
          });
        });
      });
      const auto& qc = domestic ? qcd_ : qcm_;
      auto e3 = open(domestic ? "E_qcd" : "E_qcm", qc, Role::Definition);
      each(ns_, [&](Index c) {
        each(nr_, [&](Index r) {
          e3.define(qc(S{c}, R{r}),
                    Linear(u_(R{r})) - kSigmaFinal * (pc_(S{c}, R{r}) - pu_(R{r})) - kSigmaDomestic * (p(S{c}, R{r}) - pc_(S{c}, R{r})));
        });
      });
    }
    auto e4 = open("E_u", u_, Role::Definition);
    each(nr_, [&](Index r) { e4.define(u_(R{r}), e_(R{r}) - pu_(R{r})); });
  }

  void trade() {
    auto e1 = open("E_pmds", pmds_, Role::Definition);
    auto flow = [&](Index c, Index s, Index d) { return f_.at(f_.trade, c, s, d, nr_, nr_) * f_.at(f_.power, c, s, d, nr_, nr_); };
    each(ns_, [&](Index c) {
      each(nr_, [&](Index s) {
        each(nr_, [&](Index d) {
          if (s != d) e1.define(pmds_(S{c}, R{s}, R{d}), po_(S{c}, R{s}) + tm_(S{c}, R{s}, R{d}));
        });
      });
    });
    auto e2 = open("E_pms", pms_, Role::Definition);
    each(ns_, [&](Index c) {
      each(nr_, [&](Index d) {
        Sum sum;
        each(nr_, [&](Index s) {
          if (s != d) sum.add(flow(c, s, d), pmds_(S{c}, R{s}, R{d}));
        });
        e2.define(pms_(S{c}, R{d}), ces_price(kSigmaImports, sum));
      });
    });
    auto e3 = open("E_qms", qms_, Role::Definition);
    each(ns_, [&](Index c) {
      each(nr_, [&](Index r) {
        Sum sum;
        each(ns_, [&](Index a) { sum.add(z(false, c, a, r), qfm_(S{c}, S{a}, R{r})); });
        sum.add(f_.fm[c * nr_ + r], qcm_(S{c}, R{r}));
        e3.define(qms_(S{c}, R{r}), log_mean(sum));
      });
    });
    auto e4 = open("E_qxs", qxs_, Role::Definition);
    each(ns_, [&](Index c) {
      each(nr_, [&](Index s) {
        each(nr_, [&](Index d) {
          if (s != d)
            e4.define(qxs_(S{c}, R{s}, R{d}), Linear(qms_(S{c}, R{d})) - kSigmaImports * (pmds_(S{c}, R{s}, R{d}) - pms_(S{c}, R{d})));
        });
      });
    });
  }

  void markets() {
    auto e1 = open("E_qo", qo_, Role::Implicit);
    each(ns_, [&](Index c) {
      each(nr_, [&](Index r) {
        Sum s;
        each(ns_, [&](Index a) { s.add(z(true, c, a, r), qfd_(S{c}, S{a}, R{r})); });
        s.add(f_.fd[c * nr_ + r], qcd_(S{c}, R{r}));
        each(nr_, [&](Index d) {
          if (d != r) s.add(f_.at(f_.trade, c, r, d, nr_, nr_), qxs_(S{c}, R{r}, R{d}));
        });
        e1.implicit(qo_(S{c}, R{r}), Expression(qo_(S{c}, R{r})) - log_mean(s));
      });
    });
    auto e2 = open("E_w", w_, Role::Implicit);
    Linear numeraire;
    each(2, [&](Index k) {
      each(nr_, [&](Index r) {
        Sum s;
        each(ns_, [&](Index a) { s.add(f_.at(f_.va, k, a, r, ns_, nr_), qf_(F{k}, S{a}, R{r})); });
        Expression clearing = log_mean(s) - Expression(qe_(F{k}, R{r}));
        if (k == 1 && r == 0) clearing = clearing - Expression(walras_());
        e2.implicit(w_(F{k}, R{r}), clearing);
        numeraire += (0.5 / nr_) * Linear(w_(F{k}, R{r}));
      });
    });
    auto e3 = open("E_e", e_, Role::Implicit);
    each(nr_, [&](Index r) { e3.implicit(e_(R{r}), income(r)); });
    auto e4 = open("E_pn", walras_, Role::Implicit);
    e4.implicit(walras_(), Expression(numeraire) - Expression(pn_()));
  }

  Expression income(Index r) {
    Sum s;
    const double total = f_.spending[r];
    s.add(1.0, e_(R{r}));
    each(2, [&](Index k) {
      double earned = 0;
      each(ns_, [&](Index a) { earned += f_.at(f_.va, k, a, r, ns_, nr_); });
      s.add(-earned / total, w_(F{k}, R{r}) + qe_(F{k}, R{r}));
    });
    each(ns_, [&](Index c) {
      each(nr_, [&](Index o) {
        if (o == r) return;
        const double flow = f_.at(f_.trade, c, o, r, nr_, nr_), power = f_.at(f_.power, c, o, r, nr_, nr_);
        s.add(-flow * power / total, pmds_(S{c}, R{o}, R{r}) + qxs_(S{c}, R{o}, R{r}));
        s.add(flow / total, po_(S{c}, R{o}) + qxs_(S{c}, R{o}, R{r}));
      });
    });
    s.add(-f_.balance[r] / total, pn_());
    return plain(s);
  }

  Builder b_;
  Flows f_;
  Index nr_, ns_, reg_ = 0, sec_ = 0, fac_ = 0;
  Family<SectorTag, RegionTag> po_, qo_, pva_, pc_, qcd_, qcm_, pms_, qms_;
  Family<FactorTag, RegionTag> w_, qe_;
  Family<FactorTag, SectorTag, RegionTag> qf_;
  Family<SectorTag, SectorTag, RegionTag> pfa_, qfd_, qfm_;
  Family<SectorTag, RegionTag, RegionTag> tm_, pmds_, qxs_;
  Family<RegionTag> e_, pu_, u_;
  Family<> pn_, walras_;
};

}  // namespace

Armington make_armington(int regions, int sectors, unsigned seed) { return Writer(regions, sectors, seed).finish(); }

Problem Armington::tariff_shock(double change, int regions) const {
  Problem p{&system, closure, {}, system.benchmark()};
  const auto* tm = system.find("tm");
  const Index nr = static_cast<Index>(system.sets[0].elements.size());
  for (std::size_t position = 0; position < tm->slot.size(); ++position) {
    const Index v = tm->slot[position];
    if (v == kNone || static_cast<int>(static_cast<Index>(position) % nr) >= regions) continue;
    p.path.variable.push_back(v);
    p.path.level.push_back(0);
    p.path.from.push_back(0);
    p.path.to.push_back(change);
  }
  return p;
}

}  // namespace setu::test
