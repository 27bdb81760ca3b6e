#pragma once
#include <array>
#include <bit>
#include <random>
#include <set>
#include <string>

#include "setu/calibration/gtap/har.hpp"

namespace setu::test {

/// Invents headers of every type and size, with values of every bit pattern that is a number.
class RandomHeaders {
 public:
  explicit RandomHeaders(std::uint32_t seed) : random_(seed) {}

  HarHeader header(const std::string& name) {
    HarHeader h;
    h.name = name;
    h.long_name = word(70);
    h.type = static_cast<HarType>(below(5));
    switch (h.type) {
      case HarType::Text: text(h); break;
      case HarType::Integer: integers(h); break;
      case HarType::Matrix:
        h.dims = {1 + below(200), 1 + below(90)};
        reals(h);
        break;
      case HarType::Labelled: labels(h); [[fallthrough]];
      case HarType::Plain:
        if (h.type == HarType::Plain) plain_dims(h);
        h.sparse = below(2) == 0;
        reals(h);
    }
    return h;
  }

  std::size_t below(std::size_t end) { return random_() % end; }

 private:
  std::string word(std::size_t most) {
    std::string text(below(most + 1), 'x');
    for (char& c : text) c = "abcXYZ 019_.%"[below(13)];
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
  }
  void text(HarHeader& h) {
    h.width = 1 + below(80);
    h.text.resize(below(1500));
    for (auto& t : h.text) t = word(h.width);
    h.dims = {h.text.size()};
  }
  void integers(HarHeader& h) {
    h.dims = {1 + below(150), 1 + below(150)};
    h.integers.resize(h.size());
    for (auto& value : h.integers) value = static_cast<std::int32_t>(random_());
  }
  void plain_dims(HarHeader& h) {
    const std::size_t rank = below(8);
    for (std::size_t d = 0; d < rank; ++d) h.dims.push_back(1 + below(6));
    while (!h.dims.empty() && h.dims.back() == 1) h.dims.pop_back();
  }
  void labels(HarHeader& h) {
    h.coefficient = word(12);
    const std::size_t rank = below(8);
    for (std::size_t d = 0; d < rank; ++d) {
      if (d > 0 && below(3) == 0) {
        const std::size_t same = below(d);
        h.axes.push_back(HarAxis(h.axes[same]));
        h.dims.push_back(h.dims[same]);
        continue;
      }
      HarAxis axis{"S" + std::to_string(d), {}, below(6) == 0};
      h.dims.push_back(axis.single ? 1 : 1 + below(below(20) == 0 ? 60 : 6));
      if (axis.single || below(4) != 0) axis.elements.resize(h.dims.back());
      for (auto& element : axis.elements) element = word(12);
      h.axes.push_back(axis);
    }
  }
  double real(bool wide) {
    constexpr std::array special{0.0, -0.0, 1.0, -1.0, 0.5};
    if (below(5) == 0) return special[below(special.size())];
    for (;;) {
      const auto bits = bits64();
      const double value = wide ? std::bit_cast<double>(bits) : static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
      if (value == value) return value;
    }
  }
  std::uint64_t bits64() { return std::uint64_t{random_()} << 32U | random_(); }
  void reals(HarHeader& h) {
    h.wide = below(3) == 0;
    if (h.sparse) {
      std::set<std::uint64_t> cells;
      for (std::size_t n = below(9000); n > 0; --n) cells.insert(below(h.size()));
      h.cells.assign(cells.begin(), cells.end());
    }
    h.reals.resize(h.sparse ? h.cells.size() : h.size());
    for (auto& value : h.reals) value = real(h.wide);
  }

  std::mt19937 random_;
};

}  // namespace setu::test
