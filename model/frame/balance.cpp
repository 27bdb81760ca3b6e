#include <algorithm>
#include <cmath>

#include "setu/base/error.hpp"
#include "setu/system/derive/residual.hpp"
#include "variables.hpp"

/// The accounts that the equations take for granted. Rounding in single-precision databases is absorbed so that the
/// benchmark solves the model exactly; anything larger is refused by account name. docs/equations.md §18.
namespace setu {

namespace {

/// Largest relative imbalance that counts as rounding of the database and is absorbed.
constexpr double kRounding = 1e-5;

struct Account {
  std::string name;
  double left = 0, right = 0;
  [[nodiscard]] double imbalance() const {
    const double size = std::max(std::abs(left), std::abs(right));
    return size > 0 ? std::abs(left - right) / size : 0;
  }
};

class Accounts {
 public:
  Accounts(const Flows& f, const Sets& s) : f_(f), s_(s) {}

  std::vector<Account> all() {
    for (const Reg r : f_.reg) {
      for (const Act a : f_.act) activity(a, r);
      for (const Com c : f_.com) commodity(c, r);
      region(r);
    }
    for (const Mrg m : f_.mrg) margin(m);
    world();
    return std::move(accounts_);
  }

 private:
  /// Keeps the account if it is off; `name()` is asked only then.
  void add(const auto& name, double left, double right) {
    Account account{{}, left, right};
    if (account.imbalance() <= kRounding) return;
    account.name = name();
    accounts_.push_back(std::move(account));
  }

  void activity(Act a, Reg r) {
    double make = 0;
    for (const Com c : f_.com) make += f_.MAKS(c, a, r);
    add([&] { return "activity " + s_.acts[a.i] + " in " + s_.reg[r.i] + ": cost (VDFP + VMFP + EVFP) against output (MAKS)"; },
        f_.VOS(a, r), make);
  }

  void commodity(Com c, Reg r) {
    const auto named = [&](const std::string& what) {
      return [&, what] { return "commodity " + s_.comm[c.i] + " in " + s_.reg[r.i] + what; };
    };
    double use = f_.VDB(c, r), imports = 0;
    for (const Reg o : f_.reg) {
      use += f_.VXSB(c, r, o);
      imports += f_.VMSB(c, o, r);
      double margins = 0;
      for (const Mrg m : f_.mrg) margins += f_.VTWR(m, c, o, r);
      if (f_.xs(c, o, r))
        add(
            [&] {
              return "commodity " + s_.comm[c.i] + " in " + s_.reg[r.i] + " from " + s_.reg[o.i] +
                     ": FOB value and margins (VFOB + VTWR) against CIF (VCIF)";
            },
            f_.VFOB(c, o, r) + margins, f_.VCIF(c, o, r));
    }
    if (const Mrg m{f_.com_margin[c.i]}; m.i != kNone) use += f_.VST(m, r);
    add(named(": supply (MAKB) against use (VDFB, VDPB, VDGB, VDIB, VXSB, VST)"), f_.VCB(c, r), use);
    add(named(": imports by source (VMSB) against imports by user (VMFB, VMPB, VMGB, VMIB)"), imports, f_.VMB(c, r));
  }

  void region(Reg r) {
    add([&] { return "region " + s_.reg[r.i] + ": factor and tax income against spending and saving (VDPP … SAVE)"; },
        f_.FY(r) + f_.INDTAX(r), f_.INCOME(r));
  }

  /// Saving finances net investment, transfers cancel, and no activity's foreign owners hold more than its capital.
  void world() {
    double saving = 0, paid = 0, received = 0;
    for (const Reg r : f_.reg) {
      saving += f_.SAVE(r);
      (f_.TRNS(r) > 0 ? received : paid) += std::abs(f_.TRNS(r));
      for (const Act a : f_.act) {
        if (f_.capital_end == kNone || !f_.shared(a, r)) continue;
        double owned = 0;
        for (const Reg o : f_.reg) owned += f_.kos(o, a, r);
        add([&] { return "capital of " + s_.acts[a.i] + " in " + s_.reg[r.i] + ": by owner (VKOS) against all (EVOS)"; }, owned,
            f_.EVOS({f_.capital_end}, a, r));
      }
    }
    add([] { return std::string("world: saving (SAVE) against net investment (VDIP + VMIP − VDEP)"); }, saving, f_.GLOBINV);
    add([] { return std::string("world: transfers received against transfers paid (TRNS)"); }, received, paid);
  }

  void margin(Mrg m) {
    double supply = 0, use = 0;
    for (const Reg s : f_.reg) supply += f_.VST(m, s);
    for (const Com c : f_.com)
      for (const Reg s : f_.reg)
        for (const Reg d : f_.reg) use += f_.VTWR(m, c, s, d);
    add([&] { return "margin " + s_.marg[m.i] + ": supply to the world pool (VST) against use (VTWR)"; }, supply, use);
  }

  const Flows& f_;
  const Sets& s_;
  std::vector<Account> accounts_;
};

}  // namespace

void check_balance(const Flows& f, const Sets& sets) {
  auto accounts = Accounts(f, sets).all();
  if (accounts.empty()) return;
  std::sort(accounts.begin(), accounts.end(), [](const auto& a, const auto& b) { return a.imbalance() > b.imbalance(); });
  std::string text = "the database does not balance: " + std::to_string(accounts.size()) + " accounts are off by more than " +
                     "0.001 percent. Largest first:";
  for (std::size_t i = 0; i < std::min<std::size_t>(accounts.size(), 10); ++i)
    text += "\n  " + accounts[i].name + ": " + std::to_string(accounts[i].left) + " against " + std::to_string(accounts[i].right) +
            " US$ million";
  throw InputError(text + "\n`setu check` lists them all.");
}

double absorb_rounding(EquationSystem& system) {
  std::vector<double> residual(system.terms.equations());
  if (!evaluate(system.terms, system.benchmark(), residual)) throw LogicError("the benchmark cannot be evaluated");
  double largest = 0;
  for (const auto& inequality : system.complementarities) residual[inequality.equation] = 0;  // they need not be zero
  for (Index i = 0; i < system.terms.equations(); ++i) {
    if (std::abs(residual[i]) > 100 * kRounding)
      throw InputError("the benchmark does not solve " + system.equation_name(i) + ": residual " + std::to_string(residual[i]) +
                       "; run `setu check` on the database");
    system.terms.constant[i] -= residual[i];
    largest = std::max(largest, std::abs(residual[i]));
  }
  return largest;
}

}  // namespace setu
