#pragma once
#include <string>
#include <utility>
#include <vector>

#include "experiment.hpp"

namespace setu::test {

/// One rule: `instrument` rises from its benchmark so far as it takes to keep `limited` at the limit.
inline RuleSpec rule(const EquationSystem& s, const std::string& name, const std::string& instrument, const std::string& limited) {
  RuleSpec r;
  r.name = name;
  r.instruments = {{id_of(s, instrument), {}}};
  r.limited = {id_of(s, limited)};
  r.lower = true;
  return r;
}

inline ModelOptions with(std::function<std::vector<RuleSpec>(const EquationSystem&)> rules, bool stocks = false) {
  ModelOptions options;
  options.rules = std::move(rules);
  options.stocks = stocks;
  return options;
}

}  // namespace setu::test
