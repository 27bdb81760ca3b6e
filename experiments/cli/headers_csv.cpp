#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/tables/csv_file.hpp"
#include "headers_text.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

namespace {

/// name,i1,…,iN,value: four index columns, as all files of results have, or more where an array has more.
std::string titles(std::size_t indices) {
  std::string text = "name";
  for (std::size_t i = 1; i <= indices; ++i) text += fmt::format(",i{}", i);
  return text + ",value";
}

void add_name(CsvFile& csv, const std::string& name, const std::vector<std::string>& elements, std::size_t indices) {
  csv.add(name);
  for (const auto& element : elements) csv.add(element);
  for (std::size_t i = elements.size(); i < indices; ++i) csv.add_empty();
}

bool means(const HarHeader& header, const std::string& only) {
  return only.empty() || edit_distance(header.name, only) == 0 ||
         (!header.coefficient.empty() && edit_distance(header.coefficient, only) == 0);
}

std::vector<std::string> labels(const HarHeader& header, std::size_t cell) {
  std::vector<std::string> out(header.dims.size());
  for (std::size_t d = header.dims.size(); d-- > 0; cell /= header.dims[d]) {
    const std::size_t at = cell % header.dims[d];
    out[d] = d < header.axes.size() && !header.axes[d].elements.empty() ? header.axes[d].elements[at] : std::to_string(at + 1);
  }
  return out;
}

/// Numbered headers, as results have them, go by the coefficient's name.
const std::string& name_of(const HarHeader& header) {
  const bool numbered = std::all_of(header.name.begin(), header.name.end(), [](char c) { return c >= '0' && c <= '9'; });
  return numbered && !header.coefficient.empty() ? header.coefficient : header.name;
}

/// One row for each cell: of a sparse array, for each that is stored.
std::size_t add_header(CsvFile& csv, const HarHeader& header, std::size_t indices) {
  const bool text = header.type == HarType::Text, integers = header.type == HarType::Integer;
  const std::size_t rows = text ? header.text.size() : integers ? header.integers.size() : header.reals.size();
  for (std::size_t row = 0; row < rows; ++row) {
    add_name(csv, name_of(header), labels(header, header.sparse ? header.cells[row] : row), indices);
    if (text) csv.add(header.text[row]);
    else csv.add(integers ? header.integers[row] : header.reals[row]);
    csv.end_row();
  }
  return rows;
}

}  // namespace

std::size_t write_headers_csv(const HarFile& file, const std::string& only, const std::filesystem::path& path) {
  std::size_t indices = 4, rows = 0;
  for (const auto& header : file.headers)
    if (means(header, only)) indices = std::max(indices, header.dims.size());
  CsvFile csv(path, titles(indices));
  for (const auto& header : file.headers)
    if (means(header, only) && (!only.empty() || header.type != HarType::Text)) rows += add_header(csv, header, indices);
  csv.close();
  return rows;
}

std::size_t write_solution_csv(const GempackSolution& solution, const std::string& only, const std::filesystem::path& path) {
  std::size_t indices = 4, rows = 0;
  for (const auto& variable : solution.variables) indices = std::max(indices, variable.sets.size());
  std::string header = titles(indices) + ",closure";
  for (const auto& subtotal : solution.subtotals) header += "," + CsvFile::encoded(subtotal);
  CsvFile csv(path, header);
  for (const auto& variable : solution.variables) {
    if (!only.empty() && edit_distance(variable.name, only) != 0) continue;
    for (std::size_t cell = 0; cell < variable.cumulative.size(); ++cell) {
      if (!variable.kept && !variable.exogenous[cell]) continue;
      add_name(csv, variable.name, solution.elements(variable, cell), indices);
      csv.add(variable.cumulative[cell]);
      csv.add(variable.shocked[cell] ? "shocked" : variable.exogenous[cell] ? "given" : "found");
      for (const auto& subtotal : variable.subtotals) csv.add(subtotal[cell]);
      csv.end_row();
      ++rows;
    }
  }
  csv.close();
  return rows;
}

}  // namespace setu
