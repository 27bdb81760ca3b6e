#pragma once
#include <string>
#include <vector>

#include "setu/model/database/database.hpp"

namespace setu {

/// A dense table, row by row.
struct DenseTable {
  std::size_t rows = 0, columns = 0;
  std::vector<double> values;

  DenseTable() = default;
  DenseTable(std::size_t r, std::size_t c) : rows(r), columns(c), values(r * c, 0.0) {}
  double& operator()(std::size_t r, std::size_t c) { return values[r * columns + c]; }
  double operator()(std::size_t r, std::size_t c) const { return values[r * columns + c]; }
};

/// Who sells what to whom: an inter-country input–output table, US$ million. Industry i of region s is row and column
/// s·sectors + i. Sales at home are at basic prices, sales abroad at FOB; transport between countries is a sale of the margin industries.
/// What a buyer pays beyond that – taxes on products, import duties – is not part of any sale (docs/chains.md, C1 to C4).
struct WorldTable {
  std::vector<std::string> regions, sectors;
  static constexpr std::size_t kUses = 3;  ///< final uses of a region: households, government, investment

  DenseTable inputs;                ///< seller × using industry
  DenseTable final_by_use;          ///< seller × (region · kUses + use); empty where uses are not known apart
  DenseTable final_use;             ///< seller × region, all final uses together
  std::vector<double> taxes;        ///< on what each industry buys, import duties among them; empty where not known
  std::vector<double> final_taxes;  ///< the same by region · kUses + use
  std::vector<double> value_added;  ///< by industry: output less inputs, so with taxes on inputs and on the industry's exports
  std::vector<double> output;       ///< by industry: all its sales

  /// Output is what is sold, value added what inputs leave of it.
  void add_up();
  [[nodiscard]] std::size_t industries() const { return output.size(); }
  [[nodiscard]] std::size_t row(std::size_t region, std::size_t sector) const { return region * sectors.size() + sector; }
  /// Sales of an industry to another region, for use as input and for final use.
  [[nodiscard]] double exports(std::size_t industry, std::size_t region) const;
  [[nodiscard]] double exports(std::size_t industry) const;
};

/// The table of a database. Imports of a good are spread over its users in proportion to what each buys of it; an activity's share in the
/// sales of a commodity is its share in what is made of it. Trade of a region with itself (regions that hold several countries) is a sale
/// at home.
WorldTable world_table(const Database& database);

}  // namespace setu
