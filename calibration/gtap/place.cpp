#include "place.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu::detail {
namespace {

constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kMostCells = std::size_t{1} << 28U;

/// Where each element of one of the file's dimensions goes, times the stride there.
using Map = std::vector<std::size_t>;

/// A header's values in one form, whatever its type.
struct Source {
  std::vector<std::size_t> dims;
  std::vector<const std::vector<std::string>*> labels;  // null where the file names none
};

Source source_of(const HarFile& file, const HarHeader& header) {
  if (header.type == HarType::Text) fail(file, header, "it holds text where numbers are expected.");
  Source source{header.dims, std::vector<const std::vector<std::string>*>(header.dims.size(), nullptr)};
  for (std::size_t d = 0; d < header.axes.size(); ++d)
    if (!header.axes[d].elements.empty()) source.labels[d] = &header.axes[d].elements;
  return source;
}

std::string in_words(const Source& source) {
  std::string text;
  for (const std::size_t d : source.dims) text += (text.empty() ? "" : " x ") + std::to_string(d);
  return text.empty() ? "a single number" : text;
}

std::string in_words(const std::vector<Wanted>& wanted) {
  std::string text;
  for (const auto& dimension : wanted)
    text += (text.empty() ? "" : " x ") + dimension.set + " (" + std::to_string(dimension.elements.size()) + ")";
  return text.empty() ? "a single number" : text;
}

/// Drops the file's dimensions of length one at the end, and those of `wanted` that it does not have. True if it has no
/// regions where there should be.
bool match_ranks(const HarFile& file, const HarHeader& header, Source& source, const std::vector<Wanted>& wanted, bool expand) {
  while (source.dims.size() > wanted.size() && source.dims.back() == 1) source.dims.pop_back(), source.labels.pop_back();
  const bool one_less = source.dims.size() + 1 == wanted.size() && wanted.back().set == "REG";
  if (one_less && expand) return true;
  if (one_less && wanted.back().elements.size() == 1) return true;
  const bool bare = std::all_of(source.labels.begin(), source.labels.end(), [](const auto* l) { return l == nullptr; });
  if (source.dims.size() < wanted.size() && bare && !one_less) {
    source.dims.resize(wanted.size(), 1);  // an array without labels has lost its dimensions of length one
    source.labels.resize(wanted.size(), nullptr);
  }
  if (source.dims.size() != wanted.size()) fail(file, header, "it is " + in_words(source) + "; it should be " + in_words(wanted) + ".");
  return false;
}

Map by_label(const HarFile& file, const HarHeader& header, const std::vector<std::string>& labels, const Wanted& wanted) {
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < wanted.elements.size(); ++i) known.emplace(lower(wanted.elements[i]), i);
  Map map;
  std::vector<bool> seen(wanted.elements.size(), false);
  for (const auto& label : labels) {
    const auto at = known.find(lower(label));
    if (at == known.end()) fail(file, header, "set " + wanted.set + ": " + unknown_name(noun_of(wanted.set), label, wanted.elements) + ".");
    if (seen[at->second]) fail(file, header, "'" + label + "' labels two elements of set " + wanted.set + ".");
    seen[at->second] = true;
    map.push_back(at->second);
  }
  const auto gap = std::find(seen.begin(), seen.end(), false);
  if (gap != seen.end() && !wanted.partial)
    fail(file, header,
         "it has no " + noun_of(wanted.set) + " '" + wanted.elements[static_cast<std::size_t>(gap - seen.begin())] + "' of set " +
             wanted.set + ".");
  return map;
}

Map by_position(const HarFile& file, const HarHeader& header, std::size_t length, const Wanted& wanted) {
  const std::size_t size = wanted.elements.size();
  if (length > size || (length < size && !wanted.prefix))
    fail(file, header,
         "a dimension of " + std::to_string(length) + " stands where set " + wanted.set + " has " + std::to_string(size) + " elements.");
  Map map(length);
  for (std::size_t i = 0; i < length; ++i) map[i] = i;
  return map;
}

/// Puts values into their places, one after the other.
class Placement {
 public:
  Placement(const HarFile& file, const HarHeader& header, const Source& source, const std::vector<Wanted>& wanted)
      : file_(file), header_(header), wanted_(wanted), maps_(source.dims.size()) {
    for (const auto& dimension : wanted) {
      if (dimension.elements.size() != 0 && size_ > kMostCells / dimension.elements.size())
        fail(file, header, "its sets have more than 2^28 cells together.");
      size_ *= dimension.elements.size();
    }
    std::size_t stride = size_;
    for (std::size_t d = 0; d < maps_.size(); ++d) {
      const auto* labels = source.labels[d];
      maps_[d] = labels ? by_label(file, header, *labels, wanted[d]) : by_position(file, header, source.dims[d], wanted[d]);
      stride /= std::max<std::size_t>(1, wanted[d].elements.size());
      for (std::size_t& place : maps_[d]) place *= stride;
    }
    values_.assign(size_, 0.0);
  }

  /// The value at row-major position `cell` of the file's array.
  void put(std::uint64_t cell, double value, std::size_t copies) {
    std::size_t target = 0;
    for (std::size_t d = maps_.size(); d-- > 0;) {
      target += maps_[d][cell % maps_[d].size()];
      cell /= maps_[d].size();
    }
    if (!std::isfinite(value)) fail(file_, header_, cell_name(header_.name, wanted_, target) + " is not a finite number.");
    for (std::size_t i = 0; i < copies; ++i) values_[target + i] = value;
  }
  std::vector<double> take() { return std::move(values_); }

 private:
  const HarFile& file_;
  const HarHeader& header_;
  const std::vector<Wanted>& wanted_;
  std::vector<Map> maps_;
  std::size_t size_ = 1;
  std::vector<double> values_;
};

}  // namespace

void fail(const HarFile& file, const HarHeader& header, const std::string& message) {
  throw InputError(file.name + ", header " + header.name + ", byte " + std::to_string(header.offset) + ": " + message);
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string noun_of(const std::string& set) {
  if (set == "REG") return "region";
  if (set == "COMM") return "commodity";
  if (set == "ACTS") return "activity";
  if (set == "ENDW") return "endowment";
  if (set == "MARG") return "margin commodity";
  if (set == "PROD") return "sector";
  return "element";
}

std::string cell_name(const std::string& header, const std::vector<Wanted>& wanted, std::size_t position) {
  std::string indices;
  for (std::size_t d = wanted.size(); d-- > 0;) {
    const auto& elements = wanted[d].elements;
    indices = elements[position % elements.size()] + (indices.empty() ? "" : "," + indices);
    position /= elements.size();
  }
  return wanted.empty() ? header : header + "(" + indices + ")";
}

Placed place(const HarFile& file, const HarHeader& header, const std::vector<Wanted>& wanted, bool expand) {
  Source source = source_of(file, header);
  Placed placed;
  placed.expanded = match_ranks(file, header, source, wanted, expand);
  const std::size_t copies = placed.expanded ? wanted.back().elements.size() : 1;
  Placement placement(file, header, source, wanted);
  if (header.sparse)
    for (std::size_t i = 0; i < header.cells.size(); ++i) placement.put(header.cells[i], header.reals[i], copies);
  else if (header.type == HarType::Integer)
    for (std::size_t i = 0; i < header.integers.size(); ++i) placement.put(i, header.integers[i], copies);
  else
    for (std::size_t i = 0; i < header.reals.size(); ++i) placement.put(i, header.reals[i], copies);
  placed.values = placement.take();
  return placed;
}

}  // namespace setu::detail
