#pragma once
#include <functional>
#include <string>
#include <vector>

#include "economies.hpp"

namespace setu::bench {

/// What a solver says it did. Whether the point is a solution is judged by others, from `x`.
struct Outcome {
  std::vector<double> x;  ///< full length; empty when there is none
  int iterations = 0;
  Index unknowns = 0;   ///< of the system that the solver saw
  std::string message;  ///< why it stopped, in its own words
};

/// One way of solving an economy from the benchmark.
struct Rival {
  std::string name;                            ///< for the command line and the CSV file
  std::string settings;                        ///< view, linear solver, ordering, globalisation
  std::function<Outcome(const Economy&)> run;  ///< empty where this build lacks it
  std::string missing;                         ///< then: what to install
  std::function<void()> prepare;               ///< before the clock starts, once; may be empty
};

std::vector<Rival> setu_rivals();    ///< `solve` as it is, and with sparse direct solvers on the reduced system
std::vector<Rival> newton_rivals();  ///< plain Newton on the full system with sparse direct solvers
std::vector<Rival> ipopt_rivals();
std::vector<Rival> kinsol_rivals();
std::vector<Rival> petsc_rivals();

std::vector<Rival> all_rivals();

}  // namespace setu::bench
