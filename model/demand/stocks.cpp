#include "model/frame/variables.hpp"

/// §20 Public stocks: what the state buys leaves the market and what it sells enters it, at the basic price; its
/// household pays and receives. Off unless a rule uses them (ModelOptions::stocks). docs/equations.md §20.
namespace setu {

void declare_stocks(Context& x) {
  if (!x.options.stocks) return;
  const auto supplied = [&](Com c, Reg r) { return x.f.supplied(c, r); };
  const auto one = [](auto...) { return 1.0; };
  Variables& v = x.v;
  x.declare_exogenous(v.qbuy, {"qbuy", "1 + purchases for public stocks over benchmark supply", kIndex}, supplied, one);
  x.declare_exogenous(v.qsell, {"qsell", "1 + sales from public stocks over benchmark supply", kIndex}, supplied, one);
}

}  // namespace setu
