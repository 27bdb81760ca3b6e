#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <random>

#include <fmt/format.h>

#include "experiments/policy/policy_problem.hpp"
#include "setu/base/error.hpp"

/// setu_beat_policy POLICY [RANDOM [GRID]]: optimises a policy and tries to beat the result, with RANDOM schedules drawn evenly from
/// the ranges (default 10000) and with a grid of GRID³ points (default 11) over the three instruments that are worth most, the
/// others at the optimum. Ends with 1 where a schedule that keeps the constraints is better.
namespace setu {
namespace {

/// Relative to the objective: what rounding of a solve can be.
constexpr double kRounding = 1e-7;

class Challenge {
 public:
  explicit Challenge(const PolicyProblem& p) : p_(p), model_(optimum_model(p)), best_(optimise(p, [](const std::string&) {})) {
    if (!best_.failure.empty()) throw InputError(best_.failure);
    fmt::print("optimum {:.10g} ({:.1f} s, {} starts)\n", best_.best.objective, best_.seconds, best_.starts.size());
  }

  void random(std::size_t draws) {
    std::mt19937_64 generator(p_.file.seed + 1);
    for (std::size_t d = 0; d < draws; ++d) {
      std::vector<double> u;
      for (const auto& i : p_.instruments) u.push_back(i.least + static_cast<double>(generator() >> 11) * 0x1.0p-53 * (i.most - i.least));
      attempt(u);
    }
    tell("random schedules");
  }

  void grid(std::size_t n) {
    const auto axes = most_valuable();
    std::vector<double> u = best_.best.optimum.controls;
    for (std::size_t point = 0; point < n * n * n; ++point) {
      std::size_t rest = point;
      for (const std::size_t k : axes) {
        const double share = static_cast<double>(rest % n) / static_cast<double>(n - 1);
        u[k] = p_.instruments[k].least + share * (p_.instruments[k].most - p_.instruments[k].least);
        rest /= n;
      }
      attempt(u);
    }
    tell(fmt::format("a grid over {}, {}, {}", p_.instruments[axes[0]].name, p_.instruments[axes[1]].name, p_.instruments[axes[2]].name));
  }

  [[nodiscard]] bool beaten() const { return beaten_; }

 private:
  /// By what moving through the whole range would bring at the status quo, to first order.
  std::vector<std::size_t> most_valuable() {
    std::vector<std::size_t> order(p_.instruments.size());
    std::iota(order.begin(), order.end(), 0U);
    if (!model_.system.move(model_.system.status_quo())) throw InputError(model_.system.failure());
    const auto& gradient = *model_.system.gradients();
    const auto worth = [&](std::size_t k) { return std::abs(gradient[k]) * (p_.instruments[k].most - p_.instruments[k].least); };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return worth(a) > worth(b); });
    if (order.size() < 3) throw InputError("the policy has fewer than three instruments");
    order.resize(3);
    return order;
  }

  void attempt(const std::vector<double>& u) {
    ++tried_;
    if (!model_.system.move(u)) return;
    const auto& r = model_.system.outcomes();
    for (std::size_t j = 0; j + 1 < r.size(); ++j)
      if (r[j + 1] < model_.bounds.outcome_lower[j] || r[j + 1] > model_.bounds.outcome_upper[j]) return;
    ++feasible_;
    most_ = std::max(most_, r[0]);
  }

  void tell(const std::string& what) {
    const double optimum = best_.best.optimum.outcomes[0];
    beaten_ = beaten_ || most_ > optimum + kRounding * (1 + std::abs(optimum));
    fmt::print("{}: {} tried, {} keep the constraints, the best of them {:.10g}, {:.3g} below the optimum\n", what, tried_, feasible_,
               most_, optimum - most_);
    tried_ = feasible_ = 0;
    most_ = -kNoBound;
  }

  const PolicyProblem& p_;
  PolicyModel model_;
  PolicyRun best_;
  std::size_t tried_ = 0, feasible_ = 0;
  double most_ = -kNoBound;
  bool beaten_ = false;
};

int challenge(const std::vector<std::string>& arguments) {
  if (arguments.empty()) throw InputError("usage: setu_beat_policy POLICY [RANDOM [GRID]]");
  const auto number = [&](std::size_t at, std::size_t fallback) { return arguments.size() > at ? std::stoul(arguments[at]) : fallback; };
  const PolicyProblem problem = prepare_policy(read_policy_file(arguments[0], PolicyUse::Optimise), "", {});
  if (!problem.status_quo.failure.empty()) throw InputError(problem.status_quo.failure);
  Challenge c(problem);
  c.random(number(1, 10000));
  c.grid(std::max<std::size_t>(2, number(2, 11)));
  return c.beaten() ? 1 : 0;
}

}  // namespace
}  // namespace setu

int main(int argc, char** argv) {
  try {
    return setu::challenge({argv + 1, argv + argc});
  } catch (const std::exception& e) {
    fmt::print(stderr, "setu_beat_policy: {}\n", e.what());
    return 2;
  }
}
