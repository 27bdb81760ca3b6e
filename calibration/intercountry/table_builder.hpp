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
  /// Final uses of tables with several categories of one use (valuables and inventories): they are added up.
  void add_final_columns(const std::vector<std::pair<std::size_t, Label>>& columns, const Fail& fail);
  /// All columns are known: every economy must have every industry.
  void end_columns(const Fail& fail);
  /// One row: its label and the value at a position.
  void add_row(Label label, std::size_t cells, const std::function<double(std::size_t)>& value, const Fail& fail);
  /// A workbook does not store empty cells at the end of a row; in a text they are missing.
  void trailing_cells_may_lack(bool may) { may_lack_ = may; }
  void note(std::string sentence) { table_.notes.push_back(std::move(sentence)); }
  /// Value added is what output leaves, where a table has no row of it: `finish` then asks for none.
  void value_added_is_left() { left_ = true; }
  InterCountryTable finish(const Fail& fail);

 private:
  struct Column {
    std::size_t position, economy, item;  ///< item: industry, or ~FinalUse
    bool industry;
    std::size_t target = 0;
  };
  void add_flows(const Label& label, const std::function<double(std::size_t)>& value, const Fail& fail);
  void leave_value_added();
  void add_totals(const Label& label, const std::function<double(std::size_t)>& value);

  InterCountryTable table_;
  double scale_;
  std::vector<Column> columns_;
  std::map<std::string, std::size_t, std::less<>> economy_, industry_;
  std::set<std::string> column_labels_, row_labels_;
  std::vector<std::vector<double>> rows_;  ///< by (economy, industry); empty until the file has it
  std::size_t last_ = 0, last_industry_ = 0;
  bool may_lack_ = false, left_ = false;
};

}  // namespace setu::detail
