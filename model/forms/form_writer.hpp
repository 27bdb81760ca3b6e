#pragma once
#include "setu/model/forms/forms.hpp"
#include "setu/system/write/expression.hpp"

namespace setu {

/// Writes differential forms: first the terms of a segment, then the pieces that hold it.
class FormWriter {
 public:
  explicit FormWriter(DifferentialForms& out) : out_(out) {}

  /// Adds coef·exp(exponent·x)·(change·dx) to the segment that is open. Zero coefficients are left out.
  void term(double coef, const Linear& exponent, const Linear& change);
  /// Closes the segment and returns its number; kNone if it has no terms.
  Index segment();
  /// A weight or shift for pieces; kNone for an empty combination.
  Index shared(const Linear& combination);
  /// An amount for pieces.
  Index amount(FormAmount amount);
  /// weight + more, for pieces that are scaled.
  Index shared_sum(Index weight, const Linear& more);

 private:
  DifferentialForms& out_;
};

}  // namespace setu
