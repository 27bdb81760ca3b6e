#pragma once
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "setu/calibration/sam/sam.hpp"

/// A matrix whose flows can be moved and whose accounts can grow. Private to calibration/sam.
namespace setu::sam {

/// Row (who receives), column (who pays).
using Cell = std::pair<std::size_t, std::size_t>;

class FlowBook {
 public:
  FlowBook(const Sam& sam, const AccountMap& map);

  [[nodiscard]] std::size_t size() const { return map_.size(); }
  [[nodiscard]] const MappedAccount& at(std::size_t account) const { return map_[account]; }
  void set_role(std::size_t account, AccountRole role) { map_[account].role = role; }
  [[nodiscard]] const std::string& label(std::size_t account) const { return labels_[account]; }
  [[nodiscard]] double value(std::size_t to, std::size_t from) const;
  void add(std::size_t to, std::size_t from, double value);
  /// Takes the flow out and returns it.
  double take(Cell cell);
  [[nodiscard]] std::vector<Cell> cells() const;
  [[nodiscard]] std::vector<Cell> paid_by(std::size_t from) const;
  /// What `buyer` buys of commodities and sectors, each with its part of `value` in proportion; empty where it buys none.
  [[nodiscard]] std::vector<std::pair<Cell, double>> over_purchases(std::size_t buyer, double value) const;

  /// The account of this role and name in the region; it is made where there is none.
  std::size_t account(AccountRole role, const std::string& region, const std::string& name, FactorKind factor = FactorKind::Other);
  /// The account of the commodity (or sector) with this name, or size().
  [[nodiscard]] std::size_t product(const std::string& region, const std::string& name) const;

  /// A rule that was used: how often and for how much in all. Becomes the note "SENTENCE: 3 flows, 40 in all ('hhd' to 'aagr', …)."
  void used(const std::string& sentence, Cell cell, double value);
  [[noreturn]] void refuse(Cell cell, double value, const std::string& why) const;
  SimpleSam finish();

 private:
  struct Use {
    std::size_t flows = 0;
    double sum = 0;
    std::string examples;
  };
  std::string file_;
  std::vector<std::string> labels_;
  AccountMap map_;
  std::map<Cell, double> flows_;
  std::vector<std::pair<std::string, Use>> uses_;
};

/// What rules of one kind do to every flow that they concern. In the order of their use.
void pass_through(FlowBook& book);
void join_subaccounts(FlowBook& book);
void sort_taxes(FlowBook& book);
void sell_from_activities(FlowBook& book);
void join_margins(FlowBook& book);
void route_incomes(FlowBook& book);
void settle_stocks(FlowBook& book);
void net_reexports(FlowBook& book);

}  // namespace setu::sam
