#pragma once
#include "structure.hpp"

namespace setu::balancing {

/// The totals of a table, with zeros stored. Totals in this order: rows, columns (or rows only: accounts whose row sum
/// less column sum is zero), then `extra` sparse ones. Newton systems: rows are eliminated by hand, the rest is dense
/// (docs/balancing.md, E6).
class TableStructure : public Structure {
 public:
  struct Sparse {
    std::vector<std::size_t> cells;
    std::vector<double> coefficients;
  };
  /// `given`: which of the row and column totals are asked for (others are free); all accounts are.
  TableStructure(std::size_t rows, std::size_t columns, bool accounts, std::vector<char> given, std::vector<Sparse> extra);

  [[nodiscard]] std::size_t margins() const { return accounts_ ? rows_ : rows_ + columns_; }
  void spread(const Eigen::VectorXd& lambda, std::vector<double>& s) const override;
  void gather(const std::vector<double>& x, Eigen::VectorXd& sum, Eigen::VectorXd& gross) const override;
  Eigen::VectorXd solve(const std::vector<double>& d, const Eigen::VectorXd& soft, const Eigen::VectorXd& rhs) override;
  void each_term(const std::function<void(std::size_t, std::size_t, double)>& visit) const override;

 private:
  /// One entry of A outside the margins.
  struct Entry {
    std::size_t cell, extra;
    double a;
  };
  Eigen::VectorXd solve_margins(const std::vector<double>& d, const Eigen::VectorXd& soft, const Eigen::VectorXd& rhs);
  Eigen::VectorXd solve_accounts(const std::vector<double>& d, const Eigen::VectorXd& soft, const Eigen::VectorXd& rhs);
  void add_extra_pairs(const std::vector<double>& d, const Eigen::VectorXd& soft, Eigen::MatrixXd& h, long first) const;

  std::size_t rows_, columns_;
  bool accounts_;
  std::vector<char> given_;
  std::vector<Sparse> extra_;
  std::vector<Entry> by_cell_;  ///< all entries of `extra_`, by cell
  Eigen::MatrixXd h_, b_;
};

}  // namespace setu::balancing
