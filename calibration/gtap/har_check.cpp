#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "har_write_parts.hpp"

namespace setu::detail {
namespace {

void check_text(const HarHeader& header, const std::string& what, const std::string& text, std::size_t most) {
  if (text.size() > most)
    fail(header, what + " '" + text + "' has " + std::to_string(text.size()) + " characters; " + std::to_string(most) +
                     " are possible in a header array file.");
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20) fail(header, what + " has a control character.");
}

void check_strings(const HarHeader& header) {
  if (header.dims != std::vector<std::size_t>{header.text.size()}) fail(header, "dims is not the number of its strings.");
  if (header.width == 0 || header.width > 29996) fail(header, "strings have between 1 and 29996 characters.");
  for (const auto& text : header.text) check_text(header, "the string", text, header.width);
}

void check_axes(const HarHeader& header) {
  if (header.axes.size() != header.dims.size()) fail(header, "it has not as many sets as dimensions.");
  std::map<std::string, const HarAxis*> seen;
  for (std::size_t d = 0; d < header.axes.size(); ++d) {
    const HarAxis& axis = header.axes[d];
    check_text(header, "the set", axis.set, 12);
    for (const auto& element : axis.elements) check_text(header, "the element", element, 12);
    const bool labelled = axis.single || !axis.elements.empty();
    if (labelled && axis.elements.size() != header.dims[d])
      fail(header, "set " + axis.set + " has not as many elements as its dimension is long.");
    if (axis.single && header.dims[d] != 1) fail(header, "a single element needs a dimension of length one.");
    if (axis.single || !labelled) continue;
    if (const auto [at, added] = seen.emplace(axis.set, &axis); !added && at->second->elements != axis.elements)
      fail(header, "set " + axis.set + " has two lists of elements.");
  }
}

void check_reals(const HarHeader& header) {
  if (header.sparse) {
    if (header.type == HarType::Matrix) fail(header, "a matrix cannot be stored sparse.");
    if (header.cells.size() != header.reals.size() || !std::is_sorted(header.cells.begin(), header.cells.end()) ||
        (!header.cells.empty() && header.cells.back() >= header.size()))
      fail(header, "its cells are not an increasing list of positions, one for each value.");
  } else if (header.reals.size() != header.size()) {
    fail(header, "it has " + std::to_string(header.reals.size()) + " values for " + std::to_string(header.size()) + " cells.");
  }
  if (header.wide) return;
  for (const double value : header.reals)
    if (std::isfinite(value) && std::abs(value) > static_cast<double>(std::numeric_limits<float>::max()))
      fail(header, "the value " + std::to_string(value) + " is beyond single precision.");
}

}  // namespace

void check_writable(const HarHeader& header) {
  if (header.name.empty()) fail(header, "it has no name.");
  if (header.name.front() == ' ' || header.name.back() == ' ') fail(header, "its name begins or ends with a blank.");
  check_text(header, "the name", header.name, 4);
  check_text(header, "the long name", header.long_name, 70);
  check_text(header, "the coefficient's name", header.coefficient, 12);
  if (header.type == HarType::Text) return check_strings(header);
  const bool matrix = header.type == HarType::Integer || header.type == HarType::Matrix;
  if (matrix ? header.dims.size() != 2 : header.dims.size() > 7)
    fail(header, "it has " + std::to_string(header.dims.size()) + " dimensions; a matrix has 2, an array at most 7.");
  if (header.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
    fail(header, "it has more cells than 32-bit positions can count.");
  if (header.type == HarType::Labelled) check_axes(header);
  if (header.type != HarType::Integer) return check_reals(header);
  if (header.integers.size() != header.size()) fail(header, "it has not as many values as cells.");
}

}  // namespace setu::detail
