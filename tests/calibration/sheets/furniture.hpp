#pragma once
#include <random>
#include <string>
#include <vector>

#include "workbook_bytes.hpp"

/// Invented matrices in the dress of published ones: titles, descriptions, groups, totals, checks, notes, number forms, encodings.
namespace setu::testing {

struct Furnished {
  std::string bytes;                      ///< CSV or a workbook
  std::vector<std::string> names;         ///< of the accounts, as the rows write them
  std::vector<std::string> descriptions;  ///< beside and perhaps above them: they may be taken for their names
  std::vector<double> values;
  std::string what;  ///< the choices, for a message
};

class Furniture {
 public:
  explicit Furniture(unsigned seed) : random_(seed) {}
  Furnished make();

 private:
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  bool chance(double p) { return std::bernoulli_distribution(p)(random_); }
  template <class List>
  auto any(const List& list) {
    return list[below(std::size(list))];
  }

  void invent_matrix();
  void invent_names();
  void choose_style();
  std::string number(double value);
  void lay_grid();
  std::string as_text();
  std::string as_workbook();
  void put(std::size_t row, std::size_t column, const std::string& text) {
    if (grid_.size() <= row) grid_.resize(row + 1);
    if (grid_[row].size() <= column) grid_[row].resize(column + 1);
    grid_[row][column] = text;
  }

  std::mt19937 random_;
  Furnished out_;
  std::size_t n_ = 0, language_ = 0, decimals_ = 0;
  bool workbook_ = false, decimal_comma_ = false, brackets_ = false, percent_ = false;
  char separator_ = ',';
  std::string thousands_, mark_, minus_;
  std::vector<std::string> descriptions_, column_names_;
  std::vector<std::vector<std::string>> grid_;
};

}  // namespace setu::testing
