#include <algorithm>
#include <utility>

#include "har_read_parts.hpp"
#include "har_strides.hpp"

namespace setu::detail {

std::string in_words(const std::vector<std::size_t>& dims) {
  std::string text;
  for (const std::size_t d : dims) text += (text.empty() ? "" : " x ") + std::to_string(d);
  return text.empty() ? "1" : text;
}

namespace {

using Dims = std::vector<std::size_t>;

void check_range(const HarRecord& record, std::size_t first, std::size_t last, std::size_t length) {
  if (first < 1 || last < first || last > length)
    record.fail("the cells " + std::to_string(first) + " to " + std::to_string(last) + " of a dimension of " + std::to_string(length) +
                " are announced.");
}

/// The first and last corner of a box of cells, from the pairs first, last of seven dimensions.
std::pair<Dims, Dims> read_box(HarRecord& record, const Dims& dims) {
  std::pair<Dims, Dims> box;
  for (std::size_t d = 0; record.left() >= 8; ++d) {
    const std::size_t first = record.count("a first index"), last = record.count("a last index");
    const std::size_t length = d < dims.size() ? dims[d] : 1;
    check_range(record, first, last, length);
    if (d >= dims.size()) continue;
    box.first.push_back(first - 1);
    box.second.push_back(last - 1);
  }
  if (box.first.size() != dims.size()) record.fail("the box of cells has too few dimensions.");
  return box;
}

std::size_t cells_of(const std::pair<Dims, Dims>& box) {
  std::size_t cells = 1;
  for (std::size_t d = 0; d < box.first.size(); ++d) cells *= box.second[d] - box.first[d] + 1;
  return cells;
}

/// Four or eight bytes per number, whichever fills the record.
std::size_t width_of(const HarRecord& record, std::size_t numbers, bool reals) {
  if (numbers <= record.left() / 4 && record.left() == numbers * 4) return 4;
  if (reals && numbers <= record.left() / 8 && record.left() == numbers * 8) return 8;
  record.fail("the record has " + std::to_string(record.left()) + " bytes for " + std::to_string(numbers) + " numbers.");
}

/// Which cells of an array have been given already.
class Covered {
 public:
  explicit Covered(std::size_t cells) : seen_(cells, false) {}
  void add(const HarRecord& record, std::size_t cell) {
    if (seen_[cell]) record.fail("a cell is given twice.");
    seen_[cell] = true;
    ++count_;
  }
  void check_complete(const HarRecords& records) const {
    if (count_ != seen_.size())
      records.place().fail("only " + std::to_string(count_) + " of " + std::to_string(seen_.size()) + " cells are there.");
  }
  [[nodiscard]] bool complete() const { return count_ == seen_.size(); }

 private:
  std::vector<bool> seen_;
  std::size_t count_ = 0;
};

void check_claim(const HarRecords& records, const HarHeader& header) {
  if (header.size() > records.left() / 4)
    records.place().fail("an array of " + in_words(header.dims) + " is announced, which takes " + std::to_string(header.size()) +
                         " numbers; only " + std::to_string(records.left()) + " bytes follow.");
}

void check_sizes(HarRecord& record, const HarHeader& header) {
  const std::size_t rank = record.count("the number of dimensions");
  if (rank > 7) record.fail("the array has " + std::to_string(rank) + " dimensions; at most 7 are possible.");
  record.expect_left(rank * 4, "the lengths of its dimensions");
  Dims dims;
  for (std::size_t d = 0; d < rank; ++d) dims.push_back(record.count("the length of a dimension"));
  Dims own = header.dims;
  own.resize(std::max(own.size(), rank), 1);
  dims.resize(own.size(), 1);
  if (dims != own) record.fail("the array is " + in_words(dims) + " here, but " + in_words(own) + " in the header's description.");
}

}  // namespace

void read_full_reals(HarRecords& records, HarHeader& header) {
  check_claim(records, header);
  HarRecord sizes = records.next();
  sizes.blanks();
  std::size_t more = sizes.count("the number of records left");
  check_sizes(sizes, header);
  header.reals.resize(header.size());
  Covered covered(header.size());
  while (more > 1) {
    HarRecord where = records.next();
    where.blanks();
    where.integer();
    const auto box = read_box(where, header.dims);
    HarRecord data = records.next();
    data.blanks();
    more = data.count("the number of records left");
    const std::size_t width = width_of(data, cells_of(box), true);
    header.wide = width == 8;
    FortranWalk walk(header.dims, box.first, box.second);
    for (; data.left() > 0; walk.step()) {
      covered.add(data, walk.position());
      header.reals[walk.position()] = data.real(width);
    }
  }
  covered.check_complete(records);
}

namespace {

/// The box of a matrix's record: first row, last row, first column, last column.
std::pair<Dims, Dims> read_matrix_box(HarRecord& record, const Dims& dims) {
  record.blanks();
  record.integer();  // records left
  if (record.count("the number of rows") != dims[0] || record.count("the number of columns") != dims[1])
    record.fail("the matrix is not " + in_words(dims) + " here, as its description says.");
  std::pair<Dims, Dims> box;
  for (const std::size_t length : dims) {
    const std::size_t first = record.count("a first index"), last = record.count("a last index");
    check_range(record, first, last, length);
    box.first.push_back(first - 1);
    box.second.push_back(last - 1);
  }
  return box;
}

}  // namespace

void read_matrix(HarRecords& records, HarHeader& header) {
  check_claim(records, header);
  const bool reals = header.type == HarType::Matrix;
  if (reals) header.reals.resize(header.size());
  else header.integers.resize(header.size());
  Covered covered(header.size());
  while (!covered.complete()) {
    HarRecord record = records.next();
    const auto box = read_matrix_box(record, header.dims);
    const std::size_t width = width_of(record, cells_of(box), reals);
    header.wide = width == 8;
    for (FortranWalk walk(header.dims, box.first, box.second); record.left() > 0; walk.step()) {
      covered.add(record, walk.position());
      if (reals) header.reals[walk.position()] = record.real(width);
      else header.integers[walk.position()] = record.integer();
    }
  }
}

}  // namespace setu::detail
