#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "setu/base/tables/table_reader.hpp"

namespace setu {

/// Which element of a new set each element of an old set belongs to. Every new element has at least one old one.
struct Mapping {
  std::vector<std::string> from;   ///< the old set, in its own order
  std::vector<std::string> to;     ///< the new set
  std::vector<std::size_t> index;  ///< per old element: its position in `to`

  /// Per new element: the positions of its old elements, ascending.
  [[nodiscard]] std::vector<std::vector<std::size_t>> members() const;
  /// True if the new set is the old one: the same labels in the same order.
  [[nodiscard]] bool identity() const;
  /// True if every new element has exactly one old one: only order and names may differ.
  [[nodiscard]] bool one_to_one() const { return from.size() == to.size(); }
};

/// Every element becomes itself.
Mapping identity_mapping(const std::vector<std::string>& elements);

/// First one mapping, then the other: `second.from` must be `first.to` (LogicError otherwise).
Mapping compose(const Mapping& first, const Mapping& second);

/// Reads a mapping of `elements` from a table (TableReader) of two columns, old element and new one. `noun` names an element in
/// messages ("region"). The new elements come in the order in which the file names them first. Names of old elements are compared
/// without regard to case. The first row is a title if it names no old element and the rest maps all of them.
///
/// Throws InputError with file and line: unknown names (with suggestions) and unmapped elements (one message lists them
/// all), an element mapped twice, new labels that differ in case only, a row without two cells.
Mapping read_mapping(const std::filesystem::path& file, const std::vector<std::string>& elements, std::string_view noun);
Mapping read_mapping(TableReader& table, const std::vector<std::string>& elements, std::string_view noun);

}  // namespace setu
