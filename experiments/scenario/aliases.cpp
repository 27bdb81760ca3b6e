#include "setu/experiments/scenario/aliases.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "toml_section.hpp"

namespace setu {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

/// What one expansion carries along: the set it is for, and the aliases being opened (to catch circles).
struct Aliases::Lookup {
  const std::string& set;
  const std::vector<std::string>& elements;
  std::vector<std::string> open;
};

Aliases Aliases::read(const std::filesystem::path& file, const Sets& sets) {
  const toml::table root = parse_toml_file(file);
  Aliases aliases;
  for (const auto& [set, node] : root) {
    if (set.str() == "report") continue;  // read_report's part
    const auto* table = node.as_table();
    if (!table) throw InputError(fmt::format("{}: '{}' must be a table named as a set.", where_of(node), set.str()));
    for (const auto& [name, choice] : *table)
      aliases.add(std::string(set.str()), std::string(name.str()), read_selector(choice, fmt::format("alias '{}'", name.str())));
  }
  aliases.check(sets);
  return aliases;
}

void Aliases::add(const std::string& set, const std::string& name, Selector selector) { by_set_[set][name] = std::move(selector); }

void Aliases::check(const Sets& sets) const {
  for (const auto& [set, aliases] : by_set_) {
    if (aliases.empty()) continue;
    const std::string& first = aliases.begin()->second.where;
    const std::vector<std::string>* elements = nullptr;
    try {
      elements = &sets.by_name(set);
    } catch (const InputError& e) { throw InputError(fmt::format("{}: {}", first, with_period(e.what()))); }
    for (const auto& [name, selector] : aliases) {
      if (contains(*elements, name) || name == "all")
        throw InputError(fmt::format("{}: the alias '{}' is also an element of {}.", selector.where, name, set));
      if (expand(Selector{{name}, {}, selector.where}, set, *elements).empty())
        throw InputError(fmt::format("{}: the alias '{}' holds no element of {}.", selector.where, name, set));
    }
  }
}

std::vector<std::string> Aliases::expand(const Selector& selector, const std::string& set, const std::vector<std::string>& elements) const {
  Lookup lookup{set, elements, {}};
  std::vector<std::string> out;
  resolve(lookup, selector, out);
  return out;
}

const Selector* Aliases::find(const std::string& set, const std::string& name, const std::vector<std::string>& elements) const {
  if (const auto own = by_set_.find(set); own != by_set_.end())
    if (const auto it = own->second.find(name); it != own->second.end()) return &it->second;
  // Another set's alias serves when everything it names is here too (commodities for activities).
  for (const auto& [other, aliases] : by_set_) {
    const auto it = other == set ? aliases.end() : aliases.find(name);
    if (it == aliases.end()) continue;
    const auto serves = [&](const std::string& n) { return contains(elements, n) || n == "all" || (n != name && find(set, n, elements)); };
    const Selector& s = it->second;
    if (std::all_of(s.of.begin(), s.of.end(), serves) && std::all_of(s.not_.begin(), s.not_.end(), serves)) return &s;
  }
  return nullptr;
}

void Aliases::append(Lookup& lookup, const std::vector<std::string>& names, const std::string& where, std::vector<std::string>& out) const {
  for (const auto& name : names) {
    if (contains(lookup.elements, name)) {
      if (!contains(out, name)) out.push_back(name);
    } else if (name == "all" || name == "*") {
      for (const auto& e : lookup.elements)
        if (!contains(out, e)) out.push_back(e);
    } else if (const Selector* alias = find(lookup.set, name, lookup.elements)) {
      if (contains(lookup.open, name)) throw InputError(fmt::format("{}: the alias '{}' is defined by itself.", alias->where, name));
      lookup.open.push_back(name);
      resolve(lookup, *alias, out);
      lookup.open.pop_back();
    } else {
      std::vector<std::string> known = lookup.elements;
      if (const auto own = by_set_.find(lookup.set); own != by_set_.end())
        for (const auto& [alias_name, unused] : own->second) known.push_back(alias_name);
      known.emplace_back("all");
      throw InputError(fmt::format("{}: {}.", where, unknown_name("element or alias of " + lookup.set, name, known, 80)));
    }
  }
}

void Aliases::resolve(Lookup& lookup, const Selector& selector, std::vector<std::string>& out) const {
  std::vector<std::string> chosen, removed;
  append(lookup, selector.of, selector.where, chosen);
  append(lookup, selector.not_, selector.where, removed);
  for (const auto& name : chosen)
    if (!contains(removed, name) && !contains(out, name)) out.push_back(name);
}

}  // namespace setu
