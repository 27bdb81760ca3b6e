#include "setu/model/economy/economy.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "statement.hpp"

namespace setu {

using namespace economy;

namespace {

/// True where the residual gives the variable explicitly: coefficient one in the linear part and nowhere else.
bool defines(const Expression& residual, Index id) {
  double coef = 0;
  for (const Part& part : residual.linear.parts) coef += part.variable == id ? part.coef : 0;
  if (coef != 1) return false;
  for (const auto& group : residual.groups)
    for (std::size_t k = 0; k < group.sum.size(); ++k) {
      if (group.sum[k].level == id) return false;
      for (const Part& part : group.sum[k].exponent)
        if (part.variable == id) return false;
    }
  return true;
}

}  // namespace

struct Economy::State {
  explicit State(EconomySource s) : source(std::move(s)), symbols(source), unknowns(source, symbols, builder) {
    add_equations();
    system = builder.finish();
    for (std::size_t i = 0; i < equation_places.size(); ++i) system.equations[i].file = equation_places[i];
    closure.exogenous.assign(system.terms.variables, 0);
    for (const auto& [name, block] : unknowns.blocks())
      if (block.kind == UnknownKind::Given || block.kind == UnknownKind::Rate) {
        const VariableBlock& v = *system.find(name);
        std::fill_n(closure.exogenous.begin() + v.first, v.count, std::uint8_t{1});
      }
    for (const auto& line : source.reports) {
      reports.push_back({parse_key(line.place, line.key), line.place, line.formula, parse_formula(line.place, line.formula), {}});
      (void)report_values(reports.back(), system.benchmark());  // names are checked now
    }
  }

  void add_equations();
  void add_block(const std::string& variable, const Declared& lines);
  std::vector<Report> report_values(const Declaration& line, std::span<const double> x) const;
  void add_shock(const EconomyShock& shock, ShockPath& path) const;

  EconomySource source;
  Builder builder;
  Symbols symbols;
  Unknowns unknowns;
  std::vector<std::string> equation_places;
  EquationSystem system;
  Closure closure;
  std::vector<Declaration> reports;
};

void Economy::State::add_equations() {
  std::map<std::string, Declared> declared;
  for (const auto& line : source.equations) {
    Declaration d{parse_key(line.place, line.key), line.place, line.formula, {}, parse_equality(line.place, line.formula)};
    const std::string& name = d.key.name;
    if (!name.starts_with("E_") || !unknowns.has(name.substr(2)))
      throw InputError(line.place + ": the equation '" + name + "' goes with no variable; call it E_ and a variable: " +
                       unknown_name("variable", name.starts_with("E_") ? name.substr(2) : name, unknowns.names()) + ".");
    declared[name.substr(2)].add(std::move(d));
  }
  for (const auto& [name, lines] : declared) {
    const UnknownKind kind = unknowns.block(name).kind;
    if (kind == UnknownKind::Given || kind == UnknownKind::Rate)
      throw InputError(lines.lines().front().place + ": '" + name + "' is given from outside, so no equation can go with it.");
    add_block(name, lines);
  }
  for (const auto& [name, block] : unknowns.blocks())
    if ((block.kind == UnknownKind::Positive || block.kind == UnknownKind::Free) && !declared.contains(name))
      throw InputError(block.place + ": there is no equation E_" + name + " for the unknown '" + name + "'.");
}

void Economy::State::add_block(const std::string& variable, const Declared& lines) {
  const EquationSystem& system_now = builder.system();
  const Statement statement(symbols, unknowns, system_now);
  const VariableBlock& block = *system_now.find(variable);
  std::vector<std::pair<Index, Expression>> equations;
  bool definition = true;
  for (Index id = block.first; id < block.first + block.count; ++id) {
    Environment environment;
    const Elements elements = system_now.variable_elements(id);
    const Declaration* line = lines.find(elements, symbols, environment);
    if (!line)
      throw InputError(lines.lines().front().place + ": no line E_" + variable + " covers the unknown '" + display(variable, elements) +
                       "'.");
    equations.emplace_back(id, statement.residual(line->equality, environment, line->place, id));
    definition = definition && defines(equations.back().second, id);
  }
  const std::string name = "E_" + variable;
  auto opened = builder.equations({name.c_str(), "", lines.lines().front().text.c_str()}, unknowns.block(variable).block,
                                  definition ? Role::Definition : Role::Implicit);
  for (const auto& [id, residual] : equations) opened.implicit(Var{id}, residual);
  equation_places.push_back(lines.lines().front().place);
}

std::vector<Economy::Report> Economy::State::report_values(const Declaration& line, std::span<const double> x) const {
  const Statement statement(symbols, unknowns, system);
  std::vector<Report> result;
  Environment environment;
  std::vector<Binding> bindings;
  for (const auto& index : line.key.indices)
    if (!index.index.empty()) bindings.push_back(index);
  symbols.for_each(bindings, line.place, environment, [&] {
    Report r{line.key.name, {}, 0};
    for (const auto& index : line.key.indices)
      r.elements.push_back(index.index.empty() ? index.set : Symbols::element(index.index, environment));
    r.value = symbols.evaluate(
        line.formula, environment, line.place,
        [&](const Formula& name, const Environment& e, const std::string& place) { return statement.value(name, e, place, x); });
    result.push_back(std::move(r));
  });
  return result;
}

void Economy::State::add_shock(const EconomyShock& shock, ShockPath& path) const {
  Key key = parse_key(shock.place, shock.key);
  std::vector<std::string> known;
  for (const auto& [name, block] : unknowns.blocks())
    if (block.kind == UnknownKind::Given || block.kind == UnknownKind::Rate) known.push_back(name);
  if (std::find(known.begin(), known.end(), key.name) == known.end())
    throw InputError(shock.place + ": " + unknown_name("given value or rate", key.name, known) + ".");
  const auto& sets = unknowns.block(key.name).sets;
  std::vector<Binding> bindings;
  for (std::size_t i = 0; i < key.indices.size(); ++i) {
    auto& index = key.indices[i];
    if (index.index.empty() && index.set == "*" && i < sets.size()) index = {"*" + std::to_string(i), sets[i]};
    if (!index.index.empty()) bindings.push_back(index);
  }
  const Formula formula = parse_formula(shock.place, shock.formula);
  const Statement statement(symbols, unknowns, system);
  const std::vector<double> benchmark = system.benchmark();
  Environment environment;
  symbols.for_each(bindings, shock.place, environment, [&] {
    Elements elements;
    for (const auto& index : key.indices) elements.push_back(index.index.empty() ? index.set : Symbols::element(index.index, environment));
    const Index id = unknowns.id(system, key.name, elements, shock.place);
    if (id == kNone) return;
    const double to = symbols.evaluate(
        formula, environment, shock.place,
        [&](const Formula& name, const Environment& e, const std::string& place) { return statement.value(name, e, place, benchmark); });
    const bool level = system.unit(id) == Unit::Level;
    if (!level && !(to > 0))
      throw InputError(shock.place + ": '" + display(key.name, elements) + "' must stay positive; declare it under [rates] to set it to " +
                       std::to_string(to) + ".");
    path.variable.push_back(id);
    path.level.push_back(level ? 1 : 0);
    path.from.push_back(benchmark[id]);
    path.to.push_back(level ? to : std::log(to / system.level0[id]));
  });
}

Economy::Economy(EconomySource source) : state_(std::make_unique<State>(std::move(source))) {}
Economy::~Economy() = default;
Economy::Economy(Economy&&) noexcept = default;
Economy& Economy::operator=(Economy&&) noexcept = default;

const EconomySource& Economy::source() const { return state_->source; }
const EquationSystem& Economy::system() const { return state_->system; }
const Closure& Economy::closure() const { return state_->closure; }

ShockPath Economy::path(const std::vector<EconomyShock>& shocks) const {
  ShockPath path;
  for (const auto& shock : shocks) state_->add_shock(shock, path);
  std::set<Index> seen;
  for (const Index id : path.variable)
    if (!seen.insert(id).second) throw InputError("'" + state_->system.variable_name(id) + "' is changed twice; say once what it becomes.");
  return path;
}

std::vector<Economy::Report> Economy::reports(std::span<const double> x) const {
  std::vector<Report> all;
  for (const auto& line : state_->reports)
    for (auto& r : state_->report_values(line, x)) all.push_back(std::move(r));
  return all;
}

}  // namespace setu
