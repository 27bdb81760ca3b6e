#include <algorithm>
#include <cstdint>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/model/assembly/model.hpp"

namespace setu {

VariableReference parse_reference(const std::string& text) {
  const auto trim = [](std::string s) {
    const auto first = s.find_first_not_of(" \t"), last = s.find_last_not_of(" \t");
    return first == std::string::npos ? std::string() : s.substr(first, last - first + 1);
  };
  const auto open = text.find('(');
  if (open == std::string::npos) return {trim(text), {}};
  const auto close = text.rfind(')');
  if (close == std::string::npos || close < open || !trim(text.substr(close + 1)).empty())
    throw InputError("'" + text + "' is not a variable: write name or name(element,element)");
  VariableReference reference{trim(text.substr(0, open)), {}};
  std::string inside = text.substr(open + 1, close - open - 1);
  for (std::size_t start = 0; start <= inside.size();) {
    const auto comma = std::min(inside.find(',', start), inside.size());
    reference.elements.push_back(trim(inside.substr(start, comma - start)));
    start = comma + 1;
  }
  return reference;
}

namespace {

/// The variables that `text` names: a whole block, or one element of it.
std::vector<Index> referenced(const EquationSystem& system, const std::string& text) {
  const VariableReference reference = parse_reference(text);
  if (!reference.elements.empty()) {
    const Index id = system.id(reference.name, reference.elements);
    if (id == kNone) throw InputError("'" + text + "' does not exist in this database: its flow is zero");
    return {id};
  }
  const VariableBlock* block = system.find(reference.name);
  if (!block) {
    std::vector<std::string> known;
    for (const auto& b : system.variables) known.push_back(b.name);
    throw InputError(unknown_name("variable", reference.name, known, 400));
  }
  std::vector<Index> ids(block->count);
  for (Index i = 0; i < block->count; ++i) ids[i] = block->first + i;
  return ids;
}

void apply(const EquationSystem& system, const Swap& swap, Closure& closure) {
  const auto out = referenced(system, swap.exogenous), in = referenced(system, swap.endogenous);
  if (out.size() != in.size())
    throw InputError("the swap of " + swap.exogenous + " (" + std::to_string(out.size()) + " variables) with " + swap.endogenous + " (" +
                     std::to_string(in.size()) + " variables) does not keep the model square");
  for (const Index id : out) {
    if (!closure.exogenous[id]) throw InputError("swap: " + system.variable_name(id) + " is already endogenous; exchange the two sides");
    closure.exogenous[id] = 0;
  }
  for (const Index id : in) {
    if (closure.exogenous[id]) throw InputError("swap: " + system.variable_name(id) + " is already exogenous; exchange the two sides");
    closure.exogenous[id] = 1;
  }
}

std::string block_line(const EquationSystem& system, const VariableBlock& block, const Closure& closure) {
  std::vector<Index> exogenous, endogenous;
  for (Index id = block.first; id < block.first + block.count; ++id) (closure.exogenous[id] ? exogenous : endogenous).push_back(id);
  if (exogenous.empty()) return {};
  if (endogenous.empty()) return block.name + ": all";
  const bool mostly = exogenous.size() > endogenous.size();
  std::string line = block.name + (mostly ? ": all but" : ": only");
  for (const Index id : mostly ? endogenous : exogenous) line += " " + system.variable_name(id);
  return line;
}

}  // namespace

Closure make_closure(const Model& model, const std::vector<Swap>& swaps) {
  const EquationSystem& system = model.system;
  Closure closure{std::vector<std::uint8_t>(system.terms.variables, 0)};
  for (const auto& name : model.exogenous_blocks) {
    const VariableBlock& block = *system.find(name);
    std::fill_n(closure.exogenous.begin() + block.first, block.count, std::uint8_t{1});
  }
  for (const auto& rule : model.rules)
    for (const auto& instrument : rule.instruments) closure.exogenous[instrument.variable] = 0;
  for (const auto& swap : swaps) apply(system, swap, closure);
  return closure;
}

std::vector<std::string> closure_listing(const EquationSystem& system, const Closure& closure) {
  std::vector<std::string> lines;
  for (const auto& block : system.variables)
    if (auto line = block_line(system, block, closure); !line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string closure_signature(const EquationSystem& system, const Closure& closure) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const auto& line : closure_listing(system, closure))
    for (const char c : line + "\n") hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  static const char* digits = "0123456789abcdef";
  std::string text(16, '0');
  for (int i = 15; i >= 0; --i, hash >>= 4) text[i] = digits[hash & 15];
  return text;
}

}  // namespace setu
