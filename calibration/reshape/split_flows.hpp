#pragma once
#include <map>
#include <string>

#include "regroup.hpp"
#include "split_priors.hpp"

namespace setu::reshape {

/// The shares of every new cell of each kind of flow in its old cell, by the kind's base header (S1–S4), and what the
/// balancing moved most.
struct FlowShares {
  std::map<std::string, std::vector<double>, std::less<>> of;
  std::vector<std::string> notes;
};

/// `to` holds the finer sets, `margin` the shares of each new margin in the old one. Margins of split commodities have the
/// same shares everywhere, so that the world pool of each balances; those of split regions are balanced.
FlowShares split_flows(const Database& from, const Database& to, const SetMappings& fine, const Priors& priors,
                       const std::vector<double>& margin);

}  // namespace setu::reshape
