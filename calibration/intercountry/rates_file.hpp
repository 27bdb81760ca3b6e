#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace setu::detail {

/// One row of a tariff or margin file, by position; `mode` only for margins. Rates as fractions.
struct RouteRate {
  std::size_t source, destination, commodity, mode;
  double rate;
};

/// Reads source,destination,commodity[,mode],per cent; an empty name or * stands for all. Later rows override earlier ones.
/// Throws InputError with file and line.
std::vector<RouteRate> read_route_rates(const std::filesystem::path& file, const std::vector<std::string>& economies,
                                        const std::vector<std::string>& industries, bool modes);

struct Macro {
  std::vector<double> population, capital, depreciation;  ///< by economy, NaN where the file says nothing
};

/// Reads region,POP,VKB,VDEP. Throws InputError with file and line. An empty path: nothing is known.
Macro read_macro(const std::filesystem::path& file, const std::vector<std::string>& economies);

}  // namespace setu::detail
