// A program outside the source tree: builds the model of the shipped database and solves the scenario without a shock.
#include <cstdio>
#include <cstdlib>

#include "setu/experiments/study/run.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  setenv("SETU_DATA", argv[1], 1);
  const setu::Experiment experiment = setu::prepare(setu::read_scenario("no_shock"), {});
  const setu::RunResult result = setu::solve_model(experiment, {});
  std::printf("%zu equations, %s\n", experiment.model.system.terms.equations(), result.certified() ? "certified" : result.failure.c_str());
  return result.certified() ? 0 : 1;
}
