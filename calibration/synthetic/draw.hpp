#pragma once
#include <cstdint>
#include <initializer_list>

namespace setu::synthetic {

/// Random numbers without a sequence: a draw depends only on the seed, on what it is for and on its indices, so that
/// one option never shifts the draws of another. SplitMix64's finaliser (Steele, Lea and Flood 2014, OOPSLA) mixes the
/// key; only +, ×, shifts and xor are used, so the bits are the same everywhere.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : seed_(seed) {}

  /// Uniform in [0, 1). `what` names the purpose.
  double operator()(std::uint64_t what, std::initializer_list<std::size_t> indices) const {
    std::uint64_t key = mix(seed_ + mix(what));
    for (const std::size_t i : indices) key = mix(key ^ (i + 1));
    return static_cast<double>(key >> 11U) * 0x1p-53;
  }
  /// Uniform in [low, high).
  double between(double low, double high, std::uint64_t what, std::initializer_list<std::size_t> indices) const {
    return low + (high - low) * (*this)(what, indices);
  }

 private:
  static std::uint64_t mix(std::uint64_t z) {
    z += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  std::uint64_t seed_;
};

}  // namespace setu::synthetic
