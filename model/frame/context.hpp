#pragma once
#include <memory>
#include <vector>

#include "setu/model/options.hpp"
#include "setu/model/recorded.hpp"
#include "setu/system/write/builder.hpp"

/// What the equation blocks share: typed sets, the calibrated flows with their masks, and the variables.
namespace setu {

struct ComTag {};
struct ActTag {};
struct RegTag {};
struct EndTag {};
struct MrgTag {};
struct WinTag {};
struct RulTag {};
using Com = Element<ComTag>;
using Act = Element<ActTag>;
using Reg = Element<RegTag>;
using End = Element<EndTag>;
using Mrg = Element<MrgTag>;
using Win = Element<WinTag>;
using Rul = Element<RulTag>;

/// All elements of one set, for range-for loops.
template <class Tag>
struct Range {
  Index n = 0;
  struct Iterator {
    Index i;
    Element<Tag> operator*() const { return {i}; }
    Iterator& operator++() {
      ++i;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return i != other.i; }
  };
  [[nodiscard]] Iterator begin() const { return {0}; }
  [[nodiscard]] Iterator end() const { return {n}; }
};

/// A benchmark flow over typed sets, read from one header of the database.
template <class... Tags>
class Flow {
 public:
  Flow() = default;
  explicit Flow(const Array& array) : array_(&array) {}
  double operator()(Element<Tags>... e) const { return (*array_)(e.i...); }

 private:
  const Array* array_ = nullptr;
};

/// A parameter over typed sets: its value, and its place on the tape while one records. Where the database does not give
/// the header, `absent` stands for it.
template <class... Tags>
class Parameter {
 public:
  Parameter(const Database& db, const char* header, ModelParameters* recorded, double absent = 0)
      : array_(&db[header]), given_(db.has(header)), absent_(absent) {
    if (!recorded) return;
    tape_ = &recorded->record.tape();
    first_ = recorded->first(header);
  }
  Coefficient operator()(Element<Tags>... e) const {
    const double value = given_ ? (*array_)(e.i...) : absent_;
    if (!tape_) return value;
    Index position = 0;
    std::size_t d = 0;
    ((position = position * static_cast<Index>(array_->dims()[d++]) + e.i), ...);
    return {value, first_ + position, tape_};
  }

 private:
  const Array* array_;
  bool given_;
  double absent_;
  Tape* tape_ = nullptr;
  Index first_ = kNone;
};

enum class EndowmentKind { Mobile, Sluggish, Fixed };

/// The database's flows under GTAP's names, the totals derived from them, and one mask for every zero flow.
/// A flow is present when it is positive at both of its valuations; every block asks the same mask.
struct Flows {
  explicit Flows(const Database& db, ModelParameters* recorded = nullptr);

  const Database& database;  ///< the same by the headers' names
  Flow<ComTag, ActTag, RegTag> VDFB, VDFP, VMFB, VMFP, MAKS, MAKB;
  Flow<ComTag, RegTag> VDPB, VDPP, VMPB, VMPP, VDGB, VDGP, VMGB, VMGP, VDIB, VDIP, VMIB, VMIP;
  Flow<EndTag, ActTag, RegTag> EVFB, EVFP, EVOS;
  Flow<ComTag, RegTag, RegTag> VXSB, VFOB, VCIF, VMSB;
  Flow<MrgTag, RegTag> VST;
  Flow<MrgTag, ComTag, RegTag, RegTag> VTWR;
  Flow<RegTag> SAVE, VDEP, VKB, POP, DPSM, TRNS;
  Flow<ComTag, RegTag, RegTag> PRFU, PRFR, MFNR, PRFC, NTMM, NTMX;
  Flow<RegTag, ActTag, RegTag> VKOS;

  Parameter<ActTag, RegTag> ESBT, ESBC, ESBV, ETRQ;
  Parameter<ComTag, RegTag> ESBD, ESBM, ESBQ, INCP, SUBP;
  Parameter<RegTag> ESBG, ESBI, RFLX;
  Parameter<MrgTag> ESBS;
  Parameter<EndTag, RegTag> ETRE;
  Parameter<ActTag, RegTag> ESKO;  ///< substitution among owners in an activity, §13
  Parameter<RegTag> ETKO;          ///< an owner's transformation across hosts, ≥ 0, §13

  Range<ComTag> com;
  Range<ActTag> act;
  Range<RegTag> reg;
  Range<EndTag> end;
  Range<MrgTag> mrg;
  std::vector<EndowmentKind> type;  ///< per endowment
  std::vector<bool> capital;        ///< per endowment
  Index capital_end = kNone;        ///< the one mobile capital endowment, whose owners are modelled; kNone if several
  std::vector<Index> margin_com;    ///< per margin: its position in COMM
  std::vector<Index> com_margin;    ///< per commodity: its position in MARG or kNone
  double RDLT = 1;

  // Present flows.
  [[nodiscard]] bool fd(Com c, Act a, Reg r) const { return VDFP(c, a, r) > 0 && VDFB(c, a, r) > 0; }
  [[nodiscard]] bool fm(Com c, Act a, Reg r) const { return VMFP(c, a, r) > 0 && VMFB(c, a, r) > 0; }
  [[nodiscard]] bool fa(Com c, Act a, Reg r) const { return fd(c, a, r) || fm(c, a, r); }
  [[nodiscard]] bool pd(Com c, Reg r) const { return VDPP(c, r) > 0 && VDPB(c, r) > 0; }
  [[nodiscard]] bool pm(Com c, Reg r) const { return VMPP(c, r) > 0 && VMPB(c, r) > 0; }
  [[nodiscard]] bool pa(Com c, Reg r) const { return pd(c, r) || pm(c, r); }
  [[nodiscard]] bool gd(Com c, Reg r) const { return VDGP(c, r) > 0 && VDGB(c, r) > 0; }
  [[nodiscard]] bool gm(Com c, Reg r) const { return VMGP(c, r) > 0 && VMGB(c, r) > 0; }
  [[nodiscard]] bool ga(Com c, Reg r) const { return gd(c, r) || gm(c, r); }
  [[nodiscard]] bool id(Com c, Reg r) const { return VDIP(c, r) > 0 && VDIB(c, r) > 0; }
  [[nodiscard]] bool im(Com c, Reg r) const { return VMIP(c, r) > 0 && VMIB(c, r) > 0; }
  [[nodiscard]] bool ia(Com c, Reg r) const { return id(c, r) || im(c, r); }
  [[nodiscard]] bool fe(End e, Act a, Reg r) const { return EVFP(e, a, r) > 0 && EVOS(e, a, r) > 0; }
  [[nodiscard]] bool make(Com c, Act a, Reg r) const { return MAKS(c, a, r) > 0 && MAKB(c, a, r) > 0; }
  [[nodiscard]] bool xs(Com c, Reg s, Reg d) const { return VXSB(c, s, d) > 0 && VMSB(c, s, d) > 0; }
  [[nodiscard]] bool st(Mrg m, Reg r) const { return VST(m, r) > 0; }
  [[nodiscard]] bool tw(Mrg m, Com c, Reg s, Reg d) const { return VTWR(m, c, s, d) > 0 && xs(c, s, d); }
  [[nodiscard]] bool supplied(Com c, Reg r) const { return VCB(c, r) > 0; }
  [[nodiscard]] bool sold(Com c, Reg r) const { return VDB(c, r) > 0; }
  [[nodiscard]] bool imported(Com c, Reg r) const { return VMB(c, r) > 0; }
  [[nodiscard]] bool active(Act a, Reg r) const { return VOS(a, r) > 0; }
  [[nodiscard]] bool owned(End e, Reg r) const { return VES(e, r) > 0 && type[e.i] != EndowmentKind::Fixed; }
  [[nodiscard]] bool prefers(Com c, Reg s, Reg d) const;  ///< preference utilisation is modelled on this route

  // Totals, US$ million.
  [[nodiscard]] double VFP(Com c, Act a, Reg r) const { return VDFP(c, a, r) + VMFP(c, a, r); }
  [[nodiscard]] double VPP(Com c, Reg r) const { return VDPP(c, r) + VMPP(c, r); }
  [[nodiscard]] double VGP(Com c, Reg r) const { return VDGP(c, r) + VMGP(c, r); }
  [[nodiscard]] double VIP(Com c, Reg r) const { return VDIP(c, r) + VMIP(c, r); }
  Flow<ActTag, RegTag> VOS, VVA, TINT;  ///< activity cost, value added, intermediates at producer prices
  Flow<ComTag, RegTag> VCB, VDB, VMB;   ///< supply, domestic sales, aggregate imports at basic prices
  Flow<EndTag, RegTag> VES;             ///< endowment supply at supplier prices
  Flow<RegTag> PRIVEXP, GOVEXP, REGINV, INCOME, FY, INDTAX, GROSSCAP, GDP, VENDW;
  Flow<RegTag, RegTag> KOWN;  ///< capital income at supplier prices by owner and host
  double GLOBINV = 0;
  [[nodiscard]] double NETINV(Reg r) const { return REGINV(r) - VDEP(r); }
  [[nodiscard]] bool foreign(Reg o, Reg h) const { return o.i != h.i && KOWN(o, h) > 0; }
  [[nodiscard]] bool shared(Act a, Reg h) const;  ///< some capital of (a, h) is foreign-owned
  /// Capital income at supplier prices of owner o in activity a of host h; the home owner holds the remainder.
  [[nodiscard]] double kos(Reg o, Act a, Reg h) const;
  /// Depreciation that falls on owner o's capital in host h: VDKO, or VDEP(h) in proportion to capital income.
  [[nodiscard]] double depreciation(Reg o, Reg h) const { return has_vdko ? vdko_(o, h) : VDEP(h) * KOWN(o, h) / GROSSCAP(h); }
  [[nodiscard]] Com commodity(Mrg m) const { return {margin_com[m.i]}; }

 private:
  Flow<RegTag, RegTag> vdko_;
  bool has_vdko = false;
  void read_sets(const Sets& s);
  void compute_totals(const Database& db);
  void compute_income();
  Array& total(std::vector<std::size_t> dims);
  std::vector<std::unique_ptr<Array>> totals_;
};

}  // namespace setu
