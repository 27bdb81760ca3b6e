#include <algorithm>
#include <cctype>
#include <functional>
#include <set>

#include "table_writers.hpp"

namespace setu {

namespace {

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// The first `most` characters (not bytes) of a UTF-8 text; those outside the basic plane count twice, as Excel does.
std::string shortened(const std::string& text, std::size_t most) {
  std::size_t used = 0, at = 0;
  while (at < text.size()) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    used += bytes == 4 ? 2 : 1;
    if (used > most) break;
    at += bytes;
  }
  return text.substr(0, std::min(at, text.size()));
}

/// `wanted`, or with " 2", " 3", … where it is taken; case does not distinguish.
std::string free_name(const std::string& wanted, const std::string& separator, std::size_t most, std::set<std::string>& taken) {
  std::string name = shortened(wanted, most);
  for (int n = 2; !taken.insert(lower(name)).second; ++n) {
    const std::string ending = separator + std::to_string(n);
    name = shortened(wanted, most - ending.size()) + ending;
  }
  return name;
}

std::string file_name(const std::string& id) {
  std::string name;
  for (const char c : lower(id)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) name += c;
    else if (!name.empty() && name.back() != '-') name += '-';
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name.empty() ? "table" : name;
}

std::string sheet_name(std::string id) {
  for (char& c : id)
    if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos || static_cast<unsigned char>(c) < 0x20) c = '-';
  if (!id.empty()) id[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(id[0])));
  return id.empty() ? "Table" : id;
}

}  // namespace

std::vector<std::string> file_names(const TableSet& set) {
  std::set<std::string> taken = {"tables", "preview"};  // the files about all of them
  std::vector<std::string> names;
  for (const auto& table : set.tables) names.push_back(free_name(file_name(table.id), "-", 60, taken));
  return names;
}

std::vector<std::string> sheet_names(const TableSet& set, const std::string& first) {
  std::set<std::string> taken = {lower(first), "history"};  // Excel keeps "History" for itself
  std::vector<std::string> names;
  for (const auto& table : set.tables) names.push_back(free_name(sheet_name(table.id), " ", 31, taken));
  return names;
}

std::string full_heading(const DataTable& table, const TableColumn& column) {
  std::string text = column.span.empty() || column.title.empty() ? column.span + column.title : column.span + " " + column.title;
  const std::string& unit = table.unit_of(column);
  return unit.empty() ? text : text + " (" + unit + ")";
}

}  // namespace setu
