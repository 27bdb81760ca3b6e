#include "setu/system/builder.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace setu {

namespace {

/// A log group with |scale| above this is summed with expm1 (a CES elasticity within 0.02 of 1).
constexpr double kNearOneScale = 50.0;

Index size32(std::size_t n) { return static_cast<Index>(n); }

bool ascending(const std::vector<Part>& parts) {
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (parts[i - 1].variable >= parts[i].variable) return false;
  return true;
}

/// Adds up what stands in sequence under one variable.
void add_repeated(std::vector<Part>& parts) {
  std::size_t last = 0;
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (parts[i].variable == parts[last].variable)
      parts[last].coef += parts[i].coef;
    else
      parts[++last] = parts[i];
  parts.resize(last + 1);
}

}  // namespace

Index Builder::set(std::string name, std::vector<std::string> elements) {
  system_.sets.push_back({std::move(name), std::move(elements)});
  return size32(system_.sets.size() - 1);
}

VariableBlock Builder::open_variables(const VariableText& text, std::vector<Index> sets) const {
  VariableBlock block{text.name, text.label, std::move(sets), text.degree, text.unit, system_.terms.variables, 0, {}};
  Index size = 1;
  for (const Index s : block.index_set) size *= size32(system_.sets[s].elements.size());
  block.slot.assign(size, kNone);
  return block;
}

Index Builder::close_variables(VariableBlock block) {
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
  owner_.append(block_, paired, scale, -scale, rhs);
}

void Builder::Block::implicit(Var paired, const Expression& residual) { owner_.append(block_, paired, 0, 1, residual); }

/// The parts at hand by ascending variable: repeated variables added up, zeros left out.
std::span<const Part> Builder::merged() {
  if (!ascending(parts_)) {
    std::sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) { return a.variable < b.variable; });
    add_repeated(parts_);
  }
  absent_ = absent_ || (!parts_.empty() && parts_.front().variable == kNone);
  std::erase_if(parts_, [](const Part& part) { return part.coef == 0; });
  return parts_;
}

void Builder::append_linear(Var paired, double lead, double factor, const Linear& rest) {
  Terms& t = system_.terms;
  t.constant.push_back(0.0 + factor * rest.constant);
  parts_.clear();
  if (lead != 0) parts_.push_back({paired.id, lead});
  for (const auto& part : rest.parts) parts_.push_back({part.variable, factor * part.coef});
  for (const auto& [variable, coef] : merged()) {
    t.linear_var.push_back(variable);
    t.linear_coef.push_back(coef);
  }
  t.linear_begin.push_back(size32(t.linear_var.size()));
}

void Builder::append_group(double factor, const Group& group) {
  Terms& t = system_.terms;
  const double scale = factor * group.scale;
  t.group_scale.push_back(scale);
  t.group_log.push_back(group.log ? 1 : 0);
  t.group_near_one.push_back(group.log && std::abs(scale) > kNearOneScale ? 1 : 0);
  for (std::size_t k = 0; k < group.sum.size(); ++k) {
    const Sum::Term term = group.sum[k];
    t.term_coef.push_back(term.constant == 0 ? term.coef : term.coef * std::exp(term.constant));
    t.term_level.push_back(term.level);
    parts_.assign(term.exponent.begin(), term.exponent.end());
    for (const auto& [variable, exponent] : merged()) {
      t.factor_var.push_back(variable);
      t.factor_exponent.push_back(exponent);
    }
    t.factor_begin.push_back(size32(t.factor_var.size()));
  }
  t.term_begin.push_back(t.terms());
}

void Builder::append(Index block, Var paired, double lead, double factor, const Expression& rest) {
  auto& info = system_.equations[block];
  if (block + 1 != size32(system_.equations.size()))
    throw LogicError("equations were added to " + info.name + " after the next block was opened");
  absent_ = !paired;
  append_linear(paired, lead, factor, rest.linear);
  for (const auto& group : rest.groups) append_group(factor, group);
  if (absent_)
    throw LogicError("equation block " + info.name + " (" + info.file + ":" + std::to_string(info.line) +
                     ") uses a variable that is masked");
  system_.terms.group_begin.push_back(system_.terms.groups());
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
