#pragma once
#include <string>

namespace setu::bench {

std::string cpu_model();
std::string compiler();

}  // namespace setu::bench
