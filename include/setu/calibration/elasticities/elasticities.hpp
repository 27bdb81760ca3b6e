#pragma once
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "setu/model/database/database.hpp"

namespace setu {

/// Elasticities of one sector, or of all whose names fit a pattern.
struct SectorElasticities {
  std::string sector;      ///< a name, or a pattern in which * stands for any characters
  double domestic = 0;     ///< ESBD
  double sources = 0;      ///< ESBM
  double value_added = 0;  ///< ESBV
  double income = 0;       ///< income elasticity of household demand, before it is made to add up
};

/// Shares of value added of one sector, adding to one: land, unskilled labour, skilled labour, capital, natural resources.
struct FactorShares {
  std::string sector;  ///< a name or pattern
  std::array<double, 5> share{};
};

/// Names of the endowments in the order of FactorShares.
const std::array<const char*, 5>& endowment_names();

/// Reads sector,ESBD,ESBM,ESBV,income,source (data/defaults/elasticities.csv). Throws InputError with file and line.
std::vector<SectorElasticities> read_elasticities(const std::filesystem::path& file);
/// Reads sector,Land,UnSkLab,SkLab,Capital,NatRes,source (data/defaults/factor_shares.csv). Throws InputError with file
/// and line; shares must add to one within 1e-6 and are then made to add exactly.
std::vector<FactorShares> read_factor_shares(const std::filesystem::path& file);

/// True if `name` fits `pattern`. Case counts: c26 and C26 are different sectors.
bool fits_pattern(std::string_view pattern, std::string_view name);

/// Position of the first row whose pattern fits `name`. Throws InputError "FILE has no row for sector 'X'".
template <class Row>
const Row& row_of_sector(const std::vector<Row>& rows, std::string_view name, const std::filesystem::path& file);

/// Fills every parameter of `database`, whose flows are set: ESBD, ESBM, ESBV by sector, CDE parameters (C1–C4) from the income
/// elasticities and households' budget shares, the standard model's values for the rest.
void set_elasticities(Database& database, const std::vector<SectorElasticities>& rows, const std::filesystem::path& file);

}  // namespace setu
