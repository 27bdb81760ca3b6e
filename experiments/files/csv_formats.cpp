#include "csv_formats.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/files/csv.hpp"

namespace setu {

std::string CsvFormat::header(const std::vector<std::vector<std::string>>& names) const {
  std::string line;
  std::size_t list = 0;
  const auto add = [&](const std::string& name) { line += (line.empty() ? "" : ",") + csv_field(name); };
  for (const auto& column : columns) {
    if (!column.several) {
      add(column.name);
      continue;
    }
    if (list >= names.size()) throw LogicError(fmt::format("the names of {}'s column '{}' are not given", file, column.name));
    for (const auto& name : names[list]) add(name);
    ++list;
  }
  return line;
}

std::vector<CsvCell> CsvFormat::cells(const std::vector<std::string>& titles, const std::vector<std::size_t>& counts,
                                      const std::filesystem::path& path) const {
  const auto fail = [&](const std::string& why) {
    throw InputError(fmt::format("'{}' is not the table that setu writes: {}.", path.string(), why));
  };
  const auto single = static_cast<std::size_t>(std::count_if(columns.begin(), columns.end(), [](const auto& c) { return !c.several; }));
  std::vector<CsvCell> cells;
  std::size_t list = 0, left = titles.size() - std::min(single, titles.size());
  for (const auto& column : columns) {
    if (!column.several) {
      if (cells.size() >= titles.size() || titles[cells.size()] != column.name)
        fail(fmt::format("column {} is not '{}'", cells.size() + 1, column.name));
      cells.push_back(column.cell);
      continue;
    }
    const std::size_t count = list < counts.size() ? counts[list] : left;
    ++list;
    if (count > left) fail("it has too few columns");
    left -= count;
    cells.insert(cells.end(), count, column.cell);
  }
  if (cells.size() != titles.size()) fail("it has further columns");
  return cells;
}

const CsvFormat& csv_format(std::string_view kind, std::string_view file) {
  for (const auto& format : csv_formats())
    if (kind == format.kind && file == format.file) return format;
  throw LogicError(fmt::format("no format of {}'s {}", kind, file));
}

Named<int> formats_in(const std::filesystem::path& folder, std::string_view kind) {
  Named<int> versions;
  for (const auto& format : csv_formats())
    if (kind == format.kind && std::filesystem::exists(folder / format.file)) versions.emplace_back(format.file, format.version);
  return versions;
}

}  // namespace setu
