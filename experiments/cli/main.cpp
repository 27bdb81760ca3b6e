#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "command.hpp"
#include "points_options.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "start.hpp"

namespace {

/// Whether mpirun has started several of us.
bool one_of_many() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"})
    if (const char* size = std::getenv(name); size && std::atoi(size) > 1) return true;
  return false;
}

/// Under mpirun a command that can share its points goes on as setu_mpi, which stands beside this program.
void become_mpi_program(char** argv) {
  if (!one_of_many()) return;
  bool shares = false;
  for (const auto& command : setu::points_commands({})) shares = shares || std::string(argv[1]) == command.name;
  if (!shares) return;
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "setu_mpi";
  execv(program.c_str(), argv);
  setu::say(stderr, "setu: mpirun needs the program {}, which is built where CMake finds MPI (libopenmpi-dev).\n", program.string());
  std::exit(setu::kBadInput);
}

}  // namespace

int main(int argc, char** argv) {
  setu::occupy_standard_streams();
  setu::start_clock();
  if (argc > 1) become_mpi_program(argv);
  return setu::run_program({argv + 1, argv + argc});
}
