#include "outcome.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "lever_text.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"

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

namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

/// Splits at any of `signs` outside parentheses; each part with the sign before it ('+' for the first).
std::vector<std::pair<char, std::string>> split(const std::string& text, std::string_view signs) {
  std::vector<std::pair<char, std::string>> parts;
  char sign = '+';
  std::string part;
  int depth = 0;
  for (const char c : text) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (depth == 0 && signs.find(c) != std::string_view::npos) {
      if (!trimmed(part).empty() || c == '/') parts.emplace_back(sign, trimmed(part));
      part.clear();
      sign = c;
    } else {
      part += c;
    }
  }
  parts.emplace_back(sign, trimmed(part));
  return parts;
}

}  // namespace

double OutcomeLabel::value(double row) const { return logarithm ? 100 * std::exp(row) : row; }
double OutcomeLabel::row(double value) const { return logarithm ? std::log(value / 100) : value; }
double OutcomeLabel::slope(double value) const { return logarithm ? value : 1; }

OutcomeWriter::OutcomeWriter(const Experiment& experiment, std::vector<ControlCost> costs)
    : experiment_(experiment), costs_(std::move(costs)) {
  terms_.variables = experiment.model.system.terms.variables;
}

/// "2 * qxs(a,b)", "pfob*qxs(a,b)": a number and one or two names with common elements.
void OutcomeWriter::parse_item(const std::string& text, double sign, const std::string& where, std::vector<Piece>& pieces) const {
  const EquationSystem& system = experiment_.model.system;
  const auto bracket = text.find('(');
  std::vector<std::string> names;
  double factor = sign;
  for (const auto& [op, name] : split(text.substr(0, bracket), "*"))
    if (const auto number = parse_number(name)) factor *= *number;
    else names.push_back(name);
  if (names.empty() || names.size() > 2)
    throw InputError(fmt::format("{}: '{}' is not a result: write a variable, or two multiplied, as in pfob*qxs(all,A,B).", where, text));
  const std::string elements = bracket == std::string::npos ? "" : text.substr(bracket);
  VariableChoice first = choice_of(names[0] + elements, where + ": result");
  const bool level = system.find(names[0]) && system.find(names[0])->unit == Unit::Level;
  const std::size_t before = pieces.size();
  for (const auto& labels : expand_choice(first, experiment_.aliases, system)) {
    const Index a = system.id(names[0], labels), b = names.size() == 2 ? system.id(names[1], labels) : kNone;
    if (a == kNone || (names.size() == 2 && b == kNone)) continue;
    if (names.size() == 2 && (level || system.unit(b) == Unit::Level))
      throw InputError(fmt::format("{}: '{}': plain numbers cannot be multiplied, only prices, quantities and values.", where, text));
    pieces.push_back({factor, a, b});
  }
  if (pieces.size() == before) throw InputError(fmt::format("{}: '{}': all that it selects are zero flows in the database.", where, text));
}

OutcomeWriter::Row OutcomeWriter::parse_sum(const std::string& text, const std::string& where, bool levels) const {
  const EquationSystem& system = experiment_.model.system;
  const auto items = split(text, "+-");
  std::vector<Piece> pieces;
  for (const auto& [sign, item] : items) parse_item(item, sign == '-' ? -1 : 1, where, pieces);
  Row row;
  Row::Group group;
  double base = 0;
  bool product = false, million = true;
  for (Piece p : pieces) {
    const VariableBlock& block = system.variable_block_of(p.a);
    if (block.unit == Unit::Level) {
      row.linear.emplace_back(p.a, p.coef);
      million = million && quantity_of(block) == Quantity::Value;
      continue;
    }
    p.coef *= system.level0[p.a] * (p.b != kNone ? system.level0[p.b] : 1);
    base += p.coef;
    product = product || p.b != kNone;
    group.pieces.push_back(p);
  }
  row.unit = million ? kMillion : "";
  if (group.pieces.empty()) return row;
  if (levels || product || items.size() > 1 || !row.linear.empty()) {
    row.groups.push_back(std::move(group));
    return row;
  }
  group.scale = 100 / base;  // a percentage change
  row.constant = -100;
  row.groups.push_back(std::move(group));
  row.unit = "%";
  return row;
}

OutcomeWriter::Row OutcomeWriter::parse(const std::string& result, const std::string& where) const {
  const auto parts = split(result, "/");
  if (parts.size() == 1) return parse_sum(result, where, false);
  if (parts.size() > 2) throw InputError(fmt::format("{}: '{}' has more than one '/'.", where, result));
  Row share;
  for (std::size_t k = 0; k < 2; ++k) {
    Row part = parse_sum(parts[k].second, where, true);
    if (!part.linear.empty() || part.groups.size() != 1)
      throw InputError(fmt::format("{}: '{}': a share is one of values, quantities or prices, not of plain numbers.", where, result));
    part.groups[0].log = true;
    share.add(part, k == 0 ? 1 : -1);
  }
  share.unit = "%";
  share.logarithm = true;
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
