#include "nest.hpp"

namespace setu {

namespace {

bool has_further_set(const Nest& nest, const Child& child) { return child.quantity.sets().size() > nest.elasticity.sets().size(); }

/// The elements of the nest that a child's elements belong to.
Elements of_nest(const Nest& nest, const Child& child, Elements at) {
  if (!has_further_set(nest, child)) return at;
  std::copy(at.begin() + static_cast<std::ptrdiff_t>(child.over) + 1, at.end(), at.begin() + static_cast<std::ptrdiff_t>(child.over));
  return at;
}

/// The child's elements with k in the further set.
Elements of_child(const Child& child, Elements at, Index k) {
  const auto place = at.begin() + static_cast<std::ptrdiff_t>(child.over);
  std::copy_backward(place, at.end() - 1, at.end());
  *place = k;
  return at;
}

/// Calls visit(elements, variable) for the present variables of a family, in their order.
template <class Visit>
void each(const ByElement<Linear>& family, const Visit& visit) {
  Elements at{};
  for (const Index id : family.slots()) {
    if (id != kNone) visit(at, Var{id});
    for (std::size_t d = family.dims().size(); d-- > 0;) {
      if (++at[d] < family.dims()[d]) break;
      at[d] = 0;
    }
  }
}

bool combines(const Child& child, const Elements& at) { return !child.where || child.where(at); }

bool present(const Child& child, const Elements& at) {
  if (child.quantity.slots().empty() || !combines(child, at)) return false;
  Index position = 0;
  for (std::size_t d = 0; d < child.quantity.dims().size(); ++d) position = position * child.quantity.dims()[d] + at[d];
  return child.quantity.slots()[static_cast<std::size_t>(position)] != kNone;
}

Linear effective_price(const Child& child, const Elements& at) {
  Linear price = child.price(at);
  if (child.augmentation) price -= child.augmentation(at);
  return price;
}

void add_child(const Nest& nest, const Child& child, const Elements& at, Sum& cost) {
  const auto add = [&](const Elements& e) {
    if (present(child, e)) cost.add(child.value(e), effective_price(child, e));
  };
  if (!has_further_set(nest, child)) return add(at);
  for (Index k = 0; k < child.quantity.dims()[child.over]; ++k) add(of_child(child, at, k));
}

/// A function over other sets than it is asked for would read anything.
void check(const Nest& nest, const char* name) {
  const auto& sets = nest.elasticity.sets();
  const auto require = [&](bool same, const char* what) {
    if (!same) throw LogicError(std::string("nest ") + name + ": its " + what + " is over other sets");
  };
  const auto same = [](const auto& f, const auto& as) { return !f || f.sets() == as; };
  require(same(nest.quantity, sets), "quantity");
  require(same(nest.price, sets) && same(nest.where, sets) && same(nest.without, sets), "price");
  require(same(nest.transformation, sets), "transformation");
  for (const Child& child : nest.children) {
    auto own = child.quantity.sets();
    require(same(child.price, own) && same(child.augmentation, own), "child's price");
    require(same(child.value, own) && same(child.substitutes, own) && same(child.where, own), "child's value");
    if (has_further_set(nest, child)) own.erase(own.begin() + static_cast<std::ptrdiff_t>(child.over));
    require(own == sets, "child");
  }
}

}  // namespace

Linear demand(const Nest& nest, const Child& child, const Elements& at) {
  const Elements above = of_nest(nest, child, at);
  Linear quantity = nest.quantity(above);
  if (child.augmentation) quantity -= child.augmentation(at);
  if (child.substitutes && !child.substitutes(at)) return quantity;
  Linear gap = effective_price(child, at);
  gap -= nest.price(above);
  if (nest.transformation) quantity += nest.transformation(above) * std::move(gap);
  else quantity -= nest.elasticity(above) * std::move(gap);
  return quantity;
}

Expression price_index(const Nest& nest, const Elements& at) {
  Sum cost;
  for (const Child& child : nest.children) add_child(nest, child, at, cost);
  if (cost.empty()) return nest.without ? Expression(nest.without(at)) : Expression(0.0);
  return ces_price(nest.elasticity(at), std::move(cost));
}

void write_demand(Context& x, const Nest& nest, const Child& child) {
  check(nest, child.demand.name);
  auto block = x.m.equations(child.demand, child.quantity.block(), Role::Definition);
  each(child.quantity, [&](const Elements& at, Var quantity) {
    if (combines(child, at)) block.define(quantity, demand(nest, child, at));
  });
}

void write_price(Context& x, const Nest& nest) {
  check(nest, nest.index.name);
  auto block = x.m.equations(nest.index, nest.price.block(), Role::Definition);
  each(nest.price, [&](const Elements& at, Var price) {
    if (!nest.where || nest.where(at)) block.define(price, price_index(nest, at));
  });
}

void write(Context& x, const Nest& nest) {
  for (const Child& child : nest.children) write_demand(x, nest, child);
  write_price(x, nest);
}

}  // namespace setu
