#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "labels.hpp"

namespace setu::detail {

using Fail = std::function<void(const std::string&)>;  ///< throws with file and line

/// Collects the columns of a table, then its rows one by one, and adds parts of economies up.
class TableBuilder {
 public:
  TableBuilder(std::string format, double scale) : scale_(scale) { table_.format = std::move(format); }

  /// Column `position` of the file; final uses and industries count, the others are skipped.
  void add_column(std::size_t position, Label label, const Fail& fail);
  /// All columns are known: every economy must have every industry.
  void end_columns(const Fail& fail);
  /// One row: its label and the value at a position.
  void add_row(Label label, std::size_t cells, const std::function<double(std::size_t)>& value, const Fail& fail);
  InterCountryTable finish(const Fail& fail);

 private:
  struct Column {
    std::size_t position, economy, item;  ///< item: industry, or ~FinalUse
    bool industry;
    std::size_t target = 0;
  };
  void add_flows(const Label& label, const std::function<double(std::size_t)>& value, const Fail& fail);
  void add_totals(const Label& label, const std::function<double(std::size_t)>& value);

  InterCountryTable table_;
  double scale_;
  std::vector<Column> columns_;
  std::map<std::string, std::size_t, std::less<>> economy_, industry_;
  std::set<std::string> column_labels_, row_labels_;
  std::vector<std::vector<double>> rows_;  ///< by (economy, industry); empty until the file has it
  std::size_t last_ = 0;
};

}  // namespace setu::detail
