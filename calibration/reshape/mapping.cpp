#include "setu/calibration/reshape/mapping.hpp"

#include <algorithm>
#include <cctype>
#include <unordered_map>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

std::vector<std::vector<std::size_t>> Mapping::members() const {
  std::vector<std::vector<std::size_t>> result(to.size());
  for (std::size_t i = 0; i < index.size(); ++i) result[index[i]].push_back(i);
  return result;
}

bool Mapping::identity() const {
  if (from != to) return false;
  for (std::size_t i = 0; i < index.size(); ++i)
    if (index[i] != i) return false;
  return true;
}

Mapping identity_mapping(const std::vector<std::string>& elements) {
  Mapping mapping{elements, elements, std::vector<std::size_t>(elements.size())};
  for (std::size_t i = 0; i < elements.size(); ++i) mapping.index[i] = i;
  return mapping;
}

Mapping compose(const Mapping& first, const Mapping& second) {
  if (first.to != second.from) throw LogicError("compose: the second mapping does not begin where the first one ends");
  Mapping result{first.from, second.to, {}};
  for (const std::size_t middle : first.index) result.index.push_back(second.index[middle]);
  return result;
}

namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

struct Row {
  std::string from, to;
  std::size_t line;
};

std::vector<Row> read_rows(TableReader& table) {
  std::vector<Row> rows;
  while (table.next()) {
    const auto& cells = table.cells();
    const auto filled = [&](std::size_t i) { return i < cells.size() && !cells[i].empty(); };
    bool more = false;
    for (std::size_t i = 2; i < cells.size(); ++i) more = more || filled(i);
    if (!filled(0) || !filled(1) || more)
      table.fail("a mapping has two columns, the old element and the new one; this row gives " + std::string(more ? "more." : "one only."));
    rows.push_back({std::string(cells[0]), std::string(cells[1]), table.line()});
  }
  return rows;
}

/// Collects what is wrong, so that one message says all of it.
class Reader {
 public:
  Reader(std::string file, const std::vector<std::string>& elements, std::string_view noun)
      : file_(std::move(file)), elements_(elements), noun_(noun), line_(elements.size(), 0) {
    for (std::size_t i = 0; i < elements.size(); ++i) position_.emplace(lower(elements[i]), i);
    mapping_.from = elements;
    mapping_.index.assign(elements.size(), 0);
  }

  Mapping run(const std::vector<Row>& rows) {
    std::size_t first = 0;
    if (!rows.empty() && !position_.contains(lower(rows[0].from)) && covers(rows)) first = 1;
    for (std::size_t i = first; i < rows.size(); ++i) take(rows[i]);
    complain();
    return std::move(mapping_);
  }

 private:
  [[noreturn]] void fail(std::size_t line, const std::string& message) const {
    throw InputError(file_ + ":" + std::to_string(line) + ": " + message);
  }

  [[nodiscard]] bool covers(const std::vector<Row>& rows) const {
    std::vector<char> seen(elements_.size(), 0);
    for (const auto& row : rows)
      if (const auto at = position_.find(lower(row.from)); at != position_.end()) seen[at->second] = 1;
    return std::find(seen.begin(), seen.end(), 0) == seen.end();
  }

  void take(const Row& row) {
    const auto at = position_.find(lower(row.from));
    if (at == position_.end()) {
      unknown_.push_back(row);
      return;
    }
    const std::size_t i = at->second;
    if (line_[i] != 0)
      fail(row.line, std::string(noun_) + " '" + elements_[i] + "' is mapped twice, first in line " + std::to_string(line_[i]) + ".");
    line_[i] = row.line;
    mapping_.index[i] = target(row);
  }

  std::size_t target(const Row& row) {
    const auto [at, added] = targets_.emplace(lower(row.to), mapping_.to.size());
    if (added) mapping_.to.push_back(row.to);
    if (mapping_.to[at->second] != row.to)
      fail(row.line,
           "the new " + std::string(noun_) + " '" + row.to + "' is also called '" + mapping_.to[at->second] + "'; labels ignore case.");
    return at->second;
  }

  void complain() const {
    std::string text;
    for (const auto& row : unknown_)
      text += (text.empty() ? "" : " ") + ("line " + std::to_string(row.line) + ": ") + unknown_name(noun_, row.from, elements_) + ".";
    std::string missing;
    for (std::size_t i = 0; i < elements_.size(); ++i)
      if (line_[i] == 0) missing += (missing.empty() ? "" : ", ") + elements_[i];
    if (!missing.empty()) text += (text.empty() ? "" : " ") + ("not mapped (" + std::string(noun_) + "): ") + missing + ".";
    if (!text.empty()) throw InputError(file_ + ": " + text);
  }

  std::string file_;
  const std::vector<std::string>& elements_;
  std::string_view noun_;
  std::unordered_map<std::string, std::size_t> position_, targets_;
  std::vector<std::size_t> line_;  // where each element was mapped, 0 if not yet
  std::vector<Row> unknown_;
  Mapping mapping_;
};

}  // namespace

Mapping read_mapping(TableReader& table, const std::vector<std::string>& elements, std::string_view noun) {
  return Reader(table.name(), elements, noun).run(read_rows(table));
}

Mapping read_mapping(const std::filesystem::path& file, const std::vector<std::string>& elements, std::string_view noun) {
  TableReader table(file);
  return read_mapping(table, elements, noun);
}

}  // namespace setu
