#include "blocks.hpp"

namespace setu {

// A block is a file in production/, demand/, trade/ or closing/.
void declare_firms(Context&);
void write_firms(Context&);
void declare_supply(Context&);
void write_supply(Context&);
void declare_income(Context&);
void write_income(Context&);
void declare_household(Context&);
void write_household(Context&);
void declare_final_demand(Context&);
void write_final_demand(Context&);
void declare_trade(Context&);
void write_trade(Context&);
void declare_transport(Context&);
void write_transport(Context&);
void declare_trade_policy(Context&);
void write_trade_policy(Context&);
void declare_factors(Context&);
void write_factors(Context&);
void declare_capital_owners(Context&);
void write_capital_owners(Context&);
void declare_fund(Context&);
void write_fund(Context&);
void declare_investment(Context&);
void write_investment(Context&);
void declare_taxes(Context&);
void write_taxes(Context&);
void declare_numeraire(Context&);
void write_numeraire(Context&);
void declare_world_indices(Context&);
void write_world_indices(Context&);
void declare_indices(Context&);
void write_indices(Context&);
void declare_welfare(Context&);
void write_welfare(Context&);
void declare_stocks(Context&);
void declare_rules(Context&);
void write_rules(Context&);

namespace {

struct Block {
  void (*declare)(Context&);
  void (*write)(Context&);  ///< none where the variables stand in the equations of others
  int turn = 0;             ///< equations are written turn by turn, and in this order within a turn
};

/// All of the model. Variables and equations stand in the system in the order in which they are made here; the order of
/// sums, and with it the last digits of results, follows from it, so that a new block is added at the end.
constexpr Block kBlocks[] = {
    {declare_firms, write_firms},
    {declare_supply, write_supply},
    {declare_income, write_income},
    {declare_household, write_household},
    {declare_final_demand, write_final_demand},
    {declare_trade, write_trade},
    {declare_transport, write_transport},
    {declare_trade_policy, write_trade_policy, 2},
    {declare_factors, write_factors},
    {declare_capital_owners, write_capital_owners, 1},
    {declare_fund, write_fund, 2},
    {declare_investment, write_investment},
    {declare_taxes, write_taxes},
    {declare_numeraire, write_numeraire},
    {declare_world_indices, write_world_indices},
    {declare_indices, write_indices},
    {declare_welfare, write_welfare},
    {declare_stocks, nullptr},
    {declare_rules, write_rules, 2},
};
constexpr int kTurns = 3;

}  // namespace

void declare_all_blocks(Context& x) {
  for (const Block& block : kBlocks) block.declare(x);
}

void write_all_blocks(Context& x) {
  for (int turn = 0; turn < kTurns; ++turn)
    for (const Block& block : kBlocks)
      if (block.write && block.turn == turn) block.write(x);
}

}  // namespace setu
