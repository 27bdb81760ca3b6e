#include "setu/experiments/scenario/aliases.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/limits.hpp"
#include "setu/base/suggest.hpp"
#include "toml_section.hpp"

namespace setu {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

[[noreturn]] void fail_chain(const std::string& name, const std::string& where) {
  throw InputError(fmt::format("{}the alias '{}' ends too long a chain of aliases{}.", where, name, limit_hint(Limit::AliasDepth)));
}

/// The expansion of selectors for one set. Each alias is opened once, however often it is named: aliases that name one another twice would
/// double the work at each step.
class Expansion {
 public:
  using Known = std::map<std::string, std::map<std::string, Selector>>;
  Expansion(const Known& by_set, const std::string& set, const std::vector<std::string>& elements)
      : by_set_(by_set), set_(set), elements_(elements), most_(limit(Limit::AliasDepth)) {}

  [[nodiscard]] std::vector<std::string> resolve(const Selector& selector) {
    std::vector<std::string> chosen, removed, out;
    append(selector.of, selector.where, chosen);
    append(selector.not_, selector.where, removed);
    for (const auto& name : chosen)
      if (!contains(removed, name)) out.push_back(name);
    return out;
  }

 private:
  const Selector* find(const std::string& name);
  void append(const std::vector<std::string>& names, const std::string& where, std::vector<std::string>& out);
  const std::vector<std::string>& open(const std::string& name, const Selector& alias);
  [[noreturn]] void fail_unknown(const std::string& name, const std::string& where) const;

  const Known& by_set_;
  const std::string& set_;
  const std::vector<std::string>& elements_;
  std::size_t most_, searches_ = 0;               // aliases inside one another
  std::vector<std::string> open_;                 // the aliases being opened, to catch circles
  std::map<std::string, const Selector*> found_;  // by name; nothing where there is no alias
  std::map<const Selector*, std::vector<std::string>> opened_;
};

const Selector* Expansion::find(const std::string& name) {
  if (const auto own = by_set_.find(set_); own != by_set_.end())
    if (const auto it = own->second.find(name); it != own->second.end()) return &it->second;
  if (const auto known = found_.find(name); known != found_.end()) return known->second;
  if (searches_ >= most_) fail_chain(name, {});
  ++searches_;
  const Selector* found = nullptr;
  // Another set's alias serves when everything it names is here too (commodities for activities).
  for (const auto& [other, aliases] : by_set_) {
    const auto it = other == set_ ? aliases.end() : aliases.find(name);
    if (found || it == aliases.end()) continue;
    const Selector& s = it->second;
    found_[name] = &s;  // for a circle that comes back here: opening it says so
    const auto serves = [&](const std::string& n) { return contains(elements_, n) || n == "all" || (n != name && find(n)); };
    if (std::all_of(s.of.begin(), s.of.end(), serves) && std::all_of(s.not_.begin(), s.not_.end(), serves)) found = &s;
  }
  --searches_;
  return found_[name] = found;
}

void Expansion::append(const std::vector<std::string>& names, const std::string& where, std::vector<std::string>& out) {
  const auto add = [&](const std::vector<std::string>& more) {
    for (const auto& e : more)
      if (!contains(out, e)) out.push_back(e);
  };
  for (const auto& name : names) {
    if (contains(elements_, name)) add({name});
    else if (name == "all" || name == "*") add(elements_);
    else if (const Selector* alias = find(name)) add(open(name, *alias));
    else fail_unknown(name, where);
  }
}

/// The elements that an alias stands for.
const std::vector<std::string>& Expansion::open(const std::string& name, const Selector& alias) {
  if (contains(open_, name)) throw InputError(fmt::format("{}: the alias '{}' is defined by itself.", alias.where, name));
  if (const auto known = opened_.find(&alias); known != opened_.end()) return known->second;
  if (open_.size() >= most_) fail_chain(name, alias.where + ": ");
  open_.push_back(name);
  std::vector<std::string> elements = resolve(alias);
  open_.pop_back();
  return opened_[&alias] = std::move(elements);
}

void Expansion::fail_unknown(const std::string& name, const std::string& where) const {
  std::vector<std::string> known = elements_;
  if (const auto own = by_set_.find(set_); own != by_set_.end())
    for (const auto& [alias_name, unused] : own->second) known.push_back(alias_name);
  known.emplace_back("all");
  throw InputError(fmt::format("{}: {}.", where, unknown_name("element or alias of " + set_, name, known, 80)));
}

}  // namespace

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
    Expansion expansion(by_set_, set, *elements);
    for (const auto& [name, selector] : aliases) {
      if (contains(*elements, name) || name == "all")
        throw InputError(fmt::format("{}: the alias '{}' is also an element of {}.", selector.where, name, set));
      if (expansion.resolve(Selector{{name}, {}, selector.where}).empty())
        throw InputError(fmt::format("{}: the alias '{}' holds no element of {}.", selector.where, name, set));
    }
  }
}

std::vector<std::string> Aliases::expand(const Selector& selector, const std::string& set, const std::vector<std::string>& elements) const {
  return Expansion(by_set_, set, elements).resolve(selector);
}

}  // namespace setu
