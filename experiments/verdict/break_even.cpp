#include "break_even.hpp"

#include <cmath>
#include <limits>
#include <map>

#include <boost/math/tools/toms748_solve.hpp>
#include <fmt/format.h>

#include "experiments/sweep/point_scenario.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/experiments/study/run.hpp"
#include "setu/experiments/study/warm_study.hpp"

namespace setu {

namespace {

constexpr int kSteps = 4;             ///< that are looked at on each side of the central value
constexpr double kZero = 1e-9;        ///< |EV| over income that ends the search
constexpr std::uintmax_t kMost = 40;  ///< values that one search may try

/// The regions' EV as the number moves: warm solves beside that of the central value. Each value is solved once.
class MovedNumber {
 public:
  MovedNumber(const Cases& cases, const BreakEven& number)
      : cases_(cases), number_(number), variant_(number.variant.empty() ? nullptr : cases.battery().find(number.variant)) {
    reference_ = std::make_unique<WarmStudy>(cases_.prepared(scenario_at(number_.central)));
    middle_ = reference_->experiment().plan;
  }

  /// Nothing where the value has no solution.
  const std::vector<double>& at(double value) {
    const auto [it, fresh] = known_.try_emplace(value);
    if (fresh) it->second = solve(value);
    return it->second;
  }
  [[nodiscard]] int solves() const { return static_cast<int>(known_.size()); }

  /// A region's EV there, solved from the benchmark as `setu run` does. Throws InputError where it has no solution.
  [[nodiscard]] double from_benchmark(double value, const std::string& region) const {
    const Experiment e = cases_.prepared(scenario_at(value));
    RunOptions options;
    options.decompose = false;
    const RunResult result = solve_equilibrium(e, options);
    if (!result.certified()) throw InputError(result.failure);
    return result.solution.x[e.model.system.id("EV", std::vector<std::string>{region})];
  }

 private:
  [[nodiscard]] Scenario scenario_at(double value) const {
    std::vector<std::string> outer, inner;  // overrides of the scenario, of the variant
    for (const auto& axis : number_.axes) {
      if (axis.kind != Axis::Kind::Key) continue;
      std::string text = axis.key + "=";
      append_number(text, value);
      (variant_ && matching_depth(variant_->tables, text) > 0 ? inner : outer).push_back(std::move(text));
    }
    toml::table root = cases_.tables(variant_, cases_.file(), outer);
    for (const auto& text : inner) apply_override(root, text);
    Scenario scenario = cases_.scenario(root);
    for (const auto& axis : number_.axes) place_number(scenario, axis, value);
    return scenario;
  }

  std::vector<double> solve(double value) {
    auto fresh = std::make_unique<WarmStudy>(cases_.prepared(scenario_at(value)));
    if (!latest_ || !latest_->take_numbers(*fresh)) latest_ = std::move(fresh);
    const Experiment& e = latest_->experiment();
    const Solution solution = latest_->solve_beside(*reference_, e.plan, middle_);
    std::vector<double> values;
    if (!broken_promises(solution.certificate, e.model).empty()) return values;
    for (const auto& region : cases_.subject().regions)
      values.push_back(solution.x[e.model.system.id("EV", std::vector<std::string>{region.region})]);
    return values;
  }

  const Cases& cases_;
  const BreakEven& number_;
  const Variant* variant_;
  std::unique_ptr<WarmStudy> reference_, latest_;
  ShockPlan middle_;
  std::map<double, std::vector<double>> known_;
};

/// Values on one side of the central one, equally spaced in logarithms where the range is positive.
double step_to(const BreakEven& n, double end, int k) {
  const double share = static_cast<double>(k) / kSteps;
  if (k == kSteps) return end;
  return n.least > 0 ? n.central * std::pow(end / n.central, share) : n.central + (end - n.central) * share;
}

double distance(const BreakEven& n, double value) {
  return n.least > 0 ? std::abs(std::log(value / n.central)) : std::abs(value - n.central);
}

/// The zero of EV between two values at which it has different signs.
double zero_between(MovedNumber& moved, std::size_t r, double income, double a, double b) {
  const auto f = [&](double value) {
    const auto& all = moved.at(value);
    if (all.empty()) throw InputError(fmt::format("At {:.4g}, on the way to the value, there is no solution.", value));
    return std::abs(all[r]) <= kZero * income ? 0.0 : all[r];
  };
  if (a > b) std::swap(a, b);
  std::uintmax_t most = kMost;
  const auto ends = boost::math::tools::toms748_solve(f, a, b, f(a), f(b), boost::math::tools::eps_tolerance<double>(40), most);
  return std::abs(f(ends.first)) < std::abs(f(ends.second)) ? ends.first : ends.second;
}

/// The interval nearest to the central value in which the sign turns, if there is one. What is solved on each side is noted.
std::optional<std::pair<double, double>> bracket(MovedNumber& moved, const BreakEven& n, std::size_t r, VerdictBreakEven& found) {
  std::optional<std::pair<double, double>> best;
  found.least = found.most = n.central;
  const auto& centre = moved.at(n.central);
  if (centre.empty()) throw InputError("The central value has no solution.");
  for (const double end : {n.least, n.most}) {
    double last = n.central, ev = centre[r];
    for (int k = 1; k <= kSteps; ++k) {
      const double value = step_to(n, end, k);
      const auto& there = moved.at(value);
      if (there.empty()) break;
      (end < n.central ? found.least : found.most) = value;
      if ((there[r] > 0) != (ev > 0)) {
        if (!best || distance(n, value) < distance(n, best->second)) best = {last, value};
        break;
      }
      last = value;
      ev = there[r];
    }
  }
  return best;
}

VerdictBreakEven blank(const Cases& cases, const BreakEven& n, std::size_t r) {
  VerdictBreakEven b;
  b.name = n.name;
  b.title = n.title;
  b.unit = n.unit;
  b.region = cases.subject().regions[r].region;
  b.result = fmt::format("EV({})", b.region);
  b.source = n.source;
  if (!n.variant.empty()) b.variant = n.variant;
  b.central = n.central;
  b.least = n.least;
  b.most = n.most;
  b.plausible_least = n.plausible_least;
  b.plausible_most = n.plausible_most;
  b.state = "unknown";
  return b;
}

void find_one(MovedNumber& moved, const Cases& cases, const BreakEven& n, std::size_t r, VerdictBreakEven& b) {
  const auto ends = bracket(moved, n, r, b);
  if (!ends) {
    b.state = "keeps its sign";
    return;
  }
  const double income = cases.subject().regions[r].income;
  const double value = zero_between(moved, r, income, ends->first, ends->second);
  const double there = moved.from_benchmark(value, b.region);
  if (!(std::abs(there) <= kBreakEvenLimit * income))
    throw InputError(fmt::format("Solved from the benchmark at {:.6g}, EV is {:.3g} US$ million, not zero.", value, there));
  b.state = "found";
  b.value = value;
  b.result_there = there;
  const double outer = moved.at(ends->second)[r];
  b.positive = (outer > 0) == (ends->second > value) ? "above" : "below";
  b.within = value >= n.plausible_least && value <= n.plausible_most ? "yes" : "no";
}

}  // namespace

std::vector<VerdictBreakEven> find_break_evens(const Cases& cases, const BreakEven& number) {
  std::vector<VerdictBreakEven> all;
  for (std::size_t r = 0; r < cases.subject().regions.size(); ++r) all.push_back(blank(cases, number, r));
  std::unique_ptr<MovedNumber> moved;
  for (std::size_t r = 0; r < all.size(); ++r) try {
      if (!moved) moved = std::make_unique<MovedNumber>(cases, number);
      const int before = moved->solves();
      find_one(*moved, cases, number, r, all[r]);
      all[r].solves = moved->solves() - before + 1;
    } catch (const InputError& error) { all[r].reason = with_period(error.what()); }
  return all;
}

PointOutcome pack_break_evens(const std::vector<VerdictBreakEven>& found) {
  PointOutcome outcome;
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  for (const auto& b : found) {
    for (const double number : {b.state == "found"     ? 1.0
                                : b.state == "unknown" ? 0.0
                                                       : 2.0,
                                b.value.value_or(none), b.result_there.value_or(none), b.positive == "above" ? 1.0 : 0.0, b.least, b.most,
                                static_cast<double>(b.solves)})
      outcome.results.push_back(number);
    outcome.failure += b.reason.value_or("") + "\n";
  }
  return outcome;
}

std::vector<VerdictBreakEven> unpack_break_evens(const Cases& cases, const BreakEven& number, const PointOutcome& outcome) {
  std::vector<VerdictBreakEven> all;
  constexpr std::size_t kNumbers = 7;
  std::size_t begin = 0;
  for (std::size_t r = 0; r < cases.subject().regions.size(); ++r) {
    VerdictBreakEven b = blank(cases, number, r);
    const std::size_t end = std::min(outcome.failure.find('\n', begin), outcome.failure.size());
    if (end > begin) b.reason = outcome.failure.substr(begin, end - begin);
    begin = std::min(end + 1, outcome.failure.size());
    if (outcome.results.size() >= (r + 1) * kNumbers) {
      const double* n = outcome.results.data() + r * kNumbers;
      b.state = n[0] == 1 ? "found" : n[0] == 2 ? "keeps its sign" : "unknown";
      b.least = n[4];
      b.most = n[5];
      b.solves = static_cast<int>(n[6]);
      if (n[0] == 1) {
        b.value = n[1];
        b.result_there = n[2];
        b.positive = n[3] == 1 ? "above" : "below";
        b.within = *b.value >= b.plausible_least && *b.value <= b.plausible_most ? "yes" : "no";
      }
    }
    all.push_back(std::move(b));
  }
  return all;
}

}  // namespace setu
