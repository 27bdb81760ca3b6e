#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace setu {

/// Trade as a source reports it, which a database was to meet: a region's exports or imports of some commodities, to or from
/// all others and itself, or a pair's trade.
struct SourceFigure {
  enum class Kind { Exports, Imports, Pair };
  Kind kind = Kind::Exports;
  std::string region, partner;  ///< partner: the destination of a pair, else empty
  std::vector<std::string> commodities;
  double value = 0;  ///< US$ million
  std::string source;
};

/// The figures of trade in a file as `setu calibrate` writes it beside an estimated database (fit.csv); none if there is no such
/// file. Throws InputError naming file and line.
std::vector<SourceFigure> read_source_figures(const std::filesystem::path& file);

}  // namespace setu
