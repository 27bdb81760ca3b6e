#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace setu::detail {

/// Walks a box of an array in Fortran's order (first index fastest) and gives each cell's row-major position.
class FortranWalk {
 public:
  /// `first` and `last`: the box's corners, counted from 0, both within it.
  FortranWalk(std::span<const std::size_t> dims, std::vector<std::size_t> first, std::vector<std::size_t> last)
      : strides_(dims.size(), 1), first_(std::move(first)), last_(std::move(last)), at_(first_) {
    for (std::size_t d = dims.size(); d-- > 1;) strides_[d - 1] = strides_[d] * dims[d];
    for (std::size_t d = 0; d < dims.size(); ++d) position_ += strides_[d] * at_[d];
  }

  [[nodiscard]] std::size_t position() const { return position_; }
  void step() {
    for (std::size_t d = 0; d < at_.size(); ++d) {
      if (at_[d] < last_[d]) {
        ++at_[d];
        position_ += strides_[d];
        return;
      }
      position_ -= strides_[d] * (at_[d] - first_[d]);
      at_[d] = first_[d];
    }
  }

 private:
  std::vector<std::size_t> strides_, first_, last_, at_;
  std::size_t position_ = 0;
};

}  // namespace setu::detail
