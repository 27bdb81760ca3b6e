#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "setu/experiments/elasticities/elasticities.hpp"

namespace setu {

/// What one step on each instrument of policy is worth to each region at a solved point: the change of its EV, to second
/// order (docs/elasticities.md §5).
struct MarginalValues {
  std::vector<std::string> regions;
  std::vector<Lever> levers;
  std::vector<std::vector<double>> first;  ///< by lever and region: dEV per step, US$ million
  /// By lever and region: n steps change EV by first · n + curvature · n². Empty for levers that were not asked for.
  std::vector<std::vector<double>> curvature;
  double seconds = 0;
  std::string failure;  ///< why there are none, a full sentence; else empty

  /// Steps until the second-order term is a tenth of the first-order term; nothing where curvature is unknown or zero.
  [[nodiscard]] std::optional<double> reach(std::size_t lever, std::size_t region) const;
};

struct ValueOptions {
  /// "tms(all,JPN,IND)": which given variables to value; empty: tariffs, preferences, non-tariff costs and rents, funds.
  std::vector<std::string> instruments;
  std::vector<std::string> regions;  ///< whose tables are shown, names or aliases; empty: those of the scenario's report
  std::size_t top = 10;              ///< instruments shown of each kind, and valued to second order
  bool all_curvatures = false;       ///< value every instrument to second order
};

/// Levers that `options` chooses. Throws InputError where one is unknown, endogenous, or selects zero flows only.
std::vector<Lever> chosen_instruments(const Experiment& experiment, std::span<const double> x, const ValueOptions& options);
/// Regions whose tables are shown. Throws InputError.
std::vector<std::string> shown_regions(const Experiment& experiment, const ValueOptions& options);

/// Values at the certified solution x of a run. Throws InputError as above; numerical failure is told in `failure`.
MarginalValues marginal_values(const Experiment& experiment, std::span<const double> x, const ValueOptions& options,
                               const StopCheck& stop = {});

/// The `top` most valuable levers of one measure for one region, by size of the first-order term.
std::vector<std::size_t> most_valuable(const MarginalValues& values, Measure measure, std::size_t region, std::size_t top);

/// Tables in words, for the terminal.
std::string values_text(const Experiment& experiment, const MarginalValues& values, const ValueOptions& options);
/// Writes values.csv and values.txt into `folder`, all or nothing.
void write_values(const Experiment& experiment, const MarginalValues& values, const ValueOptions& options,
                  const std::filesystem::path& folder);
/// Refuses a folder that write_values could not use, before any time is spent. Throws InputError.
void check_values_folder(const std::filesystem::path& folder);

}  // namespace setu
