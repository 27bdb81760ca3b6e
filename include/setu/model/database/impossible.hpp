#pragma once
#include <string>

#include "setu/model/database/database.hpp"

namespace setu {

/// What is wrong with `value` under this header whatever the economy, or nothing.
std::string impossible(const HeaderInfo& header, double value);

}  // namespace setu
