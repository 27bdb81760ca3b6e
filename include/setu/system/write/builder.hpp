#pragma once
#include <array>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "setu/base/error.hpp"
#include "setu/base/source_location.hpp"
#include "setu/system/write/expression.hpp"
#include "setu/system/system.hpp"

namespace setu {

/// An element of a set, typed by the set so that a region cannot be passed for a commodity.
template <class Tag>
struct Element {
  Index i = 0;
  friend bool operator==(Element, Element) = default;
};

/// A variable family with typed indices: q(c, a, r) is the scalar variable, absent where masked. It looks into the slots
/// of its block, which the builder, and then the finished system, keeps.
template <class... Tags>
class Family {
 public:
  Family() = default;
  Family(Index block, std::array<Index, sizeof...(Tags)> dims, std::span<const Index> slot) : block_(block), dims_(dims), slot_(slot) {}

  /// Absent where masked, and everywhere in a family that was never declared.
  [[nodiscard]] Var operator()(Element<Tags>... e) const {
    if (slot_.empty()) return {};
    Index position = 0;
    std::size_t d = 0;
    ((position = position * dims_[d++] + e.i), ...);
    return Var{slot_[static_cast<std::size_t>(position)]};
  }
  [[nodiscard]] bool has(Element<Tags>... e) const { return static_cast<bool>((*this)(e...)); }
  [[nodiscard]] Index block() const { return block_; }
  [[nodiscard]] const std::array<Index, sizeof...(Tags)>& dims() const { return dims_; }
  /// The variables by row-major position, kNone where masked; empty if the family was never declared.
  [[nodiscard]] std::span<const Index> slots() const { return slot_; }

  /// Calls visit(element…) for every present element, in the order of the variables.
  template <class Visit>
  void each(const Visit& visit) const {
    std::array<Index, sizeof...(Tags)> at{};
    for (const Index id : slot_) {
      if (id != kNone) std::apply([&](auto... i) { visit(Element<Tags>{i}...); }, at);
      for (std::size_t d = sizeof...(Tags); d-- > 0;) {
        if (++at[d] < dims_[d]) break;
        at[d] = 0;
      }
    }
  }

 private:
  Index block_ = kNone;
  std::array<Index, sizeof...(Tags)> dims_{};
  std::span<const Index> slot_;
};

/// The part of a family that has `first` as its first element; empty for kNone.
template <class First, class... Rest>
Family<Rest...> slice(const Family<First, Rest...>& family, Element<First> first) {
  std::array<Index, sizeof...(Rest)> dims{};
  std::size_t size = 1;
  for (std::size_t d = 0; d < dims.size(); ++d) size *= static_cast<std::size_t>(dims[d] = family.dims()[d + 1]);
  if (first.i == kNone || family.slots().empty()) return {family.block(), dims, {}};
  return {family.block(), dims, family.slots().subspan(static_cast<std::size_t>(first.i) * size, size)};
}

/// Name, number in docs/equations.md and meaning of an equation block, and where in the source they are given.
struct EquationText {
  EquationText() = default;
  EquationText(const char* name_, const char* number_, const char* label_, SourceLocation where_ = SourceLocation::current())
      : name(name_), number(number_), label(label_), where(where_) {}

  const char* name = "";
  const char* number = "";
  const char* label = "";
  SourceLocation where{};
};

enum class Role { Definition, Implicit };

class ParameterRecord;

/// Writes an EquationSystem: first sets and variables, then equations block by block. With a record it also notes where
/// coefficients that depend on parameters stand.
class Builder {
 public:
  explicit Builder(ParameterRecord* record = nullptr) : record_(record) {}

  /// Opened by `equations`; adds equations to one block.
  class Block {
   public:
    /// paired = rhs, an explicit definition of the paired variable. Equation stored: (paired − rhs)·scale = 0, with
    /// `scale` making residuals relative where the variable is a value in US$ million.
    void define(Var paired, const Expression& rhs, double scale = 1);
    /// residual = 0, determined together with the rest; `paired` only names the variable that goes with it.
    void implicit(Var paired, const Expression& residual);
    /// residual ⟂ paired, between the given variables `lower` and `upper`; absent where there is no bound (Complementarity).
    void complementarity(Var paired, const Expression& residual, Var lower, Var upper);
    /// residual = 0, unless that would bring `paired` below `floor` (Floor).
    void floored(Var paired, const Expression& residual, double floor);

   private:
    friend class Builder;
    Block(Builder& owner, Index block) : owner_(owner), block_(block) {}
    Builder& owner_;
    Index block_;
  };

  /// Adds an index set and returns its position.
  Index set(std::string name, std::vector<std::string> elements);

  struct VariableText {
    const char* name;
    const char* label;
    double degree = 0;
    Unit unit = Unit::Log;
    std::uint8_t quantity = 0;     ///< VariableBlock::quantity
    const char* measured_in = "";  ///< VariableBlock::measured_in
  };
  /// Adds a variable block over `sets`; `level0(i)` gives each element's benchmark value, and `present(i)` its mask.
  /// Both are called with the row-major position i, in ascending order. Returns the block's position.
  template <class Present, class Level>
  Index variables(const VariableText& text, std::vector<Index> sets, const Present& present, const Level& level0) {
    VariableBlock block = open_variables(text, std::move(sets));
    for (Index i = 0; i < static_cast<Index>(block.slot.size()); ++i) {
      if (!present(i)) continue;
      block.slot[i] = block.first + block.count++;
      system_.level0.push_back(level0(i));
    }
    return close_variables(std::move(block));
  }

  /// Opens an equation block paired with `paired_block`. All its equations must be added before the next block opens.
  Block equations(const EquationText& text, Index paired_block, Role role);

  [[nodiscard]] const EquationSystem& system() const { return system_; }
  /// Hands over the finished system. Throws LogicError when an equation used an absent variable or a block was
  /// paired with more variables than it has.
  [[nodiscard]] EquationSystem finish();

 private:
  VariableBlock open_variables(const VariableText& text, std::vector<Index> sets) const;
  Index close_variables(VariableBlock block);
  /// Appends lead · paired + factor · rest = 0.
  void append(Index block, Var paired, double lead, double factor, const Expression& rest);
  void append_linear(Var paired, double lead, double factor, const Linear& rest);
  void append_group(double factor, const Group& group);
  void append_exponents(Index group, Index term);
  void append_limit(double factor, const Group& group);
  std::span<const Part> merged(Tape* tape);
  [[nodiscard]] Index equation() const { return system_.terms.equations() - 1; }  // the one at hand

  EquationSystem system_;
  ParameterRecord* record_;
  std::vector<Part> parts_;  // of the sum at hand
  bool absent_ = false;      // the equation at hand uses a masked variable
};

}  // namespace setu
