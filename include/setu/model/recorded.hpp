#pragma once
#include <string>
#include <vector>

#include "setu/model/database/database.hpp"
#include "setu/system/write/parameters.hpp"

namespace setu {

/// What stands for ESKO and ETKO in a database that does not give them (docs/equations.md §13).
inline constexpr double kDefaultOwnerSubstitution = 2.0;
inline constexpr double kDefaultOwnerTransformation = 1.5;

/// One header of parameters that the equations read, and where its elements stand among all parameters, row-major.
struct ParameterHeader {
  std::string name;
  Index first = 0, count = 0;
};

/// How the equations of one model depend on the database's parameters.
struct ModelParameters {
  explicit ModelParameters(const Database& database);
  [[nodiscard]] Index first(const std::string& header) const;

  std::vector<ParameterHeader> headers;
  ParameterRecord record;
  std::vector<double> constant;  ///< of the equations, before the benchmark's rounding was absorbed
};

}  // namespace setu
