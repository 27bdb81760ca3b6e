#pragma once
#include <string>
#include <vector>

#include "named_result.hpp"
#include "setu/experiments/measure/aim.hpp"
#include "setu/experiments/study/run.hpp"
#include "setu/system/terms.hpp"

namespace setu {

/// What a row of outcomes says and how it is read.
struct OutcomeLabel {
  std::string name;        ///< "EV(IND)", "pfob*qxs(all,JPN,IND) - pfob*qxs(all,IND,JPN)"
  std::string unit;        ///< "US$ million", "%", ""
  bool logarithm = false;  ///< the row is log(value / 100): a share in per cent

  [[nodiscard]] double value(double row) const;
  [[nodiscard]] double row(double value) const;
  /// d value / d row at the value.
  [[nodiscard]] double slope(double value) const;
};

/// A control's cost, taken from a region's EV: `rate` US$ million per unit of what `weight` measures.
struct ControlCost {
  Index control = kNone;
  std::string payer;
  double slope = 0;  ///< US$ million per unit of exp(x) (Log variables) or of x (Level)
  bool level = false;
  double from = 0;  ///< the control where it costs nothing
};

/// Writes named results (docs/results.md) as rows of Terms over a model's variables; a share as its logarithm.
class OutcomeWriter {
 public:
  OutcomeWriter(const Experiment& experiment, std::vector<ControlCost> costs);

  /// A row with one result. Throws InputError, beginning with `where`, for what cannot be read.
  void add(const std::string& result, const std::string& where);
  /// A row with Σ weight · result (no shares).
  void add_sum(const ObjectiveChoice& objective);
  /// A row with Σ weight · log(result − threat), no shares. `threats` are amounts.
  void add_nash(const ObjectiveChoice& objective, const std::vector<double>& threats);
  /// A row with (second − its threat) − (first − its threat): what max-min needs.
  void add_gain_gap(const Aim& first, const Aim& second, double threat_first, double threat_second);

  [[nodiscard]] const Terms& terms() const { return terms_; }
  [[nodiscard]] const std::vector<OutcomeLabel>& labels() const { return labels_; }

 private:
  struct Piece;
  struct Row;
  [[nodiscard]] Row parse(const std::string& result, const std::string& where) const;
  [[nodiscard]] Row row_of(const std::vector<ResultTerm>& terms) const;
  [[nodiscard]] Row plain_sum(const std::vector<Aim>& aims) const;
  void add_costs(Row& row) const;
  void append(const Row& row, OutcomeLabel label);

  const Experiment& experiment_;
  std::vector<ControlCost> costs_;
  Terms terms_;
  std::vector<OutcomeLabel> labels_;
};

}  // namespace setu
