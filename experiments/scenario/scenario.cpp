#include "setu/experiments/scenario/scenario.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenario_cost.hpp"
#include "scenario_over.hpp"
#include "scenario_part.hpp"
#include "setu/base/error.hpp"
#include "setu/base/limits.hpp"
#include "setu/base/suggest.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace {

using Overrides = std::vector<std::string>;

/// One `include` entry: a scenario, the group that its shocks are counted under, and overrides for it.
struct Include {
  std::string scenario, group, where;
  Overrides set;
};

Include read_include(const toml::node& node) {
  Include include;
  include.where = where_of(node);
  if (const auto* name = node.as_string()) {
    include.scenario = name->get();
    return include;
  }
  const auto* table = node.as_table();
  if (!table) throw InputError(fmt::format("{}: 'include' must list names of scenarios.", include.where));
  Section section(*table, "include");
  include.scenario = section.required_text("scenario");
  include.group = section.text("group").value_or("");
  include.set = section.texts("set").value_or(Overrides{});
  section.finish();
  return include;
}

std::vector<Include> read_includes(const toml::table& root) {
  std::vector<Include> includes;
  const auto* node = root.get("include");
  if (!node) return includes;
  const auto* list = node->as_array();
  if (!list) throw InputError(fmt::format("{}: 'include' must be a list of scenarios.", where_of(*node)));
  for (const auto& item : *list) includes.push_back(read_include(item));
  return includes;
}

Overlap read_overlap(Section& section) {
  const std::string text = section.text("overlap").value_or("error");
  if (text == "error") return Overlap::Error;
  if (text == "first") return Overlap::First;
  if (text == "last") return Overlap::Last;
  section.fail(unknown_name("way to treat overlaps", text, {"error", "first", "last"}) + ".", "overlap");
}

void read_aliases(Section& section, Scenario& scenario) {
  const auto* sets = section.table("aliases");
  if (!sets) return;
  for (const auto& [set, node] : *sets) {
    const auto* table = node.as_table();
    if (!table) throw InputError(fmt::format("{}: [aliases.{}] must be a table.", where_of(node), set.str()));
    for (const auto& [name, choice] : *table)
      scenario.aliases[std::string(set.str())][std::string(name.str())] = read_selector(choice, fmt::format("alias '{}'", name.str()));
  }
}

void note_group(Scenario& scenario, const std::string& group) {
  auto& groups = scenario.groups;
  if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(group);
}

/// The tables of one file, without its includes.
Scenario read_own_parts(Section& section, const std::filesystem::path& file) {
  Scenario s;
  s.file = file;
  s.files = {file};
  s.name = section.folder_name(file);
  s.title = section.text("title").value_or(s.name);
  s.description = section.text("description").value_or("");
  s.database = section.text("database").value_or("");
  s.overlap = read_overlap(section);
  read_aliases(section, s);
  for (const auto& part : scenario_parts())
    if (part.read) part.read(section, s);
  return s;
}

void for_groups(Scenario& s, const std::function<void(std::string&)>& visit) {
  for (const auto& part : scenario_parts())
    if (part.groups) part.groups(s, visit);
}

/// How many entries of each kind came from includes so far; they stand before the scenario's own.
using Merged = std::vector<std::size_t>;

void merge(Scenario& into, Scenario&& from, const Include& include, Merged& merged) {
  const auto& parts = scenario_parts();
  for (std::size_t k = 0; k < parts.size(); ++k)
    if (parts[k].merge) parts[k].merge(into, std::move(from), merged[k], include.where);
  into.files.insert(into.files.end(), from.files.begin(), from.files.end());
  for (auto& [set, names] : from.aliases) into.aliases[set].merge(names);
  if (into.database.empty()) into.database = from.database;
}

/// The overrides meant for `scenario` ("india_fund.fund.total=1" for india_fund), with its name taken off.
Overrides overrides_for(const Overrides& overrides, const std::string& scenario) {
  Overrides out;
  for (const auto& text : overrides)
    if (text.starts_with(scenario + ".")) out.push_back(text.substr(scenario.size() + 1));
  return out;
}

bool is_for_include(const std::string& text, const std::vector<Include>& includes) {
  return std::any_of(includes.begin(), includes.end(),
                     [&](const Include& i) { return text.starts_with(std::filesystem::path(i.scenario).stem().string() + "."); });
}

/// The file of an included scenario: beside the including file, or a shipped one.
std::filesystem::path included_file(const Include& include, const std::filesystem::path& from) {
  std::error_code none;
  for (const auto& candidate : {from.parent_path() / include.scenario, from.parent_path() / (include.scenario + ".toml")})
    if (std::filesystem::is_regular_file(candidate, none)) return candidate;
  try {
    return find_scenario(include.scenario);
  } catch (const InputError& e) { throw InputError(fmt::format("{}: {}", include.where, e.what())); }
}

/// How much of an override's path stands in a file or in what it includes, at best. `known` holds the files seen so far, with 0 for
/// those being looked at: a circle is refused where it is read.
std::size_t depth_below(const std::filesystem::path& file, const std::string& text, ScenarioCost& cost,
                        std::map<std::string, std::size_t>& known) {
  const std::string key = std::filesystem::weakly_canonical(file).string();
  if (const auto [at, fresh] = known.try_emplace(key, 0); !fresh) return at->second;
  if (known.size() > limit(Limit::ScenarioFiles)) return 0;  // refused where they are read
  const toml::table& root = cost.parsed(file);
  std::size_t depth = matching_depth(root, text);
  for (const auto& include : read_includes(root)) depth = std::max(depth, depth_below(included_file(include, file), text, cost, known));
  return known[key] = depth;
}

/// Keys of which the including scenario has the say.
bool is_of_the_whole(const std::string& text) {
  const std::string key = text.substr(0, text.find_first_of(".="));
  static const std::vector<std::string> keys = {"name", "title", "description", "database", "overlap", "include", "report", "aliases"};
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// An override without a scenario's name belongs where most of its path stands: in `root` itself (it is returned as it is), or in
/// the one include that has more of it (its name is put before it). Throws InputError where several includes have as much.
std::string routed(const std::string& text, const toml::table& root, const std::filesystem::path& file, ScenarioCost& cost) {
  const auto includes = read_includes(root);
  if (includes.empty() || is_of_the_whole(text) || is_for_include(text, includes)) return text;
  std::size_t best = matching_depth(root, text);
  std::vector<std::string> places;
  for (const auto& include : includes) {
    const auto part = included_file(include, file);
    std::map<std::string, std::size_t> known = {{std::filesystem::weakly_canonical(file).string(), 0}};
    const std::size_t depth = depth_below(part, text, cost, known);
    if (depth > best) places.clear();
    if (depth > best || (depth == best && !places.empty())) places.push_back(part.stem().string());
    best = std::max(best, depth);
  }
  if (places.size() > 1)
    throw InputError(fmt::format("--set {0}: the included scenarios {1} all have it; write --set {2}.{0} for one of them.", text,
                                 fmt::join(places, ", "), places.front()));
  return places.empty() ? text : places.front() + "." + text;
}

/// Reads a scenario's file and, one inside the other, those that it includes.
class Reader {
 public:
  Scenario read(const std::filesystem::path& file, const Overrides& given);
  /// What the tables of `root` say, and what they include; `file` is the one that they stand for.
  Scenario read_tables(const toml::table& root, const std::filesystem::path& file, const Overrides& overrides);

 private:
  void merge_includes(Scenario& scenario, const std::vector<Include>& includes, const Overrides& overrides);

  ScenarioCost cost_;
  std::vector<std::string> open_;  ///< the files being read, to catch circles
};

void Reader::merge_includes(Scenario& scenario, const std::vector<Include>& includes, const Overrides& overrides) {
  Merged merged(scenario_parts().size(), 0);
  for (const auto& include : includes) {
    cost_.include(include.where);
    const auto file = included_file(include, scenario.file);
    Overrides own = include.set;
    for (auto& text : overrides_for(overrides, file.stem().string())) own.push_back(std::move(text));
    Scenario part = read(file, own);
    const std::string group = include.group.empty() ? part.name : include.group;
    for_groups(part, [&](std::string& each) { each = group; });  // all shocks of an included scenario count as one group
    note_group(scenario, group);
    merge(scenario, std::move(part), include, merged);
  }
}

Scenario Reader::read(const std::filesystem::path& file, const Overrides& given) {
  const std::string key = std::filesystem::weakly_canonical(file).string();
  if (std::find(open_.begin(), open_.end(), key) != open_.end())
    throw InputError(fmt::format("{}: the scenario includes itself, by way of {}.", file.string(), fmt::join(open_, ", ")));
  open_.push_back(key);
  toml::table root = cost_.parse(file);
  Overrides overrides;
  for (const auto& text : given) {
    overrides.push_back(routed(text, root, file, cost_));
    if (!is_for_include(overrides.back(), read_includes(root))) apply_override(root, overrides.back());
  }
  Scenario scenario = read_tables(root, file, overrides);
  open_.pop_back();
  return scenario;
}

Scenario Reader::read_tables(const toml::table& root, const std::filesystem::path& file, const Overrides& overrides) {
  cost_.count_tables(root, file);
  const std::vector<Include> includes = read_includes(root);
  Section section(root, "scenario");
  section.allow("include");
  Scenario scenario = read_own_parts(section, file);
  section.finish();
  merge_includes(scenario, includes, overrides);
  for_groups(scenario, [&](std::string& group) { note_group(scenario, group); });
  return scenario;
}

}  // namespace

Scenario read_scenario_tables(const toml::table& root, const std::filesystem::path& file) { return Reader().read_tables(root, file, {}); }

Scenario read_scenario(const std::string& name_or_file, const std::vector<std::string>& overrides) {
  Scenario scenario = Reader().read(find_scenario(name_or_file), overrides);
  scenario.overrides = overrides;
  return scenario;
}

}  // namespace setu
