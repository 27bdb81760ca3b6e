#include "model/frame/variables.hpp"

/// §20 Rules that bind only sometimes: quotas, bans, wage floors, capacity limits, targets. An instrument that the standard
/// closure holds exogenous moves between bounds so far as it takes to keep a variable at its limit.
/// docs/equations.md §20.
namespace setu {

namespace {

bool logged(const EquationSystem& s, Index id) { return s.unit(id) == Unit::Log; }

void check_rule(const Context& x, const RuleSpec& rule) {
  const EquationSystem& s = x.m.system();
  const auto refuse = [&](Index id, const char* what) {
    throw InputError("rule '" + rule.name + "': " + s.variable_name(id) + " " + what);
  };
  if (rule.instruments.empty() || rule.limited.empty()) throw LogicError("a rule without instrument or limited variable");
  for (const auto& i : rule.instruments) {
    const auto& name = s.variable_block_of(i.variable).name;
    if (std::find(x.exogenous.begin(), x.exogenous.end(), name) == x.exogenous.end())
      refuse(i.variable, "cannot be an instrument: it is endogenous in the standard closure");
    if (!logged(s, i.variable)) refuse(i.variable, "cannot be an instrument: it is measured by its level, not in logarithms");
  }
  for (const Index id : rule.limited) {
    if (!logged(s, id)) refuse(id, "cannot be limited: it is measured by its level, not in logarithms");
    if (s.variable_block_of(id).degree != s.variable_block_of(rule.limited.front()).degree)
      refuse(id, "cannot be added to the others: one is nominal, the other is not");
  }
}

/// An instrument belongs to one rule.
void check_once(const Context& x) {
  std::vector<std::pair<Index, const RuleSpec*>> seen;
  for (const auto& rule : x.rules)
    for (const auto& i : rule.instruments) {
      for (const auto& [id, other] : seen)
        if (id == i.variable)
          throw InputError("rules '" + other->name + "' and '" + rule.name + "' both move " + x.m.system().variable_name(id));
      seen.emplace_back(i.variable, &rule);
    }
}

double level_of_total(const Context& x, const RuleSpec& rule) {
  double level = 0;
  for (const Index id : rule.limited) level += x.m.system().level0[id];
  return level;
}

/// limit − total in logarithms, or the reverse; a limit on prices is one in units of the numeraire.
Expression gap(const Context& x, Rul r) {
  const RuleSpec& rule = x.rules[r.i];
  const EquationSystem& s = x.m.system();
  Expression total = Var{rule.limited.front()};
  if (rule.limited.size() > 1) {
    Sum sum;
    for (const Index id : rule.limited) sum.add(s.level0[id], Var{id});
    total = log_mean(sum);
  }
  Linear limit = x.v.rulelimit(r);
  if (const double degree = s.variable_block_of(rule.limited.front()).degree; degree != 0) limit += degree * Linear(x.v.pfactwld());
  return rule.reversed ? total - Expression(limit) : Expression(limit) - total;
}

/// wage + ε·log(unemployment rate over its benchmark), with the labour force as the limit.
Expression wage_curve(const Context& x, Rul r) {
  const RuleSpec& rule = x.rules[r.i];
  const double rate = rule.curve->unemployment;
  Sum unemployed;
  unemployed.add(1, Linear()).add(-(1 - rate), Linear(Var{rule.instruments.front().variable}) - Linear(x.v.rulelimit(r)));
  return Expression(Var{rule.limited.front()}) + rule.curve->elasticity * log_ratio(unemployed, rate);
}

void write_followers(Context& x) {
  std::vector<std::pair<Var, Linear>> followers;
  for (const auto& rule : x.rules)
    for (std::size_t k = 1; k < rule.instruments.size(); ++k) {
      const Var lead{rule.instruments.front().variable};
      const auto& [variable, share] = rule.instruments[k];
      followers.emplace_back(Var{variable}, share ? *share * (lead - Var{rule.down ? rule.high : rule.low}) : Linear(lead));
    }
  const auto block_of = [&](Var v) { return &x.m.system().variable_block_of(v.id) - x.m.system().variables.data(); };
  std::stable_sort(followers.begin(), followers.end(), [&](const auto& a, const auto& b) { return block_of(a.first) < block_of(b.first); });
  for (std::size_t k = 0; k < followers.size();) {
    const auto block = block_of(followers[k].first);
    auto follow = x.m.equations({"E_rulefollow", "20.2", "an instrument that follows the leading one of its rule"},
                                static_cast<Index>(block), Role::Definition);
    for (; k < followers.size() && block_of(followers[k].first) == block; ++k) follow.define(followers[k].first, followers[k].second);
  }
}

}  // namespace

void declare_rules(Context& x) {
  if (!x.options.rules) return;
  x.rules = x.options.rules(x.m.system());
  if (x.rules.empty()) return;
  std::vector<std::string> names;
  for (const auto& rule : x.rules) {
    check_rule(x, rule);
    if (std::find(names.begin(), names.end(), rule.name) != names.end()) throw InputError("two rules are called '" + rule.name + "'");
    names.push_back(rule.name);
  }
  check_once(x);
  x.set_rul = x.m.set("RULE", names);
  x.rul = {static_cast<Index>(names.size())};
  Variables& v = x.v;
  const auto lead = [&](Rul r) { return x.m.system().level0[x.rules[r.i].instruments.front().variable]; };
  x.declare_exogenous(
      v.rulelimit, {"rulelimit", "limit of a rule, in the unit of what it limits", kLimit}, [](Rul) { return true; },
      [&](Rul r) { return x.rules[r.i].curve ? 1.0 : level_of_total(x, x.rules[r.i]); });
  x.declare_exogenous(
      v.rulelow, {"rulelow", "lower bound of a rule's leading instrument", kLimit}, [&](Rul r) { return x.rules[r.i].lower; }, lead);
  x.declare_exogenous(
      v.rulehigh, {"rulehigh", "upper bound of a rule's leading instrument", kLimit}, [&](Rul r) { return x.rules[r.i].upper; }, lead);
  for (const Rul r : x.rul) {
    x.rules[r.i].limit = v.rulelimit(r).id;
    x.rules[r.i].low = v.rulelow(r).id;
    x.rules[r.i].high = v.rulehigh(r).id;
  }
}

void write_rules(Context& x) {
  if (x.rules.empty()) return;
  const Variables& v = x.v;
  auto rule = x.m.equations({"E_rule", "20.1", "a rule: the limit holds, or its instrument stands on a bound"}, v.rulelimit.block(),
                            Role::Implicit);
  for (const Rul r : x.rul)
    if (!x.rules[r.i].curve) rule.complementarity(Var{x.rules[r.i].instruments.front().variable}, gap(x, r), v.rulelow(r), v.rulehigh(r));
  write_followers(x);
  if (std::none_of(x.rules.begin(), x.rules.end(), [](const RuleSpec& r) { return r.curve.has_value(); })) return;
  auto curve =
      x.m.equations({"E_wagecurve", "20.3", "wage curve: the real wage falls with unemployment"}, v.rulelimit.block(), Role::Implicit);
  for (const Rul r : x.rul)
    if (x.rules[r.i].curve) curve.implicit(Var{x.rules[r.i].instruments.front().variable}, wage_curve(x, r));
}

}  // namespace setu
