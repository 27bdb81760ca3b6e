#include "unknowns.hpp"

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu::economy {

namespace {

/// The line whose indices all run over sets: it says over which.
const Declaration& domain_line(const std::string& name, const Declared& lines) {
  const Declaration* domain = nullptr;
  for (const auto& line : lines.lines()) {
    bool general = true;
    for (const auto& index : line.key.indices) general = general && !index.index.empty();
    if (!general) continue;
    if (domain) throw InputError(line.place + ": '" + name + "' is declared twice, the first time in " + domain->place + ".");
    domain = &line;
  }
  if (!domain)
    throw InputError(lines.lines().front().place + ": '" + name + "' has start values for single elements only; a line like " + name +
                     "[i in set] must say over which sets it runs.");
  return *domain;
}

/// Row-major position → elements.
Elements unravel(Index position, const std::vector<const IndexSet*>& sets) {
  Elements elements(sets.size());
  for (std::size_t d = sets.size(); d-- > 0;) {
    const auto n = static_cast<Index>(sets[d]->elements.size());
    elements[d] = sets[d]->elements[position % n];
    position /= n;
  }
  return elements;
}

}  // namespace

Unknowns::Unknowns(const EconomySource& source, const Symbols& symbols, Builder& builder) : symbols_(symbols) {
  for (const auto& set : source.sets) set_index_[set.name] = builder.set(set.name, set.elements);
  declare(source.variables, UnknownKind::Positive, builder);
  declare(source.free, UnknownKind::Free, builder);
  declare(source.given, UnknownKind::Given, builder);
  declare(source.rates, UnknownKind::Rate, builder);
}

void Unknowns::declare(const std::vector<EconomyLine>& lines, UnknownKind kind, Builder& builder) {
  std::map<std::string, Declared> declared;
  std::vector<std::string> order;
  for (const auto& line : lines) {
    Declaration d{parse_key(line.place, line.key), line.place, line.formula, parse_formula(line.place, line.formula), {}};
    const std::string name = d.key.name;
    if (symbols_.is_number(name)) throw InputError(line.place + ": '" + name + "' is a table or parameter already.");
    if (has(name)) throw InputError(line.place + ": '" + name + "' is declared in " + block(name).place + " already.");
    if (!declared.contains(name)) order.push_back(name);
    declared[name].add(std::move(d));
  }
  for (const auto& name : order) add(name, declared[name], kind, builder);
}

void Unknowns::add(const std::string& name, const Declared& lines, UnknownKind kind, Builder& builder) {
  const Declaration& domain = domain_line(name, lines);
  Block block{kind, domain.place, {}, kNone};
  std::vector<Index> set_ids;
  std::vector<const IndexSet*> sets;
  Index size = 1;
  for (const auto& index : domain.key.indices) {
    sets.push_back(&symbols_.set(index.set, domain.place));
    set_ids.push_back(set_index_.at(index.set));
    block.sets.push_back(index.set);
    size *= static_cast<Index>(sets.back()->elements.size());
  }
  const bool level = kind == UnknownKind::Free || kind == UnknownKind::Rate;
  std::vector<double> start(size);
  for (Index i = 0; i < size; ++i) {
    const Elements elements = unravel(i, sets);
    Environment environment;
    const Declaration* line = lines.find(elements, symbols_, environment);
    start[i] = symbols_.evaluate(line->formula, environment, line->place);
    if (!level && start[i] < 0)
      throw InputError(line->place + ": '" + display(name, elements) + "' starts at " + std::to_string(start[i]) +
                       ", but it is declared as positive; declare it under [free] or [rates].");
  }
  block.block = builder.variables(
      {name.c_str(), "", 0, level ? Unit::Level : Unit::Log}, set_ids, [&](Index i) { return level || start[i] > 0; },
      [&](Index i) { return start[i]; });
  blocks_.emplace(name, std::move(block));
}

std::vector<std::string> Unknowns::names() const {
  std::vector<std::string> result;
  for (const auto& [name, block] : blocks_) result.push_back(name);
  return result;
}

Index Unknowns::id(const EquationSystem& system, const std::string& name, const Elements& elements, const std::string& place) const {
  const auto found = blocks_.find(name);
  if (found == blocks_.end()) {
    std::vector<std::string> known = names();
    for (auto& number : symbols_.number_names()) known.push_back(std::move(number));
    throw InputError(place + ": " + unknown_name("variable, parameter or table", name, known) + ".");
  }
  const Block& b = found->second;
  if (b.sets.size() != elements.size())
    throw InputError(place + ": '" + name + "' has " + std::to_string(b.sets.size()) + " indices, not " + std::to_string(elements.size()) +
                     ".");
  for (std::size_t i = 0; i < elements.size(); ++i)
    if (!symbols_.contains(b.sets[i], elements[i]))
      throw InputError(place + ": " + display(name, elements) + ": " +
                       unknown_name("element of " + b.sets[i], elements[i], symbols_.set(b.sets[i], place).elements) + ".");
  return system.id(name, elements);
}

}  // namespace setu::economy
