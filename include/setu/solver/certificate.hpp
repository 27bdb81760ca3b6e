#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "setu/solver/status.hpp"
#include "setu/system/derive/complementarity.hpp"
#include "setu/system/terms.hpp"

namespace setu {

struct EquationResidual {
  std::string name;   ///< e.g. "E_pds(Food,IND)"
  double scaled = 0;  ///< |F_i| (equations are written in logs or shares: already relative to their account)
};

struct BlockResidual {
  std::string block;
  double max_scaled = 0;
};

/// One inequality of the system at a point (Complementarity, docs/algorithms.md §12).
struct ComplementarityState {
  std::string equation, variable;      ///< names
  Binding binding = Binding::Between;  ///< which part holds: the variable's bounds or F = 0
  double residual = 0;                 ///< |mid(v − upper, F, v − lower)|
  double slack = 0;                    ///< F: zero where the equation holds
};

/// What a solve promises its caller: read `run` and `point`, never a bare bool.
struct Certificate {
  RunStatus run = RunStatus::NotRun;
  PointStatus point = PointStatus::Unknown;
  std::string route;    ///< which method got there: "newton", "newton, homotopy (4 steps)", "ipopt"
  std::string message;  ///< one sentence; for failures it names the worst equations
  double max_scaled_residual = 0;
  double walras_residual = 0;                           ///< |walraslack| recomputed by the caller that knows its name; 0 if not applicable
  double walras_limit = 0;                              ///< what rounding of the data accounts for at this point, where the caller found it
  double complementarity_residual = 0;                  ///< largest of the inequalities'; part of max_scaled_residual
  std::vector<ComplementarityState> complementarities;  ///< every inequality, in the system's order, and the floors that bind
  std::vector<BlockResidual> blocks;                    ///< by equation block, largest first
  std::vector<EquationResidual> worst;                  ///< the worst ten equations by name
  std::vector<std::string> undefined;  ///< variables that follow from the others and have no value there; their equations say nothing
  double condition = 0;  ///< estimate of the condition number of the scaled Jacobian at the point (Regularity); 0 if not measured
  int iterations = 0;
  int factorizations = 0;
  double path_reached = 0;  ///< how far along the shock the solve got, 1 when complete
  double seconds = 0;
  Index equations = 0, reduced_equations = 0;
  std::int64_t jacobian_nonzeros = 0, factor_nonzeros = 0;
};

struct Solution {
  std::vector<double> x;  ///< full-length point, exogenous values included
  Certificate certificate;
};

}  // namespace setu
