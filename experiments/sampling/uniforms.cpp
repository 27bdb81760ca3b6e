#include <algorithm>
#include <numeric>

#include <boost/random/sobol.hpp>

#include "designs.hpp"
#include "random.hpp"

namespace setu {

Draws random_uniforms(std::size_t draws, std::size_t columns, std::uint64_t seed, std::uint64_t stream) {
  Random random(seed, stream);
  Draws u(draws, columns);
  for (double& x : u.values) x = random.uniform();
  return u;
}

Draws latin_hypercube(std::size_t draws, std::size_t columns, std::uint64_t seed, std::uint64_t stream) {
  Random random(seed, stream);
  Draws u(draws, columns);
  std::vector<std::size_t> stratum(draws);
  for (std::size_t c = 0; c < columns; ++c) {
    std::iota(stratum.begin(), stratum.end(), std::size_t{0});
    for (std::size_t i = draws; i > 1; --i) std::swap(stratum[i - 1], stratum[random.below(i)]);
    for (std::size_t r = 0; r < draws; ++r)
      u(r, c) = (static_cast<double>(stratum[r]) + random.uniform()) / static_cast<double>(draws);  // S10
  }
  return u;
}

namespace {

/// Owen's nested scramble of the 32 leading bits of a coordinate (S12): each bit is flipped or not by a coin that belongs to
/// the bits above it.
std::uint32_t scramble(std::uint32_t bits, std::uint64_t key) {
  std::uint32_t out = 0;
  for (int level = 0; level < 32; ++level) {
    const std::uint32_t above = level == 0 ? 0 : bits >> (32 - level);
    const auto coin = static_cast<std::uint32_t>(mix(key ^ mix((std::uint64_t{1} << level) | above)) & 1);
    out = (out << 1) | (((bits >> (31 - level)) & 1) ^ coin);
  }
  return out;
}

}  // namespace

Draws sobol_uniforms(std::size_t draws, std::size_t columns, std::uint64_t seed) {
  Draws u(draws, columns);
  boost::random::sobol sequence(columns);
  std::vector<std::uint64_t> keys(columns);
  for (std::size_t c = 0; c < columns; ++c) keys[c] = mix(mix(seed) ^ (c + 1));
  for (std::size_t r = 0; r < draws; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      // Boost leaves out the sequence's first point, zero; the net needs it (Owen 2020)
      const auto bits = r == 0 ? 0U : static_cast<std::uint32_t>(sequence() >> 32);
      u(r, c) = (static_cast<double>(scramble(bits, keys[c])) + 0.5) * 0x1p-32;
    }
  return u;
}

}  // namespace setu
