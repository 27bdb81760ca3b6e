#pragma once
#include <version>
#ifdef __cpp_lib_source_location
#include <source_location>
#else
#include <experimental/source_location>
#endif

namespace setu {

#ifdef __cpp_lib_source_location
using SourceLocation = std::source_location;
#else
using SourceLocation = std::experimental::source_location;  // clang 14 lacks what GCC's <source_location> needs
#endif

}  // namespace setu
