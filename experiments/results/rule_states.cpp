#include "rule_states.hpp"

#include <algorithm>
#include <cmath>

#include "flow_sums.hpp"
#include "setu/system/derive/complementarity.hpp"

namespace setu {

namespace {

/// Reads one rule at a solution.
class Reader {
 public:
  Reader(const Experiment& e, const RunResult& r, const RuleSpec& rule)
      : e_(e), r_(r), rule_(rule), s_(e.model.system), x_(r.solution.x), lead_(rule.instruments.front().variable) {
    if (rule.low != kNone || rule.high != kNone) rest_ = x_[rule.down ? rule.high : rule.low];
  }

  RuleState read(Binding binding) const {
    RuleState state;
    state.name = rule_.name;
    state.instrument = s_.variable_name(lead_);
    state.instruments = rule_.instruments.size();
    const Binding resting = rule_.down ? Binding::Upper : Binding::Lower;
    state.binds = binding != resting;
    state.words = binding == Binding::Between ? "binds" : state.binds ? "gives way" : "does not bind";
    if (rule_.curve) state.words = "on the curve";
    state.limit_percent = 100 * std::expm1(x_[rule_.limit]);
    state.limited_percent = limited();
    state.instrument_percent = 100 * std::expm1(x_[lead_]);
    if (rule_.curve) state.limit_percent = state.limited_percent;
    for (const auto& i : rule_.instruments)
      if (const auto rent = rent_of(i)) state.rent = state.rent.value_or(0) + *rent;
    if (s_.variable_block_of(lead_).name == "qe") state.unemployment = unemployment();
    return state;
  }

 private:
  /// Of the total; of prices in units of the numeraire, as their limit is.
  [[nodiscard]] double limited() const {
    double before = 0, after = 0;
    for (const Index id : rule_.limited) {
      before += s_.level0[id];
      after += s_.value(id, x_);
    }
    const double degree = s_.variable_block_of(rule_.limited.front()).degree;
    const std::vector<std::string> none;
    if (degree != 0) after *= std::exp(-degree * x_[s_.id("pfactwld", none)]);
    return 100 * (after / before - 1);
  }

  [[nodiscard]] double unemployment() const {
    const double force = rule_.curve ? x_[rule_.limit] - std::log1p(-rule_.curve->unemployment) : rest_;
    return -100 * std::expm1(x_[lead_] - force);
  }

  /// A flow of the updated database at the elements of a variable.
  [[nodiscard]] double flow(const char* header, const std::vector<std::string>& e, bool by_activity) const {
    const Sets& sets = e_.model.sets;
    const std::size_t c = position(sets.comm, e[0]), r = position(sets.reg, e[2]);
    return r_.updated[header](c, position(by_activity ? sets.acts : sets.reg, e[1]), r);
  }

  /// What a tax earns above its rest, or what a public stock pays (negative) or takes.
  [[nodiscard]] std::optional<double> rent_of(const RuleInstrument& i) const {
    const std::string& name = s_.variable_block_of(i.variable).name;
    const auto elements = s_.variable_elements(i.variable);
    const double from = i.share ? 0.0 : rest_, part = -std::expm1(from - x_[i.variable]);
    if (name == "tms") return part * flow("VMSB", elements, false);
    if (name == "txs") return part * flow("VFOB", elements, false);
    if (name == "to") return part * flow("MAKB", elements, true);
    if (name != "qbuy" && name != "qsell") return std::nullopt;
    const double value = s_.level0[s_.id("qc", elements)] * std::exp(x_[s_.id("pds", elements)]) * std::expm1(x_[i.variable]);
    return name == "qbuy" ? -value : value;
  }

  const Experiment& e_;
  const RunResult& r_;
  const RuleSpec& rule_;
  const EquationSystem& s_;
  std::span<const double> x_;
  Index lead_;
  double rest_ = 0;
};

}  // namespace

std::vector<RuleState> rule_states(const Experiment& e, const RunResult& result) {
  std::vector<RuleState> states;
  const auto active = active_set(e.model.system, result.solution.x);
  std::size_t next = 0;
  for (const auto& rule : e.model.rules) states.push_back(Reader(e, result, rule).read(rule.curve ? Binding::Between : active.at(next++)));
  return states;
}

}  // namespace setu
