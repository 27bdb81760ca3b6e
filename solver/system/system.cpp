#include "setu/system/system.hpp"

#include <algorithm>
#include <cmath>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

namespace {

template <class Block>
const Block& block_of(const std::vector<Block>& blocks, Index id) {
  // Empty blocks share their `first` with the next one; the last block that starts at or before id owns it.
  auto it = std::upper_bound(blocks.begin(), blocks.end(), id, [](Index i, const Block& b) { return i < b.first; });
  return *std::prev(it);
}

std::string with_elements(const std::string& name, const std::vector<std::string>& elements) {
  if (elements.empty()) return name;
  std::string text = name + "(";
  for (std::size_t i = 0; i < elements.size(); ++i) text += (i ? "," : "") + elements[i];
  return text + ")";
}

std::vector<std::string> labels_at(const EquationSystem& s, const VariableBlock& block, Index position) {
  std::vector<std::string> labels(block.index_set.size());
  for (std::size_t d = block.index_set.size(); d-- > 0;) {
    const auto& elements = s.sets[block.index_set[d]].elements;
    labels[d] = elements[position % elements.size()];
    position /= static_cast<Index>(elements.size());
  }
  return labels;
}

}  // namespace

const VariableBlock& EquationSystem::variable_block_of(Index id) const { return block_of(variables, id); }
const EquationBlock& EquationSystem::equation_block_of(Index id) const { return block_of(equations, id); }

std::vector<std::string> EquationSystem::variable_elements(Index id) const {
  const auto& block = variable_block_of(id);
  // Ids ascend with position, and masked positions hold kNone: search the id among those that are present.
  Index position = id - block.first;
  if (block.count != static_cast<Index>(block.slot.size()))
    position = static_cast<Index>(std::find(block.slot.begin(), block.slot.end(), id) - block.slot.begin());
  return labels_at(*this, block, position);
}

std::string EquationSystem::variable_name(Index id) const { return with_elements(variable_block_of(id).name, variable_elements(id)); }

std::string EquationSystem::equation_name(Index id) const {
  return with_elements(equation_block_of(id).name, variable_elements(paired[id]));
}

const VariableBlock* EquationSystem::find(std::string_view name) const {
  const auto it = std::find_if(variables.begin(), variables.end(), [&](const auto& b) { return b.name == name; });
  return it == variables.end() ? nullptr : &*it;
}

Index EquationSystem::id(std::string_view name, std::span<const std::string> elements) const {
  const VariableBlock* block = find(name);
  if (!block) {
    std::vector<std::string> known;
    for (const auto& b : variables) known.push_back(b.name);
    throw InputError(unknown_name("variable", name, known, 400));
  }
  if (elements.size() != block->index_set.size())
    throw InputError("variable '" + block->name + "' has " + std::to_string(block->index_set.size()) + " indices, but " +
                     std::to_string(elements.size()) + " were given");
  Index position = 0;
  for (std::size_t d = 0; d < elements.size(); ++d) {
    const auto& set = sets[block->index_set[d]];
    const auto it = std::find(set.elements.begin(), set.elements.end(), elements[d]);
    if (it == set.elements.end())
      throw InputError("in " + block->name + ": " + unknown_name("element of " + set.name, elements[d], set.elements));
    position = position * static_cast<Index>(set.elements.size()) + static_cast<Index>(it - set.elements.begin());
  }
  return block->slot[position];
}

double EquationSystem::value(Index id, std::span<const double> x) const {
  return unit(id) == Unit::Log ? level0[id] * std::exp(x[id]) : x[id];
}

std::vector<double> EquationSystem::benchmark() const {
  std::vector<double> x(terms.variables, 0.0);
  for (const auto& block : variables)
    if (block.unit == Unit::Level)
      for (Index id = block.first; id < block.first + block.count; ++id) x[id] = level0[id];
  return x;
}

}  // namespace setu
