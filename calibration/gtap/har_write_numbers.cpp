#include <algorithm>

#include "har_strides.hpp"
#include "har_write_parts.hpp"

namespace setu::detail {
namespace {

using Dims = std::vector<std::size_t>;

/// Numbers of four bytes in a record, as GEMPACK cuts them.
constexpr std::size_t kMostNumbers = 7996;
constexpr std::size_t kMostInMatrix = 7991;
constexpr std::size_t kMostSparse = 3996;

/// Cuts an array into boxes of at most `most` cells, each a run of cells in Fortran's order: whole in the first
/// dimensions, a stretch of one, a single index in the others.
class Boxes {
 public:
  Boxes(const Dims& dims, std::size_t most) : dims_(dims), first_(dims.size(), 0) {
    for (const std::size_t d : dims) done_ = done_ || d == 0;
    if (done_) return;
    std::size_t inner = 1;
    while (cut_ + 1 < dims.size() && inner * dims[cut_] <= most) inner *= dims[cut_++];
    step_ = std::max<std::size_t>(1, most / inner);
    for (std::size_t d = cut_; d < dims.size(); ++d) count_ *= d == cut_ ? (dims[d] + step_ - 1) / step_ : dims[d];
  }
  [[nodiscard]] std::size_t count() const { return done_ ? 0 : count_; }
  [[nodiscard]] bool done() const { return done_; }
  [[nodiscard]] const Dims& first() const { return first_; }
  [[nodiscard]] Dims last() const {
    Dims last = first_;
    for (std::size_t d = 0; d < dims_.size(); ++d)
      if (d <= cut_) last[d] = d < cut_ ? dims_[d] - 1 : std::min(dims_[d], first_[d] + step_) - 1;
    return last;
  }
  void next() {
    for (std::size_t d = cut_; d < dims_.size(); ++d) {
      first_[d] += d == cut_ ? step_ : 1;
      if (first_[d] < dims_[d]) return;
      first_[d] = 0;
    }
    done_ = true;
  }

 private:
  const Dims& dims_;
  Dims first_;
  std::size_t cut_ = 0, step_ = 1, count_ = 1;
  bool done_ = false;
};

std::size_t cells_between(const Dims& first, const Dims& last) {
  std::size_t cells = 1;
  for (std::size_t d = 0; d < first.size(); ++d) cells *= last[d] - first[d] + 1;
  return cells;
}

void write_box(HarOutput& out, const Dims& first, const Dims& last, std::size_t rank) {
  for (std::size_t d = 0; d < rank; ++d) out.integer(d < first.size() ? first[d] + 1 : 1).integer(d < last.size() ? last[d] + 1 : 1);
}

void write_full(HarOutput& out, const HarHeader& header) {
  Boxes boxes(header.dims, header.wide ? kMostNumbers / 2 : kMostNumbers);
  std::size_t more = 2 * boxes.count() + 1;
  out.text("", 4).integer(more).integer(7);
  for (std::size_t d = 0; d < 7; ++d) out.integer(d < header.dims.size() ? header.dims[d] : 1);
  out.end_record();
  for (; !boxes.done(); boxes.next()) {
    const Dims last = boxes.last();
    out.text("", 4).integer(--more);
    write_box(out, boxes.first(), last, 7);
    out.end_record();
    out.text("", 4).integer(--more);
    FortranWalk walk(header.dims, boxes.first(), last);
    for (std::size_t cells = cells_between(boxes.first(), last); cells > 0; --cells, walk.step())
      out.real(header.reals[walk.position()], header.wide);
    out.end_record();
  }
}

/// The stored cells by their position in Fortran's order, which is how GEMPACK lists them.
std::vector<std::pair<std::size_t, std::size_t>> fortran_positions(const HarHeader& header) {
  std::vector<std::pair<std::size_t, std::size_t>> order;
  order.reserve(header.cells.size());
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    std::uint64_t cell = header.cells[i], size = header.size(), fortran = 0, stride = 1;
    for (const std::size_t d : header.dims) {
      size /= d;
      fortran += stride * (cell / size);
      cell %= size;
      stride *= d;
    }
    order.emplace_back(fortran + 1, i);
  }
  std::sort(order.begin(), order.end());
  return order;
}

void write_sparse(HarOutput& out, const HarHeader& header) {
  const auto order = fortran_positions(header);
  out.text("", 4).integer(order.size()).integer(4).integer(header.wide ? 8 : 4).text("", 80).end_record();
  std::size_t records = std::max<std::size_t>(1, (order.size() + kMostSparse - 1) / kMostSparse);
  for (std::size_t begin = 0; records > 0; begin += kMostSparse, --records) {
    const std::size_t here = std::min(kMostSparse, order.size() - begin);
    out.text("", 4).integer(records).integer(order.size()).integer(here);
    for (std::size_t i = 0; i < here; ++i) out.integer(order[begin + i].first);
    for (std::size_t i = 0; i < here; ++i) out.real(header.reals[order[begin + i].second], header.wide);
    out.end_record();
  }
}

void write_matrix(HarOutput& out, const HarHeader& header) {
  Boxes boxes(header.dims, header.wide ? kMostInMatrix / 2 : kMostInMatrix);
  for (std::size_t more = boxes.count(); !boxes.done(); boxes.next(), --more) {
    const Dims last = boxes.last();
    out.text("", 4).integer(more).integer(header.dims[0]).integer(header.dims[1]);
    write_box(out, boxes.first(), last, 2);
    FortranWalk walk(header.dims, boxes.first(), last);
    for (std::size_t cells = cells_between(boxes.first(), last); cells > 0; --cells, walk.step()) {
      if (header.type == HarType::Integer) out.bytes(header.integers[walk.position()]);
      else out.real(header.reals[walk.position()], header.wide);
    }
    out.end_record();
  }
}

}  // namespace

void write_numbers(HarOutput& out, const HarHeader& header) {
  if (header.type == HarType::Integer || header.type == HarType::Matrix) write_matrix(out, header);
  else if (header.sparse) write_sparse(out, header);
  else write_full(out, header);
}

}  // namespace setu::detail
