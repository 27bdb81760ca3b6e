#pragma once
#include <cstdint>

namespace setu {

/// Address space that a start takes, in KiB: the program and its libraries, OpenBLAS's buffer and stack for each of its threads, a stack
/// for each OpenMP thread. Measured with `ulimit -v` on the shipped database: 390,000 for one thread, 130,000 more for a second of
/// OpenBLAS or OpenMP, 15,000 for each further one of OpenMP alone, 680,000 for two of both; a margin is added.
constexpr std::uint64_t least_address_space(std::uint64_t blas_threads, std::uint64_t omp_threads) {
  return 400'000 + 160'000 * blas_threads + 16'000 * omp_threads;
}

/// Opens what stands in for a closed standard stream, so that no file that is opened later takes its place and is written by mistake.
/// Reading and writing it fail, which the end of the program says.
void occupy_standard_streams();

}  // namespace setu
