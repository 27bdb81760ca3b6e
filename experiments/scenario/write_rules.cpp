#include "write_rules.hpp"

#include "scenario_parts.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "setu/base/error.hpp"

namespace setu {

namespace {

/// Where each index of `part` stands among those of `whole`: sets are matched from the last index to the first, so that the
/// region of qms(c,d) is the destination of tms(c,s,d). kNone where `whole` has no such index.
std::vector<Index> aligned(const VariableBlock& part, const VariableBlock& whole) {
  std::vector<Index> at(part.index_set.size(), kNone);
  auto end = static_cast<Index>(whole.index_set.size());
  for (std::size_t d = at.size(); d-- > 0;)
    for (Index w = end; w-- > 0;)
      if (whole.index_set[w] == part.index_set[d]) {
        at[d] = end = w;
        break;
      }
  return at;
}

using Tuple = std::vector<std::string>;

struct Chosen {
  Index id;
  Tuple elements;
};

class Writer {
 public:
  Writer(const RuleChoice& rule, std::size_t source, const Aliases& aliases, const EquationSystem& declared)
      : rule_(rule), source_(source), aliases_(aliases), system_(declared) {}

  void write(std::vector<RuleSpec>& out) {
    const auto limited = present(rule_.limited);
    for (const auto& instrument : rule_.instruments) chosen_.push_back(present(instrument.choice));
    if (rule_.total) {
      RuleSpec spec = empty(rule_.name);
      for (const auto& one : limited) spec.limited.push_back(one.id);
      for (std::size_t k = 0; k < chosen_.size(); ++k)
        for (const auto& one : chosen_[k]) spec.instruments.push_back({one.id, rule_.instruments[k].share});
      out.push_back(std::move(spec));
      return;
    }
    for (const auto& one : limited) {
      RuleSpec spec = empty(limited.size() == 1 ? rule_.name : fmt::format("{}:{}", rule_.name, fmt::join(one.elements, ":")));
      spec.limited.push_back(one.id);
      add_matching(one, spec);
      out.push_back(std::move(spec));
    }
  }

 private:
  std::vector<Chosen> present(const VariableChoice& choice) const {
    std::vector<Chosen> chosen;
    for (auto& elements : expand_choice(choice, aliases_, system_))
      if (const Index id = system_.id(choice.variable, elements); id != kNone) chosen.push_back({id, std::move(elements)});
    if (chosen.empty())
      throw InputError(fmt::format("{}: [[rule]]: {} selects nothing: all its flows are zero.", rule_.where, choice.variable));
    return chosen;
  }

  RuleSpec empty(std::string name) const {
    RuleSpec spec;
    spec.name = std::move(name);
    spec.source = source_;
    spec.down = rule_.down;
    spec.lower = !rule_.down || rule_.until;
    spec.upper = rule_.down || rule_.until;
    spec.reversed = rule_.at_least != rule_.down;
    if (rule_.curve) {
      spec.curve = WageCurve{*rule_.curve, rule_.unemployment};
      spec.lower = spec.upper = false;
    }
    return spec;
  }

  void add_matching(const Chosen& one, RuleSpec& spec) const {
    for (std::size_t k = 0; k < chosen_.size(); ++k) {
      const auto& choice = rule_.instruments[k];
      const auto at = aligned(*system_.find(rule_.limited.variable), *system_.find(choice.choice.variable));
      const std::size_t before = spec.instruments.size();
      for (const auto& candidate : chosen_[k]) {
        bool same = true;
        for (std::size_t d = 0; d < at.size(); ++d) same = same && (at[d] == kNone || candidate.elements[at[d]] == one.elements[d]);
        if (same) spec.instruments.push_back({candidate.id, choice.share});
      }
      if (spec.instruments.size() == before)
        throw InputError(
            fmt::format("{}: [[rule]]: nothing in {} belongs to {}({}). Choose the same elements, or say of = "
                        "\"total\" for one rule on everything.",
                        rule_.where, choice.choice.variable, rule_.limited.variable, fmt::join(one.elements, ",")));
    }
  }

  const RuleChoice& rule_;
  std::size_t source_;
  const Aliases& aliases_;
  const EquationSystem& system_;
  std::vector<std::vector<Chosen>> chosen_;
};

std::string text_of(const VariableChoice& choice) {
  std::string text = choice.variable;
  for (const auto& selector : choice.on) text += key_text(selector);
  return text;
}

}  // namespace

std::vector<RuleSpec> rules_on(const std::vector<RuleChoice>& rules, const Aliases& aliases, const EquationSystem& declared) {
  std::vector<RuleSpec> specs;
  for (std::size_t k = 0; k < rules.size(); ++k) {
    const std::size_t first = specs.size();
    Writer(rules[k], k, aliases, declared).write(specs);
    for (std::size_t i = first; i < specs.size(); ++i)
      for (std::size_t j = 0; j < first; ++j)
        if (specs[i].name == specs[j].name)
          throw InputError(fmt::format("{}: [[rule]]: the name '{}' is taken by the rule at {}; give one of them another 'name'.",
                                       rules[k].where, specs[i].name, rules[specs[j].source].where));
  }
  return specs;
}

std::string rules_key(const std::vector<RuleChoice>& rules) {
  std::string key;
  for (const auto& rule : rules) {
    key += fmt::format("rule {} {} {} {} {} {} {};", rule.name, text_of(rule.limited), rule.at_least, rule.down, rule.total,
                       rule.until.has_value(), rule.curve ? fmt::format("{} {}", *rule.curve, rule.unemployment) : "");
    for (const auto& i : rule.instruments) key += fmt::format(" {} {};", text_of(i.choice), i.share.value_or(-1));
  }
  return key;
}

}  // namespace setu
