#include <algorithm>

#include "contains.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/calibration/reshape/split.hpp"

namespace setu {
namespace {

/// The second cell of a row of titles.
bool is_title(std::string_view text) {
  static const std::vector<std::string> titles = {"old", "whole", "of", "from", "region", "sector", "commodity", "activity"};
  return std::any_of(titles.begin(), titles.end(), [&](const auto& t) { return edit_distance(text, t) == 0; });
}

/// The parts of each old element, in the order of the file; none for elements that stay whole.
using PartsOf = std::vector<std::vector<std::string>>;

PartsOf read_parts(TableReader& table, const std::vector<std::string>& old, const char* noun) {
  PartsOf parts(old.size());
  std::vector<std::string> seen;
  for (bool first = true; table.next(); first = false) {
    const auto& cells = table.cells();
    const bool more =
        std::any_of(cells.begin() + std::min<std::ptrdiff_t>(2, std::ssize(cells)), cells.end(), [](auto cell) { return !cell.empty(); });
    if (more || table.text(0).empty() || table.text(1).empty())
      table.fail("a split has two columns, the part and the old element that it is a part of.");
    const auto at = std::find(old.begin(), old.end(), cells[1]);
    if (at == old.end()) {
      if (first && is_title(cells[1])) continue;
      table.fail(unknown_name(noun, cells[1], old) + ".");
    }
    if (reshape::contains(seen, cells[0])) table.fail("the part '" + std::string(cells[0]) + "' stands here twice.");
    if (reshape::contains(old, cells[0]) && cells[0] != cells[1])
      table.fail("the part '" + std::string(cells[0]) + "' has the name of another " + noun + ".");
    seen.emplace_back(cells[0]);
    parts[static_cast<std::size_t>(at - old.begin())].emplace_back(cells[0]);
  }
  if (seen.empty()) table.fail("no parts are named.");
  return parts;
}

/// `known` are the elements that `parts` is about, `set` those of one of the database's sets.
Mapping finer(const std::vector<std::string>& set, const std::vector<std::string>& known, const PartsOf& parts) {
  Mapping m{{}, set, {}};
  for (std::size_t i = 0; i < set.size(); ++i) {
    const auto at = static_cast<std::size_t>(std::find(known.begin(), known.end(), set[i]) - known.begin());
    const std::vector<std::string> whole{set[i]};
    for (const auto& part : parts[at].empty() ? whole : parts[at]) {
      m.from.push_back(part);
      m.index.push_back(i);
    }
  }
  return m;
}

}  // namespace

SetMappings read_split_mappings(const Sets& sets, const std::filesystem::path& regions, const std::filesystem::path& sectors) {
  if (regions.empty() && sectors.empty()) return identity_mappings(sets);
  TableReader table(regions.empty() ? sectors : regions);
  return read_split_mappings(sets, table, !regions.empty());
}

SetMappings read_split_mappings(const Sets& sets, TableReader& table, bool regions) {
  SetMappings result = identity_mappings(sets);
  if (regions) {
    result.reg = finer(sets.reg, sets.reg, read_parts(table, sets.reg, "region"));
    return result;
  }
  std::vector<std::string> both = sets.comm;
  for (const auto& activity : sets.acts)
    if (!reshape::contains(sets.comm, activity)) both.push_back(activity);
  const PartsOf parts = read_parts(table, both, "sector");
  result.comm = finer(sets.comm, both, parts);
  result.acts = finer(sets.acts, both, parts);
  return result;
}

}  // namespace setu
