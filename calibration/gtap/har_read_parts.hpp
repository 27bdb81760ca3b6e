#pragma once
#include <string>
#include <string_view>

#include "har_records.hpp"
#include "setu/calibration/gtap/har.hpp"

namespace setu::detail {

/// `text` without the blanks (and zero bytes) at its end.
std::string trimmed(std::string_view text);

/// "3 x 5", for messages.
std::string in_words(const std::vector<std::size_t>& dims);

/// Strings of `width` characters over as many records as it takes; the first says how many there are: `total`.
std::vector<std::string> read_strings(HarRecords& records, std::size_t total, std::size_t width);

/// Coefficient, set names and elements [RE] of a header whose dims are known.
void read_labels(HarRecords& records, HarHeader& header);

/// The values of a real array [RE, RL] that is stored whole, or as positions and values.
void read_full_reals(HarRecords& records, HarHeader& header);
void read_sparse_reals(HarRecords& records, HarHeader& header);

/// The values of a matrix [2I, 2R].
void read_matrix(HarRecords& records, HarHeader& header);

}  // namespace setu::detail
