#include "expected_results.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <fstream>
#include <map>

#include "base/files/file_bytes.hpp"
#include "setu/base/error.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/number.hpp"
#include "setu/calibration/gtap/sl4.hpp"

namespace setu {

namespace {

ExpectedResults from_csv(const std::filesystem::path& path) {
  CsvReader csv(path);
  const bool any = csv.next();
  const auto& titles = csv.fields();
  std::size_t value_at = 0;
  for (std::size_t i = 1; any && i < titles.size() && value_at == 0; ++i)
    if (titles[i] == "value") value_at = i;
  if (!any || titles[0] != "name" || value_at == 0) csv.fail("the first line must be name,i1,i2,i3,i4,value.");
  ExpectedResults results;
  while (csv.next()) {
    const auto& fields = csv.fields();
    if (fields.size() <= value_at) csv.fail("a row needs name,i1,i2,i3,i4,value.");
    ExpectedCell cell{std::string(fields[0]), {}, 0, {}};
    for (std::size_t i = 1; i < value_at; ++i)
      if (!fields[i].empty()) cell.elements.emplace_back(fields[i]);
    const auto value = parse_number(fields[value_at]);
    if (!value || !std::isfinite(*value)) csv.fail(fmt::format("'{}' is not a finite number.", fields[value_at]));
    cell.value = *value;
    results.cells.push_back(std::move(cell));
  }
  return results;
}

/// Whole names of the variables by header, as `setu run --har` lists them in VARS: "0001 qxs: % change: …".
std::map<std::string, std::string> names_by_header(const HarFile& file) {
  std::map<std::string, std::string> names;
  const HarHeader* list = file.find("VARS");
  if (list == nullptr || list->type != HarType::Text) return names;
  for (const auto& line : list->text) {
    const auto blank = line.find(' '), colon = line.find(':');
    if (blank != std::string::npos && colon != std::string::npos && blank < colon)
      names[line.substr(0, blank)] = line.substr(blank + 1, colon - blank - 1);
  }
  return names;
}

std::optional<bool> percent_of(const HarHeader& header) {
  if (header.long_name.starts_with("% change: ")) return true;
  if (header.long_name.starts_with("change: ")) return false;
  return std::nullopt;
}

void add_array(const HarFile& file, const HarHeader& header, const std::string& name, ExpectedResults& results) {
  const auto values = header.dense();
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    ExpectedCell row{name, std::vector<std::string>(header.axes.size()), values[cell], percent_of(header)};
    std::size_t rest = cell;
    for (std::size_t d = header.axes.size(); d-- > 0; rest /= header.dims[d]) {
      const auto& elements = header.axes[d].elements;
      row.elements[d] = elements.empty() ? std::to_string(rest % header.dims[d] + 1) : elements[rest % header.dims[d]];
    }
    if (!std::isfinite(row.value))
      throw InputError(fmt::format("{}, header {}: it holds a number that is not finite.", file.name, header.name));
    results.cells.push_back(std::move(row));
  }
}

/// Each labelled array is a variable, called by its coefficient or, without one, by its header.
ExpectedResults from_har(const HarFile& file) {
  const auto whole_names = names_by_header(file);
  ExpectedResults results;
  for (const auto& header : file.headers) {
    if (header.type != HarType::Labelled) continue;
    const auto whole = whole_names.find(header.name);
    const std::string& name = whole != whole_names.end() ? whole->second : header.coefficient.empty() ? header.name : header.coefficient;
    add_array(file, header, name, results);
  }
  if (results.cells.empty()) throw InputError(file.name + ": the file holds no labelled arrays (RE), so there is nothing to compare.");
  return results;
}

ExpectedResults from_solution(const GempackSolution& solution) {
  ExpectedResults results;
  for (const auto& variable : solution.variables) {
    if (!variable.kept) results.empty.push_back(variable.name);
    for (std::size_t cell = 0; cell < variable.cumulative.size(); ++cell)
      if (variable.kept || variable.exogenous[cell])
        results.cells.push_back({variable.name, solution.elements(variable, cell), variable.cumulative[cell], variable.percent});
  }
  return results;
}

/// Whether the file itself, unpacked where it is packed, begins like header arrays.
std::optional<HarFile> header_arrays(const std::filesystem::path& path) {
  std::array<char, 8> start{};
  std::ifstream in(path, std::ios::binary);
  in.read(start.data(), start.size());
  if (in.gcount() < static_cast<std::streamsize>(start.size())) return std::nullopt;
  if (looks_like_har(start)) return read_har(path);
  if (!is_gzip(start)) return std::nullopt;
  const std::string bytes = gunzip(path.string(), read_bytes(path));
  return looks_like_har(bytes) ? std::optional(read_har(path.string(), bytes)) : std::nullopt;
}

}  // namespace

ExpectedResults read_expected(const std::filesystem::path& path) {
  const auto headers = header_arrays(path);
  if (!headers) return from_csv(path);
  return is_solution(*headers) ? from_solution(read_solution(*headers)) : from_har(*headers);
}

}  // namespace setu
