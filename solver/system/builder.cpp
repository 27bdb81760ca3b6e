#include "setu/system/builder.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace setu {

namespace {

/// A log group with |scale| above this is summed with expm1 (a CES elasticity within 0.02 of 1).
constexpr double kNearOneScale = 50.0;

/// Adds up repeated variables, drops zero coefficients and sorts by variable.
std::vector<std::pair<Index, double>> merged(std::vector<std::pair<Index, double>> parts) {
  std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::pair<Index, double>> result;
  for (const auto& [id, coef] : parts) {
    if (!result.empty() && result.back().first == id)
      result.back().second += coef;
    else
      result.emplace_back(id, coef);
  }
  std::erase_if(result, [](const auto& part) { return part.second == 0; });
  return result;
}

Index size32(std::size_t n) { return static_cast<Index>(n); }

void append_term(Terms& t, const Term& term) {
  t.term_coef.push_back(term.coef * std::exp(term.exponent.constant));
  t.term_level.push_back(term.level);
  for (const auto& [id, exponent] : merged(term.exponent.parts)) {
    t.factor_var.push_back(id);
    t.factor_exponent.push_back(exponent);
  }
  t.factor_begin.push_back(size32(t.factor_var.size()));
}

void append_group(Terms& t, const Group& group) {
  t.group_scale.push_back(group.scale);
  t.group_log.push_back(group.log ? 1 : 0);
  t.group_near_one.push_back(group.log && std::abs(group.scale) > kNearOneScale ? 1 : 0);
  for (const auto& term : group.sum.terms()) append_term(t, term);
  t.term_begin.push_back(t.terms());
}

bool uses_absent_variable(const Expression& e) {
  const auto absent = [](const Linear& l) {
    return std::any_of(l.parts.begin(), l.parts.end(), [](const auto& part) { return part.first == kNone; });
  };
  if (absent(e.linear)) return true;
  for (const auto& group : e.groups)
    for (const auto& term : group.sum.terms())
      if (absent(term.exponent)) return true;
  return false;
}

}  // namespace

Index Builder::set(std::string name, std::vector<std::string> elements) {
  system_.sets.push_back({std::move(name), std::move(elements)});
  return size32(system_.sets.size() - 1);
}

Index Builder::variables(const VariableText& text, std::vector<Index> sets, const std::function<bool(Index)>& present,
                         const std::function<double(Index)>& level0) {
  VariableBlock block{text.name, text.label, std::move(sets), text.degree, text.unit, system_.terms.variables, 0, {}};
  Index size = 1;
  for (const Index s : block.index_set) size *= size32(system_.sets[s].elements.size());
  block.slot.assign(size, kNone);
  for (Index i = 0; i < size; ++i) {
    if (!present(i)) continue;
    block.slot[i] = block.first + block.count++;
    system_.level0.push_back(level0(i));
  }
  system_.terms.variables += block.count;
  system_.variables.push_back(std::move(block));
  return size32(system_.variables.size() - 1);
}

Builder::Block Builder::equations(const EquationText& text, Index paired_block, Role role,
                                  SourceLocation where) {
  EquationBlock block{text.name, text.number, text.label, {}, where.line(), paired_block,
                      role == Role::Definition, system_.terms.equations(), 0};
  const auto path = std::filesystem::path(where.file_name());
  block.file = (path.parent_path().filename() / path.filename()).string();
  system_.equations.push_back(std::move(block));
  return Block(*this, size32(system_.equations.size() - 1));
}

void Builder::Block::define(Var paired, const Expression& rhs, double scale) {
  owner_.append(block_, paired, scale * (Expression(paired) - rhs));
}

void Builder::Block::implicit(Var paired, const Expression& residual) { owner_.append(block_, paired, residual); }

void Builder::append(Index block, Var paired, const Expression& residual) {
  auto& info = system_.equations[block];
  if (!paired || uses_absent_variable(residual))
    throw LogicError("equation block " + info.name + " (" + info.file + ":" + std::to_string(info.line) +
                     ") uses a variable that is masked");
  if (block + 1 != size32(system_.equations.size()))
    throw LogicError("equations were added to " + info.name + " after the next block was opened");
  Terms& t = system_.terms;
  t.constant.push_back(residual.linear.constant);
  for (const auto& [id, coef] : merged(residual.linear.parts)) {
    t.linear_var.push_back(id);
    t.linear_coef.push_back(coef);
  }
  t.linear_begin.push_back(size32(t.linear_var.size()));
  for (const auto& group : residual.groups) append_group(t, group);
  t.group_begin.push_back(t.groups());
  system_.paired.push_back(paired.id);
  ++info.count;
}

EquationSystem Builder::finish() {
  for (const auto& e : system_.equations) {
    const auto& v = system_.variables[e.paired_block];
    if (e.count > v.count)
      throw LogicError("equation block " + e.name + " has more equations than " + v.name + " has variables");
  }
  return std::move(system_);
}

}  // namespace setu
