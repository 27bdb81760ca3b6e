#pragma once
#include <string>
#include <vector>

#include "setu/solver/solve/versions.hpp"

namespace setu {

std::string setu_version();

/// Compiler and libraries that the program was built with.
std::vector<LibraryVersion> library_versions();

}  // namespace setu
