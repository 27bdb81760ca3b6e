#include "outcome.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "named_result.hpp"
#include "setu/base/error.hpp"

namespace setu {

/// coef · level of a, times level of b where there is one; or coef · x_a where a is a plain number.
struct OutcomeWriter::Piece {
  double coef = 1;
  Index a = kNone, b = kNone;
};

struct OutcomeWriter::Row {
  struct Group {
    double scale = 1;
    bool log = false;
    double constant = 0;  ///< added inside
    std::vector<Piece> pieces;
  };
  double constant = 0;
  double base = 0;  ///< of the levels, at the benchmark
  std::vector<std::pair<Index, double>> linear;
  std::vector<Group> groups;
  std::string unit;
  bool logarithm = false;

  void add(const Row& other, double weight) {
    constant += weight * other.constant;
    for (const auto& [v, coef] : other.linear) linear.emplace_back(v, weight * coef);
    for (Group g : other.groups) {
      g.scale *= weight;
      groups.push_back(std::move(g));
    }
  }
};

double OutcomeLabel::value(double row) const { return logarithm ? 100 * std::exp(row) : row; }
double OutcomeLabel::row(double value) const { return logarithm ? std::log(value / 100) : value; }
double OutcomeLabel::slope(double value) const { return logarithm ? value : 1; }

OutcomeWriter::OutcomeWriter(const Experiment& experiment, std::vector<ControlCost> costs)
    : experiment_(experiment), costs_(std::move(costs)) {
  terms_.variables = experiment.model.system.terms.variables;
}

/// Plain numbers as they are, levels in one group with what they are at the benchmark.
OutcomeWriter::Row OutcomeWriter::row_of(const std::vector<ResultTerm>& terms) const {
  const EquationSystem& system = experiment_.model.system;
  Row row;
  Row::Group group;
  for (const ResultTerm& term : terms) {
    if (!in_percent(system.variable_block_of(term.a))) {
      row.linear.emplace_back(term.a, term.factor);
      continue;
    }
    const double level0 = system.unit(term.a) == Unit::Level ? 1 : system.level0[term.a];  // a plain number is its own level
    const double coef = term.factor * (level0 * (term.b != kNone ? system.level0[term.b] : 1));
    row.base += coef;
    group.pieces.push_back({coef, term.a, term.b});
  }
  if (!group.pieces.empty()) row.groups.push_back(std::move(group));
  return row;
}

OutcomeWriter::Row OutcomeWriter::parse(const std::string& result, const std::string& where) const {
  const NamedResult named = read_result(result, where + ": result", experiment_.aliases, experiment_.model.system);
  Row row = row_of(named.terms);
  row.unit = named.unit;
  if (named.kind == ResultKind::Change) {
    row.groups[0].scale = 100 / row.base;
    row.constant = -100;
  }
  if (named.kind != ResultKind::Share) return row;
  Row share;
  share.unit = named.unit;
  share.logarithm = true;
  Row whole = row_of(named.whole);
  row.groups[0].log = whole.groups[0].log = true;
  share.add(row, 1);
  share.add(whole, -1);
  return share;
}

OutcomeWriter::Row OutcomeWriter::plain_sum(const std::vector<Aim>& aims) const {
  Row total;
  for (std::size_t k = 0; k < aims.size(); ++k) {
    const Row row = parse(aims[k].result, aims[k].where);
    if (row.logarithm && aims.size() > 1)
      throw InputError(fmt::format("{}: '{}': a share can be aimed at alone, not in a sum.", aims[k].where, aims[k].result));
    total.logarithm = row.logarithm;
    total.unit = k == 0 || total.unit == row.unit ? row.unit : "";
    total.add(row, aims[k].weight);
  }
  return total;
}

/// Whoever counts a region's EV counts what it pays for the controls.
void OutcomeWriter::add_costs(Row& row) const {
  const auto linear = row.linear;
  for (const auto& cost : costs_) {
    const Index ev = experiment_.model.system.id("EV", std::vector<std::string>{cost.payer});
    for (const auto& [v, weight] : linear) {
      if (v != ev) continue;
      row.constant += weight * cost.slope * (cost.level ? cost.from : std::exp(cost.from));
      if (cost.level) row.linear.emplace_back(cost.control, -weight * cost.slope);
      else row.groups.push_back({1, false, 0, {{-weight * cost.slope, cost.control, kNone}}});
    }
  }
}

void OutcomeWriter::append(const Row& given, OutcomeLabel label) {
  Row row = given;
  add_costs(row);
  terms_.constant.push_back(row.constant);
  for (const auto& [v, coef] : row.linear) terms_.linear_var.push_back(v), terms_.linear_coef.push_back(coef);
  terms_.linear_begin.push_back(static_cast<Index>(terms_.linear_var.size()));
  const EquationSystem& system = experiment_.model.system;
  const auto add_term = [&](double coef, Index level, std::initializer_list<Index> factors) {
    terms_.term_coef.push_back(coef);
    terms_.term_level.push_back(level);
    for (const Index v : factors)
      if (v != kNone) terms_.factor_var.push_back(v), terms_.factor_exponent.push_back(1);
    terms_.factor_begin.push_back(static_cast<Index>(terms_.factor_var.size()));
  };
  for (const auto& group : row.groups) {
    terms_.group_scale.push_back(group.scale);
    terms_.group_log.push_back(group.log ? 1 : 0);
    terms_.group_near_one.push_back(0);
    for (const auto& p : group.pieces)
      if (system.unit(p.a) == Unit::Level) add_term(p.coef, p.a, {});
      else add_term(p.coef, kNone, {p.a, p.b});
    if (group.constant != 0) add_term(group.constant, kNone, {});
    terms_.term_begin.push_back(static_cast<Index>(terms_.term_coef.size()));
  }
  terms_.group_begin.push_back(static_cast<Index>(terms_.group_scale.size()));
  labels_.push_back(std::move(label));
}

void OutcomeWriter::add(const std::string& result, const std::string& where) {
  const Row row = parse(result, where);
  append(row, {result, row.unit, row.logarithm});
}

void OutcomeWriter::add_sum(const ObjectiveChoice& objective) {
  const Row row = plain_sum(objective.aims);
  std::string name;
  for (const auto& aim : objective.aims)
    name += (name.empty() ? "" : " + ") + (aim.weight == 1 ? aim.result : fmt::format("{:g} {}", aim.weight, aim.result));
  append(row, {name, row.unit, row.logarithm});
}

void OutcomeWriter::add_nash(const ObjectiveChoice& objective, const std::vector<double>& threats) {
  Row row;
  std::string name;
  for (std::size_t k = 0; k < objective.aims.size(); ++k) {
    const Aim& aim = objective.aims[k];
    Row gain = parse(aim.result, aim.where);
    if (gain.logarithm) throw InputError(fmt::format("{}: '{}': a share is no gain that could be multiplied.", aim.where, aim.result));
    add_costs(gain);
    Row::Group group{aim.weight, true, gain.constant - threats[k], {}};
    for (const auto& [v, coef] : gain.linear) group.pieces.push_back({coef, v, kNone});
    for (const auto& part : gain.groups)
      for (Piece piece : part.pieces) piece.coef *= part.scale, group.pieces.push_back(piece);
    row.groups.push_back(std::move(group));
    name += (name.empty() ? "log " : " + log ") + fmt::format("({} − {:g})", aim.result, threats[k]);
  }
  append(row, {name, "", false});
}

void OutcomeWriter::add_gain_gap(const Aim& first, const Aim& second, double threat_first, double threat_second) {
  Row row = parse(second.result, second.where);
  row.add(parse(first.result, first.where), -1);
  row.constant += threat_first - threat_second;
  append(row, {fmt::format("gain of {} over that of {}", second.result, first.result), row.unit, false});
}

}  // namespace setu
