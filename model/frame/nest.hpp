#pragma once
#include <functional>
#include <typeindex>

#include "variables.hpp"

/// Nests as data: what is combined, at which prices, with which elasticity. The demands and the price index of every CES
/// and CET nest follow from it.
namespace setu {

/// Positions of elements, one for each index of a family.
using Elements = std::array<Index, 4>;

/// A function of elements: a family of variables, a flow, a parameter, or a lambda whose arguments are typed elements.
/// It remembers which sets it is over, so that one over other sets is refused.
template <class Result>
class ByElement {
 public:
  ByElement() = default;
  template <class... Tags>
  ByElement(const Family<Tags...>& family)  // NOLINT: implicit, so that a nest reads as a list
      : ByElement(std::function([family](Element<Tags>... e) { return Result(family(e...)); })) {
    block_ = family.block();
    dims_.assign(family.dims().begin(), family.dims().end());
    slots_ = family.slots();
  }
  template <class... Tags>
  ByElement(const Flow<Tags...>& flow)  // NOLINT
      : ByElement(std::function([&flow](Element<Tags>... e) { return Result(flow(e...)); })) {}
  template <class... Tags>
  ByElement(const Parameter<Tags...>& parameter)  // NOLINT
      : ByElement(std::function([&parameter](Element<Tags>... e) { return Result(parameter(e...)); })) {}
  template <class Lambda>
  ByElement(const Lambda& lambda) : ByElement(std::function(lambda)) {}  // NOLINT
  template <class R, class... Tags>
  ByElement(const std::function<R(Element<Tags>...)>& f)  // NOLINT
      : sets_{std::type_index(typeid(Tags))...}, call_([f](const Elements& at) {
          std::size_t d = 0;
          return std::apply([&f](auto... e) { return Result(f(e...)); }, std::tuple<Element<Tags>...>{Element<Tags>{at[d++]}...});
        }) {}

  Result operator()(const Elements& at) const { return call_(at); }
  explicit operator bool() const { return static_cast<bool>(call_); }

  [[nodiscard]] const std::vector<std::type_index>& sets() const { return sets_; }
  // Of a family of variables: its block and the variables by position.
  [[nodiscard]] Index block() const { return block_; }
  [[nodiscard]] const std::vector<Index>& dims() const { return dims_; }
  [[nodiscard]] std::span<const Index> slots() const { return slots_; }

 private:
  std::vector<std::type_index> sets_;
  std::function<Result(const Elements&)> call_;
  Index block_ = kNone;
  std::vector<Index> dims_;
  std::span<const Index> slots_;
};

/// What a nest combines: one thing for each of the nest's elements, or one for each element of a further set.
struct Child {
  EquationText demand{};         ///< of the equation that gives `quantity`; left out where that stands elsewhere
  ByElement<Linear> quantity{};  ///< a family of variables; the child is absent where it is masked
  ByElement<Linear> price{};
  ByElement<double> value{};         ///< at the benchmark: what the price index weighs with
  ByElement<Linear> augmentation{};  ///< makes a unit count for more; may be left out
  std::size_t over = 0;              ///< which of the child's indices is the further set, if it has one
  ByElement<bool> substitutes{};     ///< left out: always. Where false, it moves with the nest's quantity alone
  ByElement<bool> where{};           ///< which of its elements this nest combines; left out: all that are present
};

/// A CES nest, or CET where the elasticity is negative (docs/equations.md §0):
///   child quantity = quantity − augmentation − elasticity·(child price − augmentation − price)
///   price          = C(elasticity)[ value : child price − augmentation ]
struct Nest {
  EquationText index{};  ///< of the equation that gives `price`, then a family; left out where that stands elsewhere
  ByElement<Linear> quantity{};
  ByElement<Linear> price{};
  ByElement<Coefficient> elasticity{};
  ByElement<Coefficient> transformation{};  ///< CET: −elasticity, where that is the parameter itself; demands read it instead
  std::vector<Child> children{};
  ByElement<bool> where{};      ///< elements whose price is written here; left out: all
  ByElement<Linear> without{};  ///< the price where all children are absent; left out: 0
};

/// Writes the demand equations, child by child, and then the price index.
void write(Context& x, const Nest& nest);
void write_demand(Context& x, const Nest& nest, const Child& child);
void write_price(Context& x, const Nest& nest);

/// The right-hand sides alone, for equations that say more. `at`: elements of the child, and of the nest.
Linear demand(const Nest& nest, const Child& child, const Elements& at);
Expression price_index(const Nest& nest, const Elements& at);

template <class... Tags>
Elements positions(Element<Tags>... e) {
  return {e.i...};
}

}  // namespace setu
