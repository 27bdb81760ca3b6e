#pragma once
#include <string>
#include <vector>

#include "setu/calibration/gtap/har.hpp"

namespace setu::detail {

/// One dimension that an array is wanted over.
struct Wanted {
  std::string set;
  std::vector<std::string> elements;
  bool partial = false;  ///< elements that the file does not name are zero
  bool prefix = false;   ///< without labels, the last elements may be absent; they are zero
};

struct Placed {
  std::vector<double> values;  ///< row-major over what was wanted
  bool expanded = false;       ///< the file has no regions: each value holds in all of them
};

/// Brings the array of a header into the order of `wanted`: by its labels, in any order and case, or by position where
/// it has none. If `expand`, an array without the last dimension REG is taken to hold in every region.
/// Throws InputError "FILE, header NAME, byte N: …": ranks, sizes or labels that do not fit, values that are not
/// finite.
Placed place(const HarFile& file, const HarHeader& header, const std::vector<Wanted>& wanted, bool expand);

/// "FILE, header NAME, byte N: message" as an InputError.
[[noreturn]] void fail(const HarFile& file, const HarHeader& header, const std::string& message);

/// `text` in lower case: GEMPACK's labels ignore case.
std::string lower(std::string text);

/// The singular noun for an element of a set, for messages.
std::string noun_of(const std::string& set);

/// "VDFB(food,mnfcs,north)": the cell at a row-major position.
std::string cell_name(const std::string& header, const std::vector<Wanted>& wanted, std::size_t position);

}  // namespace setu::detail
