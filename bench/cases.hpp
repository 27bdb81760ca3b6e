#pragma once
#include <benchmark/benchmark.h>

#include <string>

#include "economies.hpp"
#include "setu/model/assembly/model.hpp"
#include "setu/solver/solve/solve.hpp"

namespace setu::bench {

/// A synthetic economy and the shock that every solve is timed on: the first half of the regions (rounded up) abolishes
/// its import tariffs. Built once per size and kept.
struct Case {
  Database database;
  Model model;
  Problem problem;
};
const Case& case_of(Size size);

/// Ends the benchmark with an error that main() turns into exit code 1.
void fail(benchmark::State& state, const std::string& why);
int failures();

void register_data(Size size);    ///< generate, audit, write, read
void register_system(Size size);  ///< build, residual, Jacobian, products, reduction, factorisation
void register_solves(Size size);  ///< Newton with every direct solver, Ipopt

}  // namespace setu::bench
