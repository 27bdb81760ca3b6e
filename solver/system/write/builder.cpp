#include "setu/system/write/builder.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "setu/system/write/parameters.hpp"

namespace setu {

namespace {

Index size32(std::size_t n) { return static_cast<Index>(n); }

bool ascending(const std::vector<Part>& parts) {
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (parts[i - 1].variable >= parts[i].variable) return false;
  return true;
}

/// Adds up what stands in sequence under one variable.
void add_repeated(std::vector<Part>& parts, Tape* tape) {
  std::size_t last = 0;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].variable != parts[last].variable) {
      parts[++last] = parts[i];
      continue;
    }
    const Coefficient sum = Coefficient(parts[last].coef, parts[last].node, tape) + Coefficient(parts[i].coef, parts[i].node, tape);
    parts[last].coef = sum.value;
    parts[last].node = sum.node;
  }
  parts.resize(last + 1);
}

}  // namespace

Index Builder::set(std::string name, std::vector<std::string> elements) {
  system_.sets.push_back({std::move(name), std::move(elements)});
  return size32(system_.sets.size() - 1);
}

VariableBlock Builder::open_variables(const VariableText& text, std::vector<Index> sets) const {
  VariableBlock block{text.name, text.label, std::move(sets), text.degree,     text.unit, system_.terms.variables,
                      0,         {},         text.quantity,   text.measured_in};
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

Builder::Block Builder::equations(const EquationText& text, Index paired_block, Role role) {
  EquationBlock block{
      text.name, text.number, text.label, {}, text.where.line(), paired_block, role == Role::Definition, system_.terms.equations(), 0};
  const auto path = std::filesystem::path(text.where.file_name());
  block.file = (path.parent_path().filename() / path.filename()).string();
  system_.equations.push_back(std::move(block));
  return Block(*this, size32(system_.equations.size() - 1));
}

void Builder::Block::define(Var paired, const Expression& rhs, double scale) { owner_.append(block_, paired, scale, -scale, rhs); }

void Builder::Block::implicit(Var paired, const Expression& residual) { owner_.append(block_, paired, 0, 1, residual); }

void Builder::Block::complementarity(Var paired, const Expression& residual, Var lower, Var upper) {
  implicit(paired, residual);
  owner_.system_.complementarities.push_back({owner_.equation(), paired.id, lower.id, upper.id});
}

void Builder::Block::floored(Var paired, const Expression& residual, double floor) {
  implicit(paired, residual);
  owner_.system_.floors.push_back({owner_.equation(), paired.id, floor});
}

/// The parts at hand by ascending variable, repeated variables added up. Constant zeros are left out, and all zeros where
/// nothing is recorded; the caller leaves out the others.
std::span<const Part> Builder::merged(Tape* tape) {
  if (!ascending(parts_)) {
    std::sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) { return a.variable < b.variable; });
    add_repeated(parts_, tape);
  }
  absent_ = absent_ || (!parts_.empty() && parts_.front().variable == kNone);
  std::erase_if(parts_, [](const Part& part) { return part.coef == 0 && part.node == kNone; });
  return parts_;
}

void Builder::append_linear(Var paired, double lead, double factor, const Linear& rest) {
  Terms& t = system_.terms;
  t.constant.push_back(0.0 + factor * rest.constant);
  parts_.clear();
  if (lead != 0) parts_.push_back({paired.id, lead});
  const std::size_t own = parts_.size();
  parts_.insert(parts_.end(), rest.parts.begin(), rest.parts.end());
  scale(std::span(parts_).subspan(own), factor, rest.tape);
  for (const Part& part : merged(rest.tape)) {
    const bool kept = part.coef != 0;
    if (part.node != kNone) record_->linear.push_back({equation(), kept ? size32(t.linear_var.size()) : kNone, part.variable, part.node});
    if (!kept) continue;
    t.linear_var.push_back(part.variable);
    t.linear_coef.push_back(part.coef);
  }
  t.linear_begin.push_back(size32(t.linear_var.size()));
}

void Builder::append_exponents(Index group, Index term) {
  Terms& t = system_.terms;
  for (const Part& part : parts_) {
    const bool kept = part.coef != 0;
    if (part.node != kNone)
      record_->exponent.push_back({equation(), group, term, kept ? size32(t.factor_var.size()) : kNone, part.variable, part.node});
    if (!kept) continue;
    t.factor_var.push_back(part.variable);
    t.factor_exponent.push_back(part.coef);
  }
  t.factor_begin.push_back(size32(t.factor_var.size()));
}

void Builder::append_group(double factor, const Group& group) {
  if (group.wrapping == Wrapping::Limit) return append_limit(factor, group);
  Terms& t = system_.terms;
  const bool log = group.wrapping == Wrapping::Log;
  const Coefficient scale = group.scale * factor;
  const Index g = t.groups();
  if (scale.tape) record_->scale.push_back({equation(), g, scale.node});
  t.group_scale.push_back(scale.value);
  t.group_log.push_back(log ? 1 : 0);
  t.group_near_one.push_back(log && std::abs(scale.value) > kNearOneScale ? 1 : 0);
  for (std::size_t i = 0; i < group.sum.size(); ++i) {
    const Sum::Term term = group.sum[i];
    Coefficient coef(term.coef, term.node, group.sum.tape());
    if (term.constant != 0) coef = coef * std::exp(term.constant);
    if (coef.tape) record_->coef.push_back({equation(), g, t.terms(), coef.node});
    t.term_coef.push_back(coef.value);
    t.term_level.push_back(term.level);
    parts_.assign(term.exponent.begin(), term.exponent.end());
    (void)merged(group.sum.tape());
    append_exponents(g, t.terms() - 1);
  }
  t.term_begin.push_back(t.terms());
}

void Builder::append_limit(double factor, const Group& group) {
  ParameterRecord::Limit limit{equation(), (group.scale * factor).node, {}};
  for (std::size_t i = 0; i < group.sum.size(); ++i) {
    const Sum::Term term = group.sum[i];
    limit.addends.push_back({term.coef, term.constant, {}});
    for (const Part& part : term.exponent) limit.addends.back().exponent.emplace_back(part.variable, part.coef);
  }
  record_->limit.push_back(std::move(limit));
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
    if (e.count > v.count) throw LogicError("equation block " + e.name + " has more equations than " + v.name + " has variables");
  }
  return std::move(system_);
}

}  // namespace setu
