#pragma once
#include <filesystem>

#include "experiments/tables/data_table.hpp"
#include "fields.hpp"

/// tables.json, and contents.json of setu tables. Private to experiments/.
namespace setu {

/// A cell: words, a number with all its digits, or null for a value that does not exist.
struct JsonCell {
  OrderedJson value;
};
inline void to_json(OrderedJson& json, const JsonCell& cell) { json = cell.value; }
inline void from_json(const OrderedJson& json, JsonCell& cell) { cell.value = json; }

struct ColumnOfFile {
  static constexpr const char* kName = "TableColumn";
  std::string title, unit;
  int digits = 1;
  std::string span, print;
  bool words = false;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("title", x.title, "what stands in it");
    field("unit", x.unit, "empty: the table's own");
    field("digits", x.digits, "after the point, where numbers are printed");
    field("span", x.span, "a heading above this column and its neighbours with the same one");
    field("print", x.print, "the heading of text tables where it is not title, unit");
    field("words", x.words, "whether it holds words");
  }
};

struct RowOfFile {
  static constexpr const char* kName = "TableRow";
  std::vector<JsonCell> cells;
  int level = 0;
  bool rule = false;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("cells", x.cells, "one a column, the first in words");
    field("level", x.level, "1: a part of the row above");
    field("rule", x.rule, "a line across the table before this row");
  }
};

struct TableOfFile {
  static constexpr const char* kName = "Table";
  std::string id, title, unit;
  std::vector<ColumnOfFile> columns;
  std::vector<RowOfFile> rows;
  std::vector<std::string> notes;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("id", x.id, "names its file and sheet");
    field("title", x.title, "above it");
    field("unit", x.unit, "of the columns that have none of their own");
    field("columns", x.columns, "with the first, which holds words");
    field("rows", x.rows, "in the order in which they are shown");
    field("notes", x.notes, "below it");
  }
};

struct TablesFile {
  static constexpr const char* kName = "Tables";
  static constexpr FileFormat kFormat{"tables", 2};
  std::string title;
  std::vector<TableOfFile> tables;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("title", x.title, "the scenario's");
    field("tables", x.tables, "of the result");
  }
};

/// contents.json: what a folder of setu tables was made from, and the sign that it may be replaced.
struct TablesContents {
  static constexpr const char* kName = "TablesContents";
  static constexpr FileFormat kFormat{"tables-folder", 2};
  std::vector<std::string> written;
  Named<std::string> facts;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("written", x.written, "csv, xlsx, latex");
    field("facts", x.facts, "of the result");
  }
};

/// tables.json: the tables with everything a writer needs and all digits; a value that does not exist is null.
void write_tables_json(const TableSet& set, const std::filesystem::path& file);
/// Reads it back. Throws InputError that names the file and what is wrong with it.
TableSet read_tables_json(const std::filesystem::path& file);

}  // namespace setu
