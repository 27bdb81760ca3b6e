#include "failure_reason.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "setu/solver/solve/path.hpp"
#include "setu/system/derive/complementarity.hpp"
#include "setu/system/derive/evaluator.hpp"
#include "setu/system/reduce/reduction.hpp"

namespace setu {

namespace {

constexpr double kTie = 1e-5;        // of F or the distance from a bound: what may change its part next
constexpr double kPerverse = -1e-8;  // of dF/dv: below this more of the instrument brings less
constexpr double kFold = 30;         // times the condition number of the benchmark
constexpr double kFarthestStep = 0.3;
constexpr double kFar = 3;        // of a logarithm over the whole shock
constexpr double kVanished = -3;  // of the logarithm of real private consumption
constexpr double kThinned = 0.5;  // of the share of value added in costs
constexpr std::size_t kFewNamed = 3;

double percent(const EquationSystem& system, Index id, double x) { return system.unit(id) == Unit::Log ? 100 * std::expm1(x) : x; }

std::string change_of(const EquationSystem& system, Index id, double x) {
  if (!std::isfinite(percent(system, id, x))) return fmt::format("{} beyond all bounds", system.variable_name(id));
  return system.unit(id) == Unit::Log ? fmt::format("{} {:+.4g} per cent", system.variable_name(id), percent(system, id, x))
                                      : fmt::format("{} to {:.4g}", system.variable_name(id), x);
}

/// What the shocked variables have reached, where they are few.
std::string reached_values(const Experiment& e, const std::vector<double>& x) {
  std::vector<std::string> values;
  for (const auto& shock : e.plan.shocks)
    if (shock.from != shock.to) values.push_back(change_of(e.model.system, shock.variable, x[shock.variable]));
  if (values.empty() || values.size() > kFewNamed) return "";
  return fmt::format(" ({})", fmt::join(values, ", "));
}

/// dF/dv of an inequality as its variable v is moved by hand and everything else adjusts; not a number where that has no answer.
double response(const Experiment& e, std::vector<Binding> active, std::size_t k, const std::vector<double>& x) {
  const EquationSystem& system = e.model.system;
  const Complementarity& c = system.complementarities[k];
  const Index bound = c.lower != kNone ? c.lower : c.upper;
  if (bound == kNone) return std::nan("");
  active[k] = c.lower != kNone ? Binding::Lower : Binding::Upper;
  const EquationSystem smooth = at_active_set(system, active);
  Problem problem{&smooth, e.closure, {}, x};
  problem.path = {{bound}, {static_cast<std::uint8_t>(system.unit(bound) == Unit::Level)}, {x[bound]}, {x[bound] + 1}};
  problem.start[c.variable] = x[c.variable];
  PathSolver solver(problem);
  const auto dx = solver.total_tangent(0.0, x);
  if (dx.empty() || dx[c.variable] == 0) return std::nan("");
  return equation_product(system.terms, c.equation, x, dx) / dx[c.variable];
}

const RuleSpec* rule_of(const Model& model, Index instrument) {
  for (const auto& rule : model.rules)
    if (!rule.instruments.empty() && rule.instruments.front().variable == instrument) return &rule;
  return nullptr;
}

/// A rule on the verge of binding whose instrument moves what it limits the wrong way.
std::string perverse_rule(const Experiment& e, const std::vector<double>& x) {
  const EquationSystem& system = e.model.system;
  const auto active = active_set(system, x);
  for (std::size_t k = 0; k < system.complementarities.size(); ++k) {
    const Complementarity& c = system.complementarities[k];
    const double f = equation_value(system.terms, c.equation, x);
    if (std::abs(f) > kTie && active[k] != Binding::Between) continue;
    const double slope = response(e, active, k, x);
    const RuleSpec* rule = rule_of(e.model, c.variable);
    if (!(slope < kPerverse) || !rule) continue;
    std::vector<std::string> limited;
    for (std::size_t n = 0; n < std::min(rule->limited.size(), kFewNamed); ++n) limited.push_back(system.variable_name(rule->limited[n]));
    if (rule->limited.size() > kFewNamed) limited.emplace_back("…");
    const double moves = (rule->reversed ? slope : -slope) * (rule->down ? -1 : 1);
    return fmt::format(
        "The rule '{}' has a perverse response: {} its instrument {} by 1 per cent, as the rule would have to, {} {} by {:.2g} per cent "
        "once "
        "everything has adjusted, so that no value of it leads to the limit from here.",
        rule->name, rule->down ? "lowering" : "raising", system.variable_name(c.variable), moves < 0 ? "lowers" : "raises",
        fmt::join(limited, " + "), std::abs(moves));
  }
  return "";
}

/// A swap whose freed variable would have to go very far for what is asked of the fixed one.
std::string out_of_reach(const Experiment& e, const std::vector<double>& tangent) {
  const EquationSystem& system = e.model.system;
  for (const auto& swap : e.plan.swaps) {
    const auto free = parse_reference(swap.exogenous), fix = parse_reference(swap.endogenous);
    if (free.elements.empty() || fix.elements.empty()) continue;
    const Index instrument = system.id(free.name, free.elements), target = system.id(fix.name, fix.elements);
    if (instrument == kNone || target == kNone || tangent[target] == 0 || std::abs(tangent[instrument]) < kFar) continue;
    return fmt::format("The target is out of reach of its instrument: one per cent of the way ({}) already takes a change of {}.",
                       change_of(system, target, 0.01 * tangent[target]), change_of(system, instrument, 0.01 * tangent[instrument]));
  }
  return "";
}

/// Equations that have no value at a point that solves all others.
std::string without_value(const EquationSystem& system, const std::vector<double>& x) {
  std::vector<std::string> names;
  for (Index i = 0; i < system.terms.equations() && names.size() <= kFewNamed; ++i)
    if (!std::isfinite(equation_value(system.terms, i, x)))
      names.push_back(fmt::format("{} ({})", system.equation_name(i), system.equation_block_of(i).label));
  if (names.empty()) return "";
  return fmt::format(
      "All of the shock can be solved, but not everything has a value there: {}{}. A total of spending, income or trade whose "
      "logarithm is taken has turned negative.",
      fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), kFewNamed)), ", "),
      names.size() > kFewNamed ? " and more" : "");
}

/// The first equation without a value on the way along the tangent, of those that others depend on.
std::string no_value_beyond(const Experiment& e, const std::vector<double>& x, const std::vector<double>& tangent, double left) {
  const EquationSystem& system = e.model.system;
  std::vector<std::uint8_t> moves(x.size(), 0);
  for (const auto& shock : e.plan.shocks) moves[shock.variable] = 1;
  const Reduction reduction(system, e.closure, moves, x);
  for (double h = 1e-3; h <= std::min(left, kFarthestStep); h *= 2) {
    std::vector<double> beyond = x;
    for (std::size_t v = 0; v < x.size(); ++v) beyond[v] += h * tangent[v];
    for (const Index i : reduction.equations())
      if (!std::isfinite(equation_value(system.terms, i, beyond)))
        return fmt::format(
            "A little further {} ({}) has no value: a total of spending, income or output that must be positive turns negative.",
            system.equation_name(i), system.equation_block_of(i).label);
  }
  return "";
}

/// The quantities and prices that have moved most.
std::string moved_most(const Experiment& e, const std::vector<double>& x) {
  const EquationSystem& system = e.model.system;
  std::vector<Index> order;
  for (const auto& block : system.variables)
    for (Index id = block.first; block.unit == Unit::Log && id < block.first + block.count; ++id)
      if (!e.closure.exogenous[id] && std::isfinite(x[id]) && std::abs(x[id]) > 1e-3) order.push_back(id);
  const std::size_t n = std::min(order.size(), kFewNamed);
  if (n == 0) return "";
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n), order.end(),
                    [&](Index a, Index b) { return std::abs(x[a]) > std::abs(x[b]); });
  std::vector<std::string> text;
  for (std::size_t k = 0; k < n; ++k) text.push_back(change_of(system, order[k], x[order[k]]));
  return fmt::format("What has moved most by then: {}.", fmt::join(text, ", "));
}

/// Share of value added in what activity a of region r pays, at the benchmark and at x; 0 where it has no inputs of one kind.
std::pair<double, double> value_added_share(const EquationSystem& system, const std::string& a, const std::string& r,
                                            const std::vector<double>& x) {
  const std::vector<std::string> at{a, r};
  const Index p = system.find("pva") ? system.id("pva", at) : kNone, q = system.id("qva", at);
  const Index price = system.id("pint", at), inputs = system.id("qint", at);
  if (p == kNone || q == kNone || price == kNone || inputs == kNone) return {0, 0};
  const double earned = system.level0[q], spent = system.level0[inputs];
  const double now = earned * std::exp(x[p] + x[q]), bought = spent * std::exp(x[price] + x[inputs]);
  return {earned / (earned + spent), now / (now + bought)};
}

/// The region whose spending power has all but gone: with inputs in fixed proportions its activities use up what they make.
std::string lost_surplus(const Experiment& e, const std::vector<double>& x) {
  const EquationSystem& system = e.model.system;
  std::string region;
  double least = kVanished;
  for (const auto& r : e.model.sets.reg) {
    const std::vector<std::string> at{r};
    const double real = x[system.id("yp", at)] - x[system.id("ppriv", at)];
    if (real < least) least = real, region = r;
  }
  if (region.empty()) return "";
  std::vector<std::pair<double, std::string>> fallen;
  for (const auto& a : e.model.sets.acts)
    if (const auto [before, now] = value_added_share(system, a, region, x); now < kThinned * before)
      fallen.emplace_back(now / before, fmt::format("{} (from {:.3g} to {:.2g} per cent)", a, 100 * before, 100 * now));
  if (fallen.empty()) return "";
  std::sort(fallen.begin(), fallen.end());
  std::vector<std::string> named;
  for (std::size_t k = 0; k < std::min(fallen.size(), kFewNamed); ++k) named.push_back(fallen[k].second);
  return fmt::format(
      "The economy of {} can no longer produce its own inputs: real private consumption has fallen by {:.4g} per cent, and what its "
      "activities pay to labour, capital and land as a share of their costs has shrunk in {}{}. Where inputs stand in fixed "
      "proportions, less productivity or a higher tax on output than that leaves no surplus.",
      region, -100 * std::expm1(least), fmt::join(named, ", "), fallen.size() > kFewNamed ? " and more" : "");
}

std::string at_the_end(const Experiment& e, PathSolver& path, const Solution& end, bool& perverse) {
  const double t = end.certificate.path_reached;
  if (auto text = perverse_rule(e, end.x); !text.empty()) {
    perverse = true;
    return text;
  }
  std::string text;
  const auto tangent = path.total_tangent(t, end.x);
  if (!tangent.empty()) text = out_of_reach(e, tangent);
  if (text.empty()) text = lost_surplus(e, end.x);
  if (!tangent.empty() && text.empty()) text = no_value_beyond(e, end.x, tangent, 1 - t);
  if (text.empty()) {
    const double condition = path.regularity(end.x).condition, before = path.regularity(e.model.system.benchmark()).condition;
    if (tangent.empty() || condition > kFold * before)
      text = fmt::format(
          "There the equilibrium ceases to exist (a fold: the condition number of the equations has risen from {:.0e} to {:.0e}).", before,
          condition);
  }
  const std::string most = moved_most(e, end.x);
  return text + (text.empty() || most.empty() ? "" : " ") + most;
}

}  // namespace

FailureReason failure_reason(const Experiment& e, const StopCheck& stop) {
  FailureReason reason;
  SolveOptions options;
  options.ipopt_fallback = false;
  options.stop = stop;
  const EquationSystem floored = with_floors(e.model.system);
  Problem problem = e.problem();
  if (!e.model.system.floors.empty()) problem.system = &floored;
  PathSolver path(problem, options);
  const Solution end = path.follow();
  reason.reached = end.certificate.path_reached;
  if (end.certificate.point == PointStatus::Certified) return reason;
  if (reason.reached == 1) {
    reason.text = without_value(e.model.system, end.x);
    reason.reached = 0;
    return reason;
  }
  if (reason.reached > 0)
    reason.text = fmt::format(
        "Followed step by step from the benchmark, {:.4g} per cent of the shock has a solution{}, and what lies beyond was not found.",
        100 * reason.reached, reached_values(e, end.x));
  else reason.text = "Not even a small part of the shock has a solution near the benchmark.";
  if (asked(stop)) return reason;
  if (const auto text = at_the_end(e, path, end, reason.perverse); !text.empty()) reason.text += " " + text;
  return reason;
}

}  // namespace setu
