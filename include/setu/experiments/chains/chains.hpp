#pragma once
#include "setu/model/database/world_table.hpp"

namespace setu {

/// Gross exports by whose value added is in them, US$ million; the four add up to exports (docs/chains.md, C8).
struct ExportContent {
  double domestic = 0;         ///< domestic value added that leaves for the first time
  double domestic_double = 0;  ///< domestic value added counted again when it comes back and leaves once more
  double foreign = 0;          ///< foreign value added
  double foreign_double = 0;   ///< foreign value added counted again

  [[nodiscard]] double exports() const { return domestic + domestic_double + foreign + foreign_double; }
  /// Share of foreign value added, counted again or not, in exports: backward participation. Not a number without exports.
  [[nodiscard]] double backward() const { return (foreign + foreign_double) / exports(); }
};

/// Value chains of a table: one factorisation and inverse of the world's Leontief matrix, dense, (regions · sectors)² numbers.
class Chains {
 public:
  /// Throws InputError where the matrix is singular: some industry uses up all that it makes.
  explicit Chains(WorldTable table);

  [[nodiscard]] const WorldTable& table() const { return table_; }

  /// Exports of a region: all, to one region, of one sector.
  [[nodiscard]] ExportContent exporter(std::size_t s) const;
  [[nodiscard]] ExportContent pair(std::size_t s, std::size_t r) const;
  [[nodiscard]] ExportContent sector(std::size_t s, std::size_t i) const;

  /// Value added of `origin` in the gross exports of s, double counting included; adds up over origins to exports (C9).
  [[nodiscard]] double content(std::size_t origin, std::size_t s) const;
  /// Value added of s in the exports of all others, over the exports of s: forward participation (C10).
  [[nodiscard]] double forward(std::size_t s) const;
  /// Value added of s that is finally used in r (C11); over r ≠ s: value-added exports.
  [[nodiscard]] double used_in(std::size_t s, std::size_t r) const;
  [[nodiscard]] double value_added_exports(std::size_t s) const;

  /// Mean number of stages from an industry to final use, and from value added to it (C12).
  [[nodiscard]] double upstreamness(std::size_t industry) const;
  [[nodiscard]] double downstreamness(std::size_t industry) const;

  /// Share of `supplier` in what industry j buys from all industries, and in all that was made on the way to it (C13).
  [[nodiscard]] double direct_reliance(std::size_t supplier, std::size_t j) const;
  [[nodiscard]] double look_through_reliance(std::size_t supplier, std::size_t j) const;
  /// The same of all industries of region r, weighted with their inputs.
  [[nodiscard]] double direct_reliance_of(std::size_t supplier, std::size_t r) const;
  [[nodiscard]] double look_through_reliance_of(std::size_t supplier, std::size_t r) const;

 private:
  struct Prices {  ///< of one unit exported by each sector of a region
    std::vector<double> domestic, all_domestic, foreign, all_foreign;
  };
  void invert();
  void price_exports(std::size_t s);
  [[nodiscard]] ExportContent content_of(std::size_t s, const std::vector<double>& sold) const;

  WorldTable table_;
  DenseTable leontief_;           ///< (I − A)⁻¹
  std::vector<double> share_;     ///< value added in output, by industry
  std::vector<Prices> prices_;    ///< by region
  std::vector<double> upstream_;  ///< by industry
};

}  // namespace setu
