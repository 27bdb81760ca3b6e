#pragma once
#include <span>
#include <vector>

#include "solver/linear/condensation.hpp"
#include "setu/system/reduce/reduction.hpp"

namespace setu {

/// The core's unknowns of a reduced system, and the definitions that follow from them in the triangle's order.
class CorePoint {
 public:
  CorePoint(const Reduction& reduction, const Triangle& triangle);

  [[nodiscard]] Index size() const { return static_cast<Index>(core_.size()); }
  /// The core's unknowns of the full-length point x.
  void read(std::span<const double> x, std::span<double> y) const;
  /// Writes y and every definition into the full-length x. What cannot be evaluated becomes NaN.
  void place(std::span<const double> y, std::span<double> x) const;

 private:
  struct Definition {
    Index equation, variable;
    double coefficient;  ///< of the variable in its own definition
  };
  const Terms& terms_;
  std::vector<Index> core_;  ///< variable ids
  std::vector<Definition> definitions_;
};

}  // namespace setu
