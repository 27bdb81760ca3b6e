#include <algorithm>
#include <utility>

#include "har_read_parts.hpp"

namespace setu::detail {
namespace {

/// Turns a position in Fortran's order (first index fastest) into the row-major one.
class RowMajor {
 public:
  explicit RowMajor(const std::vector<std::size_t>& dims) : dims_(dims), strides_(dims.size(), 1) {
    for (std::size_t d = dims.size(); d-- > 1;) strides_[d - 1] = strides_[d] * dims[d];
  }
  std::uint64_t operator()(std::uint64_t fortran) const {
    std::uint64_t cell = 0;
    for (std::size_t d = 0; d < dims_.size(); ++d) {
      cell += strides_[d] * (fortran % dims_[d]);
      fortran /= dims_[d];
    }
    return cell;
  }

 private:
  const std::vector<std::size_t>& dims_;
  std::vector<std::uint64_t> strides_;
};

using Cells = std::vector<std::pair<std::uint64_t, double>>;

/// How many cells follow; sets header.wide.
std::size_t read_sizes(HarRecords& records, HarHeader& header) {
  HarRecord sizes = records.next();
  sizes.blanks();
  const std::size_t total = sizes.count("the number of cells that are not zero");
  const std::size_t position = sizes.count("the size of a position"), real = sizes.count("the size of a real");
  if (position != 4 || (real != 4 && real != 8))
    sizes.fail("positions of " + std::to_string(position) + " bytes and reals of " + std::to_string(real) +
               " bytes cannot be read; 4 and 4 or 8 can.");
  if (total > records.left() / (4 + real))
    sizes.fail(std::to_string(total) + " cells are announced; only " + std::to_string(records.left()) + " bytes follow.");
  header.wide = real == 8;
  return total;
}

/// One record's cells, appended to `cells`; returns the number of records left, this one included.
std::size_t read_cells(HarRecord record, const HarHeader& header, std::size_t total, Cells& cells) {
  record.blanks();
  const std::size_t more = record.count("the number of records left");
  const std::size_t announced = record.count("the number of cells");
  const std::size_t here = record.count("the number of cells in this record");
  if (announced != total || here > total - cells.size())
    record.fail("the record holds " + std::to_string(here) + " cells of " + std::to_string(announced) + "; the header has " +
                std::to_string(total) + ".");
  const std::size_t width = header.wide ? 8 : 4, begin = cells.size(), size = header.size();
  record.expect_left(here * (4 + width), "its cells");
  const RowMajor row_major(header.dims);
  for (std::size_t i = 0; i < here; ++i) {
    const std::size_t position = record.count("a position");
    if (position < 1 || position > size)
      record.fail("the position " + std::to_string(position) + " lies outside an array of " + in_words(header.dims) + ".");
    cells.emplace_back(row_major(position - 1), 0.0);
  }
  for (std::size_t i = 0; i < here; ++i) cells[begin + i].second = record.real(width);
  return more;
}

}  // namespace

void read_sparse_reals(HarRecords& records, HarHeader& header) {
  const std::size_t total = read_sizes(records, header);
  Cells found;
  found.reserve(total);
  while (read_cells(records.next(), header, total, found) > 1) {}
  if (found.size() != total)
    records.place().fail("only " + std::to_string(found.size()) + " of " + std::to_string(total) + " cells are there.");
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  header.cells.reserve(total);
  header.reals.reserve(total);
  for (const auto& [cell, value] : found) {
    if (!header.cells.empty() && header.cells.back() == cell) records.place().fail("a cell is given twice.");
    header.cells.push_back(cell);
    header.reals.push_back(value);
  }
}

}  // namespace setu::detail
