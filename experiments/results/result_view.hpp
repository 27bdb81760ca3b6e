#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "setu/experiments/study/run.hpp"

namespace setu {

/// Reads a result by GTAP's names: values before and after, percentage changes, welfare parts.
/// Whatever does not exist (an unknown variable, a zero flow) reads as nothing.
class ResultView {
 public:
  ResultView(const Experiment& experiment, const RunResult& result);

  using Elements = std::vector<std::string>;
  [[nodiscard]] std::optional<double> base(std::string_view variable, const Elements& elements) const;
  [[nodiscard]] std::optional<double> now(std::string_view variable, const Elements& elements) const;
  /// now − base, in the variable's own unit.
  [[nodiscard]] std::optional<double> change(std::string_view variable, const Elements& elements) const;
  /// Percentage change; for Divisia indices the one integrated along the path of the shock.
  [[nodiscard]] std::optional<double> percent(std::string_view variable, const Elements& elements) const;
  /// The integrated form called `name` (EV parts in US$ million, indices in per cent).
  [[nodiscard]] const IntegratedForm* form(std::string_view name, const Elements& elements) const;

  /// Regional income before the shock, US$ million.
  [[nodiscard]] double income(const std::string& region) const;
  /// Equivalent variation, US$ million.
  [[nodiscard]] double ev(const std::string& region) const;

  [[nodiscard]] const Experiment& experiment() const { return e_; }
  [[nodiscard]] const RunResult& result() const { return r_; }
  [[nodiscard]] const Sets& sets() const { return e_.model.sets; }

 private:
  [[nodiscard]] Index find(std::string_view variable, const Elements& elements) const;
  const Experiment& e_;
  const RunResult& r_;
  std::map<std::string_view, std::vector<const IntegratedForm*>> forms_;  ///< by name
};

}  // namespace setu
