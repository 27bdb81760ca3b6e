#include "symbols.hpp"

#include <algorithm>
#include <cmath>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu::economy {

namespace {

std::unordered_map<std::string, std::size_t> positions(const std::vector<std::string>& labels, const std::string& place) {
  std::unordered_map<std::string, std::size_t> result;
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (!result.emplace(labels[i], i).second) throw InputError(place + ": the label '" + labels[i] + "' stands there twice.");
  return result;
}

std::size_t at_label(const std::unordered_map<std::string, std::size_t>& known, const std::vector<std::string>& labels,
                     const std::string& noun, const std::string& label, const std::string& place) {
  const auto found = known.find(label);
  if (found == known.end()) throw InputError(place + ": " + unknown_name(noun, label, labels) + ".");
  return found->second;
}

/// Every operation that can fail does so here.
double checked(double value, const Formula& f, const std::string& place) {
  if (std::isfinite(value)) return value;
  const char* what = f.kind == Kind::Divide  ? "a division by zero"
                     : f.kind == Kind::Power ? "a power that is not a number"
                                             : "a value that is not finite";
  throw InputError(place + ": the formula leads to " + what + ".");
}

}  // namespace

std::string display(const std::string& name, const Elements& elements) {
  std::string text = name;
  for (std::size_t i = 0; i < elements.size(); ++i) text += (i ? "," : "[") + elements[i];
  return elements.empty() ? text : text + "]";
}

const Declaration* Declared::find(const Elements& elements, const Symbols& symbols, Environment& environment) const {
  const Declaration *best = nullptr, *other = nullptr;
  int most = -1;
  for (const auto& line : lines_) {
    const auto& indices = line.key.indices;
    if (indices.size() != elements.size()) continue;
    int singles = 0;
    bool fits = true;
    for (std::size_t i = 0; i < indices.size() && fits; ++i) {
      const bool single = indices[i].index.empty();
      fits = single ? indices[i].set == elements[i] : symbols.contains(indices[i].set, elements[i]);
      singles += single ? 1 : 0;
    }
    if (fits && singles == most) other = &line;
    if (fits && singles > most) best = &line, other = nullptr, most = singles;
  }
  if (other != nullptr)
    throw InputError(other->place + ": the line covers " + display(other->key.name, elements) + ", and so does the one in " + best->place +
                     "; one element has one line (one that names the element outright counts before one of a set).");
  if (best)
    for (std::size_t i = 0; i < elements.size(); ++i)
      if (!best->key.indices[i].index.empty()) environment.emplace_back(best->key.indices[i].index, elements[i]);
  return best;
}

Symbols::Symbols(const EconomySource& source) {
  for (const auto& set : source.sets) {
    set_names_.push_back(set.name);
    sets_[set.name] = {&set, positions(set.elements, source.file + ", set '" + set.name + "'")};
  }
  for (const auto& [name, table] : source.tables)
    tables_[name] = {&table, positions(table.rows, table.file), positions(table.columns, table.file)};
  for (const auto& line : source.parameters) {
    Declaration d{parse_key(line.place, line.key), line.place, line.formula, parse_formula(line.place, line.formula), {}};
    if (tables_.contains(d.key.name)) throw InputError(line.place + ": '" + d.key.name + "' is a table already.");
    for (const auto& index : d.key.indices)
      if (!index.index.empty()) (void)set(index.set, line.place);
    parameters_[d.key.name].add(std::move(d));
  }
}

const IndexSet& Symbols::set(const std::string& name, const std::string& place) const {
  const auto found = sets_.find(name);
  if (found == sets_.end()) throw InputError(place + ": " + unknown_name("set", name, set_names_) + ".");
  return *found->second.first;
}

bool Symbols::contains(const std::string& set, const std::string& element) const {
  const auto found = sets_.find(set);
  return found != sets_.end() && found->second.second.contains(element);
}

std::vector<std::string> Symbols::number_names() const {
  std::vector<std::string> names;
  for (const auto& [name, table] : tables_) names.push_back(name);
  for (const auto& [name, lines] : parameters_) names.push_back(name);
  return names;
}

std::string Symbols::element(const std::string& argument, const Environment& environment) {
  const auto bound = std::find_if(environment.rbegin(), environment.rend(), [&](const auto& b) { return b.first == argument; });
  return bound == environment.rend() ? argument : bound->second;
}

Elements Symbols::elements(const Formula& name, const Environment& environment) {
  Elements result;
  for (const auto& argument : name.arguments) result.push_back(element(argument, environment));
  return result;
}

void Symbols::for_each(const std::vector<Binding>& bindings, const std::string& place, Environment& environment,
                       const std::function<void()>& visit) const {
  const std::size_t depth = environment.size();
  const std::function<void(std::size_t)> step = [&](std::size_t i) {
    if (i == bindings.size()) return visit();
    for (const auto& e : set(bindings[i].set, place).elements) {
      environment.emplace_back(bindings[i].index, e);
      step(i + 1);
      environment.resize(depth + i);
    }
  };
  step(0);
}

double Symbols::cell(const Table& t, const std::string& name, const Elements& at, const std::string& place) const {
  const std::size_t dimensions = t.table->columns.empty() ? 1 : 2;
  if (at.size() != dimensions)
    throw InputError(place + ": the table '" + name + "' needs " + (dimensions == 1 ? "one label: " : "a row and a column: ") + name +
                     (dimensions == 1 ? "[row]." : "[row, column]."));
  const std::size_t row = at_label(t.row, t.table->rows, "row", at[0], place + ": table '" + name + "'");
  if (dimensions == 1) return t.table->values[row];
  const std::size_t column = at_label(t.column, t.table->columns, "column", at[1], place + ": table '" + name + "'");
  return t.table->values[row * t.table->columns.size() + column];
}

double Symbols::parameter(const std::string& name, const Elements& at, const std::string& place) const {
  const auto [known, fresh] = values_.try_emplace({name, at}, std::nullopt);
  if (!fresh && known->second) return *known->second;
  if (!fresh) throw InputError(place + ": the parameter '" + display(name, at) + "' is defined by itself.");
  Environment environment;
  const Declaration* line = parameters_.at(name).find(at, *this, environment);
  if (!line) throw InputError(place + ": no line of [parameters] gives '" + display(name, at) + "'.");
  const double value = evaluate(line->formula, environment, line->place);
  return *(values_[{name, at}] = value);
}

double Symbols::number(const Formula& name, const Environment& environment, const std::string& place) const {
  const Elements at = elements(name, environment);
  const auto table = tables_.find(name.name);
  return table != tables_.end() ? cell(table->second, name.name, at, place) : parameter(name.name, at, place);
}

double Symbols::evaluate(const Formula& f, Environment& environment, const std::string& place, const Lookup& other) const {
  const auto part = [&](std::size_t i) { return evaluate(f.parts[i], environment, place, other); };
  switch (f.kind) {
    case Kind::Number: return f.number;
    case Kind::Name: return is_number(f.name) ? number(f, environment, place) : other(f, environment, place);
    case Kind::Negate: return -part(0);
    case Kind::Add: return part(0) + part(1);
    case Kind::Subtract: return part(0) - part(1);
    case Kind::Multiply: {
      const double first = part(0);
      return first == 0 ? 0 : checked(first * part(1), f, place);  // 0 p^(1 − σ) is zero also where p is absent
    }
    case Kind::Divide: return checked(part(0) / part(1), f, place);
    case Kind::Power: return checked(std::pow(part(0), part(1)), f, place);
    case Kind::Sum:
    case Kind::Product: {
      double result = f.kind == Kind::Sum ? 0 : 1;
      for_each(f.bindings, place, environment, [&] {
        const double value = part(0);
        result = f.kind == Kind::Sum ? result + value : result * value;
      });
      return checked(result, f, place);
    }
    case Kind::Call: {
      const double x = part(0);
      if (f.name == "sign") return x > 0 ? 1 : x < 0 ? -1 : 0;
      return checked(f.name == "log"    ? std::log(x)
                     : f.name == "exp"  ? std::exp(x)
                     : f.name == "sqrt" ? std::sqrt(x)
                                        : std::abs(x),
                     f, place);
    }
  }
  throw LogicError("unknown kind of formula");
}

double Symbols::evaluate(const Formula& f, Environment& environment, const std::string& place) const {
  return evaluate(f, environment, place, [&](const Formula& name, const Environment&, const std::string& where) -> double {
    throw InputError(where + ": " + unknown_name("table or parameter", name.name, number_names()) + ".");
  });
}

}  // namespace setu::economy
