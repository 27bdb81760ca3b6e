#pragma once
#include <string>
#include <vector>

#include "setu/model/database/database.hpp"

/// Sums of a database's flows that the tables need.
namespace setu {

/// Position of `label` in `labels`; LogicError where it is missing.
std::size_t position(const std::vector<std::string>& labels, const std::string& label);

/// Value of activity a's output at basic prices, US$ million (Σ_c MAKB).
double output_value(const Database& database, std::size_t activity, std::size_t region);
/// Exports of all commodities from s to d at FOB prices, US$ million.
double exports_fob(const Database& database, std::size_t source, std::size_t destination);
/// Capital income of `owner` in `host`, US$ million (Σ_a VKOS).
double owned_capital(const Database& database, std::size_t owner, std::size_t host);

}  // namespace setu
