#pragma once
#include <optional>

#include "experiments/tables/data_table.hpp"
#include "setu/experiments/chains/chains.hpp"

/// Private to experiments/.
namespace setu {

/// Value chains of one state of the world, and of another before it where there is one (the same regions and sectors).
struct ChainStates {
  const Chains& now;
  const Chains* before = nullptr;
};

/// Content of exports and participation of all regions; origins, reliance and positions of the `chosen` ones (positions in the table).
TableSet chains_tables(const ChainStates& states, const std::vector<std::size_t>& chosen, const std::string& title);

}  // namespace setu
