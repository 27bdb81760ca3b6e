#include "recipe_file.hpp"

#include <sstream>

#include "setu/base/error.hpp"
#include "setu/base/files/toml_file.hpp"
#include "setu/base/suggest.hpp"

namespace setu::recipe {
namespace {

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> list;
  for (std::string word; in >> word;) list.push_back(word);
  return list;
}

template <class Map>
const auto& setting(const Map& map, std::string_view key, const Recipe& recipe) {
  const auto it = map.find(key);
  if (it != map.end()) return it->second;
  std::vector<std::string> known;
  for (const auto& [name, value] : map) known.push_back(name);
  throw InputError((recipe.folder / "recipe.toml").string() + ": " + unknown_name("setting", key, known) + ".");
}

/// Flattens the tables of numbers, texts and lists into "table.key".
void read_settings(const toml::table& table, const std::string& prefix, Recipe& recipe) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix + std::string(key.str());
    if (const auto* inner = node.as_table()) read_settings(*inner, name + ".", recipe);
    if (const auto value = node.value<double>()) recipe.numbers[name] = *value;
    if (node.is_string() && prefix == "files.") recipe.files[std::string(key.str())] = *node.value<std::string>();
    if (const auto* list = node.as_array()) {
      recipe.lists[name];
      for (const auto& item : *list)
        if (const auto text = item.value<std::string>()) recipe.lists[name].push_back(*text);
    }
  }
}

void read_sectors(Recipe& recipe) {
  const RawTable t(recipe.folder / "sectors.csv",
                   {"sector", "label", "goods", "adb", "oecd", "bilateral", "tariff", "esbd", "esbv", "income_low", "income_high"});
  for (std::size_t i = 0; i < t.size(); ++i)
    recipe.sectors.push_back({t.text(i, 0), t.text(i, 1), t.number(i, 2) != 0, words(t.text(i, 3)), words(t.text(i, 4)),
                              words(t.text(i, 5)), words(t.text(i, 6)), t.number(i, 7), t.number(i, 8), t.number(i, 9), t.number(i, 10)});
}

void read_economies(Recipe& recipe) {
  const RawTable t(recipe.folder / "economies.csv", {"economy", "adb", "region", "technology", "uses", "labour", "skill", "spending"});
  for (std::size_t i = 0; i < t.size(); ++i)
    recipe.economies.push_back(
        {t.text(i, 0), t.text(i, 1), recipe.region(t.text(i, 2)), t.text(i, 3), t.text(i, 4), t.text(i, 5), t.text(i, 6), t.text(i, 7)});
}

void read_pairs(Recipe& recipe) {
  const RawTable t(recipe.folder / "pairs.csv", {"source", "destination", "usd_mn", "kind", "origin"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 3) != "fixed" && t.text(i, 3) != "gap") t.fail(i, "the kind is 'fixed' or 'gap'.");
    recipe.pairs.push_back(
        {recipe.region(t.text(i, 0)), recipe.region(t.text(i, 1)), t.number(i, 2), t.text(i, 3) == "fixed", t.text(i, 4)});
  }
}

void read_stakes(Recipe& recipe) {
  const RawTable t(recipe.folder / "foreign_capital.csv", {"owner", "host", "sector", "usd_mn", "share", "origin"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    const std::size_t owner = recipe.region(t.text(i, 0)), host = recipe.region(t.text(i, 1));
    if (t.text(i, 2).empty()) recipe.stakes.push_back({owner, host, t.number(i, 3), t.text(i, 5)});
    else recipe.stake_splits.push_back({owner, host, recipe.sector(t.text(i, 2)), t.number(i, 4)});
  }
}

}  // namespace

double Recipe::number(std::string_view key) const { return setting(numbers, key, *this); }

const std::vector<std::string>& Recipe::list(std::string_view key) const { return setting(lists, key, *this); }

std::size_t Recipe::region(const std::string& label) const {
  if (const auto r = regions.find(label)) return *r;
  throw InputError("In the recipe " + folder.string() + ": " + unknown_name("region", label, regions.names()) + ".");
}

std::size_t Recipe::sector(const std::string& label) const {
  std::vector<std::string> known;
  for (std::size_t c = 0; c < sectors.size(); ++c) {
    if (sectors[c].name == label) return c;
    known.push_back(sectors[c].name);
  }
  throw InputError("In the recipe " + folder.string() + ": " + unknown_name("sector", label, known) + ".");
}

std::vector<std::size_t> Recipe::goods() const {
  std::vector<std::size_t> list;
  for (std::size_t c = 0; c < sectors.size(); ++c)
    if (sectors[c].goods) list.push_back(c);
  return list;
}

std::size_t Recipe::sector_of_adb(const std::string& code) const {
  for (std::size_t c = 0; c < sectors.size(); ++c)
    for (const auto& known : sectors[c].adb)
      if (known == code) return c;
  throw InputError("No sector of sectors.csv takes in ADB's sector " + code + ".");
}

Recipe read_recipe(const std::filesystem::path& toml_file) {
  const toml::table table = parse_toml_file(toml_file);
  Recipe recipe;
  recipe.folder = toml_file.parent_path();
  recipe.name = table["name"].value_or(std::string("database"));
  recipe.year = table["year"].value_or(0);
  read_settings(table, "", recipe);
  recipe.regions = Labels(recipe.list("regions"));
  if (const auto* sources = table["source"].as_array()) {
    for (const auto& item : *sources) {
      const auto& s = *item.as_table();
      std::vector<std::string> row;
      for (const char* key : {"id", "title", "publisher", "used_for"}) row.push_back(s[key].value_or(std::string()));
      recipe.sources.push_back(std::move(row));
    }
  }
  read_sectors(recipe);
  read_economies(recipe);
  read_pairs(recipe);
  read_stakes(recipe);
  return recipe;
}

std::filesystem::path RawFolder::path(const std::string& key) const { return folder_ / setting(recipe_.files, key, recipe_); }

RawTable RawFolder::table(const std::string& key, const std::vector<std::string>& columns) const { return RawTable(path(key), columns); }

}  // namespace setu::recipe
