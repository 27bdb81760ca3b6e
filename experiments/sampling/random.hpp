#pragma once
#include <cstdint>
#include <random>

/// Pseudo-random numbers that are the same on every machine; the distributions of <random> are not.
namespace setu {

/// A well-mixed function of 64 bits (SplitMix64's finaliser, Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195).
inline std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

class Random {
 public:
  /// Streams of one seed are unrelated.
  Random(std::uint64_t seed, std::uint64_t stream) : engine_(mix(mix(seed) ^ stream)) {}

  /// In the open interval (0, 1), a multiple of 2⁻⁵³ plus one half of it.
  double uniform() { return (static_cast<double>(engine_() >> 11) + 0.5) * 0x1p-53; }
  /// A whole number below `n`, all equally likely.
  std::uint64_t below(std::uint64_t n) {
    const std::uint64_t limit = ~std::uint64_t{0} - ~std::uint64_t{0} % n;
    std::uint64_t x = engine_();
    while (x >= limit) x = engine_();
    return x % n;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace setu
