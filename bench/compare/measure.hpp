#pragma once
#include <string>

#include "rivals.hpp"

namespace setu::bench {

/// One row of the scoreboard: a solver on an economy.
struct Row {
  std::string model, size, rival, settings;
  std::string status;   ///< "ok", or "failed: …", "> 300 s", "missing: …"
  std::string message;  ///< the solver's own words
  double equations = 0, unknowns = 0;
  double wall = 0, cpu = 0;                       ///< seconds of the solve, from the table of equations to the solution; least of `runs`
  double megabytes = 0;                           ///< largest resident size during the solve, the economy included
  double economy_megabytes = 0;                   ///< resident size before it
  double build_seconds = 0, build_megabytes = 0;  ///< making the economy: not part of the solve
  double residual = 0, slack = 0;                 ///< max |F_i| of the full system and Walras' slack, recomputed from the point
  double difference = 0;                          ///< largest distance of a logged variable from the first solver's point
  int iterations = 0, runs = 0;
  [[nodiscard]] bool ok() const { return status == "ok"; }
};

/// Builds the economy, writes "ready" to standard output, solves `repeat` times (fewer once they take three seconds
/// together), judges the point and writes the row as one line of JSON. The logged variables go to `point_file`, if any.
void measure(const std::string& model, const std::string& size, const Rival& rival, int repeat, const std::string& point_file);

/// Reads what `measure` wrote into the row.
void read_measured(const std::string& line, Row& row);

}  // namespace setu::bench
