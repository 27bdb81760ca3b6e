#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "setu/experiments/measure/measure.hpp"
#include "setu/experiments/files/question.hpp"

namespace setu {

/// Exact derivatives of one result with respect to every lever, per step of its measure.
struct MarginalEffects {
  MarginalResult result;
  std::vector<double> derivative;  ///< by lever
  double residual = 0;             ///< of the adjoint equation, relative

  /// Per cent of the result's level per one per cent of the lever's value; nothing where that means nothing.
  [[nodiscard]] std::optional<double> elasticity(const Lever& lever, double derivative) const;
};

/// Largest relative residual of an adjoint equation whose derivatives are reported.
inline constexpr double kAdjointLimit = 1e-10;

struct Elasticities {
  std::vector<Lever> levers;
  std::vector<MarginalEffects> results;
  double seconds = 0;   ///< for the factorisation and all adjoints
  std::string failure;  ///< why there are none, a full sentence; else empty
};
/// All effects on `names` at the certified solution of a run. Throws InputError for unknown names; numerical failure is
/// told in `failure`.
Elasticities elasticities(const Experiment& experiment, std::span<const double> x, const std::vector<std::string>& names,
                          const StopCheck& stop = {});

/// The largest `top` effects of each kind, in words, for the terminal.
std::string elasticities_text(const Experiment& experiment, const Elasticities& all, std::size_t top);

/// Writes elasticities.csv and elasticities.txt into `folder`, all or nothing.
void write_elasticities(const Experiment& experiment, const Elasticities& all, std::size_t top, const std::filesystem::path& folder);
/// Refuses a folder that write_elasticities could not use, before any time is spent. Throws InputError.
void check_elasticities_folder(const std::filesystem::path& folder);

}  // namespace setu
