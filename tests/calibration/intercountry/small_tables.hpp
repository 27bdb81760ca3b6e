#pragma once
#include <filesystem>
#include <string>

#include "setu/calibration/intercountry/intercountry.hpp"

namespace setu::testing {

inline std::filesystem::path small_table(const std::string& name) {
  return std::filesystem::path(SETU_SOURCE_DIR) / "tests/data/intercountry" / (name + ".csv");
}

inline InterCountryOptions default_options() {
  InterCountryOptions options;
  options.elasticities = std::filesystem::path(SETU_SOURCE_DIR) / "data/defaults/elasticities.csv";
  options.factors = std::filesystem::path(SETU_SOURCE_DIR) / "data/defaults/factor_shares.csv";
  return options;
}

}  // namespace setu::testing
