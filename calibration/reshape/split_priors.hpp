#pragma once
#include <array>
#include <map>

#include "model/database/flow_cells.hpp"
#include "split_shares.hpp"

namespace setu::reshape {

/// A share before balancing. It is stated if any of its factors is.
struct Prior {
  double share = 1;
  bool stated = false;
};

/// One set of a split: the parts of its old elements.
struct PartSet {
  const Mapping& mapping;
  std::vector<std::vector<std::size_t>> members;     ///< per old element: its parts
  std::vector<std::size_t> rank;                     ///< per part: its place among them
  std::vector<std::vector<std::string_view>> names;  ///< per old element: the names of its parts
  explicit PartSet(const Mapping& m);
  [[nodiscard]] bool divided(std::size_t part) const { return members[mapping.index[part]].size() > 1; }
  /// The names that a part goes by: its own and that of the whole.
  [[nodiscard]] std::vector<std::string_view> called(std::size_t part) const;
};

/// The shares that parts have of the cells of the old database before balancing (S2, S3).
class Priors {
 public:
  Priors(const Database& old, const SetMappings& fine, const std::vector<SplitShare>& rows);
  /// The share of new cell `at` of `kind` in the old cell.
  [[nodiscard]] Prior of(const FlowKind& kind, const std::array<std::size_t, 3>& at) const;
  /// Shares of the parts of margin commodity `m` (position in the old COMM) in what transport it sells, everywhere.
  [[nodiscard]] std::vector<double> margin(std::size_t commodity, std::size_t margin) const;
  /// Shares of the parts of old region `r` in its population; household spending's where none is stated.
  [[nodiscard]] std::vector<double> population(std::size_t r, const std::vector<double>& spending) const;

 private:
  [[nodiscard]] Prior sector_split(const FlowKind& kind, const std::array<std::size_t, 3>& at) const;
  [[nodiscard]] Prior region_split(const FlowKind& kind, const std::array<std::size_t, 3>& at) const;
  [[nodiscard]] Prior make(const std::array<std::size_t, 3>& at) const;
  [[nodiscard]] Parts output(const PartSet& set, std::size_t old_element, std::size_t region) const;
  [[nodiscard]] Parts region_output(std::size_t region, std::string_view sector) const;
  [[nodiscard]] Parts trade(std::size_t commodity, std::size_t source, std::size_t destination) const;
  void find_imports();
  void find_totals();

  const Database& old_;
  PartSet reg_, comm_, acts_;
  StatedShares stated_;
  bool regions_;
  std::vector<std::vector<double>> imports_;  ///< sector split, COMM × REG: the parts' shares in imports
  std::vector<std::vector<double>> totals_;   ///< region split, REG: the parts' shares in all output
};

}  // namespace setu::reshape
