#pragma once
#include <string>
#include <vector>

namespace setu {

struct LibraryVersion {
  std::string name, version;
};

/// The numerical libraries that the solvers were built with (Eigen, SuiteSparse, Ipopt, BLAS).
std::vector<LibraryVersion> solver_versions();

}  // namespace setu
