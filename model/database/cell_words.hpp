#pragma once
#include <string>
#include <string_view>

#include "setu/model/database/database.hpp"

namespace setu::detail {

/// "VDFB(Food,Mnfcs,USA)" for a row-major position.
std::string cell_name(const Database& database, std::string_view header, std::size_t position);

/// A number as people read it: 4 significant digits.
std::string short_number(double value);
/// "12.5 %"
std::string percent(double share);

}  // namespace setu::detail
