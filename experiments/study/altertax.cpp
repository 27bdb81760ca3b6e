#include "setu/experiments/study/altertax.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/model/database/base_power.hpp"

namespace setu {

namespace {

/// SUBP of a household that is nearly Cobb-Douglas: with INCP 1 its elasticity of substitution is 1 − SUBP.
constexpr double kSubstitution = 1e-3;

bool is_tax(const std::string& variable) {
  const auto& indices = tax_indices();
  if (std::find(indices.begin(), indices.end(), variable) != indices.end()) return true;
  return std::any_of(tax_powers().begin(), tax_powers().end(), [&](const auto& t) { return variable == t.variable; });
}

/// X1: only taxes, with sizes.
void check_scenario(const Scenario& s) {
  const auto refuse = [](const std::string& where, const char* what) {
    throw InputError(fmt::format("{}: altertax changes tax rates only; take {} out of the scenario.", where, what));
  };
  if (s.fund) refuse(s.fund->where, "the fund");
  if (!s.parameters.empty()) refuse(s.parameters[0].where, "[parameters]");
  if (!s.swaps.empty()) refuse(s.swaps[0].free.where, "the closure swap");
  if (!s.ntm.empty()) refuse(s.ntm[0].where, "[[ntm]]");
  for (const auto& p : s.preferences)
    if (p.utilisation || p.utilisation_points) refuse(p.where, "the utilisation of preferences");
  for (const auto& shock : s.shocks) {
    if (!is_tax(shock.choice.variable)) refuse(shock.choice.where, ("the shock on " + shock.choice.variable).c_str());
    if (shock.target) refuse(shock.choice.where, "the target");
  }
  if (s.shocks.empty() && s.preferences.empty()) throw InputError(fmt::format("{}: the scenario changes no tax.", s.file.string()));
}

void fill(Database& db, const char* header, double value) {
  for (double& cell : db[header].values()) cell = value;
}

/// X2: the parameters under which value shares stay.
void make_cobb_douglas(Database& db) {
  for (const char* ces : {"ESBT", "ESBC", "ESBV", "ESBD", "ESBM", "ESBG", "ESBI", "ESBS", "ESBQ", "ESKO", "INCP"}) fill(db, ces, 1);
  fill(db, "SUBP", kSubstitution);
  fill(db, "ETKO", 0);
  fill(db, "RDLT", 0);
  Sets& s = db.sets();
  s.endm = s.endw;
  s.ends.clear();
  s.endf.clear();
  for (std::size_t e = 0; e < s.endw.size(); ++e)
    for (std::size_t t = 0; t < 3; ++t) db["EFLG"](e, t) = t == 0 ? 1 : 0;
}

double spending(const Database& db, std::size_t r) {
  double sum = 0;
  for (std::size_t c = 0; c < db.sets().comm.size(); ++c)
    for (const char* header : {"VDPP", "VMPP", "VDGP", "VMGP"}) sum += db[header](c, r);
  return sum;
}

/// Trade balances are fixed in all regions that save but the largest, which balances the world.
std::vector<Swap> fixed_trade_balances(const Database& db) {
  const auto& regions = db.sets().reg;
  std::size_t largest = 0;
  for (std::size_t r = 1; r < regions.size(); ++r)
    if (spending(db, r) > spending(db, largest)) largest = r;
  std::vector<Swap> swaps;
  for (std::size_t r = 0; r < regions.size(); ++r)
    if (r != largest && db["SAVE"](r) != 0) swaps.push_back({"dpsave(" + regions[r] + ")", "del_tbalry(" + regions[r] + ")"});
  return swaps;
}

/// Headers that a run updates, as against sets' flags and parameters.
bool is_flow(Quantity q) { return q == Quantity::Value || q == Quantity::Share || q == Quantity::Rate || q == Quantity::Persons; }

/// X3: the new flows under the old sets and parameters.
Database with_old_parameters(const Database& original, const Database& updated) {
  Database result = original;
  for (const auto& header : header_catalogue()) {
    if (is_flow(header.quantity) && updated.has(header.name)) result[header.name] = updated[header.name];
  }
  return result;
}

struct Change {
  double size = 0;
  std::string where;
  void see(double by, const std::string& at) {
    if (std::abs(by) > std::abs(size)) size = by, where = at;
  }
};

std::string rates_note(const Database& before, const Database& after) {
  std::size_t changed = 0;
  for (const auto& tax : tax_powers()) {
    const auto a = before[tax.with_tax].values(), b = before[tax.before].values();
    const auto x = after[tax.with_tax].values(), y = after[tax.before].values();
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a[i] > 0 && b[i] > 0 && y[i] > 0 && std::abs(x[i] / y[i] - a[i] / b[i]) > 1e-9) ++changed;
  }
  return fmt::format("{} tax rates are new.", changed);
}

std::string flows_note(const Database& before, const Database& after) {
  const Sets& s = before.sets();
  Change output, income;
  for (std::size_t r = 0; r < s.reg.size(); ++r) {
    income.see(spending(after, r) / spending(before, r) - 1, s.reg[r]);
    for (std::size_t a = 0; a < s.acts.size(); ++a) {
      double old = 0, now = 0;
      for (std::size_t c = 0; c < s.comm.size(); ++c) old += before["MAKS"](c, a, r), now += after["MAKS"](c, a, r);
      if (old > 0) output.see(now / old - 1, s.acts[a] + " in " + s.reg[r]);
    }
  }
  return fmt::format("The value of output changes most, by {} %, for {}; consumption, by {} %, in {}.",
                     signed_decimal(100 * output.size, 2), output.where, signed_decimal(100 * income.size, 2), income.where);
}

}  // namespace

Altered altertax(const Scenario& scenario, const RunOptions& options) {
  check_scenario(scenario);
  Altered result;
  Preparation preparation;
  preparation.base = [&](Database& base) {
    result.database = base;
    make_cobb_douglas(base);
  };
  preparation.swaps = fixed_trade_balances;
  RunOptions only_solve = options;
  only_solve.decompose = false;
  const Experiment experiment = prepare(scenario, only_solve, preparation);
  const RunResult solved = solve_model(experiment, options);
  result.failure = solved.failure;
  if (!solved.certified()) return result;
  const Database before = result.database;
  result.database = with_old_parameters(before, updated_database(experiment.model, experiment.base, solved.solution.x));
  result.notes = {rates_note(before, result.database), flows_note(before, result.database)};
  return result;
}

}  // namespace setu
