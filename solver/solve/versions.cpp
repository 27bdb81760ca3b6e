#include "setu/solver/solve/versions.hpp"

#include <klu.h>

#include <Eigen/Core>
#include <fmt/format.h>

// OpenBLAS answers with its version and kernel; other BLAS libraries have no such function.
extern "C" __attribute__((weak)) char* openblas_get_config();

namespace setu {

std::vector<LibraryVersion> solver_versions() {
  return {{"Ipopt", SETU_IPOPT_VERSION},
          {"SuiteSparse", fmt::format("{}.{}.{}", SUITESPARSE_MAIN_VERSION, SUITESPARSE_SUB_VERSION, SUITESPARSE_SUBSUB_VERSION)},
          {"KLU", fmt::format("{}.{}.{}", KLU_MAIN_VERSION, KLU_SUB_VERSION, KLU_SUBSUB_VERSION)},
          {"Eigen", fmt::format("{}.{}.{}", EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION)},
          {"BLAS", openblas_get_config ? openblas_get_config() : "unknown"}};
}

}  // namespace setu
