#pragma once
#include <string>
#include <string_view>
#include <vector>

/// The keys of every table of a TOML file that Setu reads. Readers (Section) may ask for no others, and the JSON Schemas of docs/schema are
/// made from them. Private to experiments/.
namespace setu {

/// What the value of a key may be.
enum class TomlForm {
  Text,
  Number,
  Whole,
  Flag,       ///< true or false
  True,       ///< only true
  Selector,   ///< a name, a list of names, or { of = …, not = … }
  Texts,      ///< a name or a list of names
  Selectors,  ///< a list of selectors
  Numbers,    ///< a list of numbers
  Matrix,     ///< a square list of lists of numbers
  Level,      ///< a number or "status quo"
  Levels,     ///< [least, most], levels
  Table,      ///< one table, `of`
  Tables,     ///< a list of tables, `of`
  Aim,        ///< a result, or a table `of`
  Aims,       ///< an aim or a list of them
  Includes,   ///< a list of names or of tables `of`
  Lines,      ///< a table of formulas or numbers by name
  Sets,       ///< a table of lists, or of { rows | columns = …, not = … }
  Files,      ///< a table of names of files
  Cases,      ///< a table of tables `of` by name
  Choices,    ///< a table of tables of selectors by name
  Weights,    ///< a table of numbers by name
  Parameters  ///< a table of numbers or of tables `of` by name
};

struct TomlKey {
  const char* key;
  TomlForm form;
  const char* meaning;
  const char* of = "";          ///< the table inside, by TomlTable::what
  bool required = false;        ///< always
  std::string_view kinds = {};  ///< of the table in which alone the key is known, separated by blanks; empty: in all
};

struct TomlTable {
  const char* what;  ///< as messages call it: "[[shocks]]"
  std::vector<TomlKey> keys;
  const char* chooser = "";             ///< the key that tells the kind
  std::vector<const char*> kinds = {};  ///< the first is the one without that key
};

const std::vector<TomlTable>& toml_tables();
/// Nothing for a table whose keys are names of the user's.
const TomlTable* toml_table(std::string_view what);
/// Whether the key stands in the table of that name, or the table's keys are the user's.
bool is_in_toml_tables(std::string_view what, std::string_view key);
/// Whether the key is known in a kind of table.
bool is_of_kind(const TomlKey& key, std::string_view kind);

/// A kind of TOML file: "scenario", its root table and the kind of that.
struct TomlFile {
  const char* name;
  const char* root;
  std::vector<const char*> kinds;  ///< any of them
};
const std::vector<TomlFile>& toml_files();

}  // namespace setu
