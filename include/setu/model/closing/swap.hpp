#pragma once
#include <string>
#include <vector>

namespace setu {

/// `exogenous = block` or one element of it, as in "swap exogenous qe(Capital,IND) with endogenous pe(Capital,IND)".
struct Swap {
  std::string exogenous;   ///< becomes endogenous: "tms(Food,USA,EU_28)" or a whole block "tx"
  std::string endogenous;  ///< becomes exogenous, at its benchmark value unless it is shocked
};

/// Reads "name(el1,el2)" or "name" into block name and element labels (labels may contain spaces).
struct VariableReference {
  std::string name;
  std::vector<std::string> elements;
};
VariableReference parse_reference(const std::string& text);

}  // namespace setu
