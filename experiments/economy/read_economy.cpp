#include <algorithm>
#include <unordered_map>

#include "experiments/scenario/toml_section.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/base/suggest.hpp"
#include "setu/base/tables/table_reader.hpp"
#include "setu/experiments/economy/economy.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

/// Labels in the first row and column, numbers between; two columns, the second called value, are a list.
EconomyTable read_table(const fs::path& file) {
  EconomyTable table;
  table.file = file.string();
  TableReader reader(file);
  if (!reader.next()) throw InputError(table.file + ": the table holds no rows.");
  std::vector<std::string> header(reader.cells().begin(), reader.cells().end());
  if (header.size() < 2) reader.fail("a table needs a column of labels and at least one column of numbers.");
  if (header.size() > 2 || header[1] != "value") table.columns.assign(header.begin() + 1, header.end());
  const std::size_t columns = header.size() - 1;
  std::unordered_map<std::string, std::size_t> lines;
  while (reader.next()) {
    if (reader.cells().size() > header.size())
      reader.fail("the row has " + std::to_string(reader.cells().size()) + " cells, the header " + std::to_string(header.size()) + ".");
    if (reader.text(0).empty()) reader.fail("the row has no label.", 0);
    table.rows.emplace_back(reader.text(0));
    const auto [first, is_new] = lines.emplace(table.rows.back(), reader.line());
    if (!is_new) reader.fail("the label '" + first->first + "' stands on line " + std::to_string(first->second) + " too.", 0);
    for (std::size_t j = 1; j <= columns; ++j) table.values.push_back(reader.number(j));
  }
  return table;
}

/// A formula, or a number for one.
std::string formula_text(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (node.is_number()) {
    std::string text;
    append_number(text, *node.value<double>());
    return text;
  }
  throw InputError(where_of(node) + ": a formula in quotes or a number is missing here.");
}

/// The lines of a table, in the order of the file.
std::vector<EconomyLine> lines(Section& root, std::string_view name) {
  std::vector<std::pair<toml::source_position, EconomyLine>> found;
  if (const auto* table = root.table(name))
    for (const auto& [key, node] : *table)
      found.push_back({node.source().begin, {std::string(key.str()), formula_text(node), where_of(node) + " (" + std::string(name) + ")"}});
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first.line != b.first.line ? a.first.line < b.first.line : a.first.column < b.first.column;
  });
  std::vector<EconomyLine> result;
  for (auto& [position, line] : found) result.push_back(std::move(line));
  return result;
}

/// A list of labels, or { rows = "table" } or { columns = "table" } for a table's labels, with others left out by `not`.
std::vector<std::string> set_elements(const toml::node& node, const EconomySource& source) {
  std::vector<std::string> elements;
  const auto texts = [](const toml::node& list) {
    std::vector<std::string> result;
    if (const auto* array = list.as_array())
      for (const auto& item : *array) {
        if (!item.is_string()) throw InputError(where_of(item) + ": an element must be a text in quotes.");
        result.push_back(*item.value<std::string>());
      }
    else throw InputError(where_of(list) + ": a list of elements is missing here.");
    return result;
  };
  if (!node.is_table()) {
    elements = texts(node);
  } else {
    Section section(*node.as_table(), "[sets]");
    const bool rows = section.has("rows");
    const std::string name = section.required_text(rows ? "rows" : "columns");
    const auto table = source.tables.find(name);
    std::vector<std::string> known, without;
    for (const auto& [other, t] : source.tables) known.push_back(other);
    if (table == source.tables.end()) section.fail(unknown_name("table", name, known) + ".");
    if (const auto list = section.texts("not")) without = *list;
    section.finish();
    for (const auto& label : rows ? table->second.rows : table->second.columns)
      if (std::find(without.begin(), without.end(), label) == without.end()) elements.push_back(label);
  }
  if (elements.empty()) throw InputError(where_of(node) + ": the set has no elements.");
  return elements;
}

void read_sets(Section& root, EconomySource& source) {
  const auto* table = root.table("sets");
  if (!table) return;
  for (const auto& [key, node] : *table) source.sets.push_back({std::string(key.str()), set_elements(node, source)});
}

void read_tables(Section& root, const fs::path& folder, EconomySource& source) {
  const auto* table = root.table("tables");
  if (!table) return;
  for (const auto& [key, node] : *table) {
    const auto file = node.value_exact<std::string>();
    if (!file) throw InputError(where_of(node) + ": the name of a file is missing here.");
    source.tables.emplace(std::string(key.str()), read_table(folder / *file));
  }
}

std::vector<EconomyCase> read_cases(Section& root) {
  std::vector<EconomyCase> cases;
  const auto* table = root.table("cases");
  if (!table) return cases;
  for (const auto& [key, node] : *table) {
    if (!node.is_table()) throw InputError(where_of(node) + ": a case is a table: [cases.NAME] with title and set.");
    Section section(*node.as_table(), "[cases." + std::string(key.str()) + "]");
    EconomyCase one{std::string(key.str()), section.text("title").value_or(""), {}};
    for (auto& line : lines(section, "set")) one.shocks.push_back({line.key, line.formula, line.place});
    section.finish();
    cases.push_back(std::move(one));
  }
  return cases;
}

}  // namespace

const EconomyCase& EconomyFolder::find(const std::string& name) const {
  std::vector<std::string> known;
  for (const auto& c : cases) {
    if (c.name == name) return c;
    known.push_back(c.name);
  }
  throw InputError(source.file + ": " + unknown_name("case", name, known) + ".");
}

EconomyFolder read_economy(const fs::path& folder) {
  const fs::path file = fs::is_directory(folder) ? folder / "economy.toml" : folder;
  const toml::table parsed = parse_toml_file(file);
  Section root(parsed, "the economy");
  EconomyFolder result;
  EconomySource& s = result.source;
  s.file = file.string();
  s.name = root.required_text("name");
  s.title = root.text("title").value_or("");
  (void)root.text("source");
  read_tables(root, file.parent_path(), s);
  read_sets(root, s);
  s.parameters = lines(root, "parameters");
  s.variables = lines(root, "variables");
  s.free = lines(root, "free");
  s.given = lines(root, "given");
  s.rates = lines(root, "rates");
  s.equations = lines(root, "equations");
  s.reports = lines(root, "reports");
  result.cases = read_cases(root);
  root.finish();
  return result;
}

}  // namespace setu
