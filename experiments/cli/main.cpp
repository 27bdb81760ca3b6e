#include "command.hpp"
#include "setu/experiments/clock.hpp"

int main(int argc, char** argv) {
  setu::start_clock();
  return setu::run_program({argv + 1, argv + argc});
}
