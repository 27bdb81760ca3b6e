#include <algorithm>
#include <cctype>

#include "setu/base/error.hpp"
#include "setu/calibration/gtap/har.hpp"

namespace setu {
namespace {

constexpr std::size_t kMostDenseCells = std::size_t{1} << 28U;

bool same_name(std::string_view a, std::string_view b) {
  const auto upper = [](char c) { return std::toupper(static_cast<unsigned char>(c)); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return upper(x) == upper(y); });
}

}  // namespace

std::size_t HarHeader::size() const {
  std::size_t cells_in_all = 1;
  for (const std::size_t d : dims) cells_in_all *= d;
  return cells_in_all;
}

std::vector<double> HarHeader::dense() const {
  if (type == HarType::Text || type == HarType::Integer)
    throw InputError("Header " + name + " holds " + (type == HarType::Text ? "text" : "integers") + ", not reals.");
  if (!sparse) return reals;
  if (size() > kMostDenseCells) throw InputError("Header " + name + " has " + std::to_string(size()) + " cells, too many to hold at once.");
  std::vector<double> all(size());
  for (std::size_t i = 0; i < cells.size(); ++i) all[cells[i]] = reals[i];
  return all;
}

const HarHeader* HarFile::find(std::string_view wanted) const {
  const auto at = std::find_if(headers.begin(), headers.end(), [&](const auto& h) { return same_name(h.name, wanted); });
  return at == headers.end() ? nullptr : &*at;
}

std::vector<std::string> HarFile::history() const {
  std::vector<std::string> lines;
  for (const char* note : {"XXCR", "XXCD", "XXCP", "XXHS"})
    if (const auto* header = find(note)) lines.insert(lines.end(), header->text.begin(), header->text.end());
  return lines;
}

HarHeader text_header(std::string name, std::string long_name, std::vector<std::string> text, std::size_t width) {
  HarHeader header;
  header.name = std::move(name);
  header.long_name = std::move(long_name);
  header.type = HarType::Text;
  header.dims = {text.size()};
  header.width = width;
  for (const auto& line : text) header.width = std::max(header.width, line.size());
  header.text = std::move(text);
  return header;
}

HarHeader real_header(std::string name, std::string long_name, std::string coefficient, std::vector<HarAxis> axes,
                      std::span<const double> values) {
  HarHeader header;
  header.name = std::move(name);
  header.long_name = std::move(long_name);
  header.coefficient = std::move(coefficient);
  header.axes = std::move(axes);
  for (const auto& axis : header.axes) header.dims.push_back(axis.elements.size());
  const auto full = static_cast<std::size_t>(std::count_if(values.begin(), values.end(), [](double v) { return v != 0; }));
  header.sparse = !values.empty() && 5 * full <= 2 * values.size();  // as GEMPACK decides
  if (!header.sparse) {
    header.reals.assign(values.begin(), values.end());
    return header;
  }
  header.cells.reserve(full);
  header.reals.reserve(full);
  for (std::size_t cell = 0; cell < values.size(); ++cell)
    if (values[cell] != 0) {
      header.cells.push_back(cell);
      header.reals.push_back(values[cell]);
    }
  return header;
}

}  // namespace setu
