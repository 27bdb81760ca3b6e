#pragma once
#include <string>
#include <utility>
#include <vector>

#include "setu/system/terms.hpp"

namespace setu {

/// Linear combinations Σ coef · x_variable, one after the other: entries of combination c stand in [begin[c], begin[c+1]).
struct Combinations {
  std::vector<Index> begin{0};
  std::vector<Index> variable;
  std::vector<double> coef;

  [[nodiscard]] Index size() const { return static_cast<Index>(begin.size()) - 1; }
  [[nodiscard]] double operator()(Index c, const double* x) const {
    double sum = 0;
    for (Index k = begin[c]; k < begin[c + 1]; ++k) sum += coef[k] * x[variable[k]];
    return sum;
  }
};

/// A part of a differential form: factor · exp(weight·x) · z · Σ_{k ∈ segment} coef_k exp(exponent_k·x) (change_k + shift − w)·dx
/// with z = x[level], 1/x[divisor] or 1. Weight and shift are combinations that all terms of the segment share; kNone stands for none.
struct FormPiece {
  double factor = 1;
  Index weight = kNone, shift = kNone, level = kNone;
  Index segment = kNone;
  Index divisor = kNone;
  Index deflator = kNone;             ///< the form, before this one, whose differential is w; none: 0
  Index amount = kNone, per = kNone;  ///< z is multiplied by one amount and divided by another
};

/// A sum of values that is no linear combination of logarithms: Σ segment, each times the ratio of two others where given,
/// all of them without their differentials.
struct FormAmount {
  struct Part {
    Index segment = kNone, over = kNone, under = kNone;
  };
  std::vector<Part> parts;
};

/// A result that is defined by its differential along the path of the shock, such as a welfare contribution or a
/// Divisia index: value = ∫ Σ pieces. `log_index` marks index numbers (reported as 100·(exp(∫)−1) percent).
struct DifferentialForm {
  std::string name;                   ///< GTAP's name: CNTalleffr, CNTtotr, pgdp, …
  std::vector<std::string> elements;  ///< labels of its indices
  std::string region;                 ///< region whose EV it contributes to ("" for indices)
  bool contribution = false;          ///< one of the disjoint parts that add up to EV(region)
  bool log_index = false;
  std::string label;
  std::vector<FormPiece> pieces;
};

/// The price of saving as the equations have it (docs/equations.md, eq. 9.11), as a form beside the Divisia index psave.
inline constexpr const char* kFisherSavingPrice = "psavefisher";

/// All forms of a model. Several of them may hold the same segment, whose terms are kept once.
struct DifferentialForms {
  std::vector<DifferentialForm> all;
  std::vector<Index> segment_begin{0};  ///< per segment: its first term
  std::vector<double> coef;             ///< per term
  Combinations exponent, change;        ///< per term
  Combinations shared;                  ///< weights and shifts of pieces
  std::vector<FormAmount> amounts;

  [[nodiscard]] Index segments() const { return static_cast<Index>(segment_begin.size()) - 1; }
};

}  // namespace setu
